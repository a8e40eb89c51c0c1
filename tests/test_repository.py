"""The repository keeps what its own documents promise."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import sijoint
from tools.repository import EM_DASH, NOT_COMMITTED, ROOT, files, found

TARGETS = ("setup", "run", "test", "check", "fix", "bench", "docs")
LINK = re.compile(
    r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:)(?P<file>[^)#\s]*)(?:#(?P<anchor>[^)\s]*))?\)"
)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
ANCHOR = re.compile(r'<a id="([^"]+)">')
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def read(name: str) -> str:
    """The text of a file, by its path from the top."""
    return (ROOT / name).read_text(encoding="utf-8")


@cache
def project() -> dict[str, Any]:
    """What pyproject.toml says."""
    return tomllib.loads(read("pyproject.toml"))


def pages() -> list[Path]:
    """Every page of documentation."""
    return [path for path in files() if path.suffix == ".md"]


@cache
def anchors(path: Path) -> frozenset[str]:
    """The places of a page that a link may name, as its headings become names on code hosts."""
    text = path.read_text(encoding="utf-8")
    named = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in HEADING.findall(text)}
    return frozenset(named | set(ANCHOR.findall(text)))


def package_names(requirements: list[str]) -> set[str]:
    """The names of requirements, without extras and versions."""
    return {re.split(r"[\[<>=~! ]", each)[0] for each in requirements}


@pytest.mark.parametrize("target", TARGETS)
def test_make_has_the_target_and_the_readme_names_it(target: str) -> None:
    assert re.search(rf"^{target}:.*##", read("Makefile"), re.MULTILINE)
    assert f"make {target}" in read("README.md")


def test_the_readme_names_no_target_that_does_not_exist() -> None:
    for target in re.findall(r"make (\w+)[`\s]", read("README.md").split("## Two commands")[1]):
        assert re.search(rf"^{target}:", read("Makefile"), re.MULTILINE) or target == "and", target


def test_the_readme_shows_what_the_command_prints() -> None:
    _, _, rest = read("README.md").partition("<!-- capture -->")
    captured, _, _ = rest.partition("<!-- /capture -->")
    lines = captured.strip().splitlines()
    assert lines[1].startswith("$ sijoint assess samples/")
    assert (ROOT / lines[1].split()[-1]).is_file()
    assert max(map(len, lines)) <= 80


def readme_commands() -> list[str]:
    """The commands that the README tells a new user to type."""
    typed = re.findall(r"^\.venv/bin/sijoint (.+?)(?:\s+#.*)?$", read("README.md"), re.MULTILINE)
    return [each.replace("my-case.toml", "samples/one-sided-buttock-pain.toml") for each in typed]


@pytest.mark.parametrize("command", readme_commands())
def test_the_commands_of_the_readme_work(command: str, tmp_path: Path) -> None:
    program = "from sijoint.cli.main import run; run()"
    words = [str(ROOT / word) if (ROOT / word).is_file() else word for word in command.split()]
    result = subprocess.run(
        [sys.executable, "-c", program, *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    # What it says is printed, or stands in the file that the command names.
    made = [path.name for path in tmp_path.iterdir()]
    assert made == [word for before, word in pairwise(words) if before == "-o"]
    assert bool(result.stdout) != bool(made)


def test_the_glossary_explains_every_noun_of_the_core() -> None:
    terms = {
        term.strip().replace(" ", "_")
        for line in read("GLOSSARY.md").splitlines()
        if line.startswith("| ")
        for term in re.split(r"[,(]", line.split("|")[1])
    }
    package = Path(sijoint.__file__).parent
    modules = {path.stem for path in (package / "clinical").rglob("*.py")} - {"__init__"}
    assert not modules - terms


@pytest.mark.parametrize("page", pages(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_resolves(page: Path) -> None:
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        target = (page.parent / link["file"]).resolve() if link["file"] else page
        assert target.exists(), link[0]
        if link["anchor"]:
            assert link["anchor"] in anchors(target), link[0]


def test_no_registry_address_or_machine_path_is_committed() -> None:
    assert not found(NOT_COMMITTED)


def test_no_em_dash_is_committed() -> None:
    assert not found(EM_DASH)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name
)
def test_requirements_are_pinned_with_hashes_and_name_no_index(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    for line in lines:
        assert re.match(r"[\w.\-\[\],]+==\S+", line), line[:80]
        assert "--hash=sha256:" in line, line[:80]
    assert "index-url" not in text
    assert "://" not in text


def test_every_dependency_is_locked() -> None:
    locked = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "requirements").glob("*.txt"))
    names = set(re.findall(r"^([\w.\-]+)(?:\[\w+\])?==", locked, re.MULTILINE))
    assert declared() <= names


def declared() -> set[str]:
    """Every dependency that pyproject.toml names."""
    groups = project()["dependency-groups"].values()
    extras = project()["project"]["optional-dependencies"].values()
    wanted = [project()["project"]["dependencies"], project()["build-system"]["requires"]]
    return {name for each in (*wanted, *groups, *extras) for name in package_names(each)}


def test_every_dependency_has_its_reason_and_nothing_else_has() -> None:
    rows = re.findall(
        r"^\| ([a-z][\w\-]*) \| ([^|]+) \| ([^|]+) \|$", read("docs/dependencies.md"), re.M
    )
    explained = {name for name, _, _ in rows if name != "package"}
    assert explained == declared()
    assert all(len(reason) > 20 for name, _, reason in rows if name != "package")


def test_every_hazard_names_a_test_and_a_place_that_exist() -> None:
    rows = [row for row in read("docs/safety/hazards.md").splitlines() if row.startswith("| ")][2:]
    assert len(rows) > 20
    for row in rows:
        *_, places, proof, _ = row.split("|")
        assert NAMED_TEST.search(proof), row
        for place in re.findall(r"`([^`]+)`", places):
            package = Path(sijoint.__file__).parent
            assert (package / place).exists() or (ROOT / place).exists(), place


@pytest.mark.parametrize("page", ["docs/safety/hazards.md", "SECURITY.md"])
def test_every_test_that_a_page_names_exists(page: str) -> None:
    named = NAMED_TEST.findall(read(page))
    assert named
    for name, function in named:
        assert (ROOT / name).is_file(), name
        if function:
            assert re.search(rf"^\s*def {function}\(", read(name), re.MULTILINE), function


def test_decisions_are_numbered_without_gaps_and_listed() -> None:
    records = sorted((ROOT / "docs/adr").glob("[0-9]*.md"))
    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    listed = read("docs/adr/README.md")
    for number, path in enumerate(records, 1):
        title = path.read_text(encoding="utf-8").splitlines()[0]
        assert title.startswith(f"# {number}. ")
        assert f"- [{title.removeprefix('# ')}]({path.name})" in listed
        assert "Accepted, 20" in path.read_text(encoding="utf-8")


def test_licences_are_whole_and_agree() -> None:
    assert "Version 2.0, January 2004" in read("LICENSE")
    assert "END OF TERMS AND CONDITIONS" in read("LICENSE")
    creative = read("LICENSES/CC-BY-4.0.txt")
    assert creative.startswith("Attribution 4.0 International")
    assert all(f"Section {number} -- " in creative for number in range(1, 9))
    assert project()["project"]["license"] == "Apache-2.0 AND CC-BY-4.0"


def test_one_version_everywhere() -> None:
    assert f"version: {sijoint.__version__}" in read("CITATION.cff")
    changelog = read("CHANGELOG.md")
    assert "## [Unreleased]" in changelog or f"## [{sijoint.__version__}]" in changelog


def test_ci_can_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111
    assert script.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")


FROM_OUTSIDE = {"open", "print", "input", "eval", "exec", "compile", "__import__", "breakpoint"}


@pytest.mark.parametrize(
    "path",
    sorted((Path(sijoint.__file__).parent / "clinical").rglob("*.py")),
    ids=lambda path: path.stem,
)
def test_the_core_calls_nothing_from_outside(path: Path) -> None:
    """Import contracts see imports; this sees built-ins, today's date and chance without a seed."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            assert name not in FROM_OUTSIDE, f"{path.name}:{node.lineno}: {name}"
            assert not name.endswith((".today", ".now", ".utcnow")), f"{path.name}:{node.lineno}"
            if ".random." in name:
                # A bit generator takes its seed; a generator takes its bit generator.
                assert name.endswith((".PCG64", ".Generator")), f"{path.name}:{node.lineno}: {name}"
                assert node.args, f"{path.name}:{node.lineno}: {name} without a seed"
