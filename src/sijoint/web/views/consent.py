"""What a person agrees to before their questions, and taking it back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from sijoint.accounts.role import Permission
from sijoint.records import consent_text
from sijoint.records.actions import consent as consents
from sijoint.records.models import Consent, Patient
from sijoint.web import guardian, notice
from sijoint.web.guard import needs
from sijoint.web.patient import own_patient
from sijoint.web.see_other import see_other
from sijoint.web.wording import code, wording


class ConsentForm(forms.Form):
    """One box for each text; the page says with each which version it shows."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for kind in consent_text.KINDS:
            self.fields[kind] = forms.BooleanField(
                label=wording().say(consent_text.current(kind).agree),
                error_messages={"required": _("Tick the box if you agree, or ask your clinic.")},
            )

    def clean(self) -> dict[str, Any]:
        """Nobody agrees to a text that was not shown: the new one comes with an empty box."""
        for kind in consent_text.KINDS:
            is_read = self.version_read(kind) == consent_text.current(kind).version
            if self.cleaned_data.get(kind) and not is_read:
                self.data = self.data.copy()
                del self.data[kind]
                self.add_error(
                    kind, _("This text has changed. Read it again, and tick the box if you agree.")
                )
        return self.cleaned_data

    def version_read(self, kind: str) -> str:
        """The version of a text that the page showed."""
        return self.data.get(f"{kind}_version", "")


@needs(Permission.OWN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest) -> HttpResponse:
    """Read the texts; agree, or take an agreement back."""
    patient = own_patient(request)
    if "withdraw" in request.POST:
        return _withdraw(request, patient, request.POST["withdraw"])
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        for kind in consent_text.KINDS:
            consents.give(
                patient=patient,
                kind=kind,
                language=code(),
                by=request.user,
                at=timezone.now(),
                version=form.version_read(kind),
            )
        return see_other("intake")
    given = {c.kind: c for c in patient.consents.filter(withdrawn_at__isnull=True)}
    texts = [
        {"text": _said(kind), "field": form[kind], "given": given.get(kind)}
        for kind in consent_text.KINDS
    ]
    shown = {"form": form, "texts": texts, "is_given": consents.is_given(patient)}
    shown["is_minor"] = guardian.is_minor(request, patient)
    return render(request, "web/consent/consent.html", shown, status=422 if form.errors else 200)


def _withdraw(request: HttpRequest, patient: Patient, kind: str) -> HttpResponse:
    """Take an agreement back; a second tap finds it ended, which is what was wanted."""
    if kind not in consent_text.KINDS:
        raise Http404
    held = Consent.objects.filter(patient=patient, clinic=patient.clinic, kind=kind)
    if not held.exists():
        raise Http404
    given = list(held.filter(withdrawn_at__isnull=True))
    for each in given:
        consents.withdraw(consent=each, by=request.user, at=timezone.now())
    if given:
        notice.done(request, _("Your agreement has ended. Your clinic can see that."))
    return see_other("consent")


def _said(kind: str) -> dict[str, Any]:
    say, text = wording().say, consent_text.current(kind)
    return {
        "kind": kind,
        "version": text.version,
        "since": wording().date(text.version),
        "title": say(text.title),
        "lines": [say(line) for line in text.lines],
    }
