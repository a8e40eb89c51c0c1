"""The questions that people answer about themselves, as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sijoint.clinical.case import Side
from sijoint.clinical.expression import Expression, InvalidExpressionError, parse
from sijoint.evidence import vocabulary
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record


class QuestionKind(StrEnum):
    """How a question is answered."""

    YES_NO_UNSURE = "yes_no_unsure"
    CHOICE = "choice"
    SEVERAL = "several"
    NUMBER = "number"
    SCALE = "scale"
    """0 to 10."""
    DURATION = "duration"
    """With days, weeks, months or years; it counts in weeks."""
    TEXT = "text"
    ACTIVITY = "activity"
    """Something to do again, and how well it goes now, 0 to 10."""
    BODY_CHART = "body_chart"


class Audience(StrEnum):
    """Who is asked."""

    CHECK = "check"
    """A visitor, in the first check."""
    INTAKE = "intake"
    """A person in care."""
    BOTH = "both"

    def covers(self, asked: Audience) -> bool:
        """Whether it is for those who are asked: ``check`` or ``intake``."""
        return self in (Audience.BOTH, asked)


class Contact(StrEnum):
    """Whom somebody is told to call or to see."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    MATERNITY = "maternity"
    DOCTOR = "doctor"


FACTS = frozenset(
    {
        *("episode.side", "episode.duration_weeks", "preferences.minutes_per_day"),
        *("patient.age_years", "patient.sex", "patient.pregnancy_weeks"),
        *("patient.weeks_postpartum", "patient.weeks_since.hip_replacement"),
        *("patient.weeks_since.lumbar_fusion", "patient.weeks_since.sij_fusion"),
    }
)
"""Places of the case file that an answer may fill."""

NOTHING_ELSE = "none"
"""Of several: that nothing else on the list is true. Only then the others are negatives."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen.

    Parameters
    ----------
    id : str
        Unique within its question.
    patient, said : str
        English: its words, and the same as the person would say it on the phone.
    value : str
    finding, negative : tuple of str
        Recorded as positive, and as negative, when it is chosen.
    condition, sport, equipment : str
        What is listed when it is chosen; empty for nothing.
    """

    id: str
    patient: str
    said: str = ""
    value: str = ""
    finding: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()
    condition: str = ""
    sport: str = ""
    equipment: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question.

    Parameters
    ----------
    id, step : str
    screen : int
        Of its step; from 1.
    kind : QuestionKind
    audience : Audience
    required : bool
        Whether one cannot go on without an answer.
    patient, help, again, said : str
        English: the question, what helps to answer it, the same in other words for who was not
        sure, and the answer as the person would say it on the phone.
    options : tuple of Option
    asks_when : Expression or None
        Over earlier answers; None for everybody.
    finding : tuple of str
        Findings that a yes or a number records.
    side : Side or None
        Of its finding, if not the painful one.
    measure, fact : str
        A score, or a place of the case file, that it fills; empty for none.
    minimum, maximum : float or None
        Of a number; in weeks for a duration, characters for a text.
    unit : str
    unsure_is_yes : bool
        Whether who is not sure twice is treated like a yes; else nothing is recorded.
    sensitive : str
        ``bladder_bowel``, ``sexual`` or ``self_harm``; empty for all others.
    emergency : str
        Id of the safety rule that a yes alone fires; empty when it does not.
    advice : str
        Id of the safety rule whose advice a yes alone earns, though the rule needs more to fire.
    title, lead : str
        English: over its screen; empty where the step's stand there.
    """

    id: str
    step: str
    screen: int
    kind: QuestionKind
    audience: Audience
    required: bool
    patient: str
    help: str = ""
    again: str = ""
    said: str = ""
    options: tuple[Option, ...] = ()
    asks_when: Expression | None = None
    finding: tuple[str, ...] = ()
    side: Side | None = None
    measure: str = ""
    fact: str = ""
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    unsure_is_yes: bool = True
    sensitive: str = ""
    emergency: str = ""
    advice: str = ""
    title: str = ""
    lead: str = ""

    @property
    def findings(self) -> tuple[str, ...]:
        """Every finding that it may record."""
        chosen = (name for each in self.options for name in (*each.finding, *each.negative))
        return tuple(dict.fromkeys((*self.finding, *chosen)))

    def option(self, name: str) -> Option | None:
        """The option with an id; None when there is none."""
        return next((each for each in self.options if each.id == name), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its words, in English, who is asked, and whether it is offered at the end only."""

    id: str
    patient: str
    lead: str
    audience: Audience
    optional: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """What a person is told when a safety rule fires: whom to call, and one or two sentences."""

    rule: str
    contact: Contact
    patient: str
    in_days: bool = False
    """Whether the 2 weeks of its level are too long."""


