"""A plan in the words of the person who follows it: for their page, and before approval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sijoint.clinical.case import Case
from sijoint.clinical.plan import Plan, PlannedExercise, Stage
from sijoint.clinical.profile import Profile
from sijoint.documents.aid import aids
from sijoint.documents.caution import caution_box
from sijoint.documents.clinic import Clinic
from sijoint.documents.dose import dose
from sijoint.documents.emergency import help_frame
from sijoint.documents.exercise import EXERCISE, IN_PREGNANCY, MOST_CUES, picture_notes
from sijoint.documents.home import LATE_PREGNANCY
from sijoint.documents.later import criteria, flare_steps, reviews
from sijoint.documents.light import traffic_light
from sijoint.documents.picture import shown_side
from sijoint.documents.step import fitted_steps
from sijoint.documents.wording import Wording


@dataclass(frozen=True, slots=True)
class ToldExercise:
    """An exercise with everything that somebody needs to do it."""

    id: str
    name: str
    side: str
    drawn_side: str
    is_sided: bool
    is_pregnant: bool
    notes: tuple[str, ...]
    dose: tuple[str, ...]
    why: str
    box: Mapping[str, Any]
    steps: tuple[str, ...]
    cues: tuple[str, ...]
    stop: str


@dataclass(frozen=True, slots=True)
class ToldStage:
    """A stage with its days; its reviews are those that are still to come when it begins."""

    number: int
    name: str
    starts_on: date | None
    ends_on: date | None
    exercises: tuple[ToldExercise, ...]
    next_steps: tuple[Mapping[str, Any], ...]
    reviews: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """A plan as a person reads it; no profile and no probability is in it."""

    name: str
    stages: tuple[ToldStage, ...]
    note: str
    lights: tuple[Mapping[str, Any], ...]
    aids: tuple[Mapping[str, Any], ...]
    lessons: tuple[Mapping[str, Any], ...]
    reviews: tuple[Mapping[str, Any], ...]
    flare: tuple[str, ...]
    help: Mapping[str, Any] = field(default_factory=dict)

    def stage_on(self, day: date) -> ToldStage | None:
        """The stage of a day: the last that has begun; the first where no day is known."""
        begun = [s for s in self.stages if s.starts_on is None or s.starts_on <= day]
        return begun[-1] if begun and begun[-1].starts_on else next(iter(self.stages), None)


def plan_name(profile: Profile, words: Wording) -> str:
    """What a person calls the plan: support-first, movement-first, calm-first, or their own."""
    if len(profile.named) != 1:
        return words.say("Your own plan")
    name = words.text(f"profile.{profile.named[0]}.patient")
    return name[:1].upper() + name[1:]


def told_plan(case: Case, plan: Plan, profile: Profile, words: Wording, clinic: Clinic) -> ToldPlan:
    """A plan in the words of the person.

    Parameters
    ----------
    case : Case
        The evaluation that the plan was made for.
    plan : Plan
    profile : Profile
        Names the plan and tunes the traffic light; its own name is not said.
    words : Wording
        The language.
    clinic : Clinic
        Whom the person calls.
    """
    return ToldPlan(
        name=plan_name(profile, words),
        stages=tuple(_stage(stage, plan, case, words) for stage in plan.stages),
        note=words.render(plan.note) if plan.note else "",
        lights=tuple(traffic_light(profile.named, words)),
        aids=tuple(aids(plan.supports, case, words)),
        lessons=tuple(_lesson(name, words) for name in plan.education),
        reviews=tuple(reviews(plan.reviews, "review_point", words)),
        flare=tuple(flare_steps(plan.maintenance, words)),
        help=help_frame(case, clinic, words),
    )


def _lesson(name: str, words: Wording) -> Mapping[str, Any]:
    lines = words.list("education", name, "body")
    return {"id": name, "title": words.text(f"education.{name}.title"), "lines": lines}


def _stage(stage: Stage, plan: Plan, case: Case, words: Wording) -> ToldStage:
    weeks = case.patient.pregnancy_weeks
    is_late = weeks is not None and weeks + stage.weeks[1] >= LATE_PREGNANCY
    measures = frozenset(measure.id for measure in case.measures)
    coming = [each for each in plan.reviews if each.week > stage.weeks[0]]
    starts = ends = None
    if case.assessed_on is not None:
        first = date.fromisoformat(case.assessed_on)
        starts = first + timedelta(weeks=stage.weeks[0], days=1 if stage.weeks[0] else 0)
        ends = first + timedelta(weeks=stage.weeks[1])
    return ToldStage(
        number=stage.number,
        name=words.render(stage.name),
        starts_on=starts,
        ends_on=ends,
        exercises=tuple(_exercise(e, case, words, is_late=is_late) for e in stage.exercises),
        next_steps=tuple(criteria(stage, measures, words)),
        reviews=tuple(reviews(coming, "review_point", words)),
    )


def _exercise(
    planned: PlannedExercise, case: Case, words: Wording, *, is_late: bool
) -> ToldExercise:
    sides = case.episode.side.sides
    painful = sides[0].value if len(sides) == 1 else ""
    record = words.record(EXERCISE, planned.id)
    own = words.record(IN_PREGNANCY, planned.id) if is_late else {}
    steps = list(own.get("steps") or record["steps"])
    is_sided = bool(record["sided"])
    drawn = shown_side(planned, painful, is_pregnant=is_late)
    return ToldExercise(
        id=planned.id,
        name=words.text(f"{EXERCISE}.{planned.id}.patient"),
        side=planned.side,
        drawn_side=drawn,
        is_sided=is_sided,
        is_pregnant=is_late,
        notes=tuple(picture_notes(planned, drawn, words, is_pregnant=is_late)),
        dose=tuple(dose(planned, is_sided=is_sided, words=words)),
        why=words.render(planned.why),
        box=caution_box(planned.cautions, steps, words),
        steps=tuple(fitted_steps(steps, planned, words)),
        cues=tuple(words.say(cue) for cue in (own.get("cues") or record["cues"])[:MOST_CUES]),
        stop=words.text(f"{EXERCISE}.{planned.id}.stop_text"),
    )
