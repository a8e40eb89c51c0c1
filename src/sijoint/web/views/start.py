"""Where people begin: after signing in, without a clinic, and in another of their clinics."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sijoint.accounts.models import Clinic
from sijoint.records.actions import joining
from sijoint.records.error import RefusedError
from sijoint.records.models import Patient
from sijoint.web import landing, notice, session_limit
from sijoint.web.forms.clinic import SwitchForm
from sijoint.web.forms.sign_up import JoinForm, welcoming
from sijoint.web.guard import needs, public
from sijoint.web.limit import limited
from sijoint.web.see_other import see_other
from sijoint.web.views import invitation
from sijoint.web.wording import code


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the page on which the person begins."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if invitation.waits(request):
        return redirect("invitation")
    return redirect(landing.page_of(request.member))


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("join", "10/m")
def join(request: HttpRequest) -> HttpResponse:
    """Come to a clinic with an account that exists; somebody without one signs up instead."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    known = Patient.objects.filter(user=request.user).values("clinic")
    if own := _own_clinic(request):
        session_limit.move(request, own)
        return see_other("start")
    clinics = welcoming().exclude(id__in=known)
    slug = request.GET.get("clinic", "")
    form = JoinForm(request.POST or None, clinics=clinics, slug=slug)
    if request.method == "POST" and form.is_valid():
        clinic = form.cleaned_data["clinic"]
        _join(request, clinic, form.cleaned_data["name"])
        session_limit.move(request, clinic)
        return see_other("start")
    shown = {"form": form, "clinics": clinics}
    return render(request, "web/start/join.html", shown, status=422 if form.errors else 200)


def _own_clinic(request: HttpRequest) -> Clinic | None:
    """The clinic of the form when one is treated there already, as after a second tap."""
    sent, clinics = request.POST.get("clinic"), request.member.clinics if request.member else ()
    chosen = next((each for each in clinics if str(each.id) == sent), None)
    return chosen if chosen and _is_treated(request, chosen) else None


def _join(request: HttpRequest, clinic: Clinic, name: str) -> None:
    """Join; of two taps at once the second finds it done."""
    try:
        joining.join(
            clinic=clinic, user=request.user, name=name, language=code(), at=timezone.now()
        )
    except RefusedError:
        if not _is_treated(request, clinic):
            raise


def _is_treated(request: HttpRequest, clinic: Clinic) -> bool:
    return Patient.objects.filter(clinic=clinic, user=request.user).exists()


@needs()
@require_http_methods(["GET", "HEAD", "POST"])
def clinic_switch(request: HttpRequest) -> HttpResponse:
    """Go to another of one's clinics."""
    member = request.member
    form = SwitchForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        clinic = form.cleaned_data["clinic"]
        session_limit.move(request, clinic)
        notice.done(request, _("You are at %(clinic)s now.") % {"clinic": clinic.name})
        return see_other("start")
    shown = {"form": form}
    return render(
        request, "web/start/clinic_switch.html", shown, status=422 if form.errors else 200
    )


@public
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """What one agrees to with an account."""
    return render(request, "web/start/terms.html")
