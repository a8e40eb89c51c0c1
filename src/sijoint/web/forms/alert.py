"""Caring for an alert."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.accounts.models import User


class HandOverForm(forms.Form):
    """To whom an alert goes."""

    to = forms.ModelChoiceField(
        label=_("Hand to"),
        queryset=User.objects.none(),
        empty_label=_("Choose a therapist"),
        error_messages={
            "required": _("Choose a therapist."),
            "invalid_choice": _("Choose a therapist of this clinic."),
        },
    )

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ids = [user.id for user in people]
        self.fields["to"].queryset = User.objects.filter(id__in=ids).order_by("name")


class CloseForm(forms.Form):
    """What was done about an alert."""

    reason = forms.CharField(
        label=_("What was done?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was done about it.")},
    )
