"""Inviting somebody, and what people say about themselves."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.contact import check_name
from sijoint.accounts.role import ROLES, RoleName
from sijoint.web.forms.sign_up import name_field

ORDER = (RoleName.THERAPIST, RoleName.FRONT_DESK, RoleName.OWNER)
"""Everybody who works in a clinic, the most frequent first."""


class InviteForm(forms.Form):
    """Who will work here, and as what."""

    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what they will be here."),
            "invalid_choice": _("Choose one of the roles."),
        },
    )
    email = forms.EmailField(
        label=_("Their email"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Type their email. Only this address can accept."),
            "invalid": _("That is no email. Type it like name@example.org."),
        },
    )
    name = forms.CharField(
        label=_("Their name"),
        max_length=120,
        required=False,
        validators=[check_name],
        help_text=_("They can change it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("That name is too long. Type up to 120 letters.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, _(ROLES[role].title)) for role in ORDER]


class ProfileForm(forms.Form):
    """How those who work here call somebody."""

    name = name_field()
