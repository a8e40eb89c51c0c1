"""Finishing an evaluation: scores, the note, an addendum."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from sijoint.records import knowledge
from sijoint.records.models import Evaluation
from sijoint.web.forms.facts import between
from sijoint.web.wording import wording

PAGE = "finish"
"""The form of the page: scores and note are sent together, so that neither loses the other."""


class ScoresForm(forms.Form):
    """One field for each measure that a case may hold; empty is not recorded."""

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = {score.measure_id: score.value for score in evaluation.scores.all()}
        words = wording()
        for name, kind in knowledge.current().vocabulary.measures.items():
            said = lazy(between, str)(kind.minimum, kind.maximum)
            step = words.record("measure", name).get("step", 1)
            self.fields[name] = forms.FloatField(
                label=words.title("measure", name),
                required=False,
                min_value=kind.minimum,
                max_value=kind.maximum,
                initial=_plain(held.get(name)),
                widget=forms.NumberInput(
                    attrs={"inputmode": "decimal", "step": f"{step:g}", "form": PAGE}
                ),
                error_messages={"invalid": said, "min_value": said, "max_value": said},
            )

    @property
    def sent(self) -> dict[str, float | None]:
        """The values of the fields that were on the page."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class NoteForm(forms.Form):
    """The note, signed with the evaluation."""

    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20_000,
        error_messages={"required": _("Write a note, or restore the draft.")},
    )
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean_note(self) -> str:
        """The note with the line ends of the draft; a form sends others."""
        return "\n".join(self.cleaned_data["note"].splitlines())


class KeptNoteForm(NoteForm):
    """What is written of the note so far; an empty one brings the draft back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = False


class AddendumForm(forms.Form):
    """What is added after the signature."""

    text = forms.CharField(
        label=_("Addendum"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        error_messages={"required": _("Write what is to be added.")},
    )


def _plain(value: float | None) -> float | None:
    return int(value) if value is not None and value.is_integer() else value
