"""Drawing the library: key frames and animations, each cold, against merely copying the file.

The physical limit of writing an SVG is the SVG itself: parsing the finished picture with the
standard library and writing it out again, which poses, projects and chooses nothing.
"""

from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from collections.abc import Callable

from bench.figure import Figure
from sijoint.drawing.animation import animated_svg
from sijoint.drawing.exercise import frame_figure
from sijoint.drawing.staging import _staged
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import load_movements

ROUNDS = 5


def figures() -> list[Figure]:
    """The slowest key frame and the largest files of the whole library."""
    movements = load_movements()
    frames = {
        (name, number): lambda m=movement, n=number: write(frame_figure(m, n), Rendering.PAPER)
        for name, movement in movements.items()
        for number in range(1, len(movement.frames) + 1)
    }
    texts = {key: draw() for key, draw in frames.items()}
    seconds = {key: _best(draw) for key, draw in frames.items()}
    slowest = max(seconds, key=lambda key: seconds[key])
    copied = _best(lambda: ET.tostring(ET.fromstring(texts[slowest])))
    moving = {n: animated_svg(m, Rendering.PAPER) for n, m in movements.items()}
    largest = max(texts, key=lambda key: len(texts[key].encode()))
    longest = max(moving, key=lambda name: len(moving[name].encode()))
    return [
        Figure(
            "key frame, the slowest of all, cold", 1e3 * seconds[slowest], 10, "ms", False,
            f"{slowest[0]} {slowest[1]}; {seconds[slowest] / copied:.0f} x parsing and writing"
            f" the same SVG; median {1e3 * _median(seconds.values()):.1f} ms of {len(frames)}",
        ),
        Figure(
            "key frame, the largest file", len(texts[largest].encode()) / 1e3, 25, "kB", False,
            f"{largest[0]} {largest[1]}",
        ),
        Figure(
            "animation, the largest file", len(moving[longest].encode()) / 1e3, 60, "kB", False,
            longest,
        ),
    ]  # fmt: skip


def _best(draw: Callable[[], object]) -> float:
    """Seconds of the best round, each posing the movement anew."""
    best = float("inf")
    for _ in range(ROUNDS):
        _staged.cache_clear()
        start = time.perf_counter()
        draw()
        best = min(best, time.perf_counter() - start)
    return best


def _median(values) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]
