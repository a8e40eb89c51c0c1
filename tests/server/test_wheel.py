"""The wheel as somebody installs it: without the repository, and without a folder of ours."""

from __future__ import annotations

import contextlib
import http.client
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.repository import ROOT
from tools.serving import Server, without_settings

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.slow]

RUN = "import sys; from sijoint.cli.main import run; run()"
MUST_HOLD = (
    "sijoint/web/templates/web/base.html",
    "sijoint/web/static/web/css/app.css",
    "sijoint/web/vendor/bootstrap/bootstrap.min.css",
    "sijoint/web/vendor/htmx/htmx.min.js",
    "sijoint/documents/fonts/SourceSans3_400Regular.ttf",
    "sijoint/records/migrations/0001_initial.py",
    "sijoint/records/demo/people.toml",
    "sijoint/language/locale/es/LC_MESSAGES/sijoint.po",
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which a wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "site")
    return folder / "site"


@pytest.mark.parametrize("name", MUST_HOLD)
def test_it_holds(installed: Path, name: str) -> None:
    assert (installed / name).is_file()


def test_it_serves_from_anywhere(installed: Path, tmp_path: Path) -> None:
    server = Server(
        tmp_path / "data",
        environ={"PYTHONPATH": str(installed)},
        command=(sys.executable, "-c", RUN),
    )
    try:
        server.start()
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port)) as door:
            door.request("GET", "/")
            page = door.getresponse().read().decode()
            for name in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
                door.request("GET", name)
                answer = door.getresponse()
                answer.read()
                assert answer.status == 200, name
    finally:
        server.close()
    assert "sijoint is at" in server.said
    assert server.log() == ""


def test_the_rest_works_without_the_web_application(installed: Path, tmp_path: Path) -> None:
    # A finder in front of all others that knows no Django.
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Without:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.partition('.')[0] in ('django', 'granian', 'allauth'):\n"
        "            raise ModuleNotFoundError(name)\n"
        "sys.meta_path.insert(0, Without())\n",
        encoding="utf-8",
    )
    environ = {**without_settings(), "PYTHONPATH": f"{tmp_path}:{installed}"}

    def typed(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", RUN, *arguments]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)

    assert typed("--help").returncode == 0
    assert typed("assess", str(ROOT / "samples" / "one-sided-buttock-pain.toml")).returncode == 0
    for command in ("serve", "worker", "manage", "backup"):
        said = typed(command, *(["x"] if command == "backup" else []))
        assert said.returncode == 2, said.stderr
        assert said.stderr == (
            "sijoint: the web application is not installed (django, granian, allauth not found): "
            "pip install 'sijoint[server,documents]'\n"
        )
