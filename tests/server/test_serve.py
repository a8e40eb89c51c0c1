"""`sijoint serve` as a person starts it: real processes, a data folder of its own."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import sqlite3
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tools.serving import COMMAND, Server, free_port, serving, without_settings

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.slow]

PATIENCE_SECONDS = 30


def _get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    door = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    with closing(door):
        door.request("GET", path, headers=headers)
        answer = door.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def _run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        env={**without_settings(), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _children(pid: int) -> dict[int, str]:
    """The processes below a process, with what they were started as."""
    found: dict[int, str] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = entry.read_text(encoding="utf-8").rpartition(")")[2].split()
            if int(fields[1]) == pid and fields[0] != "Z":
                child = int(entry.parent.name)
                found[child] = (entry.parent / "cmdline").read_bytes().decode().replace("\0", " ")
    return found


def _workers(server: Server) -> list[int]:
    return [pid for pid, line in _children(server.process.pid).items() if "server.worker" in line]


def _eventually(what: Callable[[], object]) -> object:
    end = time.monotonic() + PATIENCE_SECONDS
    while not (found := what()):
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.1)
    return found


def _gone(pids: list[int]) -> bool:
    def is_there(pid: int) -> bool:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        except OSError:
            return False
        return fields.split()[0] != "Z"

    return not any(is_there(pid) for pid in pids)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server on an empty folder, shared by the tests that leave it running."""
    with serving(tmp_path_factory.mktemp("served") / "data") as running:
        # Until it is itself, the child that becomes the worker looks like one more web process.
        _eventually(lambda: _workers(running))
        yield running


def test_it_says_where_it_is_and_what_to_do_first(server: Server) -> None:
    assert f"sijoint is at http://localhost:{server.port}/" in server.said
    assert "sijoint clinic create" in server.said
    assert f"Mail is not sent; it is written to {server.folder / 'mail'}" in server.said
    assert _get(server, "/")[0] == 200
    assert _get(server, "/", host="localhost")[0] == 200


def test_the_database_answers_and_nothing_else_is_told(server: Server) -> None:
    status, headers, body = _get(server, "/healthz")
    assert (status, body) == (200, b"ok")
    assert headers["cache-control"] == "no-store"
    assert len(headers["x-request-id"]) == 10


def test_files_of_the_pages_are_served_for_good(server: Server) -> None:
    page = _get(server, "/")[2].decode()
    style = next(part for part in page.split('"') if "/static/" in part and part.endswith(".css"))
    status, headers, _ = _get(server, style, **{"Accept-Encoding": "gzip"})
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert "immutable" in headers["cache-control"]


def test_nobody_else_on_the_machine_reads_the_charts(server: Server) -> None:
    for file in (server.folder, server.folder / "sijoint.sqlite3", server.folder / "secret-key"):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file


