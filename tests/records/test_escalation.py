"""Nobody leaves an alert unread: a second person gets it, or the owners hear that there is none."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit.models import Event
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import escalation
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Patient
from sijoint.records.queries.worklist import open_alerts
from tests.people import NOW, People
from tests.records.chart import make_evaluation, tap

pytestmark = pytest.mark.django_db
LATE = NOW + timedelta(hours=1)


@pytest.fixture
def alert(people: People) -> Alert:
    tap(make_evaluation(people), people.therapist, "saddle_anaesthesia", result="positive")
    return Alert.objects.get()


@pytest.fixture
def alone(people: People, alert: Alert) -> Alert:
    Membership.objects.filter(user=people.second).update(ended_at=NOW)
    return alert


def test_without_a_second_person_the_owners_are_told_once(
    people: People, alone: Alert, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert escalation.escalate_due(at=LATE) == []
        assert escalation.escalate_due(at=LATE + timedelta(hours=1)) == []
    alone.refresh_from_db()
    assert (alone.escalated_at, alone.second, alone.reminded_at) == (None, None, LATE)
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        people.owner.email,
        people.therapist.email,
    ]
    for letter in mail.outbox:
        assert "omebody must look now" in letter.body
        for private in (alone.patient.name, "saddle", "CES", str(alone.id)):
            assert private not in letter.subject + letter.body
    assert Event.objects.filter(verb="alert.remind").count() == 1


def test_a_therapist_who_joins_later_gets_it(people: People, alone: Alert) -> None:
    escalation.escalate_due(at=LATE)
    Membership.objects.create(clinic=people.clinic, user=people.stranger, role=RoleName.THERAPIST)
    (given,) = escalation.escalate_due(at=LATE + timedelta(hours=1))
    assert given.second == people.stranger


def test_who_cannot_sign_in_gets_nothing(
    people: People, alert: Alert, django_capture_on_commit_callbacks: Any
) -> None:
    User.objects.filter(pk__in=[people.second.pk, people.owner.pk]).update(is_active=False)
    with pytest.raises(RefusedError):
        alerts.hand_over(alert=alert, to=people.second, by=people.therapist, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert escalation.escalate_due(at=LATE) == []
    assert [letter.to for letter in mail.outbox] == [[people.therapist.email]]


def test_the_second_person_is_told_to_be_the_second(
    people: People, alert: Alert, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        (given,) = escalation.escalate_due(at=LATE)
    assert (given.owner, given.second) == (people.therapist, people.second)
    assert "You are the second person" in mail.outbox[0].body
    assert "yours now" not in mail.outbox[0].body


def test_a_mail_that_fails_is_logged_without_an_address(
    people: People,
    alert: Alert,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SMTPRecipientsRefused({people.second.email: (550, b"no such person")})

    monkeypatch.setattr(escalation, "send_mail", refuse)
    logger = logging.getLogger(escalation.__name__)
    logger.addHandler(caplog.handler)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            assert len(escalation.escalate_due(at=LATE)) == 1
    finally:
        logger.removeHandler(caplog.handler)
    assert str(alert.id) in caplog.text
    assert people.second.email not in caplog.text


def test_one_that_fails_holds_back_no_other(
    people: People, alert: Alert, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = make_evaluation(people)
    tap(other, people.therapist, "saddle_anaesthesia", result="positive")
    hold = escalation.person.hold

    def refuse(patient_id: Any) -> Any:
        if patient_id == alert.patient_id:
            raise RuntimeError("the row of somebody")
        return hold(patient_id)

    monkeypatch.setattr(escalation.person, "hold", refuse)
    logger = logging.getLogger(escalation.__name__)
    logger.addHandler(caplog.handler)
    try:
        (given,) = escalation.escalate_due(at=LATE)
    finally:
        logger.removeHandler(caplog.handler)
    assert given.patient_id == other.patient_id
    assert str(alert.id) in caplog.messages[0]
    monkeypatch.undo()
    assert escalation.escalate_due(at=LATE) == [alert]


def test_who_left_is_not_told(
    people: People, alone: Alert, django_capture_on_commit_callbacks: Any
) -> None:
    Membership.objects.filter(user=people.therapist).update(ended_at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        assert escalation.escalate_due(at=LATE) == []
    assert [letter.to for letter in mail.outbox] == [[people.owner.email]]


def test_what_was_read_meanwhile_is_not_given_on(
    people: People, alert: Alert, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold = escalation.person.hold

    def read_first(patient_id: Any) -> Any:
        Alert.objects.update(acknowledged_by=people.therapist, acknowledged_at=NOW)
        return hold(patient_id)

    monkeypatch.setattr(escalation.person, "hold", read_first)
    assert escalation.escalate_due(at=LATE) == []


def test_who_gets_it_by_hand_may_leave_it_unread_as_well(people: People, alone: Alert) -> None:
    escalation.escalate_due(at=LATE)
    given = alerts.hand_over(alert=alone, to=people.therapist, by=people.owner, at=LATE)
    assert given.reminded_at is None


def test_who_was_forgotten_meanwhile_holds_nothing_back(
    people: People, alert: Alert, caplog: pytest.LogCaptureFixture
) -> None:
    Patient.objects.update(erased_at=NOW)
    logger = logging.getLogger(escalation.__name__)
    logger.addHandler(caplog.handler)
    try:
        assert escalation.escalate_due(at=LATE) == []
    finally:
        logger.removeHandler(caplog.handler)
    assert caplog.messages == []


def test_what_a_second_person_left_unread_goes_to_another(people: People, alert: Alert) -> None:
    (given,) = escalation.escalate_due(at=LATE)
    assert given.second == people.second
    assert escalation.escalate_due(at=LATE) == []
    Membership.objects.filter(user=people.second).update(ended_at=LATE)
    Membership.objects.create(clinic=people.clinic, user=people.stranger, role=RoleName.THERAPIST)
    later = LATE + timedelta(hours=1)
    (given,) = escalation.escalate_due(at=later)
    assert (given.second, given.escalated_at) == (people.stranger, later)
    assert open_alerts(people.clinic, mine=people.stranger) == [alert]
    assert Event.objects.filter(verb="alert.escalate").count() == 2


def test_the_owners_are_told_when_the_second_person_left_nobody(
    people: People, alert: Alert, django_capture_on_commit_callbacks: Any
) -> None:
    escalation.escalate_due(at=LATE)
    Membership.objects.filter(user__in=[people.second, people.therapist]).update(ended_at=LATE)
    with django_capture_on_commit_callbacks(execute=True):
        assert escalation.escalate_due(at=LATE + timedelta(hours=1)) == []
        assert escalation.escalate_due(at=LATE + timedelta(hours=2)) == []
    assert [letter.to for letter in mail.outbox] == [[people.owner.email]]
