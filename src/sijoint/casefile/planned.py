"""The shape of the plan in the answer `sijoint.assessment/1`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from sijoint.casefile.part import Count, Params, Part

AtLeastOne = Annotated[int, Field(ge=1)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class PlannedExercise(Part):
    """One exercise of a stage with its dose."""

    id: str
    side: Literal["left", "right", "both"]
    sets: AtLeastOne
    reps: AtLeastOne
    hold_s: Annotated[float, Field(ge=0)]
    per_week: AtLeastOne = Field(description="All sessions of a week.")
    sessions_per_day: AtLeastOne
    minutes: Annotated[float, Field(gt=0)] = Field(
        description="One session, both sides and rests included."
    )
    weekdays: list[Weekday]
    why: str
    why_id: str
    why_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class Stage(Part):
    """One stage of the plan."""

    number: AtLeastOne
    name: str
    name_id: str
    name_params: Params
    weeks: tuple[Count, Count]
    entry: list[str]
    entry_id: list[str]
    entry_params: list[Params]
    exit: list[str]
    exit_id: list[str]
    exit_params: list[Params]
    states: list[str] = Field(description="Ids of the states and limits that were honoured.")
    exercises: list[PlannedExercise]


class PlannedTherapy(Part):
    """One treatment by hands that a therapist may add to the exercises."""

    id: str
    text: str
    text_id: str
    text_params: Params
    sessions: AtLeastOne
    weeks: AtLeastOne
    why: str
    why_id: str
    why_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class PlannedSupport(Part):
    """One support, piece of advice or referral."""

    id: str
    text: str
    text_id: str
    text_params: Params
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class Told(Part):
    """One thing with its text: a unit of education, a monthly question."""

    id: str
    text: str
    text_id: str
    text_params: Params


class Review(Told):
    """One appointment at which the plan is checked, or one contact after it."""

    week: Count
    on: Annotated[date, Field(strict=False)] | None = Field(
        description="Its day; null when the day of the evaluation is not recorded."
    )


class Escalation(Part):
    """One step beyond the programme: what calls for it, and what is done."""

    id: str
    week: Count
    urgency: Literal["same_day", "two_weeks", "review", "opinion"]
    trigger: str
    trigger_id: str
    trigger_params: Params
    action: str
    action_id: str
    action_params: Params


class AllowedExercise(Part):
    """One exercise that may be chosen, and how it must be changed."""

    id: str
    cautions: list[str]
    cautions_id: list[str]
    cautions_params: list[Params]


class MaintenanceItem(Told):
    """One part of the weekly routine."""

    exercises: list[AllowedExercise]
    per_week: Count
    minutes: Annotated[float, Field(ge=0)]


class FlareStep(Told):
    """One step of the plan for a flare."""

    exercises: list[AllowedExercise]
    supports: list[str]


class Maintenance(Part):
    """What keeps the person well after the last stage."""

    items: list[MaintenanceItem]
    flare: list[FlareStep]
    contacts: list[Review]
    questions: list[Told]


class Exclusion(Part):
    """One exercise that is in no stage, and why."""

    id: str
    because: str
    because_id: str
    because_params: Params


class Plan(Part):
    """The staged plan, for a clinician to approve."""

    stages: list[Stage]
    manual_therapy: list[PlannedTherapy]
    supports: list[PlannedSupport]
    education: list[Told]
    reviews: list[Review]
    escalation: list[Escalation]
    maintenance: Maintenance
    excluded: list[Exclusion]
    note: str | None = Field(description="Why there is no programme, or why it ends early.")
    note_id: str | None
    note_params: Params
