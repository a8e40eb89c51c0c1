"""A child that ends when its parent is gone, also when the parent was killed without a word."""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 10


def hold(parent: int) -> None:
    """End this process, first politely, once its parent is another than `parent`."""
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)
