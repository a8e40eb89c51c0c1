"""The settings of the clinic."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sijoint.accounts.actions import clinic as clinics
from sijoint.accounts.models import Clinic
from sijoint.accounts.role import Permission
from sijoint.web import notice
from sijoint.web.forms.clinic import ClinicForm
from sijoint.web.guard import needs
from sijoint.web.see_other import see_other


@needs(Permission.CLINIC_EDIT)
@require_http_methods(["GET", "HEAD", "POST"])
def clinic_settings(request: HttpRequest) -> HttpResponse:
    """Profile, numbers, language and what the evidence starts from."""
    # A row of its own: checking the form writes into it, and the navigation shows the other.
    clinic = Clinic.objects.get(id=request.member.clinic.id)
    form = ClinicForm(request.POST or None, instance=clinic)
    if request.method == "POST" and form.is_valid():
        clinics.change(
            clinic=request.member.clinic,
            by=request.user,
            at=timezone.now(),
            **form.cleaned_data,
        )
        notice.done(request, _("The settings are saved."))
        return see_other("clinic_settings")
    shown = {"form": form}
    return render(
        request, "web/clinic/clinic_settings.html", shown, status=422 if form.errors else 200
    )
