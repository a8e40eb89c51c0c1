"""A real `sijoint serve` for tests and benchmarks: started, waited for, ended or killed."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

COMMAND = Path(sys.executable).parent / "sijoint"
PATIENCE_SECONDS = 120
"""A start with an empty database takes seconds; a loaded machine takes longer."""


class Server:
    """One run of the command in a session of its own.

    Parameters
    ----------
    folder : Path
        `SIJOINT_DATA_DIR`.
    port : int, optional
        A free one unless given.
    arguments : tuple of str
        After `sijoint serve`.
    environ : mapping, optional
        Variables besides those of this process.
    command : tuple of str, optional
        What is run instead of the command of this environment.
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        arguments: tuple[str, ...] = (),
        environ: Mapping[str, str] | None = None,
        command: tuple[str, ...] = (str(COMMAND),),
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}/"
        self.said = ""
        self.errors = folder.with_name(f"{folder.name}.stderr")
        self._command = [*command, "serve", "--port", str(self.port), *arguments]
        self.environ = {**without_settings(), "SIJOINT_DATA_DIR": str(folder), **(environ or {})}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The process while it was started."""
        if self._process is None:
            raise RuntimeError("the server was not started")
        return self._process

    def start(self) -> None:
        """Start it, and wait until it has said where it is.

        Raises
        ------
        RuntimeError
            If it ends before, or says nothing for two minutes.
        """
        with self.errors.open("ab") as errors:
            self._process = subprocess.Popen(
                self._command,
                env=self.environ,
                stdout=subprocess.PIPE,
                stderr=errors,
                start_new_session=True,
            )
        self.said = self._read_until(b"Ctrl+C")

    def _read_until(self, sign: bytes) -> str:
        stream = self.process.stdout
        assert stream is not None
        os.set_blocking(stream.fileno(), False)
        read, end = b"", time.monotonic() + PATIENCE_SECONDS
        with selectors.DefaultSelector() as selector:
            selector.register(stream, selectors.EVENT_READ)
            while sign not in read:
                if time.monotonic() > end:
                    raise RuntimeError(f"sijoint serve says nothing: {self.log()}")
                if selector.select(1):
                    more = stream.read()
                    if more == b"":
                        raise RuntimeError(f"sijoint serve ended: {self.log()}")
                    read += more or b""
        return read.decode()

    def log(self) -> str:
        """What it wrote to standard error."""
        return self.errors.read_text(encoding="utf-8") if self.errors.exists() else ""

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End it as a person or a service manager would; its exit status."""
        self.process.send_signal(how)
        return self._ended()

    def kill(self) -> None:
        """Kill every process of the server at once, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self._ended()

    def close(self) -> None:
        """End it, if it was started and has not ended."""
        if self._process is None:
            return
        try:
            self.stop() if self._process.poll() is None else self._ended()
        except subprocess.TimeoutExpired:
            self.kill()

    def _ended(self) -> int:
        status = self.process.wait(PATIENCE_SECONDS)
        if self.process.stdout is not None:
            self.process.stdout.close()
        return status


@contextlib.contextmanager
def serving(
    folder: Path,
    *,
    port: int | None = None,
    arguments: tuple[str, ...] = (),
    environ: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server that answers, ended at the end."""
    server = Server(folder, port=port, arguments=arguments, environ=environ)
    try:
        server.start()
        yield server
    finally:
        server.close()


def without_settings() -> dict[str, str]:
    """The environment without settings of sijoint, and without a database."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("SIJOINT_", "DATABASE_URL", "DJANGO_"))
    }


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
