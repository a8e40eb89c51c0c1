"""The files of the repository, and what may not stand in them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent

# Written so that this file does not hold what it looks for.
HOSTS = r"(?:py)pi\.org|python(?:hosted)\.org|registry\.(?:npmjs)|(?:deb|security)\.(?:debian)\.org"
MACHINE_PATHS = r"/(?:work|farm|root|home/\w+|Users/\w+)/"
NOT_COMMITTED = re.compile(f"{HOSTS}|{MACHINE_PATHS}")
LEFTOVERS = re.compile(
    r"\b(?:TO(?:DO)|FIX(?:ME))\b|NotImplemented(?:Error)"
    r"|type: (?:ignore)(?!\[)|# (?:noqa)(?!:)|pragma: no (?:cover)"
    r"|coding (?:session)|language (?:model)"
)
EM_DASH = re.compile(rf"(?<!\"){chr(0x2014)}(?!\")")
"""Anywhere but alone in quotes, where it is the character that is meant."""

_SKIPPED = {"__pycache__", "node_modules", "build", "dist", "site"}


def files() -> list[Path]:
    """Every file that is, or would be, committed; without git every file that is no product."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return sorted(_walk(ROOT))
    names = sorted(name for name in listed.stdout.split("\0") if name)
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def texts() -> Iterator[tuple[Path, str]]:
    """Every file that holds text, by its path from the top; the licences are not our words."""
    for path in files():
        name = path.relative_to(ROOT)
        if name.name != "LICENSE" and name.parts[0] != "LICENSES":
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where a pattern stands, as ``file:line: text``."""
    return [
        f"{name}:{number}: {match.group()}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if (match := pattern.search(line))
    ]


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name in _SKIPPED or (path.name.startswith(".") and path.name not in _KEPT):
            continue
        if path.is_dir():
            yield from _walk(path)
        elif path.suffix != ".pyc":
            yield path


_KEPT = {".ci", ".editorconfig", ".gitignore"}
