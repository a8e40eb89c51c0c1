"""The form in which people mark what fits them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.web.guide import risk
from sijoint.web.guide.page import the_guide
from sijoint.web.wording import wording


class RiskForm(forms.Form):
    """What fits; nothing of it is stored."""

    have = forms.MultipleChoiceField(
        label=_("What fits you?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Mark at least one line. If none fits, read on."),
            "invalid_choice": _("One of the marks is not on the list. Mark again."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["have"].choices = risk.choices(the_guide(), wording())
