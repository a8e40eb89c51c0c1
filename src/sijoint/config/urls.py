"""Every address of the site; names and paths are those of docs and contracts."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("sijoint.web.urls")),
]
