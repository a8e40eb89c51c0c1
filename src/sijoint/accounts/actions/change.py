"""Setting fields of a row, and saying which of them changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def apply(row: Model, changes: Mapping[str, Any], allowed: frozenset[str]) -> list[str]:
    """Set what differs, and save it.

    Parameters
    ----------
    row : Model
    changes : mapping
        By name of the field.
    allowed : frozenset of str
        The fields that may be set.

    Returns
    -------
    list of str
        Names of the fields that changed, in order; empty when none did.

    Raises
    ------
    TypeError
        If a field is none of those allowed.
    """
    unknown = sorted(set(changes) - allowed)
    if unknown:
        raise TypeError(f"{type(row).__name__}: cannot change {', '.join(unknown)}")
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, changes[name])
    if changed:
        row.save(update_fields=changed)
    return changed
