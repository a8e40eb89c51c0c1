"""The form of one screen of questions: its fields come from the questionnaire."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from sijoint.casefile.story import Interview
from sijoint.casefile.story_answer import LONGEST_TEXT, RATE, UNSURE
from sijoint.casefile.story_case import AGAIN
from sijoint.drawing.body_chart.drawing import COMPLETE
from sijoint.drawing.body_chart.form import demonstration
from sijoint.drawing.body_chart.interview import drawing
from sijoint.evidence.questionnaire import NOTHING_ELSE, Question, QuestionKind
from sijoint.web.wording import wording

NOW = ".now"
"""Ends the name of the field that says how well an activity goes."""

YES_NO_UNSURE = (("yes", _("Yes")), ("no", _("No")), ("unsure", _("Not sure")))
SCALE = tuple((str(number), str(number)) for number in range(11))
UNITS = (
    ("", _("Choose")),
    ("days", _("days")),
    ("weeks", _("weeks")),
    ("months", _("months")),
    ("years", _("years")),
)
NOTHING_ELSE_LABEL = _("Nothing else on this list")
LIST_LABEL = _("Use a list instead")
CANNOT_SAY_LABEL = _("I cannot say")
ACTIVITY_NOW_LABEL = _("How well does it go now?")


class Asked(forms.Field):
    """A field that takes what was sent as it is: the interview checks it."""

    def validate(self, value: Any) -> None:
        """Nothing here; see `ScreenForm.clean`."""


class DurationWidget(forms.MultiWidget):
    """A number, and a choice of days, weeks, months or years."""

    def __init__(self) -> None:
        number = forms.TextInput(attrs={"inputmode": "decimal", "aria-label": _("How many")})
        unit = forms.Select(choices=UNITS, attrs={"aria-label": _("Days, weeks, months or years")})
        super().__init__({"number": number, "unit": unit})

    def decompress(self, value: Mapping[str, Any] | None) -> list[Any]:
        """The two parts of a kept answer."""
        return [_number(value["number"]), value["unit"]] if value else [None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The two parts that were sent, as the interview takes them."""
        number, unit = super().value_from_datadict(data, files, name)
        return {"number": number or "", "unit": unit or ""}

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """What was typed stays as it was typed."""
        if isinstance(value, dict):
            value = [_number(value.get("number")), value.get("unit")]
        return super().get_context(name, value, attrs)

    def id_for_label(self, id_: str) -> str:
        """The first of the two controls."""
        return f"{id_}_0"


