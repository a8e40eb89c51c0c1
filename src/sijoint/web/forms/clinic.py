"""The settings of a clinic, and going to another one."""

from __future__ import annotations

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.contact import (
    check_dialled,
    check_emergency_number,
    check_name,
    check_phone,
)
from sijoint.accounts.models import Clinic
from sijoint.clinical.case import Setting
from sijoint.clinical.model import EvidenceSet
from sijoint.web.member import Member

SETTINGS = (
    (Setting.UNSELECTED, _("Everybody with low back or buttock pain")),
    (Setting.BELOW_L5, _("People whose pain is below the belt line")),
    (Setting.SPINE_CLINIC, _("People sent by a spine clinic")),
    (Setting.POST_FUSION, _("People after a lumbar fusion")),
    (Setting.POST_FUSION_SACRUM, _("People after a fusion down to the sacrum")),
)

EVIDENCE_SETS = (
    (EvidenceSet.POOLED, _("Pooled: all good studies together")),
    (EvidenceSet.LASLETT, _("Laslett: the study with the highest accuracy")),
)

LANGUAGES = (("en", _("English")), ("es", _("Spanish")))

CHECKS = {
    "name": check_name,
    "phone": check_phone,
    "emergency_number": check_emergency_number,
    "crisis_number": check_dialled,
}


class SwitchForm(forms.Form):
    """One of the clinics that somebody belongs to."""

    clinic = forms.ModelChoiceField(
        queryset=Clinic.objects.none(),
        label=_("Clinic"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a clinic."),
            "invalid_choice": _("You do not belong to that clinic. Choose one of the list."),
        },
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [clinic.id for clinic in member.clinics]
        self.fields["clinic"].queryset = Clinic.objects.filter(id__in=ids)
        self.fields["clinic"].initial = member.clinic.id


class ClinicForm(forms.ModelForm):
    """Everything that an owner may change."""

    country = forms.RegexField(
        r"^[A-Z]{2}$",
        label=_("Country"),
        help_text=_("Two letters, such as ES or US."),
        error_messages={
            "required": _("Type the two letters of the country, such as ES."),
            "invalid": _("Type the two capital letters of the country, such as ES."),
        },
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        max_length=60,
        help_text=_("Such as Europe/Madrid or America/New_York."),
        error_messages={"required": _("Type a time zone, such as Europe/Madrid.")},
    )
    setting = forms.ChoiceField(
        label=_("Who comes to this clinic"), choices=SETTINGS, widget=forms.RadioSelect
    )
    evidence_set = forms.ChoiceField(
        label=_("Studies in front"), choices=EVIDENCE_SETS, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)

    class Meta:
        model = Clinic
        fields = (
            "name",
            "phone",
            "email",
            "address",
            "country",
            "emergency_number",
            "crisis_number",
            "language",
            "paper",
            "time_zone",
            "setting",
            "evidence_set",
            "movement_analysis",
            "welcomes_new",
            "requires_mfa",
        )
        labels: ClassVar[dict[str, Any]] = {
            "name": _("Name of the clinic"),
            "phone": _("Phone"),
            "email": _("Email"),
            "address": _("Address"),
            "emergency_number": _("Emergency number"),
            "crisis_number": _("Number for thoughts of self-harm"),
            "paper": _("Paper"),
            "movement_analysis": _("Movement analysis"),
            "welcomes_new": _("People may sign up by themselves"),
            "requires_mfa": _("Everybody who works here needs a second step to sign in"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "emergency_number": _("What a person in danger calls, such as 112."),
            "crisis_number": _(
                "A line that answers day and night. Leave it empty if you know none."
            ),
        }
        error_messages: ClassVar[dict[str, Any]] = {
            "name": {"required": _("Type the name of the clinic.")},
            "emergency_number": {"required": _("Type the number that a person in danger calls.")},
            "email": {"invalid": _("That is no email. Type it like name@example.org.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, check in CHECKS.items():
            self.fields[name].validators.append(check)

    def clean_time_zone(self) -> str:
        """One that the computer knows."""
        zone = self.cleaned_data["time_zone"].strip()
        if zone not in available_timezones():
            raise forms.ValidationError(
                _("There is no time zone “%(zone)s”. Type one such as Europe/Madrid."),
                params={"zone": zone},
            )
        return zone
