"""The home programme as a handout: what to do, how much pain is fine, when to stop."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sijoint.clinical.case import Case
from sijoint.clinical.plan.plan import Plan, Stage
from sijoint.clinical.profile import Profile
from sijoint.documents.clinic import UNNAMED, Clinic
from sijoint.documents.error import NoProgrammeError, UnknownStageError
from sijoint.documents.exercise import chart_row, exercise_block, fullest_day, weekday_names
from sijoint.documents.later import criteria, flare_steps, reviews, routine
from sijoint.documents.light import traffic_light
from sijoint.documents.picture import qr_code
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording

FEWEST = 2
"""Exercises of a programme; fewer are none."""

WARNING_SIGNS = "warning_signs"

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
    """

    stage: int | None = None
    weeks: int = 2
    clinic: Clinic = UNNAMED


def handout(
    case: Case,
    plan: Plan,
    profile: Profile,
    words: Wording,
    *,
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
    It says no probability, no source of pain and no name of a profile, and has a line where
    other papers print the name of a person.
    """
    content = handout_content(case, plan, profile, words, choices)
    return typeset(Template.HOME, content, paper=paper, language=words.code)


def handout_content(
    case: Case, plan: Plan, profile: Profile, words: Wording, choices: Choices
) -> Content:
    """The words, numbers and pictures of the handout; the errors are those of `handout`."""
    stage = _stage(plan, choices.stage, words)
    numbered = list(enumerate(stage.exercises, 1))
    is_late = _reaches_late_pregnancy(case, stage)
    return {
        "title": words.say("Your home programme"),
        **_head(case, plan, stage, profile, words),
        "chart": {
            "title": words.say("What you do, and when"),
            "note": words.say("Tick a box each time. Missed a day? It waited for you."),
            "exercise": words.say("Exercise"),
            "weeks": [words.say("Week from")] * choices.weeks,
            "days": weekday_names(words),
            "rows": [chart_row(e, number, words, is_pregnant=is_late) for number, e in numbered],
        },
        "light": {
            "title": words.say("How much pain is fine"),
            "note": words.say("Rate your pain from 0 to 10 before, during and the next morning."),
            "rows": traffic_light(profile.named, words),
        },
        "exercises": [
            exercise_block(each, number, words, is_pregnant=is_late) for number, each in numbered
        ],
        "labels": _labels(words),
        "help": _help(choices.clinic, words),
        **_later(plan, stage, words),
        "footer": words.say(
            "This does not replace a visit. A new warning sign? See “{title}”.",
            title=words.text(f"education.{WARNING_SIGNS}.title"),
        ),
        "page": words.say("Page {page} of {pages}"),
    }


def _later(plan: Plan, stage: Stage, words: Wording) -> Content:
    """What comes after the exercises: checks, the next stage, flares, and staying well."""
    return {
        "reviews": {
            "title": words.say("We look at it together"),
            "rows": reviews(plan.reviews, "review_point", words),
        },
        "next": {
            "title": words.say("When you can move on"),
            "rows": criteria(stage.exit, words),
            "note": words.render(plan.note) if plan.note else "",
        },
        "flare": {
            "title": words.text("education.flare.title"),
            "rows": flare_steps(plan.maintenance, words),
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
        "fields": [words.say("Name"), words.say("Therapist"), words.say("Date")],
        "approval": words.say(
            "Your therapist checks this plan with you and signs before you start."
        ),
    }


def _when(case: Case, stage: Stage, words: Wording) -> str:
    first, last = stage.weeks
    if case.assessed_on is None:
        return words.say("Weeks {first} to {last}", first=first, last=last)
    start = date.fromisoformat(case.assessed_on)
    return words.say(
        "{first} to {last}",
        first=words.date(start + timedelta(weeks=first)),
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
        "cautions": words.say("For you, this comes first"),
        "stop": words.say("When to stop"),
    }


def _help(clinic: Clinic, words: Wording) -> Content:
    lead, *signs = words.list("education", WARNING_SIGNS, "body")
    return {
        "title": words.text(f"education.{WARNING_SIGNS}.title"),
        "lead": lead,
        "signs": signs,
        "emergency": words.say("Emergency number"),
        "questions": words.say("Questions, or pain that worries you? Call your clinic"),
        "clinic": clinic.name,
        "phone": clinic.phone,
        "address": clinic.address,
        "qr": qr_code(clinic.address) if clinic.address else "",
        "qr_text": words.say("QR code of {address}", address=clinic.address),
    }