def test_sqlite_is_set_to_keep_what_it_acknowledged(server: Server) -> None:
    with closing(sqlite3.connect(server.folder / "sijoint.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_another_host_is_refused(server: Server) -> None:
    assert _get(server, "/", Host="evil.example")[0] == 400


def test_a_worker_that_dies_is_started_anew(server: Server) -> None:
    (worker,) = _eventually(lambda: _workers(server))
    os.kill(worker, signal.SIGKILL)
    _eventually(lambda: [pid for pid in _workers(server) if pid != worker])


def test_a_web_process_that_dies_is_started_anew(server: Server) -> None:
    def web() -> list[int]:
        lines = _children(server.process.pid).items()
        return [pid for pid, line in lines if "serve" in line and "server.worker" not in line]

    first = web()
    os.kill(first[0], signal.SIGKILL)
    _eventually(lambda: len(web()) == len(first) and first[0] not in web())
    _eventually(lambda: _get(server, "/healthz")[0] == 200)


def test_a_port_in_use_is_one_clear_line(server: Server, tmp_path: Path) -> None:
    said = _run("serve", "--port", str(server.port), SIJOINT_DATA_DIR=str(tmp_path / "data"))
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr == (
        f"sijoint: cannot listen at 127.0.0.1 port {server.port}: address already in use; "
        "choose another with --port\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_end_ends_all(tmp_path: Path, how: signal.Signals) -> None:
    with serving(tmp_path / "data") as running:
        children = list(_children(running.process.pid))
        assert len(children) >= 2
        assert running.stop(how) == 0
        assert _gone(children)
        assert running.log() == ""
    with socket.socket() as trial:
        # A connection that was closed a moment ago is nobody who listens.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind(("127.0.0.1", running.port))


def test_children_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as running:
        children = list(_children(running.process.pid))
        running.process.kill()
        _eventually(lambda: _gone(children))


def test_files_of_the_pages_are_collected_again_only_when_they_changed(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder):
        stamp = folder / "static" / ".collected"
        made = stamp.stat().st_mtime_ns
    with serving(folder):
        assert stamp.stat().st_mtime_ns == made
    stamp.write_text("another release", encoding="ascii")
    with serving(folder):
        assert stamp.stat().st_mtime_ns > made


@pytest.mark.parametrize(
    ("arguments", "environ", "complaint"),
    [
        (
            ["--host", "0.0.0.0"],
            {},
            (
                "--host 0.0.0.0: SIJOINT_HOSTS is not set: name the hosts under which the site "
                "is reached, such as clinic.example"
            ),
        ),
        (
            ["--host", "0.0.0.0", "--demo"],
            {"SIJOINT_HOSTS": "clinic.example"},
            "--host 0.0.0.0: the demo has known passwords and is served to this machine only",
        ),
        (["--port", "none"], {}, "--port none: a whole number is needed"),
        (["--port", "65536"], {}, "--port 65536: must be 65535 or less"),
        ([], {"SIJOINT_WORKERS": "0"}, "SIJOINT_WORKERS: 0: must be 1 or more"),
        ([], {"SIJOINT_DEBUG": "maybe"}, "SIJOINT_DEBUG=maybe: must be yes or no"),
        (
            ["--host", "192.0.2.1"],
            {"SIJOINT_HOSTS": "clinic.example"},
            (
                "cannot listen at 192.0.2.1 port {port}: cannot assign requested address; "
                "choose another with --port"
            ),
        ),
        (
            [],
            {"SIJOINT_PRODUCTION": "yes", "SIJOINT_SECRET_KEY": "k" * 50},
            "?: (sijoint.E005) SIJOINT_HOSTS is not set",
        ),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    tmp_path: Path, arguments: list[str], environ: dict[str, str], complaint: str
) -> None:
    port = str(free_port())
    typed = arguments if "--port" in arguments else ["--port", port, *arguments]
    said = _run("serve", *typed, SIJOINT_DATA_DIR=str(tmp_path / "data"), **environ)
    assert (said.returncode, said.stdout) == (2, "")
    assert said.stderr == f"sijoint: {complaint.format(port=port)}\n"


def test_a_database_that_does_not_answer_is_one_clear_line(tmp_path: Path) -> None:
    port = free_port()
    said = _run(
        "serve",
        "--port",
        str(port),
        SIJOINT_DATA_DIR=str(tmp_path),
        DATABASE_URL=f"postgresql://si:hush@127.0.0.1:{free_port()}/none",
    )
    assert said.returncode == 2
    assert said.stderr.startswith("sijoint: the database cannot be used: connection")
    assert said.stderr.count("\n") == 1
    assert "hush" not in said.stderr


def test_commands_of_django(tmp_path: Path) -> None:
    early = _run("manage", "showmigrations", "--plan", SIJOINT_DATA_DIR=str(tmp_path))
    assert early.returncode == 2
    assert "sijoint manage migrate" in early.stderr
    assert _run("manage", "migrate", SIJOINT_DATA_DIR=str(tmp_path)).returncode == 0
    said = _run("manage", "showmigrations", "--plan", SIJOINT_DATA_DIR=str(tmp_path))
    assert said.returncode == 0
    assert "accounts.0001_initial" in said.stdout
    assert _run("manage", "nothing", SIJOINT_DATA_DIR=str(tmp_path)).returncode == 1


def test_the_demo_is_made_once_and_says_who_may_sign_in(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with serving(folder, arguments=("--demo",)) as first:
        assert "Everybody here is fictional. Sign in as" in first.said
        assert "therapist@riverside.example" in first.said
        assert _get(first, "/")[0] == 200
    with closing(sqlite3.connect(folder / "sijoint.sqlite3")) as database:
        clinics = database.execute("SELECT count(*) FROM accounts_clinic").fetchone()
    with serving(folder, arguments=("--demo",)) as second:
        assert _people(second.said) == _people(first.said)
    with closing(sqlite3.connect(folder / "sijoint.sqlite3")) as database:
        assert database.execute("SELECT count(*) FROM accounts_clinic").fetchone() == clinics
        database.execute("UPDATE accounts_clinic SET is_demo = 0")
        database.commit()
    port = str(free_port())
    said = _run("serve", "--demo", "--port", port, SIJOINT_DATA_DIR=str(folder))
    assert said.returncode == 2
    assert said.stderr == (
        "sijoint: --demo: the database holds a real clinic; choose another SIJOINT_DATA_DIR\n"
    )


def _people(said: str) -> list[str]:
    return [line for line in said.splitlines() if "@" in line]
