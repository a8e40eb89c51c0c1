"""Finishing an evaluation: scores, the note, an addendum."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from sijoint.records import knowledge
from sijoint.records.mark import mark
from sijoint.records.models import Evaluation
from sijoint.web.forms.facts import between, plain
from sijoint.web.wording import wording

PAGE = "finish"
"""The form of the page: scores and note are sent together, so that neither loses the other."""


class ScoresForm(forms.Form):
    """One field for each measure that a case may hold; empty is not recorded.

    The page says with `shown` which scores it showed: only what was changed on it is written.
    """

    shown = forms.CharField(
        required=False, max_length=4000, widget=forms.HiddenInput(attrs={"form": PAGE})
    )

    def __init__(self, *args: Any, evaluation: Evaluation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = {score.measure_id: score.value for score in evaluation.scores.all()}
        self.fields["shown"].initial = json.dumps(self.held)
        words = wording()
        for name, kind in knowledge.current().vocabulary.measures.items():
            said = lazy(between, str)(kind.minimum, kind.maximum)
            step = words.record("measure", name).get("step", 1)
            self.fields[name] = forms.FloatField(
                label=words.title("measure", name),
                required=False,
                min_value=kind.minimum,
                max_value=kind.maximum,
                initial=plain(self.held.get(name)),
                widget=forms.NumberInput(
                    attrs={"inputmode": "decimal", "step": f"{step:g}", "form": PAGE}
                ),
                error_messages={"invalid": said, "min_value": said, "max_value": said},
            )

    def clean(self) -> dict[str, Any]:
        """What somebody else changed since the page was opened is not overwritten."""
        cleaned = super().clean()
        for name in self.changed:
            now = self.held.get(name)
            if now not in (self._before.get(name), cleaned[name]):
                said = "–" if now is None else f"{now:g}"
                changed = _("Somebody changed this to %(value)s since this page was opened.")
                self.add_error(name, changed % {"value": said})
        if self.errors:
            self.data = self.data.copy()
            self.data["shown"] = json.dumps(self.held)
        return cleaned

    @property
    def changed(self) -> dict[str, float | None]:
        """The values that are others than the page showed."""
        values = {name: self.cleaned_data.get(name) for name in self.fields if name != "shown"}
        return {
            name: value
            for name, value in values.items()
            if name in self.data and name not in self.errors and value != self._before.get(name)
        }

    @cached_property
    def _before(self) -> dict[str, Any]:
        """What the page showed; what is recorded now, if it does not say."""
        try:
            shown = json.loads(self.cleaned_data.get("shown") or "null")
        except ValueError:
            shown = None
        return shown if isinstance(shown, dict) else self.held


class NoteForm(forms.Form):
    """The note, signed with the evaluation.

    Parameters
    ----------
    held : str
        What was kept of it so far. The page says with `seen` what it showed.
    """

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    note = forms.CharField(
        label=_("Note"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=20_000,
        error_messages={"required": _("Write a note, or restore the draft.")},
    )

    def __init__(self, *args: Any, held: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held = held
        self.fields["seen"].initial = mark(held)

    def clean_note(self) -> str:
        """The note with the line ends of the draft; a form sends others."""
        return "\n".join(self.cleaned_data["note"].splitlines())

    def clean(self) -> dict[str, Any]:
        """Another note that was kept since the page was opened is not overwritten."""
        cleaned = super().clean()
        if cleaned.get("note", self.held) != self.held and self.is_behind:
            self.add_error(
                None, _("Another note was kept since this page was opened. Compare both.")
            )
        return cleaned

    @property
    def is_behind(self) -> bool:
        """Whether another note was kept since the page was opened."""
        return self.cleaned_data.get("seen") not in (None, "", mark(self.held))


class KeptNoteForm(NoteForm):
    """What is written of the note so far; an empty one brings the draft back.

    Parameters
    ----------
    drafted : str
        The draft itself is not kept: it changes with what is recorded.
    """

    def __init__(self, *args: Any, drafted: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafted = drafted.strip()
        self.fields["note"].required = False

    def clean_note(self) -> str:
        """What is to be kept; a page that still shows the draft has nothing to say of it."""
        note = super().clean_note()
        if note != self.drafted:
            return note
        return self.held if self.is_behind else ""


class AddendumForm(forms.Form):
    """What is added after the signature."""

    text = forms.CharField(
        label=_("Addendum"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=10_000,
        error_messages={"required": _("Write what is to be added.")},
    )
