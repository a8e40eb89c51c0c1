"""What is sent about a plan: a change, hands-on care, a goal, an approval."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sijoint.clinical.plan.bound import Part
from sijoint.clinical.plan.change import Act, Change
from sijoint.clinical.plan.edited import Reason, ReasonCode
from sijoint.records.models.manual_therapy import RetestMeasure
from sijoint.web.plan.words import LABELS, REASONS

SIDES = (
    ("", gettext_lazy("No side")),
    ("left", gettext_lazy("Left")),
    ("right", gettext_lazy("Right")),
)
MEASURES = (
    (RetestMeasure.PAIN.value, gettext_lazy("Pain, 0 to 10")),
    (RetestMeasure.VALUE.value, gettext_lazy("The value of the finding, in its unit")),
)
NOTHING_CHOSEN = ("", gettext_lazy("Choose"))
RATING = {"min_value": 0, "max_value": 10, "required": False}
NUMBER = gettext_lazy("Enter a number from 0 to 10.")
RATING_ERRORS = {"invalid": NUMBER, "min_value": NUMBER, "max_value": NUMBER, "required": NUMBER}


class VersionForm(forms.Form):
    """Which version of the plan the page showed."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class ChangeForm(VersionForm):
    """One change of a draft."""

    act = forms.ChoiceField(choices=[(str(act), str(act)) for act in Act])
    stage = forms.IntegerField(min_value=0, max_value=9, required=False)
    about = forms.CharField(max_length=60, required=False)
    instead = forms.CharField(max_length=60, required=False)
    side = forms.ChoiceField(
        choices=[(s, s) for s in ("", "left", "right", "both")], required=False
    )
    place = forms.IntegerField(min_value=0, max_value=9, required=False)
    on = forms.DateField(
        required=False, error_messages={"invalid": gettext_lazy("Choose a day of the calendar.")}
    )
    reason = forms.ChoiceField(choices=[("", ""), *REASONS], required=False)
    reason_text = forms.CharField(
        max_length=200,
        required=False,
        error_messages={"max_length": gettext_lazy("Write up to 200 letters.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for part in Part:
            message = _("Enter a number for %(name)s.") % {"name": str(LABELS[part][0])}
            self.fields[str(part)] = forms.FloatField(
                required=False, error_messages={"invalid": message}
            )

    @property
    def change(self) -> Change:
        """The change that was sent; of a valid form."""
        sent = self.cleaned_data
        return Change(
            act=Act(sent["act"]),
            stage=sent["stage"] or 0,
            about=sent["about"],
            instead=sent["instead"],
            side=sent["side"],
            dose={part: sent[str(part)] for part in Part if sent[str(part)] is not None},
            place=sent["place"],
            on=sent["on"].isoformat() if sent["on"] else "",
            reason=self._reason(),
        )

    def clean(self) -> dict[str, Any]:
        """Whole numbers where only they make sense, and a day for a review."""
        sent = super().clean()
        for part in Part:
            value = sent.get(str(part))
            if value is not None and value != int(value):
                self.add_error(str(part), _("A dose has whole numbers only."))
        if sent.get("act") == Act.REVIEW and not sent.get("on") and "on" not in self.errors:
            self.add_error("on", _("Choose a day of the calendar."))
        return sent

    def _reason(self) -> Reason | None:
        code = self.cleaned_data["reason"]
        return Reason(ReasonCode(code), self.cleaned_data["reason_text"]) if code else None


class HandsOnForm(forms.Form):
    """A technique that is to be used."""

    technique_id = forms.ChoiceField(
        label=gettext_lazy("Technique"),
        error_messages={
            "required": gettext_lazy("Choose a technique."),
            "invalid_choice": gettext_lazy(
                "Something speaks against this technique now. Choose another one."
            ),
        },
    )
    target_finding = forms.ChoiceField(
        label=gettext_lazy("For the finding"),
        error_messages={
            "required": gettext_lazy("Choose the finding that it is for."),
            "invalid_choice": gettext_lazy("Choose the finding that it is for."),
        },
    )
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=SIDES, required=False)
    dose = forms.CharField(
        label=gettext_lazy("Dose"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example grade II, 3 times 30 s."),
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("What is measured before and after"),
        choices=MEASURES,
        required=False,
    )
    before = forms.FloatField(
        label=gettext_lazy("Before"),
        required=False,
        help_text=gettext_lazy("Take it now: the re-test is compared with it."),
        error_messages={"invalid": gettext_lazy("Enter a number.")},
    )

    def clean_measure(self) -> str:
        """Pain, where nothing was chosen."""
        return self.cleaned_data["measure"] or RetestMeasure.PAIN.value


class RetestForm(forms.Form):
    """What the re-test showed."""

    after = forms.FloatField(
        error_messages=dict.fromkeys(("required", "invalid"), gettext_lazy("Enter a number.")),
    )


class GoalForm(forms.Form):
    """A goal in the person's own words."""

    text = forms.CharField(
        label=gettext_lazy("What they want to do again"),
        max_length=200,
        error_messages={
            "required": gettext_lazy("Write the goal in up to 200 letters."),
            "max_length": gettext_lazy("Write the goal in up to 200 letters."),
        },
    )
    baseline = forms.FloatField(
        label=gettext_lazy("How well it goes now, 0 to 10"),
        help_text=gettext_lazy("0 cannot do it, 10 as before."),
        error_messages=RATING_ERRORS,
        **RATING,
    )
    target = forms.FloatField(
        label=gettext_lazy("Wanted, 0 to 10"), error_messages=RATING_ERRORS, **RATING
    )


class RateForm(forms.Form):
    """How well a goal goes today."""

    value = forms.FloatField(
        label=gettext_lazy("How well it goes today, 0 to 10"),
        min_value=0,
        max_value=10,
        error_messages=RATING_ERRORS,
    )


class WithdrawForm(forms.Form):
    """Why a plan is taken away."""

    reason = forms.CharField(
        label=gettext_lazy("Why the plan is withdrawn"),
        max_length=500,
        error_messages={
            "required": gettext_lazy("Write why the plan is withdrawn."),
            "max_length": gettext_lazy("Write up to 500 letters."),
        },
    )
