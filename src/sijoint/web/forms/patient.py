"""Names and contacts of a person in care."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.contact import check_name, check_phone
from sijoint.records.mark import mark
from sijoint.records.models import Patient
from sijoint.web.forms.facts import SEXES


class PatientForm(forms.Form):
    """What the front desk writes down; only the name is needed."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        validators=[check_name],
        error_messages={"required": _("Enter a name.")},
    )
    born_on = forms.DateField(
        label=_("Date of birth"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a date, such as 1990-05-31.")},
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=[(s.value, w) for s, w in SEXES.items()])
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        error_messages={"invalid": _("Enter an address such as name@example.org.")},
    )
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=40, validators=[check_phone]
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def clean_born_on(self) -> object:
        """Nobody was born tomorrow, or more than 120 years ago."""
        born = self.cleaned_data["born_on"]
        today = timezone.localdate()
        if born is not None and not today.year - 120 <= born.year <= today.year:
            raise forms.ValidationError(_("Enter a date in the last 120 years."))
        if born is not None and born > today:
            raise forms.ValidationError(_("Enter a date that is not in the future."))
        return born


class ContactForm(PatientForm):
    """The same of a person whom the clinic knows.

    The page says with `seen` what each field showed: what the person or somebody else changed
    since is not overwritten.

    Parameters
    ----------
    held : Patient
    """

    seen = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)

    def __init__(self, *args: Any, held: Patient, **kwargs: Any) -> None:
        shown = {name: getattr(held, name) for name in self.base_fields if name != "seen"}
        marks = _written({name: mark(value) for name, value in shown.items()})
        super().__init__(*args, initial={**shown, "seen": marks}, **kwargs)

    @property
    def contact(self) -> dict[str, Any]:
        """What was typed, by field."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def seen_marks(self) -> dict[str, str]:
        """The mark of each field as the page showed it."""
        parts = (part.partition("=") for part in self.cleaned_data["seen"].split())
        return {name: said for name, equals, said in parts if equals}

    def complain(self, now: Mapping[str, Any]) -> None:
        """Say what fields hold now; sent once more, what was typed takes its place."""
        self.data = self.data.copy()
        marks = {name: mark(value) for name, value in now.items()}
        self.data["seen"] = _written(self.seen_marks | marks)
        for name, value in now.items():
            self.add_error(name, self._told(name, value))

    def _told(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return gettext("Somebody removed this meanwhile. Save again to put yours in its place.")
        words = dict(getattr(self.fields[name], "choices", ())).get(value)
        said = words or formats.localize(value)
        return gettext(
            "Somebody changed this meanwhile to: %(value)s. Save again to put yours in its place."
        ) % {"value": said}


def _written(marks: Mapping[str, str]) -> str:
    return " ".join(f"{name}={said}" for name, said in marks.items())
