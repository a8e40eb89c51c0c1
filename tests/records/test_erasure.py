"""Being forgotten: what goes from every table, what stays, and who keeps their account."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sijoint.accounts.actions import invitation as invitations
from sijoint.accounts.models import Invitation, Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit.event import breaks
from sijoint.audit.models import SYSTEM, Event
from sijoint.records import consent_text, story
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import consent, erasure, intake
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import goal as goals
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.actions import waiver as waivers
from sijoint.records.actions.erased_words import GONE
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import Alert, Erasure, Evaluation, Goal, Intake, Patient, Plan
from sijoint.records.queries.chart import found_patients
from sijoint.records.queries.evaluation import evaluations_in
from sijoint.records.queries.replay import replay
from sijoint.records.queries.worklist import open_alerts, waiting
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records.chart import record_case, vignette
from tests.records.planning import answer, approved, make_evaluation, make_plan

pytestmark = pytest.mark.django_db

NAME, EMAIL, PHONE = "Zephyrine Quillfeather", "zeph@quillfeather.example", "+34 600 777 123"
SIGN_IN = "sign.in@quillfeather.example"
BORN = date(1987, 3, 14)
OWN_WORDS = ("yodel on the Matterhorn", "juggle seven kittens", "leeches from my aunt")
LATER = NOW + timedelta(days=3)


@pytest.fixture
def person(people: People) -> Patient:
    """Somebody with a row in every table of the chart, and their name where staff write."""
    user = people.patient
    user.email = SIGN_IN
    user.save()
    user.emailaddress_set.create(email=SIGN_IN, verified=True, primary=True)
    patient = patients.create(
        clinic=people.clinic,
        name=NAME,
        by=people.therapist,
        at=NOW,
        email=EMAIL,
        phone=PHONE,
        born_on=BORN,
    )
    invitations.create(
        clinic=people.clinic,
        role=RoleName.PATIENT,
        email=EMAIL,
        patient_id=patient.id,
        by=people.therapist,
        at=NOW,
    )
    patient = patients.claim(patient=patient, user=user, at=NOW)
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=user, at=NOW)
    _tell_story(patient, user)
    _treat(people, patient)
    return patient


def _tell_story(patient: Patient, user: User) -> None:
    held = intake.start(patient=patient, by=user, at=NOW)
    words = told(goal_1={"text": OWN_WORDS[0], "now": 3}, tried=OWN_WORDS[2])
    intake.answer(intake=held, answers=words, step="pain", by=user, at=NOW)
    intake.complete(intake=held, by=user, at=NOW)
    intake.correct(intake=held, by=user, at=NOW)


def _treat(people: People, patient: Patient) -> None:
    by = people.therapist
    evaluation = make_evaluation(people, patient)
    evaluation.facts["preferences"]["goals"] = [OWN_WORDS[0]]
    evaluation.save()
    answer(evaluation, "thigh_thrust", "left")
    reason = f"{NAME.upper()} had it done; call {PHONE}"
    waivers.waive(evaluation=evaluation, gate="low_back", reason=reason, by=by, at=NOW)
    plan = approved(people, evaluation)
    make_plan(people, evaluation)
    plan.manual_therapies.create(
        clinic=people.clinic,
        technique_id="sij_thrust",
        target_finding="faber",
        note=f"{NAME} liked it",
        by=by,
        at=NOW,
    )
    goals.add(episode=plan.episode, text=OWN_WORDS[1], by=by, at=NOW, baseline=2)
    note = f"Saw {NAME}, reached by {EMAIL}. Thigh thrust positive."
    evaluations.sign(evaluation=evaluation, note=note, by=by, at=NOW)


def tables(statements: list[dict[str, str]]) -> list[str]:
    """The table that each statement reads."""
    said = [each["sql"] for each in statements]
    return [sql.split(" FROM ")[1].split()[0].strip('"') for sql in said if " FROM " in sql]


def asked(patient: Patient) -> Erasure:
    return erasure.ask(patient=patient, by=patient.user, at=NOW)


def done(people: People, patient: Patient) -> Patient:
    return erasure.do(erasure=asked(patient), by=people.owner, at=LATER)


def rows() -> Iterator[tuple[str, str]]:
    """Every row of every table, as text."""
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all().values():
            yield model._meta.label, str(row).lower()


def places_of(words: str) -> set[str]:
    """The tables that hold some words."""
    return {label for label, row in rows() if words.lower() in row}


# ---- what goes


def test_before_it_the_words_are_found(person: Patient) -> None:
    assert {"records.Patient", "records.Waiver", "records.Evaluation"} <= places_of(NAME)
    assert {"records.Patient", "accounts.Invitation"} <= places_of(EMAIL)
    assert {"accounts.User", "account.EmailAddress"} <= places_of(SIGN_IN)
    assert {"records.Intake", "records.Evaluation", "records.Plan"} <= places_of(OWN_WORDS[0])
    assert places_of(OWN_WORDS[1]) == {"records.Goal"}
    assert places_of(OWN_WORDS[2]) == {"records.Intake"}


def test_nothing_that_tells_who_they_are_is_left_in_any_table(
    people: People, person: Patient
) -> None:
    done(people, person)
    for words in (NAME, EMAIL, PHONE, SIGN_IN, *OWN_WORDS):
        assert places_of(words) == set(), words
    for words in ("Quillfeather", "600 777", "datetime.date(1987, 3, 14)", "1987-03-14"):
        assert places_of(words) == set(), words


def test_the_clinical_record_stays(people: People, person: Patient) -> None:
    before = Evaluation.objects.get()
    scale = story.answers_of(Intake.objects.filter(completed_at__isnull=False).get())["worst"]
    done(people, person)
    after = Evaluation.objects.get()
    assert after.answers.get().finding_id == "thigh_thrust"
    assert after.answer == before.answer
    assert after.note == f"Saw {GONE}, reached by {GONE}. Thigh thrust positive."
    assert after.waivers.get().reason == f"{GONE} had it done; call {GONE}"
    assert (
        story.answers_of(Intake.objects.filter(completed_at__isnull=False).get())["worst"] == scale
    )
    assert Goal.objects.get().text == GONE
    assert Goal.objects.get().baseline == 2


def test_a_signed_answer_is_replayed_as_before(people: People) -> None:
    evaluation = record_case(people, vignette("anchors/y6-hip-pattern"))
    evaluations.sign(evaluation=evaluation, note="Note.", by=people.therapist, at=NOW)
    evaluation.refresh_from_db()
    before = replay(evaluation)
    held = erasure.ask(patient=evaluation.patient, by=people.therapist, at=NOW)
    erasure.do(erasure=held, by=people.owner, at=LATER)
    evaluation.refresh_from_db()
    assert replay(evaluation) == before


def test_a_name_of_one_word_is_erased_as_it_is_written(people: People) -> None:
    patient = patients.create(clinic=people.clinic, name="May", by=people.therapist, at=NOW)
    evaluation = make_evaluation(people, patient)
    evaluation.note = "May may sit. Mayor."
    evaluation.save()
    erasure.do(
        erasure=erasure.ask(patient=patient, by=people.therapist, at=NOW),
        by=people.owner,
        at=LATER,
    )
    evaluation.refresh_from_db()
    assert evaluation.note == f"{GONE} may sit. Mayor."


# ---- what it does


def test_they_vanish_from_lists_and_their_care_ends(people: People, person: Patient) -> None:
    done(people, person)
    assert not found_patients(people.clinic).exists()
    assert not evaluations_in(people.clinic).exists()
    assert waiting(people.clinic) == []
    assert open_alerts(people.clinic) == []
    assert set(Plan.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert person.episodes.get().closed_at == LATER
    assert not Invitation.objects.filter(withdrawn_at=None, accepted_at=None).exists()


def test_an_open_evaluation_ends_without_a_signature(people: People) -> None:
    patient = patients.create(clinic=people.clinic, name=NAME, by=people.therapist, at=NOW)
    evaluation = make_evaluation(people, patient)
    held = erasure.ask(patient=patient, by=people.therapist, at=NOW)
    erasure.do(erasure=held, by=people.owner, at=LATER)
    assert Event.objects.get(verb="evaluation.abandon").object_id == evaluation.id
    evaluation.refresh_from_db()
    assert evaluation.signed_at is None
    by = people.therapist
    with pytest.raises(LockedError, match="was forgotten"):
        evaluations.sign(evaluation=evaluation, note=NAME, by=by, at=LATER)
    with pytest.raises(LockedError, match="was forgotten"):
        waivers.waive(evaluation=evaluation, gate="hip", reason=NAME, by=by, at=LATER)
    assert places_of(NAME) == set()


def test_what_was_read_before_writes_nothing_after(people: People) -> None:
    """A page may have read its rows just before another request deleted the person."""
    patient = patients.create(clinic=people.clinic, name=NAME, by=people.therapist, at=NOW)
    made = evaluations.sign(
        evaluation=make_evaluation(people, patient), note="Seen.", by=people.therapist, at=NOW
    )
    by = people.therapist
    goal = goals.add(episode=made.episode, text="walk", by=by, at=NOW)
    given = consent.give(patient=patient, kind="care", language="en", by=by, at=NOW)
    erasure.do(erasure=erasure.ask(patient=patient, by=by, at=NOW), by=people.owner, at=LATER)
    before, again = list(rows()), {"by": by, "at": LATER}
    acts = (
        lambda: patients.correct(patient=patient, name=NAME, phone=PHONE, **again),
        lambda: patients.assign(patient=patient, therapist=people.second, **again),
        lambda: patients.claim(patient=patient, user=people.patient, at=LATER),
        lambda: evaluations.add(evaluation=made, text=NAME, **again),
        lambda: evaluations.start(patient=patient, therapist=by, at=LATER),
        lambda: goals.add(episode=made.episode, text=NAME, **again),
        lambda: goals.rate(goal=goal, value=5, on=LATER.date(), **again),
        lambda: plans.propose(evaluation=made, **again),
        lambda: consent.give(patient=patient, kind="data", language="en", **again),
        lambda: consent.withdraw(consent=given, **again),
        lambda: intake.start(patient=patient, **again),
        lambda: erasure.ask(patient=patient, **again),
    )
    for act in acts:
        with pytest.raises(LockedError, match="was forgotten"), transaction.atomic():
            act()
    assert list(rows()) == before


def test_a_signed_evaluation_is_not_told_to_be_abandoned(people: People, person: Patient) -> None:
    done(people, person)
    assert not Event.objects.filter(verb="evaluation.abandon").exists()


def test_the_trail_tells_of_it_and_holds(people: People, person: Patient) -> None:
    done(people, person)
    told_of = Event.objects.get(verb="patient.erase")
    assert (told_of.object_id, told_of.actor_id) == (person.id, people.owner.id)
    assert {"name", "email", "phone", "born_on", "user", "goal.text"} <= set(told_of.fields)
    assert Event.objects.filter(verb__in=("erasure.ask", "erasure.do")).count() == 2
    assert not list(breaks(people.clinic.id))
    assert not list(breaks(SYSTEM))


def test_an_account_that_leads_nowhere_else_is_closed(people: People, person: Patient) -> None:
    user = person.user
    done(people, person)
    user.refresh_from_db()
    assert not user.is_active
    assert not user.has_usable_password()
    assert user.email == f"{user.id}@closed.invalid"
    assert not Membership.objects.filter(user=user, ended_at=None).exists()
    User.objects.create_user(SIGN_IN, "a long password")


def test_no_session_remembers_the_address(people: People, person: Patient) -> None:
    mine, theirs = Client(), Client()
    mine.post("/account/login/", {"login": SIGN_IN, "password": "a long password"})
    theirs.force_login(people.owner)
    assert any(SIGN_IN in str(session.get_decoded()) for session in Session.objects.all())
    done(people, person)
    assert not any(SIGN_IN in str(session.get_decoded()) for session in Session.objects.all())
    assert Session.objects.filter(session_key=theirs.cookies["sessionid"].value).exists()


def test_an_account_of_another_clinic_stays(people: People, person: Patient) -> None:
    user = person.user
    Membership.objects.create(clinic=people.elsewhere, user=user, role=RoleName.PATIENT)
    other = patients.create(
        clinic=people.elsewhere, name=NAME, by=people.colleague, at=NOW, user=user
    )
    done(people, person)
    user.refresh_from_db()
    other.refresh_from_db()
    assert user.is_active
    assert user.email == SIGN_IN
    assert (other.name, other.user) == (NAME, user)
    assert Membership.objects.get(user=user, ended_at=None).clinic == people.elsewhere
    assert places_of(NAME) == {"records.Patient"}


def test_an_administrator_keeps_their_account(people: People, person: Patient) -> None:
    User.objects.filter(id=person.user_id).update(is_staff=True)
    done(people, Patient.objects.get(id=person.id))
    assert User.objects.get(id=person.user_id).is_active


# ---- asking, taking back, refusing


def test_asking_twice_is_asking_once(people: People, person: Patient) -> None:
    assert asked(person) == asked(person)
    assert Event.objects.filter(verb="erasure.ask").count() == 1


def test_it_is_taken_back_until_it_is_done(people: People, person: Patient) -> None:
    held = asked(person)
    erasure.withdraw(erasure=held, by=person.user, at=NOW)
    erasure.withdraw(erasure=held, by=person.user, at=NOW)
    assert Event.objects.filter(verb="erasure.withdraw").count() == 1
    with pytest.raises(RefusedError, match="took the request back"):
        erasure.do(erasure=held, by=people.owner, at=LATER)
    assert Patient.objects.get(id=person.id).name == NAME
    assert asked(person) != held


def test_what_is_done_stays_done(people: People, person: Patient) -> None:
    held = asked(person)
    erasure.do(erasure=held, by=people.owner, at=LATER)
    for act in (erasure.do, erasure.withdraw):
        with pytest.raises(RefusedError, match="is done"):
            act(erasure=held, by=people.owner, at=LATER)


def test_an_unread_danger_sign_comes_first(people: People, person: Patient) -> None:
    alert = Alert.objects.create(
        clinic=people.clinic, patient=person, rule_id="CES-1", level="emergency", raised_at=NOW
    )
    with pytest.raises(RefusedError, match="danger sign"):
        done(people, person)
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    done(people, person)
    alert.refresh_from_db()
    assert (alert.closed_at, alert.closed_reason) == (LATER, erasure.REASON)


def test_it_happens_whole_or_not_at_all(
    people: People, person: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: Any) -> None:
        raise RuntimeError("the last step")

    held = asked(person)
    monkeypatch.setattr(erasure.closing, "close", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        erasure.do(erasure=held, by=people.owner, at=LATER)
    assert Patient.objects.get(id=person.id).name == NAME
    assert OWN_WORDS[1] in Goal.objects.get().text
    assert not list(breaks(people.clinic.id))


def test_the_person_and_the_clinic_are_held_before_the_chain(
    people: People, person: Patient
) -> None:
    """Two who write at once wait for each other, and never block each other."""
    wish = asked(person)
    with CaptureQueriesContext(connection) as seen:
        erasure.do(erasure=wish, by=people.owner, at=LATER)
    read = tables(seen.captured_queries)
    held = [read.index(each) for each in ("records_patient", "accounts_clinic", "audit_chain")]
    assert held == sorted(held)
