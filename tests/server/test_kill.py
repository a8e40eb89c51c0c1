"""The server is killed while twenty therapists tap: what it acknowledged is there, once."""

from __future__ import annotations

import contextlib
import http.client
import os
import random
import threading
import time
from collections import Counter
from pathlib import Path

import pytest

from tools import tapping
from tools.serving import Server
from tools.tapping import Writer

WRITERS = 20
ROUNDS = int(os.environ.get("SIJOINT_ROUNDS", "20"))
LONGEST_SECONDS = 2.0
PATIENCE_SECONDS = 60

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.slow]


def test_every_acknowledged_tap_outlives_a_kill(
    tmp_path: Path, fresh_database: dict[str, str]
) -> None:
    chance = random.Random(20_261_122)
    server = Server(tmp_path / "data", environ=fresh_database)
    server.start()
    try:
        writers = tapping.make(WRITERS, server.environ)
        for round_ in range(ROUNDS):
            _killed_while_writing(server, writers, chance)
            _whole(tapping.kept(server.environ), writers, f"after round {round_ + 1}")
            # On the same port, and with what is on the disk: nothing is repaired in between.
            server.start()
    finally:
        server.kill()
    _whole(tapping.kept(server.environ), writers, "at the end")


def test_a_tap_sent_again_after_a_kill_is_saved_once(
    tmp_path: Path, fresh_database: dict[str, str]
) -> None:
    chance = random.Random(4)
    server = Server(tmp_path / "data", environ=fresh_database)
    server.start()
    try:
        (writer,) = tapping.make(1, server.environ)
        body = {**writer.body(chance), "finding": "thigh_thrust", "side": "left"}
        first = _post(server, writer, body)
        server.kill()
        server.start()
        again = _post(server, writer, body)
        other = _post(server, writer, {**writer.body(chance), "finding": "slr", "side": "left"})
    finally:
        server.kill()
    assert first == again
    assert other[0] == http.client.OK
    found = tapping.kept(server.environ)
    assert (len(found["taps"]), found["complaints"]) == (2, [])


def _post(server: Server, writer: Writer, body: dict[str, str]) -> tuple[int, bytes]:
    door = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    with contextlib.closing(door):
        answer = writer.post(door, body, accept="application/json")
    assert answer[0] == http.client.OK, answer
    return answer


def _killed_while_writing(server: Server, writers: list[Writer], chance: random.Random) -> None:
    """Everybody taps without a pause until the server is killed, some time after the first."""
    over = threading.Event()
    before = _acknowledged(writers)
    threads = [
        threading.Thread(target=_write, args=(server.port, writer, chance.getrandbits(64), over))
        for writer in writers
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + PATIENCE_SECONDS
    while _acknowledged(writers) == before and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, LONGEST_SECONDS))
    server.kill()
    over.set()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert _acknowledged(writers) > before, server.log()


def _acknowledged(writers: list[Writer]) -> int:
    return sum(len(writer.acknowledged) for writer in writers)


def _write(port: int, writer: Writer, seed: int, over: threading.Event) -> None:
    chance = random.Random(seed)
    while not over.is_set():
        door = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        # Refused, reset, or cut in the middle of an answer: the server has gone.
        with contextlib.suppress(OSError, http.client.HTTPException), contextlib.closing(door):
            while True:
                writer.tap(door, chance, accept="application/json")


def _whole(found: dict[str, list[str]], writers: list[Writer], when: str) -> None:
    saved = Counter(found["taps"])
    assert found["complaints"] == [], when
    assert max(saved.values()) == 1, when
    lost = [tap for writer in writers for tap in writer.acknowledged if not saved[tap]]
    assert lost == [], f"{len(lost)} acknowledged taps are lost {when}"
    sent = {tap for writer in writers for tap in writer.sent}
    assert saved.keys() <= sent, when
