from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sijoint.records import reminder, tasks
from sijoint.records.actions import patient
from sijoint.records.models import Alert
from tests.people import People

# The worker closes connections that it finds, as it does in life: no transaction around a test.
pytestmark = pytest.mark.django_db(transaction=True)

RAISED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def unread(people: People) -> Alert:
    """An alert that its owner should have read long ago."""
    person = patient.create(
        clinic=people.clinic, name="Pat Patient", by=people.therapist, at=RAISED
    )
    return Alert.objects.create(
        clinic=people.clinic,
        patient=person,
        rule_id="CES-1",
        level="emergency",
        raised_at=RAISED,
        answer_by=RAISED + timedelta(minutes=15),
        owner=people.therapist,
    )


def _work() -> None:
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)


def test_an_unread_alert_goes_to_a_second_person_when_it_is_due(
    unread: Alert, people: People
) -> None:
    reminder.escalate_at(unread.answer_by)
    _work()
    unread.refresh_from_db()
    assert unread.second == people.second
    done = DBTaskResult.objects.get()
    assert (done.status, done.return_value) == ("SUCCESSFUL", 1)


def test_nothing_is_done_before_it_is_due(unread: Alert) -> None:
    reminder.escalate_at(timezone.now() + timedelta(hours=1))
    _work()
    unread.refresh_from_db()
    assert unread.second is None
    assert DBTaskResult.objects.get().status == "READY"


def test_the_sweep_finds_what_has_no_task(unread: Alert, people: People) -> None:
    tasks.sweep()
    tasks.sweep()
    unread.refresh_from_db()
    assert unread.second == people.second


def test_what_is_over_is_forgotten() -> None:
    now = timezone.now()
    for key, days in (("old", -1), ("new", 1)):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now + timedelta(days=days)
        )
    for days in (1, 8):
        reminder.escalate_at(now)
        _work()
        newest = DBTaskResult.objects.order_by("enqueued_at").last()
        DBTaskResult.objects.filter(id=newest.id).update(finished_at=now - timedelta(days=days))
    reminder.escalate_at(now + timedelta(days=1))
    tasks.tidy()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["READY", "SUCCESSFUL"]
