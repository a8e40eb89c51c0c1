"""Fit the movements that are named, or all, and say what changed."""

from __future__ import annotations

import argparse
from pathlib import Path

import tools.fit_frames
from sijoint.evidence.movement import Frame, load_movements
from sijoint.evidence.read import EVIDENCE_FOLDER
from tools.fit_frames.rewriting import number, rewrite
from tools.fit_frames.search import SIDES, TRUNK, fit

TOLD_DEG = 2.0
"""A change of less is not told."""


def main() -> None:
    """Fit the movements that are named, or all."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.fit_frames",
        description=tools.fit_frames.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    movements = load_movements()
    for name in options.exercise or movements:
        path = _file_of(name)
        fitted = fit(movements[name])
        pairs = zip(fitted, movements[name].frames, strict=True)
        for place, ((frame, gap), old) in enumerate(pairs, start=1):
            print(f"{name} {place} gap {1000 * gap:.1f} mm  {_changes(old, frame)}")
        if options.write:
            path.write_text(rewrite(path.read_text("utf-8"), name, [f for f, _ in fitted]), "utf-8")


def _file_of(exercise: str) -> Path:
    for path in sorted((EVIDENCE_FOLDER / "exercises").glob("*.toml")):
        if f'\nid = "{exercise}"' in path.read_text("utf-8"):
            return path
    raise SystemExit(f"{exercise}: there is no such exercise")


def _changes(old: Frame, new: Frame) -> str:
    """What changed by two degrees or more, such as ``w.K 90>87.5`` for the working knee."""
    rows = [(name, getattr(old, name), getattr(new, name)) for name in TRUNK]
    for side in SIDES:
        was, now = getattr(old, side), getattr(new, side)
        rows += [(f"{side[0]}.{name}", was.get(name, 0.0), value) for name, value in now.items()]
    told = [row for row in rows if abs(row[1] - row[2]) >= TOLD_DEG]
    return ", ".join(f"{name} {number(was)}>{number(now)}" for name, was, now in told)


if __name__ == "__main__":
    main()
