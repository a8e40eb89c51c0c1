"""Keeping the evidence that answers rest on."""

from __future__ import annotations

import functools
import json
from datetime import datetime
from typing import Any

from sijoint import __version__
from sijoint.evidence.export import export
from sijoint.records.knowledge import Knowledge
from sijoint.records.models import Release


def store(known: Knowledge, *, at: datetime) -> Release:
    """Store this version of the evidence, if it is not stored yet."""
    held = Release.objects.filter(version=known.version).first()
    if held is not None:
        return held
    release, _ = Release.objects.get_or_create(
        version=known.version, defaults={**_content(known), "stored_at": at}
    )
    return release


@functools.lru_cache(maxsize=1)
def _content(known: Knowledge) -> dict[str, Any]:
    return {
        "package_version": __version__,
        "raw": json.dumps(known.raw, ensure_ascii=False),
        "model": export(known.raw),
    }
