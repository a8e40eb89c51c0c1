"""Names and contacts of a person in care."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.contact import check_name, check_phone
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
