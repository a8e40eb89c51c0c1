"""Twenty therapists tapping at one `sijoint serve`, on SQLite and on PostgreSQL.

Each taps on average once a second at random moments (Poisson) for a minute; a tap is timed from the
moment it was due, so that a late answer is not hidden by the wait for it. Beside it stand taps
without pauses, a bare view of the same server and framework, and what the disk can do.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.figure import Figure
from tools import postgresql, tapping
from tools.serving import free_port, serving
from tools.tapping import Writer

CLIENTS = 20
SECONDS = 60
FLAT_OUT_SECONDS = 10
WARM_TAPS = 5
MOST_MS = 80
CHART_EVALUATIONS = 200
MOST_CHART_MS = 100
CHART_READS = 30
PROCESSES, THREADS = 4, 1

Door = http.client.HTTPConnection


@dataclass(frozen=True)
class Load:
    """What was measured on one database.

    Parameters
    ----------
    milliseconds : list of float
        Of each tap, sorted, from when it was due to its whole answer.
    lost : int
        Taps that were refused, or acknowledged and not found afterwards.
    flat_out : float
        Taps a second without pauses.
    chart_ms : float
        The slower ones (p95) of a chart with 200 evaluations.
    """

    milliseconds: list[float]
    lost: int
    flat_out: float
    chart_ms: float

    def percentile(self, share: float) -> float:
        """The time that so many of a hundred taps stay below."""
        return self.milliseconds[
            min(int(len(self.milliseconds) * share), len(self.milliseconds) - 1)
        ]


def figures() -> list[Figure]:
    """Both databases in turn, with the limits measured in between."""
    hello = _hello_per_second()
    with tempfile.TemporaryDirectory(prefix="sijoint-bench-") as folder:
        disk = _fsyncs_per_second(Path(folder))
        sqlite = _load(Path(folder) / "sqlite", {})
    with tempfile.TemporaryDirectory() as folder, postgresql.server(durable=True) as address:
        postgres = _load(Path(folder) / "data", {"DATABASE_URL": address})
    beside = f"bare view {hello:,.0f} a second; disk {disk:,.0f} waits a second"
    return [
        figure
        for name, load in (("SQLite", sqlite), ("PostgreSQL", postgres))
        for figure in _rows(name, load, hello, beside)
    ]


def _rows(name: str, load: Load, hello: float, beside: str) -> Iterator[Figure]:
    p95 = load.percentile(0.95)
    spread = (
        f"p50 {load.percentile(0.5):.0f}, p95 {p95:.0f}, p99 {load.percentile(0.99):.0f}, "
        f"most {load.milliseconds[-1]:.0f} ms of {len(load.milliseconds):,} taps in {SECONDS} s"
    )
    yield Figure(f"A tap, {CLIENTS} therapists, {name}: p95", p95, MOST_MS, "ms", False, spread)
    share = f"{load.flat_out / hello:.3f} of the bare view; {beside}"
    yield Figure(f"Taps without pauses, {name}", load.flat_out, CLIENTS, "a second", True, share)
    yield Figure(f"Taps lost, {name}", load.lost, 0, "taps", False, "each looked for afterwards")
    what = f"A chart with {CHART_EVALUATIONS} evaluations, {name}: p95"
    detail = f"{CHART_READS} reads after the load, one at a time"
    yield Figure(what, load.chart_ms, MOST_CHART_MS, "ms", False, detail)


def _load(folder: Path, environ: dict[str, str]) -> Load:
    with serving(folder, environ=environ) as server:
        writers = tapping.make(CLIENTS, server.environ)
        _together(writers, server.port, _warm)
        milliseconds = _together(writers, server.port, _at_random)
        before = _answered(writers)
        _together(writers, server.port, _flat_out)
        flat_out = (_answered(writers) - before) / FLAT_OUT_SECONDS
        found = tapping.kept(server.environ)
        saved = set(found["taps"])
        lost = sum(tap not in saved for writer in writers for tap in writer.sent)
        failed = [answer for writer in writers for answer in writer.failed]
        assert found["complaints"] == failed == [], (found["complaints"], failed[:3])
        chart = tapping.chart(CHART_EVALUATIONS, server.environ)
        chart_ms = _chart_ms(server.port, writers[0], chart)
    return Load(sorted(milliseconds), lost, flat_out, chart_ms)


def _together(
    writers: list[Writer], port: int, act: Callable[[Writer, Door, random.Random], list[float]]
) -> list[float]:
    """Every writer in a thread of its own; all their times."""
    found: list[float] = []

    def run(writer: Writer, seed: int) -> None:
        with contextlib.closing(Door("127.0.0.1", port, timeout=60)) as door:
            found.extend(act(writer, door, random.Random(seed)))

    threads = [
        threading.Thread(target=run, args=(writer, seed)) for seed, writer in enumerate(writers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _warm(writer: Writer, door: Door, chance: random.Random) -> list[float]:
    for _ in range(WARM_TAPS):
        writer.tap(door, chance, accept="text/html")
    return []


def _at_random(writer: Writer, door: Door, chance: random.Random) -> list[float]:
    """Taps at the moments of a Poisson process of one a second, each timed from its moment."""
    taken: list[float] = []
    due = start = time.monotonic()
    while (due := due + chance.expovariate(1.0)) < start + SECONDS:
        time.sleep(max(0.0, due - time.monotonic()))
        writer.tap(door, chance, accept="text/html")
        taken.append((time.monotonic() - due) * 1e3)
    return taken


def _flat_out(writer: Writer, door: Door, chance: random.Random) -> list[float]:
    end = time.monotonic() + FLAT_OUT_SECONDS
    while time.monotonic() < end:
        writer.tap(door, chance, accept="text/html")
    return []


def _answered(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def _chart_ms(port: int, writer: Writer, path: str) -> float:
    taken = []
    with contextlib.closing(Door("127.0.0.1", port, timeout=60)) as door:
        for _ in range(CHART_READS):
            start = time.monotonic()
            door.request("GET", path, headers={"Cookie": f"sessionid={writer.session}"})
            answer = door.getresponse()
            answer.read()
            taken.append((time.monotonic() - start) * 1e3)
            assert answer.status == http.client.OK, answer.status
    return statistics.quantiles(taken[CHART_READS // 10 :], n=20)[-1]


def _hello_per_second() -> float:
    """A bare Django view behind the same server, as many processes and threads, flat out."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(PROCESSES), "--blocking-threads", str(THREADS), "--no-log"]
    process = subprocess.Popen([*command, "bench.hello:application"])
    answered = [0] * CLIENTS
    try:
        _wait(port)
        end = time.monotonic() + FLAT_OUT_SECONDS

        def ask(index: int) -> None:
            with contextlib.closing(Door("127.0.0.1", port, timeout=60)) as door:
                while time.monotonic() < end:
                    door.request("GET", "/")
                    assert door.getresponse().read() == b"hello"
                    answered[index] += 1

        threads = [threading.Thread(target=ask, args=(index,)) for index in range(CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        process.terminate()
        process.wait()
    return sum(answered) / FLAT_OUT_SECONDS


def _wait(port: int) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError), contextlib.closing(Door("127.0.0.1", port)) as door:
            door.request("GET", "/")
            door.getresponse().read()
            return
        time.sleep(0.1)
    raise RuntimeError("the bare view does not answer")


def _fsyncs_per_second(folder: Path) -> float:
    """How often the disk can be waited for, a page of 4 kB each time."""
    with (folder / "fsync").open("wb", buffering=0) as file:
        start, times = time.monotonic(), 0
        while time.monotonic() - start < 1:
            file.write(b"x" * 4096)
            os.fsync(file.fileno())
            times += 1
    return times / (time.monotonic() - start)
