"""A therapist who left leaves nobody behind: others see, sign and treat in their place."""

from __future__ import annotations

import pytest

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit.event import breaks
from sijoint.audit.models import Event
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import intake as intakes
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Evaluation
from sijoint.records.queries.therapist import therapist_ids, treats
from sijoint.records.queries.worklist import open_alerts, waiting
from tests.casefile.stories import story as told
from tests.people import NOW, People
from tests.records.chart import make_evaluation, make_patient, tap

pytestmark = pytest.mark.django_db


def leave(user: User) -> None:
    """End what somebody is in every clinic."""
    Membership.objects.filter(user=user).update(ended_at=NOW)


def saddle(evaluation: Evaluation, by: User) -> Alert:
    tap(evaluation, by, "saddle_anaesthesia", result="positive")
    return Alert.objects.get()


def sign(evaluation: Evaluation, by: User) -> Evaluation:
    return evaluations.sign(evaluation=evaluation, note="Seen.", by=by, at=NOW)


def test_who_treats_here_now(people: People) -> None:
    clinic = people.clinic.id
    assert therapist_ids(clinic) == {people.therapist.id, people.second.id}
    leave(people.therapist)
    User.objects.filter(pk=people.second.pk).update(is_active=False)
    Membership.objects.create(clinic=people.clinic, user=people.stranger, role=RoleName.OWNER)
    assert therapist_ids(clinic) == frozenset()
    assert not treats(None, clinic)
    assert treats(people.colleague.id, people.elsewhere.id)


def test_another_therapist_signs_and_takes_over(people: People) -> None:
    made = make_evaluation(people)
    with pytest.raises(RefusedError, match="Only the therapist"):
        sign(made, people.second)
    leave(people.therapist)
    signed = sign(made, people.second)
    assert signed.therapist == signed.signed_by == people.second
    signature, given = Event.objects.order_by("-number")[:2]
    assert (given.verb, given.fields) == ("evaluation.assign", ["therapist"])
    assert signature.verb == "evaluation.sign"
    assert given.object_id == made.id
    assert list(breaks(people.clinic.id)) == []


def test_nobody_else_signs_for_who_left(people: People) -> None:
    made = make_evaluation(people)
    leave(people.therapist)
    for by in (people.owner, people.colleague):
        with pytest.raises(RefusedError, match="Only the therapist"):
            sign(made, by)


def test_ones_own_signature_assigns_nobody(people: People) -> None:
    sign(make_evaluation(people), people.therapist)
    assert not Event.objects.filter(verb="evaluation.assign").exists()


@pytest.mark.parametrize("is_signed", [True, False])
def test_who_evaluates_next_treats_the_person(people: People, is_signed: bool) -> None:
    made = make_evaluation(people)
    if is_signed:
        sign(made, people.therapist)
    again = {"patient": made.patient, "therapist": people.second, "at": NOW}
    evaluations.start(**again)
    made.patient.refresh_from_db()
    assert made.patient.therapist == people.therapist
    leave(people.therapist)
    evaluations.start(**again)
    made.patient.refresh_from_db()
    assert made.patient.therapist == people.second


def test_an_alert_of_who_left_is_nobodys(people: People) -> None:
    made = make_evaluation(people)
    leave(people.therapist)
    alert = saddle(made, people.second)
    assert alert.owner is None
    assert open_alerts(people.clinic, mine=people.second) == [alert]


def test_an_alert_from_home_of_who_left_is_nobodys(people: People) -> None:
    person = make_patient(people, user=people.patient)
    make_evaluation(people, patient=person)
    leave(people.therapist)
    answers = told(numb_saddle="yes")
    intakes.start(patient=person, by=people.patient, at=NOW, answers=answers)
    assert Alert.objects.get().owner is None


def test_an_alert_that_waits_for_who_left_is_in_every_list(people: People) -> None:
    alert = saddle(make_evaluation(people), people.therapist)
    assert open_alerts(people.clinic, mine=people.second) == []
    assert open_alerts(people.clinic, mine=people.therapist) == [alert]
    leave(people.therapist)
    assert open_alerts(people.clinic, mine=people.second) == [alert]
    held = alerts.acknowledge(alert=alert, by=people.second, at=NOW)
    assert held.owner == people.second


def test_people_who_wait_for_who_left_are_in_every_list(people: People) -> None:
    made = make_evaluation(people)
    assert waiting(people.clinic, mine=people.second) == []
    assert [each.evaluation for each in waiting(people.clinic, mine=people.therapist)] == [made]
    leave(people.therapist)
    assert [each.evaluation for each in waiting(people.clinic, mine=people.second)] == [made]
