"""Adding an event to the chain of a clinic, and checking a chain."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from sijoint.audit.models import SYSTEM, Chain, Event

BATCH = 2000
"""Events read at once while a chain is checked."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold.

    Parameters
    ----------
    clinic_id : UUID
    number : int
        Of the first event that is wrong or missing.
    complaint : str
        What is wrong.
    """

    clinic_id: UUID
    number: int
    complaint: str


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain at some time, as it is kept elsewhere.

    Parameters
    ----------
    clinic_id : UUID
    number : int
    hash : str
    """

    clinic_id: UUID
    number: int
    hash: str


def add(
    verb: str,
    object_id: UUID,
    *,
    clinic_id: UUID | str = SYSTEM,
    by: UUID | None,
    at: datetime,
    fields: Sequence[str] = (),
) -> Event:
    """Add an event, in the transaction of what it tells of.

    Parameters
    ----------
    verb : str
        ``noun.act``.
    object_id : UUID
        Of what it was done to.
    clinic_id : UUID, optional
        Whose chain it joins; that of the system unless given.
    by : UUID or None
        Of the person who did it; None for the system.
    at : datetime
        When, aware.
    fields : sequence of str
        Names of fields; never values.

    Raises
    ------
    TransactionManagementError
        Outside a transaction: then what it tells of could be saved without it.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit event needs a transaction")
    chain, _ = Chain.objects.select_for_update().get_or_create(clinic_id=clinic_id)
    event = Event(
        clinic_id=UUID(str(clinic_id)),
        number=chain.number + 1,
        at=at.astimezone(UTC),
        actor_id=by,
        verb=verb,
        object_id=object_id,
        fields=sorted(fields),
        previous=chain.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    chain.number, chain.hash = event.number, event.hash
    chain.save(update_fields=["number", "hash"])
    return event


def digest(event: Event) -> str:
    """The hash of everything an event says, the hash of the one before it included."""
    said = [
        str(event.clinic_id),
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        str(event.actor_id or ""),
        event.verb,
        str(event.object_id),
        event.fields,
        event.previous,
    ]
    return hashlib.sha256(json.dumps(said, separators=(",", ":")).encode()).hexdigest()


def breaks(clinic_id: UUID | str) -> Iterator[Break]:
    """Every place where the chain of a clinic does not hold; nothing when it is whole."""
    expected, previous = 1, ""
    for event in Event.objects.filter(clinic_id=clinic_id).order_by("number").iterator(BATCH):
        if event.number != expected:
            yield Break(event.clinic_id, expected, f"event {expected} is missing")
        elif event.previous != previous:
            yield Break(event.clinic_id, event.number, "does not follow the event before it")
        if event.hash != digest(event):
            yield Break(event.clinic_id, event.number, "was changed after it was written")
        expected, previous = event.number + 1, event.hash
    head = Chain.objects.filter(clinic_id=clinic_id).first()
    if head is None and expected > 1:
        yield Break(UUID(str(clinic_id)), expected, "the head of the chain is missing")
    elif head is not None and (head.number, head.hash) != (expected - 1, previous):
        yield Break(UUID(str(clinic_id)), expected, "the last events are missing")


def heads(clinics: Sequence[UUID]) -> list[Head]:
    """The last event of each of these chains; of one without events there is none."""
    rows = Chain.objects.filter(clinic_id__in=clinics, number__gt=0).order_by("clinic_id")
    return [Head(row.clinic_id, row.number, row.hash) for row in rows]


def departures(kept: Iterable[Head]) -> Iterator[Break]:
    """Heads that were kept elsewhere and are not in their chain any more.

    That the events between them follow each other is for `breaks` to say.
    """
    for head in kept:
        event = Event.objects.filter(clinic_id=head.clinic_id, number=head.number).first()
        if event is None:
            yield Break(head.clinic_id, head.number, "was kept elsewhere and is missing")
        elif event.hash != head.hash:
            yield Break(head.clinic_id, head.number, "is not the one that was kept elsewhere")


def chains() -> list[UUID]:
    """The clinics that have a chain."""
    heads = set(Chain.objects.values_list("clinic_id", flat=True))
    return sorted(heads | set(Event.objects.values_list("clinic_id", flat=True).distinct()))


def count(clinics: Sequence[UUID]) -> int:
    """How many events these clinics have."""
    return Event.objects.filter(clinic_id__in=clinics).count()
