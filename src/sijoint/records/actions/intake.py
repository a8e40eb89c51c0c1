"""A person's own story: begun, answered screen by screen, completed, and corrected by a new one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.casefile.story_case import AGAIN
from sijoint.clinical.safety import Safety
from sijoint.evidence.questionnaire import Audience
from sijoint.records import story
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import person
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import Intake, Patient


@transaction.atomic
def start(
    *, patient: Patient, by: User, at: datetime, answers: Mapping[str, Any] | None = None
) -> Intake:
    """The intake that is being answered in this episode, begun when there is none.

    Parameters
    ----------
    patient : Patient
    by : User
    at : datetime
    answers : mapping, optional
        Of the first check, which fill a new intake.
    """
    patient = person.hold(patient.pk)
    episode = person.episode_of(patient, at)
    held = Intake.objects.filter(episode=episode, completed_at__isnull=True).first()
    if held is not None:
        return held
    intake = Intake(
        clinic_id=patient.clinic_id, patient=patient, episode=episode, by=by, started_at=at
    )
    return _begun("intake.start", intake, answers or {}, by, at)


@transaction.atomic
def answer(
    *,
    intake: Intake,
    answers: Mapping[str, Any],
    step: str,
    by: User,
    at: datetime,
    asked: Collection[str] = (),
) -> Intake:
    """Save answers beside those that are kept; help that is needed at once is asked for at once.

    Only what was asked is replaced: somebody may answer another screen in another window. What
    does not concern the person any more, by these answers, is let go.

    Parameters
    ----------
    intake : Intake
    answers : mapping
        New answers by id of the question; those that are wrong are not kept.
    step : str
        Id of the step that was answered.
    asked : collection of str, optional
        Ids of the questions that were asked: without a new answer their earlier one is let go.

    Raises
    ------
    LockedError
        If it is complete: a correction is a new intake.
    """
    held = _held(intake)
    if held.completed_at is not None:
        raise LockedError(_("These answers are sent. Correct them by new ones."))
    before = story.answers_of(held)
    replaced = {*asked, *answers}
    kept = {k: a for k, a in before.items() if k.removesuffix(AGAIN) not in replaced}
    now = _keep(held, {**kept, **answers})
    if step not in held.steps:
        held.steps = [*held.steps, step]
    held.save(update_fields=["answers", "sensitive", "steps"])
    changed = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    _alarm(held, by, at)
    _tell("intake.answer", held, by, at, changed)
    return held


@transaction.atomic
def complete(*, intake: Intake, by: User, at: datetime) -> Safety:
    """Finish: the answers are locked, and the safety rules are run on them.

    Returns
    -------
    Safety
        What the rules say.

    Raises
    ------
    RefusedError
        If a question still needs an answer.
    """
    held = _held(intake)
    answers = story.answers_of(held)
    safety = story.screen(answers, Audience.INTAKE)
    if safety is None or story.interview().open(answers, Audience.INTAKE):
        raise RefusedError(_("A question still needs an answer."))
    if held.completed_at is None:
        held.completed_at = at
        held.save(update_fields=["completed_at"])
        alerts.sync(patient=held.patient, safety=safety, by=by, at=at, intake=held)
        _tell("intake.complete", held, by, at, [])
    return safety


@transaction.atomic
def correct(*, intake: Intake, by: User, at: datetime) -> Intake:
    """A new intake with the same answers, which takes the place of a complete one.

    Raises
    ------
    RefusedError
        If it is still being answered.
    """
    held = _held(intake)
    if held.completed_at is None:
        raise RefusedError(_("These answers are not sent yet. Change them as they are."))
    begun = Intake.objects.filter(replaces=held).first()
    if begun is not None:
        return begun
    new = Intake(
        clinic_id=held.clinic_id,
        patient=held.patient,
        episode=held.episode,
        replaces=held,
        steps=list(held.steps),
        by=by,
        started_at=at,
    )
    return _begun("intake.correct", new, story.answers_of(held), by, at)


def latest(patient: Patient) -> Intake | None:
    """The intake of the present episode: the one being answered, else the last complete one."""
    in_episode = Intake.objects.filter(patient=patient, episode__closed_at__isnull=True)
    return in_episode.order_by("-started_at").first()


def unsent(patient: Patient) -> tuple[Intake, ...]:
    """The intakes that were begun and never sent, the latest first."""
    begun = Intake.objects.filter(
        clinic_id=patient.clinic_id, patient=patient, completed_at__isnull=True
    )
    return tuple(begun.order_by("-started_at"))


def _begun(verb: str, intake: Intake, answers: Mapping[str, Any], by: User, at: datetime) -> Intake:
    kept = _keep(intake, answers)
    intake.save(force_insert=True)
    _alarm(intake, by, at)
    _tell(verb, intake, by, at, kept)
    return intake


def _held(intake: Intake) -> Intake:
    """The intake as it is now, held with its person until the transaction ends."""
    person.hold(intake.patient_id)
    return (
        Intake.objects.select_for_update(of=("self",)).select_related("patient").get(pk=intake.pk)
    )


def _keep(intake: Intake, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Put what is right into the row, the sensitive answers apart."""
    sound = story.interview().sound(answers, Audience.INTAKE)
    questions = story.interview().questionnaire.by_id
    private = {name for name in sound if questions[name.removesuffix(AGAIN)].sensitive}
    intake.answers = {name: value for name, value in sound.items() if name not in private}
    intake.sensitive = {name: value for name, value in sound.items() if name in private}
    return sound


def _alarm(intake: Intake, by: User, at: datetime) -> None:
    """Raise what stops everything before the intake is complete; nothing is closed by it."""
    safety = story.alarm(story.answers_of(intake), Audience.INTAKE)
    if safety is not None and safety.stop:
        alerts.sync(patient=intake.patient, safety=safety, by=by, at=at, intake=intake)


def _tell(verb: str, intake: Intake, by: User, at: datetime, fields: Iterable[str]) -> None:
    event.add(
        verb, intake.id, clinic_id=intake.clinic_id, by=by.id, at=at, fields=sorted(set(fields))
    )
