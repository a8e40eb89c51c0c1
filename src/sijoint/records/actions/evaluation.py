"""Evaluations: begun from the person's own story, completed, signed, added to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from sijoint import __version__
from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.casefile.answer import answer_of
from sijoint.casefile.case import EpisodeEntry, PatientEntry, PreferencesEntry
from sijoint.casefile.error import CaseError
from sijoint.clinical.assessment import Assessment
from sijoint.evidence.text import Texts
from sijoint.records import knowledge
from sijoint.records.actions import goal, person, prefill, release
from sijoint.records.actions import patient as patients
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import contradiction, screen
from sijoint.records.error import RefusedError
from sijoint.records.models import Addendum, Evaluation, Patient
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.case import case_document, lacks
from sijoint.records.queries.recorded import recorded_in
from sijoint.records.queries.story import Told, story_of
from sijoint.records.queries.therapist import treats

TABLES: Mapping[str, type[BaseModel]] = {
    "patient": PatientEntry,
    "episode": EpisodeEntry,
    "preferences": PreferencesEntry,
}
"""What checks each of the tables of facts."""


@transaction.atomic
def start(*, patient: Patient, therapist: User, at: datetime) -> Evaluation:
    """Begin an evaluation with what the person has told; the open one, if there is one.

    Facts that last come from the signed evaluation before. Signs and tests of then do not: what
    was not asked again is not known.

    The therapist who begins becomes the one who treats, when nobody does yet or any more.
    """
    patient = person.hold(patient.pk)
    episode = person.episode_of(patient, at)
    running = Evaluation.objects.filter(episode=episode, signed_at__isnull=True).first()
    if running is not None:
        _take_on(patient, therapist, at)
        return running
    today = at.astimezone(ZoneInfo(patient.clinic.time_zone)).date()
    told = story_of(patient, episode)
    last = Evaluation.objects.filter(patient=patient, signed_at__isnull=False).first()
    evaluation = Evaluation.objects.create(
        clinic_id=patient.clinic_id,
        patient=patient,
        episode=episode,
        intake=told.intake,
        therapist=therapist,
        assessed_on=today,
        facts=prefill.facts(episode, told.document, last, today),
        started_at=at,
        changed_at=at,
    )
    if told.is_new:
        prefill.fill(evaluation, told.document, therapist, at)
    screen(recorded_in(evaluation), by=therapist, at=at)
    _take_goals(told, therapist, at)
    _tell("evaluation.start", evaluation, therapist, at, [])
    _take_on(patient, therapist, at)
    return evaluation


@transaction.atomic
def set_facts(
    *, evaluation: Evaluation, facts: Mapping[str, Mapping[str, Any]], by: User, at: datetime
) -> Evaluation:
    """Replace the tables of facts that are given; the other tables stay.

    Parameters
    ----------
    facts : mapping
        Any of ``patient``, ``episode``, ``preferences``, each with the keys of the case file. The
        required facts may still be missing.

    Raises
    ------
    RefusedError
        If a value has the wrong shape or contradicts another; the text says which.
    """
    evaluation = open_evaluation(evaluation)
    changed = [
        f"{table}.{key}"
        for table, part in facts.items()
        for key in part.keys() | evaluation.facts.get(table, {}).keys()
        if part.get(key) != evaluation.facts.get(table, {}).get(key)
    ]
    evaluation.facts = evaluation.facts | {table: dict(part) for table, part in facts.items()}
    _check(evaluation.facts)
    if changed:
        evaluation.version += 1
        evaluation.changed_at = at
        evaluation.save(update_fields=["facts", "version", "changed_at"])
        screen(recorded_in(evaluation), by=by, at=at)
        _tell("evaluation.facts", evaluation, by, at, changed)
    return evaluation


@transaction.atomic
def sign(
    *, evaluation: Evaluation, note: str, by: User, at: datetime, version: int | None = None
) -> Evaluation:
    """Lock an evaluation with its inputs, its answer and the version of everything.

    When its therapist has left the clinic, whoever signs in their place becomes its therapist.

    Parameters
    ----------
    version : int, optional
        Of the evaluation that the note was written for.

    Raises
    ------
    RefusedError
        If required facts are missing or contradict each other, somebody else is the therapist of
        this evaluation, or something was recorded after the note was drafted.
    """
    evaluation = open_evaluation(evaluation)
    if version not in (None, evaluation.version):
        raise RefusedError(
            _("Something was recorded since this page was opened. Check the note and sign again.")
        )
    is_successor = evaluation.therapist_id != by.id
    if is_successor and not may_succeed(evaluation, by):
        raise RefusedError(_("Only the therapist who evaluates signs."))
    if lacks(evaluation):
        raise RefusedError(_("Age, sex, the painful side and how long are needed to sign."))
    assessment = _assessed(evaluation)
    known = knowledge.current()
    release.store(known, at=at)
    evaluation.note, evaluation.note_version = note.strip(), None
    evaluation.case = case_document(evaluation)
    evaluation.answer = answer_of(assessment, Texts(known.raw))
    evaluation.package_version = __version__
    evaluation.evidence_version = known.version
    evaluation.evidence_set = assessment.evidence_set.value
    evaluation.therapist = evaluation.signed_by = by
    evaluation.signed_at = at
    evaluation.version += 1
    evaluation.changed_at = at
    evaluation.save()
    if is_successor:
        _tell("evaluation.assign", evaluation, by, at, ["therapist"])
    _tell("evaluation.sign", evaluation, by, at, ["note", "case", "answer"])
    return evaluation


@transaction.atomic
def add(*, evaluation: Evaluation, text: str, by: User, at: datetime) -> Addendum:
    """Add to a signed evaluation, which itself never changes.

    Raises
    ------
    RefusedError
        If it is not signed yet, or the text is empty.
    """
    person.hold(evaluation.patient_id)
    if not evaluation.is_signed:
        raise RefusedError(_("This evaluation is open: change it instead."))
    if not text.strip():
        raise RefusedError(_("Write what is to be added."))
    addendum = Addendum.objects.create(
        clinic_id=evaluation.clinic_id,
        evaluation=evaluation,
        text=text.strip(),
        by=by,
        at=at,
    )
    _tell("evaluation.add", evaluation, by, at, ["addendum"])
    return addendum


@transaction.atomic
def read(*, evaluation: Evaluation, by: User, at: datetime) -> None:
    """Write down that somebody read an evaluation."""
    _tell("evaluation.read", evaluation, by, at, [])


def _take_on(patient: Patient, therapist: User, at: datetime) -> None:
    """Let a therapist treat a person whom nobody treats, or only somebody who left."""
    if not treats(patient.therapist_id, patient.clinic_id):
        patients.assign(patient=patient, therapist=therapist, by=therapist, at=at)


def may_succeed(evaluation: Evaluation, by: User) -> bool:
    """Whether somebody who treats here signs for a therapist who does not any more."""
    clinic = evaluation.clinic_id
    return treats(by.id, clinic) and not treats(evaluation.therapist_id, clinic)


def _assessed(evaluation: Evaluation) -> Assessment:
    """The answer to a record that lacks nothing; refused where it contradicts itself."""
    try:
        return assessment_of(evaluation, with_plan=True)
    except CaseError as error:
        raise contradiction(error) from error


def _take_goals(told: Told, by: User, at: datetime) -> None:
    """The activities that the person rated become goals, unless the episode has goals already."""
    if told.intake is None or told.intake.episode.goals.exists():
        return
    answers = told.intake.answers
    for name in ("goal_1", "goal_2", "goal_3"):
        if name in answers:
            text, now = answers[name]["text"], answers[name]["now"]
            goal.add(episode=told.intake.episode, text=text, baseline=now, by=by, at=at)


def _check(facts: Mapping[str, Mapping[str, Any]]) -> None:
    """Refuse what the case file would refuse, but not what is only missing."""
    for table, model in TABLES.items():
        try:
            model.model_validate(dict(facts.get(table, {})))
        except ValidationError as error:
            wrong = [each for each in error.errors() if each["type"] != "missing"]
            if wrong:
                place = ".".join(str(part) for part in (table, *wrong[0]["loc"]))
                raise RefusedError(f"{place}: {wrong[0]['msg']}") from error


def _tell(verb: str, evaluation: Evaluation, by: User, at: datetime, fields: list[str]) -> None:
    event.add(verb, evaluation.id, clinic_id=evaluation.clinic_id, by=by.id, at=at, fields=fields)
