"""A conclusion of one's own, and the reason for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import Safety
from sijoint.documents.report.profile import profile_word
from sijoint.records import knowledge
from sijoint.records.actions.override import ASIDE
from sijoint.records.queries.recorded import SET_ASIDE
from sijoint.web.panel.safety import rule_title
from sijoint.web.wording import wording

REASON = {"required": _("Write the reason: it stands in the record.")}


def _reason(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=500,
        error_messages=REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WaiverForm(forms.Form):
    """Why a screen is skipped."""

    reason = _reason(_("Why is the screen skipped?"))


class OverrideForm(forms.Form):
    """A conclusion in place of the computed one.

    Parameters
    ----------
    safety : Safety
        Whose alerts may be set aside.
    """

    conclusion = forms.ChoiceField(
        label=_("Your conclusion"),
        error_messages={
            "required": _("Choose a conclusion."),
            "invalid_choice": _("Choose a conclusion from the list."),
        },
    )
    reason = _reason(_("Why do you conclude otherwise?"))

    def __init__(self, *args: Any, safety: Safety, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["conclusion"].choices = list(_choices(safety))

    @property
    def chosen(self) -> tuple[str, str]:
        """The conclusion and its value."""
        conclusion, _sign, value = self.cleaned_data["conclusion"].partition("=")
        return conclusion, value


def _choices(safety: Safety) -> list[tuple[str, Any]]:
    words = wording()
    sources = [
        (f"source={name}", words.title("pain_source", name))
        for name in sorted(_sources(), key=lambda each: words.title("pain_source", each))
    ]
    profiles = [(f"profile={label}", profile_word(label, words)) for label in ProfileLabel]
    alerts = [
        (
            f"{SET_ASIDE}{alert.id}={ASIDE}",
            _("Set aside: %(title)s (rule %(rule)s)")
            % {"title": rule_title(alert.id, words), "rule": alert.id},
        )
        for alert in safety.alerts
    ]
    groups = [(_("Source of pain"), sources), (_("Working profile"), profiles)]
    if alerts:
        groups.append((_("Safety: set a rule aside"), alerts))
    return [("", _("Choose")), *groups]


def _sources() -> list[str]:
    return [record["id"] for record in knowledge.current().raw["pain_source"]]
