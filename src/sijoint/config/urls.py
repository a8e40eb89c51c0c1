"""Every address of the site; names and paths are those of docs and contracts."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("sijoint.web.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("sijoint.web.urls")),
]

handler400 = "sijoint.web.views.failure.bad_request"
handler403 = "sijoint.web.views.failure.forbidden"
handler404 = "sijoint.web.views.failure.not_found"
handler429 = "sijoint.web.views.failure.too_many"
handler500 = "sijoint.web.views.failure.server_error"
