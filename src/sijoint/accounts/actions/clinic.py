"""Clinics: made, and their settings changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from sijoint.accounts.actions import change as changes_of
from sijoint.accounts.error import SlugTakenError
from sijoint.accounts.models import Clinic, User
from sijoint.audit import event

CHANGEABLE = frozenset(
    {
        "name",
        "phone",
        "email",
        "address",
        "country",
        "emergency_number",
        "crisis_number",
        "time_zone",
        "language",
        "paper",
        "setting",
        "evidence_set",
        "movement_analysis",
        "welcomes_new",
        "requires_mfa",
    }
)
"""Fields that an owner may change; the name in addresses stays, links point to it."""

LONGEST_SLUG = 50


@transaction.atomic
def create(*, name: str, by: User | None, at: datetime, slug: str = "", **settings: Any) -> Clinic:
    """A new clinic, without anybody in it.

    Parameters
    ----------
    name : str
    by : User or None
        None for a command.
    at : datetime
    slug : str, optional
        Its name in addresses; made from the name unless given.
    **settings
        Fields of `CHANGEABLE`, or ``is_demo``.

    Raises
    ------
    SlugTakenError
        If another clinic has this name in addresses, or the name has no letter to make one of.
    """
    slug = slug or slugify(name)[:LONGEST_SLUG]
    if not slug or Clinic.objects.filter(slug=slug).exists():
        raise SlugTakenError(_("A clinic has this short name already. Choose another one."))
    clinic = Clinic.objects.create(name=name, slug=slug, **settings)
    event.add(
        "clinic.create",
        clinic.id,
        clinic_id=clinic.id,
        by=by and by.id,
        at=at,
        fields=["name", "slug", *settings],
    )
    return clinic


def hold(clinic_id: UUID) -> Clinic:
    """The clinic as it is now, held until the transaction ends; before its chain."""
    # Rows that only name the clinic need not wait for it.
    return Clinic.objects.select_for_update(no_key=True).get(id=clinic_id)


@transaction.atomic
def change(*, clinic: Clinic, by: User | None, at: datetime, **changes: Any) -> Clinic:
    """Change settings; the trail names each field that changed."""
    clinic = hold(clinic.id)
    changed = changes_of.apply(clinic, changes, CHANGEABLE)
    if changed:
        event.add(
            "clinic.change",
            clinic.id,
            clinic_id=clinic.id,
            by=by and by.id,
            at=at,
            fields=changed,
        )
    return clinic
