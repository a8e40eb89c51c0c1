"""Run every benchmark, print the figures and write bench/results.md."""

from __future__ import annotations

import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import answer, cohort, handout, inference, picture, startup, web
from bench.figure import Figure
from sijoint.evidence.load import load_evidence

RESULTS = Path(__file__).parent / "results.md"


def main() -> int:
    """Exit status 1 when a target is missed; the figures are written all the same."""
    evidence = load_evidence()
    print("Measuring a million cases", flush=True)
    found = cohort.figures(evidence)
    print("Measuring one posterior against the peers", flush=True)
    found = [*inference.figures(evidence), *found]
    print("Measuring whole answers", flush=True)
    found += answer.figures(evidence)
    print("Measuring the start of the command", flush=True)
    found += startup.figures()
    print("Drawing the library", flush=True)
    found += picture.figures()
    print("Setting handouts", flush=True)
    found += handout.figures(evidence)
    print("Tapping at the web application", flush=True)
    found += web.figures()
    text = _page(found)
    RESULTS.write_text(text, encoding="utf-8")
    print(text)
    return 0 if all(figure.met for figure in found) else 1


def _page(found: list[Figure]) -> str:
    head = [
        "# Benchmark results",
        "",
        "Written by `make bench`. Each figure is the best of several interleaved rounds in one",
        "run; compare ratios, not seconds.",
        "",
        f"- Machine: {_processor()}, {platform.system()}, Python {platform.python_version()}",
        f"- Commit: {_commit()}",
        f"- Date: {datetime.now(UTC).date().isoformat()}",
        "",
        "| what | measured | target | met | detail |",
        "| --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *(figure.row() for figure in found), ""])


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.machine()


def _commit() -> str:
    git = ["git", "describe", "--always", "--dirty", "--abbrev=12"]
    found = subprocess.run(git, capture_output=True, text=True, check=False)
    return found.stdout.strip() or "not in a repository"


if __name__ == "__main__":
    sys.exit(main())
