"""The screens, one line each."""

from __future__ import annotations

from django.urls import path

from sijoint.web.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
