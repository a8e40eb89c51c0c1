"""The web server and its worker: started together, ended together, each restarted when it dies."""

from __future__ import annotations

import functools
import importlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sijoint.cli.option import whole_number
from sijoint.cli.server import application, door, lifeline

SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds before a worker that died is started anew; the second when it dies again and again."""

STOP_SECONDS = 10
"""How long what is being answered may take after the end was asked for."""

LOG = {
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "generic",
            "stream": "ext://sys.stderr",
        },
        "access": {"class": "logging.NullHandler"},
    }
}


MOST_WORKERS, MOST_THREADS = 64, 64
USUAL_WORKERS, USUAL_THREADS = 8, 1
"""Processes at most, and threads in each, unless said otherwise; measured by bench/web.py."""


@dataclass(frozen=True)
class Size:
    """How much is answered at once.

    Parameters
    ----------
    workers : int
        Processes; two for each processor, up to eight.
    threads : int
        Requests that each process answers at once. Python computes in one thread at a time, so
        that with more of them a short request waits for a long one, and holds locks meanwhile.
    """

    workers: int
    threads: int


def size(environ: Mapping[str, str]) -> Size:
    """The size that the environment asks for.

    Raises
    ------
    WrongInputError
        If it makes no sense.
    """

    def number(name: str, most: int, usual: int) -> int:
        typed = environ.get(name, "").strip()
        return whole_number(f"{name}:", least=1, most=most)(typed) if typed else usual

    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return Size(
        number("SIJOINT_WORKERS", MOST_WORKERS, min(2 * processors, USUAL_WORKERS)),
        number("SIJOINT_THREADS", MOST_THREADS, USUAL_THREADS),
    )


class Worker:
    """The worker as a child process, in a session of its own: Ctrl+C reaches only its parent."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._ending = threading.Event()

    def start(self) -> None:
        """Start it, and again whenever it dies.

        The first time in the thread of the caller: a process that the web server forks meanwhile
        would hold the pipe by which a started process says that it runs.
        """
        self._open()
        threading.Thread(target=self._look_after, name="worker", daemon=True).start()

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self._ending.set()
        with self._lock:
            process = self._process
        if process is None:
            return
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _open(self) -> None:
        with self._lock:
            if not self._ending.is_set():
                self._process = subprocess.Popen(  # noqa: S603 (our own)
                    [sys.executable, "-m", "sijoint.cli.server.worker", str(os.getpid())],
                    stdin=subprocess.DEVNULL,
                    start_new_session=True,
                )

    def _look_after(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._ending.is_set():
            began = time.monotonic()
            if self._process is not None:
                self._process.wait()
            # One that worked for a while starts soon; one that cannot start waits ever longer.
            has_worked = time.monotonic() - began > LONGEST_PAUSE
            pause = SHORTEST_PAUSE if has_worked else min(pause * 2, LONGEST_PAUSE)
            self._ending.wait(pause)
            self._open()


def serve(
    host: str,
    port: int,
    *,
    size: Size,
    with_worker: bool,
    ready: Callable[[], None],
) -> None:
    """Serve until SIGTERM or Ctrl+C.

    Parameters
    ----------
    size : Size
        How much is answered at once.
    with_worker : bool
        Whether the worker is a child of this process.
    ready : callable
        Called once in a thread when the first request can be answered.
    """
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    loaded = _loaded()
    server = Granian(
        application.WSGI,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=size.workers,
        blocking_threads=size.threads,
        blocking_threads_idle_timeout=600,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=LOG,
    )
    worker = Worker()
    if with_worker:
        server.on_startup(worker.start)
        server.on_shutdown(worker.stop)
    threading.Thread(target=_announce, args=(host, port, ready), daemon=True).start()
    server.serve(target_loader=functools.partial(_given, loaded, os.getpid()))


def _loaded() -> Any:
    """The application, with what it knows: read once, and shared by the processes made later."""
    application.load()
    module, _, name = application.WSGI.partition(":")
    return getattr(importlib.import_module(module), name)


def _given(loaded: Any, parent: int, _target: str) -> Any:
    """The application, in a process that ends with its parent."""
    lifeline.hold(parent)
    return loaded


def _announce(host: str, port: int, ready: Callable[[], None]) -> None:
    while not door.answers(host, port):
        time.sleep(0.05)
    ready()
