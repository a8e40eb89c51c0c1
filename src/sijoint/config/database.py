"""How each of the two databases is opened, so that what was acknowledged is kept."""

from __future__ import annotations

from typing import Any

KEPT_SECONDS = 600
"""How long a connection is used again: opening one anew reads the whole schema."""

BUSY_SECONDS = 20
"""How long a writer of SQLite waits for another."""

# WAL: readers never wait for the writer. FULL: each commit waits for the disk, so that what was
# acknowledged outlives a power cut. Django turns foreign keys on.
SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": BUSY_SECONDS,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}

POSTGRESQL = {
    "options": "-c synchronous_commit=on -c lock_timeout=20s",
    "server_side_binding": True,
    "prepare_threshold": 2,
}


def opened(address: dict[str, Any]) -> dict[str, Any]:
    """The settings of Django for the database at an address."""
    given = address.get("OPTIONS", {})
    is_sqlite = address["ENGINE"].endswith("sqlite3")
    return {
        **address,
        "CONN_MAX_AGE": KEPT_SECONDS,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**given, **SQLITE} if is_sqlite else {**POSTGRESQL, **given},
    }