class ChartWidget(forms.Widget):
    """The body chart: a list of checkboxes with its pictures."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The regions that were ticked."""
        return data.getlist("region") if hasattr(data, "getlist") else list(data.get("region", ()))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list and the pictures."""
        from sijoint.drawing.body_chart.region import REGIONS

        places = value.get("places", []) if isinstance(value, dict) else value or []
        marked = drawing([place for place in dict.fromkeys(places) if place in REGIONS])
        chart = demonstration(marked, say=wording().say)
        # On a phone the list stands behind its heading; page and form need no script for that.
        head, opening, rest = chart.partition('<fieldset class="si-chart-list">')
        body, closing, tail = rest.rpartition("</fieldset>")
        summary = f"<summary>{escape(LIST_LABEL)}</summary>"
        listed = f'<details class="story-list" open>{summary}{opening}{body}{closing}</details>'
        return mark_safe(f'<div id="id_{name}">{head}{listed}{tail}</div>')  # noqa: S308 (escaped)


@dataclass(frozen=True, slots=True)
class Row:
    """A question as it is drawn: its kind, its fields, and the unit of a number."""

    kind: str
    field: forms.BoundField
    more: tuple[forms.BoundField, ...] = ()
    unit: str = ""


class ScreenForm(forms.Form):
    """The questions of one screen.

    Parameters
    ----------
    data : mapping or None
        What was sent.
    interview : Interview
    questions : sequence of Question
    given : mapping
        All earlier answers; they fill the fields, and these must not contradict them.
    again : bool
        Whether the questions are asked in other words.
    """

    use_required_attribute = False

    def __init__(
        self,
        data: Any,
        *,
        interview: Interview,
        questions: Sequence[Question],
        given: Mapping[str, Any],
        again: bool = False,
    ) -> None:
        super().__init__(data, initial=_initial(questions, given))
        self.interview = interview
        self.questions = tuple(questions)
        self.given = given
        self.again = again
        for question in questions:
            self.fields |= dict(_fields(question, again=again))

    def rows(self) -> Iterator[Row]:
        """The questions, in order."""
        for question in self.questions:
            name = question.id + AGAIN if self.again else question.id
            more = [self[extra] for extra in _extras(question) if not self.again]
            unit = wording().say(question.unit) if question.unit else ""
            yield Row(question.kind.value, self[name], tuple(more), unit)

    def raw(self) -> dict[str, Any]:
        """What was sent, as the interview takes it."""
        sent = {name: self[name].data for name in self.fields}
        if self.again:
            return {q.id: UNSURE for q in self.questions} | sent
        for question in self.questions:
            if question.kind is QuestionKind.ACTIVITY:
                sent[question.id] = {"text": sent[question.id], "now": sent[question.id + NOW]}
            elif question.kind is QuestionKind.BODY_CHART:
                sent[question.id] = {
                    "places": sent[question.id],
                    "is_complete": bool(sent["is_complete"]),
                    "cannot_say": bool(sent["cannot_say"]),
                }
        return sent

    def clean(self) -> dict[str, Any]:
        """Let the interview check the answers; what is right is kept in `answers`."""
        checked = self.interview.check(self.raw(), self.questions, self.given)
        self.answers = {k: v for k, v in checked.answers.items() if k not in checked.problems}
        for name, problem in checked.problems.items():
            field = name + NOW if problem.text == RATE else name
            self.add_error(field, wording().say(problem.text, **problem.values))
        if self.again:
            self._need_second_answers()
        return {}

    def _need_second_answers(self) -> None:
        for question in self.questions:
            if question.id + AGAIN not in self.answers:
                self.add_error(question.id + AGAIN, _("Choose an answer."))


def merged(
    given: Mapping[str, Any], form: ScreenForm, *, keep_missing: bool = False
) -> dict[str, Any]:
    """The earlier answers with those of a screen in their place.

    Parameters
    ----------
    given : mapping
    form : ScreenForm
        That was checked.
    keep_missing : bool
        Whether an answer that is not there now stays as it was: on the way back.
    """
    asked = {question.id for question in form.questions}
    kept = {
        name: answer
        for name, answer in given.items()
        if keep_missing or name.removesuffix(AGAIN) not in asked
    }
    told = dict(form.answers)
    for name in asked:
        still = given.get(name) == UNSURE == told.get(name)
        if still and name + AGAIN in given and not form.again:
            told[name + AGAIN] = given[name + AGAIN]
        elif name in told:
            kept.pop(name + AGAIN, None)
    return kept | told


def _number(value: Any) -> Any:
    return f"{value:g}" if isinstance(value, float) else value


def _initial(questions: Sequence[Question], given: Mapping[str, Any]) -> dict[str, Any]:
    """The kept answers, as the fields show them."""
    shown: dict[str, Any] = {}
    for question in questions:
        answer = given.get(question.id)
        shown[question.id] = _number(answer)
        if question.kind is QuestionKind.ACTIVITY and answer:
            shown |= {question.id: answer["text"], question.id + NOW: str(answer["now"])}
        elif question.kind is QuestionKind.BODY_CHART and answer:
            shown |= {key: answer[key] for key in ("is_complete", "cannot_say")}
    return shown


def _extras(question: Question) -> tuple[str, ...]:
    """The names of the other fields of a question."""
    if question.kind is QuestionKind.ACTIVITY:
        return (question.id + NOW,)
    return ("is_complete", "cannot_say") if question.kind is QuestionKind.BODY_CHART else ()


def _fields(question: Question, *, again: bool) -> Iterator[tuple[str, forms.Field]]:
    say = wording().say
    name = question.id + AGAIN if again else question.id
    yield (
        name,
        Asked(
            required=question.required,
            label=say(question.again if again else question.patient),
            help_text=say(question.help) if question.help and not again else "",
            widget=_own_widget(question),
        ),
    )
    if question.kind is QuestionKind.ACTIVITY:
        widget = forms.RadioSelect(choices=SCALE)
        yield question.id + NOW, Asked(label=ACTIVITY_NOW_LABEL, widget=widget)
    elif question.kind is QuestionKind.BODY_CHART:
        box = forms.CheckboxInput
        yield "is_complete", Asked(label=say(COMPLETE), widget=box)
        yield "cannot_say", Asked(label=CANNOT_SAY_LABEL, widget=box)


def _own_widget(question: Question) -> forms.Widget:
    """The control of a question; what is private is marked, and script keeps no copy of it."""
    widget = _widget(question)
    if question.sensitive:
        widget.attrs["data-private"] = ""
    return widget


def _widget(question: Question) -> forms.Widget:
    say = wording().say
    options = [(option.id, say(option.patient)) for option in question.options]
    if question.kind is QuestionKind.SEVERAL:
        choices = [*options, (NOTHING_ELSE, NOTHING_ELSE_LABEL)]
        return forms.CheckboxSelectMultiple(choices=choices)
    radios = {
        QuestionKind.YES_NO_UNSURE: YES_NO_UNSURE,
        QuestionKind.CHOICE: options,
        QuestionKind.SCALE: SCALE,
    }
    if question.kind in radios:
        return forms.RadioSelect(choices=radios[question.kind])
    return _OTHERS[question.kind]()


def _line() -> forms.TextInput:
    return forms.TextInput(attrs={"maxlength": LONGEST_TEXT})


def _digits() -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "decimal"})


def _lines() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 4})


_OTHERS: Mapping[QuestionKind, Callable[[], forms.Widget]] = {
    QuestionKind.DURATION: DurationWidget,
    QuestionKind.BODY_CHART: ChartWidget,
    QuestionKind.TEXT: _lines,
    QuestionKind.ACTIVITY: _line,
    QuestionKind.NUMBER: _digits,
}
