"""A person's own data: seen, corrected, taken along, and asked to be deleted."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sijoint.accounts.role import Permission
from sijoint.documents.own_data import own_data as printed
from sijoint.documents.typesetting import Paper
from sijoint.records.actions import erasure as erasures
from sijoint.records.actions import patient as patients
from sijoint.records.error import RefusedError
from sijoint.records.queries.own_data import open_erasure, own_data_of
from sijoint.web import notice
from sijoint.web.forms.my_data import OwnContactForm
from sijoint.web.guard import needs
from sijoint.web.limit import limited
from sijoint.web.my_data.document import Document, document_of
from sijoint.web.my_data.section import day, sections_of
from sijoint.web.patient import own_patient
from sijoint.web.see_other import see_other
from sijoint.web.wording import wording

FIELDS = ("name", "born_on", "sex", "email", "phone", "language")


@needs(Permission.OWN_RECORD)
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """Everything the clinic holds about the person who asks."""
    own = own_data_of(own_patient(request))
    document = document_of(own, at=timezone.now())
    shown = {
        "sections": sections_of(document),
        "has_plan": own.plan is not None,
        "asked_on": day((document["erasure"] or {}).get("asked_on")),
    }
    return render(request, "web/my_data/my_data.html", shown)


@needs(Permission.OWN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def my_data_contact(request: HttpRequest) -> HttpResponse:
    """Correct name and contact."""
    patient = own_patient(request)
    held = {name: getattr(patient, name) for name in FIELDS}
    form = OwnContactForm(request.POST if request.method == "POST" else None, initial=held)
    if form.is_valid():
        patients.correct(patient=patient, by=request.user, at=timezone.now(), **form.cleaned_data)
        notice.done(request, _("Your name and contact are saved."))
        return see_other("my_data")
    status = 422 if form.errors else 200
    return render(request, "web/my_data/contact.html", {"form": form}, status=status)


@needs(Permission.OWN_RECORD)
@require_safe
@limited("my_data_file", "30/h", reads=True)
def my_data_json(request: HttpRequest) -> HttpResponse:
    """All of it for another program."""
    response = JsonResponse(_taken(request), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@needs(Permission.OWN_RECORD)
@require_safe
@limited("my_data_file", "30/h", reads=True)
def my_data_pdf(request: HttpRequest) -> HttpResponse:
    """All of it on paper."""
    document = _taken(request)
    paper = printed(
        sections_of(document),
        wording(),
        made_on=day(document["made_on"]),
        clinic=document["clinic"]["name"],
        paper=Paper(request.member.clinic.paper),
    )
    response = HttpResponse(paper, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.pdf"'
    return response


@needs(Permission.OWN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(enabled=lambda request: request.method == "POST")
def my_data_erase(request: HttpRequest) -> HttpResponse:
    """What deletion means; then the wish itself, from somebody who shows that it is them."""
    patient = own_patient(request)
    if request.method == "POST":
        erasures.ask(patient=patient, by=request.user, at=timezone.now())
        notice.done(request, _("Your clinic has your request. You can take it back until then."))
        return see_other("my_data")
    shown = {"clinic": patient.clinic, "is_asked": open_erasure(patient) is not None}
    return render(request, "web/my_data/erase.html", shown)


@needs(Permission.OWN_RECORD)
@require_POST
def my_data_keep(request: HttpRequest) -> HttpResponse:
    """Take the wish back."""
    held = open_erasure(own_patient(request))
    if held is not None:
        try:
            erasures.withdraw(erasure=held, by=request.user, at=timezone.now())
        except RefusedError as error:
            notice.failed(request, str(error))
            return see_other("my_data")
    notice.done(request, _("Your request is taken back. Nothing was deleted."))
    return see_other("my_data")


def _taken(request: HttpRequest) -> Document:
    """The document, with a line in the trail that it was taken along."""
    patient, now = own_patient(request), timezone.now()
    patients.read(patient=patient, by=request.user, at=now, what="patient.download")
    return document_of(own_data_of(patient), at=now)
