"""What was done about an alert, step by step, as the chain of the clinic holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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
    held = list(
        Event.objects.filter(
            clinic_id=alert.clinic_id, object_id=alert.id, verb__in=STEPS
        ).order_by("number")
    )
    people = User.objects.in_bulk({event.actor_id for event in held if event.actor_id})
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
