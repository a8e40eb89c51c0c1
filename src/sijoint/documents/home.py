"""The home programme as a handout: what to do, how much pain is fine, when to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sijoint.clinical.case import Case
from sijoint.clinical.plan.plan import Plan, Stage
from sijoint.clinical.profile import Profile
from sijoint.clinical.safety import Safety
from sijoint.documents.aid import aids
from sijoint.documents.approval import Approval
from sijoint.documents.banner import soon_banner
from sijoint.documents.clinic import UNNAMED, Clinic
from sijoint.documents.emergency import WARNING_SIGNS, help_frame
from sijoint.documents.error import NoProgrammeError, UnknownStageError
from sijoint.documents.exercise import chart_row, exercise_block, fullest_day, weekday_names
from sijoint.documents.later import criteria, flare_steps, reviews, routine
from sijoint.documents.light import traffic_light
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording

FEWEST = 2
"""Exercises of a programme; fewer are none."""

LATE_PREGNANCY = 20
"""Week of pregnancy from which nobody lies flat for long, and exercises have their own form."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen for a handout.

    Parameters
    ----------
    stage : int or None
        Number of the stage that is printed; None means the first of the plan.
    weeks : int
        Weeks of boxes to tick, 1 or 2.
    clinic : Clinic
        Who is called.
    approval : Approval or None
        None leaves lines for the names, to be signed by hand.
    """

    stage: int | None = None
    weeks: int = 2
    clinic: Clinic = UNNAMED
    approval: Approval | None = None


def handout(
    case: Case,
    plan: Plan,
    profile: Profile,
    words: Wording,
    *,
    safety: Safety | None = None,
    paper: Paper = Paper.A4,
    choices: Choices = Choices(),
) -> bytes:
    """The handout of one stage as PDF/UA.

    Parameters
    ----------
    case : Case
        The day of the evaluation, and the week of a pregnancy.
    plan : Plan
        As a clinician approved it.
    profile : Profile
        Chooses the limits of the traffic light; its name is not printed.
    words : Wording
        The language.
    safety : Safety or None
        The answer of the screen; alerts of the level soon stand on the first page.
    paper : Paper
        The size of the pages.
    choices : Choices
        Stage, weeks and clinic.

    Raises
    ------
    NoProgrammeError
        If the stage has fewer than two exercises, or the plan no stage.
    UnknownStageError
        If the plan has no such stage.
    NotInstalledError
        If Typst or the font is missing.

    Notes
    -----
    It says no probability, no source of pain and no name of a profile. A plan that nobody has
    approved has a line where others print the name of the person.
    """
    content = handout_content(case, plan, profile, words, choices, safety=safety)
    return typeset(Template.HOME, content, paper=paper, language=words.code)


def handout_content(
    case: Case,
    plan: Plan,
    profile: Profile,
    words: Wording,
    choices: Choices,
    *,
    safety: Safety | None = None,
) -> Content:
    """The words, numbers and pictures of the handout; the errors are those of `handout`."""
    stage = _stage(plan, choices.stage, words)
    return {
        "title": words.say("Your home programme"),
        **_head(case, plan, stage, profile, words),
        **_signed(choices.approval, words),
        "banner": soon_banner(safety, plan, words),
        "chart": {
            "title": words.say("What you do, and when"),
            "note": words.say("Tick a box each time. Missed a day? It waited for you."),
            "exercise": words.say("Exercise"),
            "weeks": [words.say("Week from")] * choices.weeks,
            "days": weekday_names(words),
            "rows": _rows(case, stage, words),
        },
        "light": {
            "title": words.say("How much pain is fine"),
            "note": words.say("Rate your pain from 0 to 10 before, during and the next morning."),
            "rows": traffic_light(profile.named, words),
        },
        "exercises": _blocks(case, stage, words),
        "labels": _labels(words),
        "help": help_frame(case, choices.clinic, words),
        **_later(case, plan, stage, words),
        "footer": words.say(
            "This does not replace a visit. A new warning sign? See “{title}” on page {page}.",
            title=words.text(f"education.{WARNING_SIGNS}.title"),
            page="{page}",
        ),
        "page": words.say("Page {page} of {pages}"),
    }


def _rows(case: Case, stage: Stage, words: Wording) -> list[Content]:
    """The exercises in the chart."""
    is_late, painful = _reaches_late_pregnancy(case, stage), _painful(case)
    return [
        chart_row(each, number, words, is_pregnant=is_late, painful=painful)
        for number, each in enumerate(stage.exercises, 1)
    ]


def _blocks(case: Case, stage: Stage, words: Wording) -> list[Content]:
    """The exercises with pictures and steps."""
    is_late, painful = _reaches_late_pregnancy(case, stage), _painful(case)
    return [
        exercise_block(each, number, words, is_pregnant=is_late, painful=painful)
        for number, each in enumerate(stage.exercises, 1)
    ]


def _later(case: Case, plan: Plan, stage: Stage, words: Wording) -> Content:
    """What comes after the exercises: checks, the next stage, flares, and staying well."""
    measures = frozenset(measure.id for measure in case.measures)
    boxed = {each.id: frozenset(each.cautions) for each in stage.exercises}
    coming = [each for each in plan.reviews if each.week > stage.weeks[0]]
    return {
        "aids": {
            "title": words.say("What helps you besides"),
            "stop": words.say("When to stop"),
            "rows": aids(plan.supports, case, words),
        },
        "reviews": {
            "title": words.say("We look at it together"),
            "rows": reviews(coming, "review_point", words),
        },
        "next": {
            "title": words.say("When you can move on"),
            "rows": criteria(stage, measures, words),
            "together": words.say("Your therapist looks at this with you before you go on."),
            "note": words.render(plan.note) if plan.note else "",
        },
        "flare": {
            "title": words.text("education.flare.title"),
            "rows": flare_steps(plan.maintenance, words, boxed=boxed),
        },
        "later": {
            "title": words.say("Afterwards: staying well"),
            "rows": routine(plan.maintenance, words),
        },
    }


def _stage(plan: Plan, number: int | None, words: Wording) -> Stage:
    if not plan.stages:
        raise NoProgrammeError(words.render(plan.note) if plan.note else "it has no stage")
    stages = {stage.number: stage for stage in plan.stages}
    stage = stages.get(plan.stages[0].number if number is None else number)
    if stage is None:
        known = ", ".join(map(str, stages))
        raise UnknownStageError(f"stage {number}: the plan has no such stage; allowed: {known}")
    if len(stage.exercises) < FEWEST:
        raise NoProgrammeError(f"stage {stage.number} has fewer than {FEWEST} exercises")
    return stage


def _reaches_late_pregnancy(case: Case, stage: Stage) -> bool:
    """Whether a stage lasts into the weeks whose states ask for another position.

    The whole stage then shows that position, as the plan's cautions ask for it from the start.
    """
    weeks = case.patient.pregnancy_weeks
    return weeks is not None and weeks + stage.weeks[1] >= LATE_PREGNANCY


def _painful(case: Case) -> str:
    """The painful side where it is one, else empty."""
    sides = case.episode.side.sides
    return sides[0].value if len(sides) == 1 else ""


def _head(case: Case, plan: Plan, stage: Stage, profile: Profile, words: Wording) -> Content:
    last = plan.stages[-1].number
    minutes = fullest_day(stage)
    return {
        "stage": words.say("Stage {number} of {last}", number=stage.number, last=last),
        "stage_name": words.render(stage.name),
        "facts": [
            _when(case, stage, words),
            words.plural("Up to {n} minute a day", "Up to {n} minutes a day", minutes),
            _plan_name(profile, words),
        ],
    }


def _signed(approval: Approval | None, words: Wording) -> Content:
    """Names, goals and the approval; lines to write on for a plan that is not approved."""
    if approval is None:
        return {
            "fields": [words.say("Name"), words.say("Therapist"), words.say("Date")],
            "told": [],
            "approval": words.say(
                "Your therapist checks this plan with you and signs before you start."
            ),
        }
    goals = [{"label": words.say("Goals"), "lines": list(approval.goals)}] if approval.goals else []
    return {
        "fields": [],
        "told": [{"label": words.say("Name"), "lines": [approval.name]}, *goals],
        "approval": words.say(
            "Approved by {name} on {day}.", name=approval.by, day=words.date(approval.on)
        ),
    }


def _when(case: Case, stage: Stage, words: Wording) -> str:
    """The weeks or days of a stage; each begins on the day after the one before has ended."""
    first, last = stage.weeks
    if case.assessed_on is None:
        return words.say("Weeks {first} to {last}", first=first + 1, last=last)
    start = date.fromisoformat(case.assessed_on)
    after = timedelta(days=1 if first else 0)
    return words.say(
        "{first} to {last}",
        first=words.date(start + timedelta(weeks=first) + after),
        last=words.date(start + timedelta(weeks=last)),
    )


def _plan_name(profile: Profile, words: Wording) -> str:
    """The name that a person reads, of the one way of working, or of none."""
    if len(profile.named) != 1:
        return words.say("Your own plan")
    name = words.text(f"profile.{profile.named[0]}.patient")
    return name[:1].upper() + name[1:]


def _labels(words: Wording) -> Content:
    return {
        "dose": words.say("How much"),
        "steps": words.say("How to do it"),
        "cues": words.say("Think of"),
        "stop": words.say("When to stop"),
    }
