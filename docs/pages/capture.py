"""The terminal capture of the README: what the command prints for the sample case."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SAMPLE = "samples/one-sided-buttock-pain.toml"
COLUMNS = 80
SHOWN = ("Provocation cluster", "How likely", "Why", "Plan")
"""Beginnings of the sections that are shown, besides safety, which is always first."""

CUT = "[...]"
BEGIN, END = "<!-- capture -->", "<!-- /capture -->"


def fill(readme: str, printed: str) -> str:
    """The README with the capture between its two marks."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    block = f"```\n$ sijoint assess {SAMPLE}\n{printed}\n```"
    return f"{before}{BEGIN}\n{block}\n{END}{after}"


def run(root: Path) -> str:
    """What the command prints at 80 columns, without colour, shortened."""
    command = Path(sys.executable).parent / "sijoint"
    environment = {**os.environ, "COLUMNS": str(COLUMNS), "NO_COLOR": "1", "TERM": "dumb"}
    result = subprocess.run(
        [command, "assess", SAMPLE],
        cwd=root,
        env=environment,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return shorten(result.stdout)


def shorten(text: str) -> str:
    """The sections that fit on a screen, and a mark where others stand, no blanks at line ends."""
    lines = "\n".join(line.rstrip() for line in text.strip("\n").splitlines())
    first, *others = lines.split("\n\n")
    shown = [first]
    for section in others:
        if section.startswith(SHOWN):
            shown.append(section)
        elif shown[-1] != CUT:
            shown.append(CUT)
    return "\n\n".join(shown)
