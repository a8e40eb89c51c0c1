"""What a device sends for one finding, and what a whole section sends at once."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from uuid6 import uuid7

from sijoint.clinical.case import Result
from sijoint.records.actions.finding import TapEntry
from sijoint.records.error import RefusedError
from sijoint.web.workspace.row import Row, SideRow

YES_NO = {"yes": True, "no": False, "": None}

Felt = tuple[bool | None, str, str]
"""Whether it was familiar pain, where it was felt, and on which side."""

NOTHING: Felt = (None, "", "")


def tap_of(data: Mapping[str, str]) -> TapEntry:
    """The tap of a request.

    Raises
    ------
    RefusedError
        If a value cannot be read; the text says which.
    """
    return TapEntry(
        finding_id=data.get("finding", ""),
        side=data.get("side", ""),
        client_id=_uuid(data.get("client_id", "")),
        result=data.get("result", ""),
        value=_number(data.get("value", "")),
        familiar_pain=_yes_no(data.get("familiar_pain", "")),
        location=data.get("location", ""),
        pain_side=data.get("pain_side", ""),
        seen_version=_version(data.get("version", "")),
        tapped_at=_moment(data.get("tapped_at", "")),
    )


def change(row: Row, side: SideRow, data: Mapping[str, str]) -> TapEntry | None:
    """The tap that makes an answer what the form of a section says.

    Returns
    -------
    TapEntry or None
        None where it is the same, and where the row was not on the page that was sent.

    Raises
    ------
    RefusedError
        If a value cannot be read; the text says which.
    """
    if not any(f"{side.key}-{name}" in data for name in ("version", "result", "value")):
        return None
    entry = _sent(row, side, data)
    held = (side.result, side.value, side.familiar, side.location, side.pain_side)
    sent = (entry.result, entry.value, entry.familiar_pain, entry.location, entry.pain_side)
    return None if held == sent else entry


def _sent(row: Row, side: SideRow, data: Mapping[str, str]) -> TapEntry:
    def said(name: str) -> str:
        return data.get(f"{side.key}-{name}", "")

    is_cleared = data.get("clear") == side.key
    result = "" if is_cleared else said("result")
    familiar, location, pain_side = _felt(row, side, data) if result == Result.POSITIVE else NOTHING
    return TapEntry(
        finding_id=row.id,
        side=side.side,
        client_id=uuid7(),
        result=result,
        value=None if is_cleared else _number(said("value")),
        familiar_pain=familiar,
        location=location,
        pain_side=pain_side,
        seen_version=_version(said("version")),
        is_form=True,
    )


def _felt(row: Row, side: SideRow, data: Mapping[str, str]) -> Felt:
    """How a positive was felt; what the row does not ask stays as it was recorded."""
    if not row.provokes:
        return side.familiar, side.location, side.pain_side
    pain_side = data.get(f"{side.key}-pain_side", "") if row.has_pain_side else ""
    familiar = _yes_no(data.get(f"{side.key}-familiar", ""))
    return familiar, data.get(f"{side.key}-location", ""), pain_side


def _uuid(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError as error:
        raise RefusedError(_("This tap has no number of its own. Reload the page.")) from error


def _number(value: str) -> float | None:
    said = value.strip().replace(",", ".")
    if not said:
        return None
    try:
        number = float(said)
    except ValueError as error:
        raise RefusedError(_("%(value)s is not a number.") % {"value": value[:20]}) from error
    if not math.isfinite(number):
        raise RefusedError(_("%(value)s is not a number.") % {"value": value[:20]})
    return number


def _yes_no(value: str) -> bool | None:
    if value not in YES_NO:
        raise RefusedError(_("Familiar pain: choose yes or no."))
    return YES_NO[value]


def _version(value: str) -> int | None:
    return int(value) if value.isdecimal() and len(value) < 10 else None


def _moment(value: str) -> datetime | None:
    try:
        moment = parse_datetime(value)
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
