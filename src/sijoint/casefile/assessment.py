"""The answer `sijoint.assessment/1`: what `sijoint assess --json` writes.

Every text stands beside its id and what fills its gaps, so that another program can
say it in another language. A list of texts has lists of the same length beside it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Params = dict[str, str]
Share = Annotated[float, Field(ge=0, le=1)]
ProfilePoints = Annotated[float, Field(ge=0, le=3, multiple_of=0.5)]
Side = Literal["left", "right"]
Level = Literal["none", "routine", "soon", "urgent", "emergency"]
ProfileName = Literal["hypermobile", "stiff", "sensitized"]


class Part(BaseModel):
    """A table of the answer; no other keys, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class UnreviewedUse(Part):
    """How many values without a checked source the answer rests on, by their mark."""

    memory: Annotated[int, Field(ge=0)]
    design: Annotated[int, Field(ge=0)]


class Versions(Part):
    """What made the answer, so that it can be made again."""

    sijoint: str
    evidence: str = Field(description="SHA-256 of the canonical evidence.")
    uses_unreviewed: UnreviewedUse


class Alert(Part):
    """One safety rule that fired."""

    id: str
    level: Level
    because: list[str] = Field(description="Ids of the findings and conditions that fired it.")
    action: str
    action_id: str = ""
    action_params: Params = {}
    sources: list[str]


class Safety(Part):
    """The answer of the safety rules; nothing unanswered ever raises it."""

    level: Level = Field(description="The highest level that fired.")
    stop: bool = Field(description="True at urgent and emergency; then nothing else is offered.")
    alerts: list[Alert]
    not_asked: list[str] = Field(description="Ids of red flags without an answer.")


GateState = Literal["answered", "waived", "missing"]


class Gates(Part):
    """Whether the screens that come before the provocation tests were done."""

    low_back: GateState
    hip: GateState


class Cluster(Part):
    """The provocation tests taken together."""

    performed: list[str]
    positive: list[str]
    not_done: list[str]
    result: Literal["positive", "negative", "insufficient"]
    gates: Gates
    scored: bool = Field(description="False while a gate is missing: then it weighs nothing.")


class OtherSet(Part):
    """The same answer from the other evidence set."""

    name: str
    probability: Share


class Weight(Part):
    """What one finding did to the odds of one source."""

    finding: str
    weight_decibans: float = Field(description="Change of 10*log10 of the odds.")
    sources: list[str]


class PainSource(Part):
    """One row of the differential; rows need not sum to 1."""

    source: str
    side: Side | None
    probability: Share | None
    interval: tuple[Share, Share] | None = Field(
        description="95 % credible interval; it always holds the probability."
    )
    prior: Share | None
    other_set: OtherSet | None
    because: list[Weight]
    note: str | None = None
    note_id: str = ""
    note_params: Params = {}


class NextFinding(Part):
    """One finding that would help most, in the order of the room."""

    finding: str
    side: Side | None
    kind: Literal["gate", "red_flag", "finding"]
    position: str
    expected_bits: Annotated[float, Field(ge=0)] | None
    minutes: Annotated[float, Field(ge=0)]
    burden: Annotated[int, Field(ge=1, le=3)]
    why: str
    why_id: str = ""
    why_params: Params = {}


class ProfileReason(Part):
    """The points of one finding for one profile."""

    finding: str
    profile: ProfileName
    points: float
    sources: list[str]


class Profile(Part):
    """The working hypothesis that chooses the plan; never a probability."""

    hypermobile: ProfilePoints
    stiff: ProfilePoints
    sensitized: ProfilePoints
    label: Literal["hypermobile", "stiff", "sensitized", "mixed", "undetermined"]
    named: list[ProfileName] = Field(description="The profiles that a mixed label names.")
    withheld: str | None = Field(description="Why no profile is named; null when one is.")
    because: list[ProfileReason]


class PlannedExercise(Part):
    """One exercise with its dose; repetitions or minutes of continuous work."""

    id: str
    side: Literal["left", "right", "both"] | None
    sets: Annotated[int, Field(ge=1)] | None
    reps: Annotated[int, Field(ge=1)] | None
    hold_s: Annotated[float, Field(ge=0)] | None
    per_week: Annotated[float, Field(gt=0)]
    minutes: Annotated[float, Field(gt=0)] = Field(
        description="One session, both sides and rests included."
    )
    why: str
    why_id: str = ""
    why_params: Params = {}
    cautions: list[str]
    cautions_id: list[str] = []
    cautions_params: list[Params] = []


class Stage(Part):
    """One stage of the plan."""

    number: Annotated[int, Field(ge=1)]
    name: str
    weeks: tuple[int, int]
    entry: list[str]
    entry_id: list[str] = []
    entry_params: list[Params] = []
    exit: list[str]
    exit_id: list[str] = []
    exit_params: list[Params] = []
    exercises: list[PlannedExercise]


class Advice(Part):
    """One thing beside the exercises: a treatment, a support, a lesson, a next step."""

    id: str
    text: str
    text_id: str = ""
    text_params: Params = {}
    why: str = ""
    why_id: str = ""
    why_params: Params = {}
    cautions: list[str] = []
    cautions_id: list[str] = []
    cautions_params: list[Params] = []
    sources: list[str] = []


class Review(Part):
    """One appointment at which the plan is checked."""

    week: Annotated[int, Field(ge=0)]
    on: Annotated[date, Field(strict=False)] | None = Field(
        description="Its day; null when the day of the evaluation is not recorded."
    )
    checks: list[Advice]


class Maintenance(Part):
    """What keeps the person well after the last stage."""

    exercises: list[PlannedExercise] = []
    advice: list[Advice] = []


class Exclusion(Part):
    """One thing that is not offered."""

    id: str
    because: str
    because_id: str = ""
    because_params: Params = {}


class Plan(Part):
    """The staged plan, for a clinician to approve."""

    stages: list[Stage]
    manual_therapy: list[Advice]
    supports: list[Advice]
    education: list[Advice]
    reviews: list[Review]
    escalation: list[Advice]
    maintenance: Maintenance
    excluded: list[Exclusion]


class Assessment(Part):
    """The whole answer; the four nulls say that an alert or the age forbids them."""

    model_config = ConfigDict(title="sijoint assessment")

    schema_: Literal["sijoint.assessment/1"] = Field(
        alias="schema", description="Name of the format."
    )
    versions: Versions
    safety: Safety
    cluster: Cluster
    differential: list[PainSource] | None
    next_findings: list[NextFinding] | None
    profile: Profile | None
    plan: Plan | None
    missing: list[str]
    limits: list[str]