@dataclass(frozen=True)
class Questionnaire:
    """All steps and questions, in the order of asking, and the advice by safety rule."""

    steps: tuple[Step, ...]
    questions: tuple[Question, ...]
    advice: dict[str, Advice]
    sided: frozenset[str]
    by_id: dict[str, Question] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {each.id: each for each in self.questions})

    def steps_for(self, audience: Audience) -> tuple[Step, ...]:
        """The steps of the first check, or of the intake."""
        return tuple(step for step in self.steps if step.audience.covers(audience))

    def questions_for(self, audience: Audience) -> tuple[Question, ...]:
        """The questions of the first check, or of the intake."""
        return tuple(each for each in self.questions if each.audience.covers(audience))


def build(raw: Raw) -> Questionnaire:
    """The questionnaire.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``question_step``, ``question``, ``safety_advice`` and
        those of the vocabulary.

    Raises
    ------
    EvidenceError
        If a condition cannot be read; the message names the question.
    """
    return Questionnaire(
        steps=tuple(_step(record) for record in raw["question_step"]),
        questions=tuple(_question(record) for record in raw["question"]),
        advice={record["id"]: _advice(record) for record in raw["safety_advice"]},
        sided=frozenset(n for n, kind in vocabulary.build(raw).findings.items() if kind.side),
    )


def _step(record: Record) -> Step:
    audience, optional = Audience(record["audience"]), record.get("optional", False)
    return Step(record["id"], record["patient"], record["patient_lead"], audience, optional)


def _advice(record: Record) -> Advice:
    contact, in_days = Contact(record["contact"]), record.get("in_days", False)
    return Advice(record["id"], contact, record["patient_text"], in_days)


def _option(record: Record) -> Option:
    return Option(
        id=record["id"],
        patient=record["patient"],
        said=record.get("patient_said", ""),
        value=record.get("value", ""),
        finding=tuple(record.get("finding", ())),
        negative=tuple(record.get("negative", ())),
        condition=record.get("condition", ""),
        sport=record.get("sport", ""),
        equipment=record.get("equipment", ""),
    )


def _question(record: Record) -> Question:
    return Question(
        id=record["id"],
        step=record["step"],
        screen=record["screen"],
        kind=QuestionKind(record["kind"]),
        audience=Audience(record["audience"]),
        required=record["required"],
        patient=record["patient"],
        help=record.get("patient_help", ""),
        again=record.get("patient_again", ""),
        said=record.get("patient_said", ""),
        options=tuple(_option(each) for each in record.get("option", ())),
        asks_when=_condition(record),
        finding=tuple(record.get("finding", ())),
        side=Side(record["side"]) if "side" in record else None,
        measure=record.get("measure", ""),
        fact=record.get("fact", ""),
        minimum=record.get("min"),
        maximum=record.get("max"),
        unit=record.get("unit", ""),
        unsure_is_yes=record.get("unsure", "yes") == "yes",
        sensitive=record.get("sensitive", ""),
        emergency=record.get("emergency", ""),
        advice=record.get("advice", ""),
        title=record.get("patient_title", ""),
        lead=record.get("patient_lead", ""),
    )


def _condition(record: Record) -> Expression | None:
    if "asks_when" not in record:
        return None
    try:
        return parse(record["asks_when"])
    except InvalidExpressionError as error:
        raise EvidenceError(f"question {record['id']}: asks_when: {error}") from error
