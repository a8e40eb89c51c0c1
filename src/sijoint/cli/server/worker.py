"""The worker: runs what was put off until later, and looks every minute for what is due."""

from __future__ import annotations

import importlib
import logging
import os
import sys
import threading
import time

from sijoint.cli.server import application, lifeline

MINUTE = 60
DAY = 24 * 60 * MINUTE
POLL_SECONDS = 1

logger = logging.getLogger("sijoint.worker")


def run(*, parent: int | None = None) -> None:
    """Work until SIGTERM or Ctrl+C.

    Parameters
    ----------
    parent : int, optional
        The process that looks after this one; without it the worker ends too.
    """
    if parent is not None:
        lifeline.hold(parent)
    application.load()
    application.require_database()
    from django.core.management import call_command

    threading.Thread(target=_clock, name="clock", daemon=True).start()
    call_command("db_worker", interval=POLL_SECONDS, reload=False, startup_delay=False)


def _clock() -> None:
    """What must happen even if nobody asked for it: at once, then every minute."""
    tidied = float("-inf")
    while True:
        _guarded("sweep")
        if time.monotonic() - tidied > DAY:
            _guarded("tidy")
            tidied = time.monotonic()
        time.sleep(MINUTE)


def _guarded(name: str) -> None:
    """Do one thing of the clock; a failure is told, and the clock goes on."""
    from django.db import close_old_connections

    try:
        close_old_connections()
        getattr(importlib.import_module("sijoint.records.tasks"), name)()
    except Exception:
        logger.exception("the clock of the worker could not %s", name)
    finally:
        close_old_connections()


if __name__ == "__main__":
    run(parent=int(sys.argv[1]) if len(sys.argv) > 1 else os.getppid())
