"""One finding as a row of the workspace: its name, its sides, and what is recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from sijoint.clinical.case import Finding, Location, Result
from sijoint.clinical.cluster import is_familiar_positive
from sijoint.clinical.facts import Facts
from sijoint.clinical.finding import Position
from sijoint.clinical.vocabulary import FindingKind
from sijoint.documents.wording import Wording
from sijoint.evidence.read import Record
from sijoint.language import message
from sijoint.records import knowledge
from sijoint.records.models import Answer

FEWEST_STEPS_IN_A_FIELD = 8
"""A scale with fewer steps is a row of choices."""

TOLD = frozenset({Position.HISTORY, Position.QUESTIONNAIRE, Position.LABORATORY})
"""Findings that are said or read, so their answers are yes and no."""

WHOLE = "whole"
"""Stands for the side in the names of fields of a finding without a side."""

COUNTS_AS_NEGATIVE = message("Recorded; counts as negative.")
FELT_IN_HIP = message("Recorded; counts for the hip, not in the cluster.")

Errors = Mapping[tuple[str, str], str]
"""Complaints by finding and side."""


@dataclass(frozen=True, slots=True)
class Graded:
    """The scale of a graded finding; `choices` is empty when it is typed."""

    min: float
    max: float
    step: float
    unit: str
    choices: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SideRow:
    """What one side of a finding shows.

    Parameters
    ----------
    side : str
        ``left``, ``right`` or empty.
    label : str
        Says finding and side, for screen readers.
    key : str
        Begins the names of its fields.
    result, value, familiar, location, pain_side
        As recorded; empty or None when not recorded.
    version : int
        Of the row; 0 when there is none.
    from_intake : bool
        Whether the person said it.
    note : str
        How a positive counts when it does not count in the cluster; else empty.
    message : str
        A complaint, or who changed it meanwhile.
    """

    side: str
    label: str
    key: str
    result: str
    value: float | str | None
    familiar: bool | None
    location: str
    pain_side: str
    version: int
    from_intake: bool
    note: str
    message: str

    @property
    def is_set(self) -> bool:
        """Whether anything is recorded."""
        return bool(self.result) or self.value is not None


@dataclass(frozen=True, slots=True)
class Row:
    """One finding, as `_components/test_row.html` shows it.

    Parameters
    ----------
    id, name : str
    kind : str
        ``question`` for what is told, else ``test``.
    provokes : bool
        Whether familiar pain and place are asked of a positive.
    needs_familiar : bool
        Whether a positive without familiar pain counts as negative.
    has_pain_side : bool
        Whether it asks on which side it was felt.
    graded : Graded or None
        None for a finding with a result.
    sides : tuple of SideRow
        Left before right; one without a side.
    info_url : str
        How it is done.
    caution : str
        Why it must not be done now; empty when nothing speaks against it.
    """

    id: str
    name: str
    kind: str
    provokes: bool
    needs_familiar: bool
    has_pain_side: bool
    graded: Graded | None
    sides: tuple[SideRow, ...]
    info_url: str
    caution: str


@dataclass(frozen=True)
class Rows:
    """Makes rows for one evaluation.

    Parameters
    ----------
    words : Wording
    answers : mapping of (finding, side) to Answer
    facts : Facts or None
        Tells what must not be done; None while required facts are missing.
    errors : mapping
        Complaints by finding and side.
    typed : mapping
        What was sent with the form that is wrong; rows with a complaint show it again.
    info_url : callable
        Address of the how-to of a finding.
    """

    words: Wording
    answers: Mapping[tuple[str, str], Answer]
    facts: Facts | None
    errors: Errors
    info_url: Callable[[str], str]
    typed: Mapping[str, str] = field(default_factory=dict)

    def row(self, finding_id: str) -> Row:
        """The row of one finding."""
        known = knowledge.current()
        kind = known.vocabulary.findings[finding_id]
        record = self.words.record("finding", finding_id)
        rule = known.evidence.findings[finding_id]
        name = self.words.title("finding", finding_id)
        return Row(
            id=finding_id,
            name=name,
            kind="question" if rule.position in TOLD else "test",
            provokes=kind.provokes and not kind.is_graded,
            needs_familiar=_is_in_cluster(finding_id),
            has_pain_side=kind.has_pain_side,
            graded=self._graded(kind, record),
            sides=tuple(self._side(finding_id, name, side) for side in _sides(kind)),
            info_url=self.info_url(finding_id),
            caution=self._caution(finding_id),
        )

    def _graded(self, kind: FindingKind, record: Record) -> Graded | None:
        if kind.minimum is None or kind.maximum is None:
            return None
        step = record.get("step") or 1
        count = int((kind.maximum - kind.minimum) / step) + 1
        values = tuple(_plain(kind.minimum + step * place) for place in range(count))
        return Graded(
            min=_plain(kind.minimum),
            max=_plain(kind.maximum),
            step=step,
            unit=self.words.say(record["unit"]) if record.get("unit") else "",
            choices=values if count < FEWEST_STEPS_IN_A_FIELD else (),
        )

    def _side(self, finding_id: str, name: str, side: str) -> SideRow:
        answer = self.answers.get((finding_id, side)) or Answer(version=0)
        message = self.errors.get((finding_id, side), "")
        row = SideRow(
            side=side,
            label=f"{name}, {self.words.side(side)}" if side else name,
            key=f"{finding_id}-{side or WHOLE}",
            result=answer.result,
            value=None if answer.value is None else _plain(answer.value),
            familiar=answer.familiar_pain,
            location=answer.location,
            pain_side=answer.pain_side,
            version=answer.version,
            from_intake=answer.from_intake and answer.is_set,
            note=self.words.say(_note(answer)),
            message=message,
        )
        return self._as_typed(row) if message and self.typed else row

    def _as_typed(self, row: SideRow) -> SideRow:
        """The row as the person left it, so that nothing is typed twice."""

        def said(name: str) -> str:
            return self.typed.get(f"{row.key}-{name}", "")

        return replace(
            row,
            result=said("result"),
            value=said("value") or None,
            familiar={"yes": True, "no": False}.get(said("familiar")),
            location=said("location"),
            pain_side=said("pain_side"),
        )

    def _caution(self, finding_id: str) -> str:
        avoid = knowledge.current().evidence.findings[finding_id].avoid_when
        if self.facts is None or avoid is None or not avoid.holds(self.facts):
            return ""
        return self.words.text(f"finding.{finding_id}.avoid_why")


def _sides(kind: FindingKind) -> tuple[str, ...]:
    return ("left", "right") if kind.side else ("",)


def _plain(value: float) -> float:
    """The same number, without a decimal point where it needs none."""
    return int(value) if float(value).is_integer() else value


def _is_in_cluster(finding_id: str) -> bool:
    """Whether it is a test of the cluster, the only ones of which familiar pain is needed."""
    return any(test.id == finding_id for test in knowledge.current().evidence.model.block.tests)


def _note(answer: Answer) -> str:
    """What is said of a positive test of the cluster that does not count as one."""
    if answer.result != Result.POSITIVE or not _is_in_cluster(answer.finding_id):
        return ""
    if answer.finding_id == "faber" and answer.location == Location.GROIN:
        return FELT_IN_HIP
    felt = Finding(
        answer.finding_id,
        result=Result.POSITIVE,
        familiar_pain=answer.familiar_pain,
        location=Location(answer.location) if answer.location else None,
    )
    return "" if is_familiar_positive(felt) else COUNTS_AS_NEGATIVE
