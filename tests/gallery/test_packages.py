"""What is fetched from npm: locked, explained, and in its place."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tools.repository import ROOT, files


def read(name: str) -> Any:
    return json.loads((ROOT / name).read_text(encoding="utf-8"))


def wanted() -> set[str]:
    """The packages that we name ourselves."""
    package = read("package.json")
    return {*package["dependencies"], *package["devDependencies"]}


def test_every_package_is_locked_by_its_content_and_without_an_address() -> None:
    locked = {name: entry for name, entry in read("package-lock.json")["packages"].items() if name}
    assert {f"node_modules/{name}" for name in wanted()} <= locked.keys()
    for name, entry in locked.items():
        assert entry["integrity"].startswith("sha512-"), name
        assert "resolved" not in entry, name
        assert not entry.get("hasInstallScript"), name


def test_every_package_has_its_reason_and_nothing_else_has() -> None:
    text = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8").partition("## From npm")[2]
    rows = re.findall(r"^\| (@?[a-z][\w\-/@.]*) \| [^|]+ \| [^|]+ \| ([^|]{20,}) \|$", text, re.M)
    assert {name for name, _ in rows} == wanted()


def test_npm_is_told_to_leave_addresses_out_and_to_run_nothing() -> None:
    settings = (ROOT / ".npmrc").read_text(encoding="utf-8").splitlines()
    assert {"omit-lockfile-registry-resolved=true", "ignore-scripts=true"} <= set(settings)


@pytest.mark.parametrize("weight", ["400Regular", "400Regular_Italic", "600SemiBold", "700Bold"])
def test_make_setup_brings_the_font_of_paper(weight: str) -> None:
    folder = ROOT / "src/sijoint/documents/fonts"
    font = folder / f"SourceSans3_{weight}.ttf"
    assert font.read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert "SIL Open Font License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")


def test_nothing_fetched_is_committed() -> None:
    kept = {".ttf", ".otf", ".woff", ".woff2"}
    assert not [path for path in files() if path.suffix in kept or "node_modules" in path.parts]


@pytest.mark.parametrize("target", ["setup", "run", "test"])
def test_what_the_readme_calls_first_fetches_the_font(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    (line,) = [each for each in makefile.splitlines() if each.startswith(f"{target}:")]
    assert "$(NPM_STAMP)" in line
