"""What a person is given of their own record, and from whom it is kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sijoint.records.actions import erasure, intake
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.models import Alert, Patient
from sijoint.records.queries.own_data import Read, followed, own_data_of
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records.planning import answer, approved, make_evaluation, make_patient

pytestmark = pytest.mark.django_db

NEXT_DAY = NOW + timedelta(days=1)


@pytest.fixture
def person(people: People) -> Patient:
    return make_patient(people)


def test_a_new_record_is_empty(person: Patient) -> None:
    own = own_data_of(person)
    assert own.consents == own.intakes == own.goals == own.evaluations == ()
    assert own.plans == own.alerts == own.reads == ()
    assert own.plan is None
    assert own.erasure is None
    assert not own.is_stopped


def test_only_what_was_sent_and_signed_is_told(people: People, person: Patient) -> None:
    user = people.patient
    held = intake.start(patient=person, by=user, at=NOW)
    intake.answer(intake=held, answers=told(), step="pain", by=user, at=NOW)
    evaluation = make_evaluation(people, person)
    own = own_data_of(person)
    assert (own.intakes, own.evaluations) == ((), ())
    intake.complete(intake=held, by=user, at=NOW)
    answer(evaluation, "thigh_thrust", "left")
    evaluations.sign(evaluation=evaluation, note="Note.", by=people.therapist, at=NOW)
    own = own_data_of(person)
    assert own.intakes == (held,)
    assert own.evaluations == (evaluation,)


def test_readers_are_told_by_name_and_day_once(people: People, person: Patient) -> None:
    evaluation = make_evaluation(people, person)
    plan = approved(people, evaluation)
    for at in (NOW, NOW + timedelta(minutes=9), NEXT_DAY):
        patients.read(patient=person, by=people.therapist, at=at)
    evaluations.read(evaluation=evaluation, by=people.second, at=NOW)
    plans.read(plan=plan, by=people.second, at=NOW)
    plans.read(plan=plan, by=people.patient, at=NOW)
    patients.read(patient=person, by=people.patient, at=NOW, what="patient.download")
    assert own_data_of(person).reads == (
        Read(NEXT_DAY.date(), "Tom Therapist"),
        Read(NOW.date(), "Sara Second"),
        Read(NOW.date(), "Tom Therapist"),
    )


def test_a_plan_counts_while_nothing_stops_it(people: People, person: Patient) -> None:
    plan = approved(people, make_evaluation(people, person))
    assert own_data_of(person).plan == plan
    assert followed(plan) is not None
    Alert.objects.create(
        clinic=people.clinic, patient=person, rule_id="CES-1", level="emergency", raised_at=NOW
    )
    own = own_data_of(person)
    assert own.is_stopped
    assert own.plan is None
    assert own.plans == (plan,)


def test_a_case_that_cannot_be_read_any_more_is_left_out(people: People, person: Patient) -> None:
    plan = approved(people, make_evaluation(people, person))
    plan.case = {"schema": "sijoint.case/0"}
    assert followed(plan) is None


def test_another_clinic_and_another_person_are_apart(people: People, person: Patient) -> None:
    other = patients.create(
        clinic=people.elsewhere,
        name="Pat Patient",
        by=people.colleague,
        at=NOW,
        user=people.patient,
    )
    approved(people, make_evaluation(people, person))
    patients.read(patient=person, by=people.therapist, at=NOW)
    patients.read(patient=other, by=people.colleague, at=NOW)
    own = own_data_of(other)
    assert own.plans == ()
    assert [read.name for read in own.reads] == ["Cole Colleague"]
    assert [read.name for read in own_data_of(person).reads] == ["Tom Therapist"]


def test_an_open_wish_to_be_forgotten_is_told(people: People, person: Patient) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    assert own_data_of(person).erasure == held
    erasure.withdraw(erasure=held, by=people.patient, at=NOW)
    assert own_data_of(person).erasure is None


def test_the_number_of_questions_to_the_database_is_constant(
    people: People, person: Patient, django_assert_max_num_queries
) -> None:
    for days in range(30):
        patients.read(patient=person, by=people.therapist, at=NOW + timedelta(days=days))
    with django_assert_max_num_queries(14):
        assert len(own_data_of(person).reads) == 30
