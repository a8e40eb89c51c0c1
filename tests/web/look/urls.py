"""The addresses of the site, and the page of components, which needs `DEBUG` elsewhere."""

from __future__ import annotations

from django.urls import path

from sijoint.config.urls import urlpatterns as site
from sijoint.web.views import styleguide

urlpatterns = [path("styleguide/", styleguide.styleguide, name="styleguide"), *site]
