"""People in care: the list, the chart, names and contacts."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.role import Permission
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import patient as actions
from sijoint.records.models import Intake, Patient
from sijoint.records.queries.chart import chart_of, found_patients
from sijoint.web.agreement import agreements_of
from sijoint.web.forms.patient import ContactForm, PatientForm
from sijoint.web.guard import needs
from sijoint.web.plan.words import withdrawn_words
from sijoint.web.wording import wording
from sijoint.web.workspace.alert import alert_card, closed_cards
from sijoint.web.workspace.story import StorySummary, story_summary

ON_A_PAGE = 30
FOUND_AT_MOST = 500


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.CONTACT_READ)
def patients(request: HttpRequest) -> HttpResponse:
    """Everybody in care, with contacts; searched by name, which no address ever holds."""
    words = request.POST.get("q", "")[:80].replace("\0", "")
    found = found_patients(request.member.clinic, words)
    most = FOUND_AT_MOST if words else ON_A_PAGE
    page = Paginator(found, most).get_page(request.GET.get("page"))
    return render(request, "web/patients/patients.html", {"page": page, "words": words})


@require_http_methods(["GET", "POST"])
@needs(Permission.PATIENT_CREATE)
def patient_new(request: HttpRequest) -> HttpResponse:
    """A new person."""
    clinic = request.member.clinic
    form = PatientForm(
        request.POST or None, initial={"sex": "unknown", "language": clinic.language}
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            made = actions.create(
                clinic=clinic, by=request.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("Added. Invite them to tell their story."))
            return redirect("patient_contact", made.id)
        status = 422
    return render(request, "web/patients/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@needs(Permission.CONTACT_READ, Permission.PATIENT_CREATE)
def patient_contact(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Name and contacts, to read and to correct."""
    found = _patient(request, patient_id)
    form = ContactForm(request.POST or None, held=found)
    status = 200
    if request.method == "POST":
        was_invited = invitations.is_open(clinic=found.clinic, patient_id=found.id)
        if form.is_valid() and saved(request, found, form):
            messages.success(request, _("Saved."))
            if was_invited and not invitations.is_open(clinic=found.clinic, patient_id=found.id):
                ended = _("The invitation to the earlier email has ended. Invite them anew.")
                messages.warning(request, ended)
            return redirect("patient_contact", patient_id)
        status = 422
    actions.read(patient=found, by=request.user, at=timezone.now(), what="contact.read")
    context = {"patient": found, "form": form}
    return render(request, "web/patients/contact.html", context, status=status)


def saved(request: HttpRequest, found: Patient, form: ContactForm) -> bool:
    """Save what was typed, unless somebody else changed it meanwhile: then the form says so."""
    now, seen = timezone.now(), form.seen_marks
    try:
        actions.correct(patient=found, by=request.user, at=now, seen=seen, **form.contact)
    except actions.OvertakenError as error:
        form.complain(error.now)
        return False
    return True


@require_GET
@needs(Permission.CHART_READ)
def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """The chart of a person."""
    found = _patient(request, patient_id)
    now = timezone.now()
    actions.read(patient=found, by=request.user, at=now)
    chart = chart_of(found, request.GET.get("page", 1))
    context = {
        "patient": found,
        "chart": chart,
        "alerts": [alert_card(alert, now) for alert in chart.alerts],
        "agreements": agreements_of(chart.consents),
        "closed": closed_cards(chart.closed, now),
        "story": _story(request, chart.intake),
        "withdrawn": withdrawn_words(chart.plan, wording()) if chart.plan else "",
    }
    return render(request, "web/patients/patient.html", context)


@require_POST
@needs(Permission.CHART_WRITE)
def evaluation_start(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """Begin an evaluation, or go on with the open one."""
    found = _patient(request, patient_id)
    made = evaluations.start(patient=found, therapist=request.user, at=timezone.now())
    return redirect("evaluation", made.id)


def _story(request: HttpRequest, intake: Intake | None) -> StorySummary | None:
    if intake is None:
        return None
    may_read = request.member.may(Permission.SENSITIVE_READ)
    return story_summary(intake, may_read_sensitive=may_read)


def _patient(request: HttpRequest, patient_id: UUID) -> Patient:
    held = Patient.objects.select_related("clinic", "therapist", "user")
    return get_object_or_404(
        held, pk=patient_id, clinic=request.member.clinic, erased_at__isnull=True
    )
