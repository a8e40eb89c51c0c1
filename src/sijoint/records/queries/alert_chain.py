"""What was done about an alert, step by step, as the chain of the clinic holds it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sijoint.accounts.models import User
from sijoint.audit.models import Event
from sijoint.records.models import Alert

RAISE, CHANGE, READ = "alert.raise", "alert.change", "alert.acknowledge"
HAND_OVER, ESCALATE, REMIND = "alert.hand_over", "alert.escalate", "alert.remind"
CLOSE = "alert.close"
STEPS = (RAISE, CHANGE, READ, HAND_OVER, ESCALATE, REMIND, CLOSE)


@dataclass(frozen=True, slots=True)
class Step:
    """One act.

    Parameters
    ----------
    verb : str
        One of `STEPS`.
    at : datetime
    by : User or None
        None for the system itself.
    to : User or None
        To whom it was given; None where that is not known any more.
    """

    verb: str
    at: datetime
    by: User | None
    to: User | None = None


def chain_of(alert: Alert) -> tuple[Step, ...]:
    """Every act about an alert, the first one first."""
    return chains_of([alert])[alert.id]


def chains_of(alerts: Collection[Alert]) -> dict[UUID, tuple[Step, ...]]:
    """Every act about each of some alerts, in two queries however many they are."""
    found = Event.objects.filter(
        clinic_id__in={alert.clinic_id for alert in alerts},
        object_id__in={alert.id for alert in alerts},
        verb__in=STEPS,
    )
    held: dict[UUID, list[Event]] = {alert.id: [] for alert in alerts}
    for event in found.order_by("number") if alerts else ():
        held[event.object_id].append(event)
    actors = {event.actor_id for events in held.values() for event in events if event.actor_id}
    people = User.objects.in_bulk(actors)
    return {alert.id: _steps(alert, held[alert.id], people) for alert in alerts}


def _steps(alert: Alert, held: list[Event], people: dict[UUID, User]) -> tuple[Step, ...]:
    last = {event.verb: event.number for event in held}
    # Events hold no values: only the last person it was given to stands in the row.
    given = {HAND_OVER: alert.handed_to, ESCALATE: alert.second}
    return tuple(
        Step(
            event.verb,
            event.at,
            people.get(event.actor_id) if event.actor_id else None,
            given.get(event.verb) if last[event.verb] == event.number else None,
        )
        for event in held
    )
