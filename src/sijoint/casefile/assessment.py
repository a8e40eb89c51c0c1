"""The shape of the answer `sijoint.assessment/1` that `sijoint assess --json` writes.

Every text stands beside its id and what fills its gaps, so that another program can
say it in another language. A list of texts has lists of the same length beside it. A
value that starts with ``@`` is itself the id of a text.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from sijoint.casefile.part import Count, Params, Part, Share, Side
from sijoint.casefile.planned import Plan

ProfilePoints = Annotated[float, Field(ge=0, le=3, multiple_of=0.5)]
Level = Literal["none", "routine", "soon", "urgent", "emergency"]
EvidenceSet = Literal["pooled", "laslett"]
ProfileName = Literal["hypermobile", "stiff", "sensitized"]


class UnreviewedUse(Part):
    """How many claims of the evidence nobody has checked, by their mark."""

    memory: Count
    design: Count


class Versions(Part):
    """What made the answer, so that it can be made again."""

    sijoint: str
    evidence: str = Field(description="SHA-256 of the canonical evidence.")
    evidence_set: EvidenceSet
    uses_unreviewed: UnreviewedUse


class Alert(Part):
    """One safety rule that fired."""

    id: str
    level: Level
    because: list[str] = Field(description="Ids of the recorded names that fired it.")
    action: str
    action_id: str
    action_params: Params
    sources: list[str]
    defers_tests: bool = Field(description="Whether nothing more is tested while it fires.")


class Safety(Part):
    """The answer of the safety rules; nothing unanswered ever raises it."""

    level: Level = Field(description="The highest level that fired.")
    stop: bool = Field(description="True at urgent and emergency; then nothing else is offered.")
    alerts: list[Alert]
    asked: list[str] = Field(
        description="Ids of warning signs with an answer that could each have stopped everything."
    )
    not_asked: list[str] = Field(description="Ids of warning signs without an answer.")


GateState = Literal["answered", "waived", "missing"]


class Gates(Part):
    """Whether the screens that come before the provocation tests were done."""

    low_back: GateState
    hip: GateState


class SideCluster(Part):
    """The provocation tests of one side taken together."""

    side: Side
    performed: list[str]
    positive: list[str]
    not_done: list[str]
    result: Literal["positive", "negative", "insufficient"]
    gates: Gates
    scored: bool = Field(description="False while a gate is missing: then it weighs nothing.")


class Cluster(SideCluster):
    """The painful side with more positive tests, the left when both have as many."""

    sides: list[SideCluster] = Field(description="Every painful side, the left first.")


class OtherSet(Part):
    """The same answer from the other evidence set."""

    name: EvidenceSet
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
    probability: Share | None = Field(description="Null when the note says why none is given.")
    interval: tuple[Share, Share] | None = Field(
        description="95 % credible interval; it always holds the probability."
    )
    prior: Share | None
    other_set: OtherSet | None
    because: list[Weight] = Field(description="The weights sum to posterior minus prior.")
    note: str | None
    note_id: str | None
    note_params: Params


class NextFinding(Part):
    """One finding that would help most: screens, warning signs, then the order of the room."""

    finding: str
    side: Side | None
    kind: Literal["gate", "red_flag", "finding"]
    position: str
    expected_bits: Annotated[float, Field(ge=0)]
    minutes: Annotated[float, Field(gt=0)]
    burden: Annotated[int, Field(ge=1, le=3)]
    why: str
    why_id: str
    why_params: Params


class ProfileReason(Part):
    """The points of one finding for one profile, before caps."""

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
    named: list[ProfileName] = Field(description="The profiles that the label stands for.")
    because: list[ProfileReason]
    withheld: str | None = Field(description="Why no profile is named; null when one is.")
    withheld_id: str | None
    withheld_params: Params


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
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]
    missing: list[str]
    missing_id: list[str]
    missing_params: list[Params]
    limits: list[str]
    limits_id: list[str]
    limits_params: list[Params]
