"""Areas as they are drawn: read back from the written SVG, by means of the test's own."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.svg import Rendering, write

SVG = "{http://www.w3.org/2000/svg}"
PREFIX = "t"
DRAWN = {"body", *REGIONS}

STEPS = 8
"""Chords for each Bézier piece."""

Ring = NDArray[np.float64]
Grid = NDArray[np.float64]
Mask = NDArray[np.bool_]


def flatten(d: str) -> Ring:
    """The corners of a closed path of one subpath with absolute M and relative l and c."""
    tokens = re.findall(r"[A-Za-z]|-?\d+", d)
    assert tokens[0] == "M"
    assert tokens[-1] == "z"
    points = [np.array([float(tokens[1]), float(tokens[2])])]
    rest, command = tokens[3:-1], ""
    while rest:
        # A letter holds until the next one.
        command = rest.pop(0) if rest[0].isalpha() else command
        size = {"l": 2, "c": 6}[command]
        steps = np.array([float(token) for token in rest[:size]]).reshape(-1, 2)
        corners = np.vstack([points[-1], points[-1] + steps])
        rest = rest[size:]
        for t in np.linspace(0, 1, STEPS + 1)[1:] if command == "c" else [1.0]:
            points.append(_casteljau(corners, t))
    assert np.allclose(points[0], points[-1]), d
    return np.array(points[:-1])


def _casteljau(corners: Ring, t: float) -> Ring:
    while len(corners) > 1:
        corners = corners[:-1] * (1 - t) + corners[1:] * t
    return corners[0]


@cache
def rings(view: View) -> dict[str, Ring]:
    """The outline of every region of a view, and of the body as ``body``."""
    root = ET.fromstring(write(chart_figure(view), Rendering.PAPER, PREFIX))
    named = {
        path.get("id", "").removeprefix(f"{PREFIX}_"): path for path in root.iter(f"{SVG}path")
    }
    return {name: flatten(path.attrib["d"]) for name, path in named.items() if name in DRAWN}


def regions(view: View) -> dict[str, Ring]:
    """The outline of every region of a view."""
    return {name: ring for name, ring in rings(view).items() if name != "body"}


def area(ring: Ring) -> float:
    """The signed area inside a ring."""
    x, y = ring.T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y) / 2)


def inside(ring: Ring, x: Grid, y: Grid) -> Mask:
    """Which points of a grid lie inside a ring, by the crossings of a ray to the right."""
    within = np.zeros(x.shape, dtype=bool)
    rows = slice(*np.searchsorted(y[:, 0], (ring[:, 1].min(), ring[:, 1].max())))
    columns = slice(*np.searchsorted(x[0], (ring[:, 0].min(), ring[:, 0].max())))
    near_x, near_y = x[rows, columns], y[rows, columns]
    for (x1, y1), (x2, y2) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
        if y1 != y2:
            crosses = (y1 > near_y) != (y2 > near_y)
            within[rows, columns] ^= crosses & (near_x < (x2 - x1) * (near_y - y1) / (y2 - y1) + x1)
    return within


def crossings(ring: Ring) -> int:
    """How many pairs of chords of a ring cross each other between their ends."""
    start, end = ring, np.roll(ring, -1, axis=0)

    def turn(a: Ring, b: Ring, c: Ring) -> Grid:
        one, other = b - a, c - a
        return one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]

    a, b, c, d = start[:, None], end[:, None], start[None], end[None]
    apart = (turn(a, b, c) * turn(a, b, d) < 0) & (turn(c, d, a) * turn(c, d, b) < 0)
    return int(apart.sum()) // 2


def distance(ring: Ring, points: Ring) -> NDArray[np.float64]:
    """How far each point is from the line of a ring."""
    start, end = ring[None], np.roll(ring, -1, axis=0)[None]
    point, along = points[:, None], end - start
    share = ((point - start) * along).sum(-1) / (along**2).sum(-1)
    foot = start + np.clip(share, 0, 1)[..., None] * along
    return np.linalg.norm(point - foot, axis=-1).min(axis=1)


def grid(step: float, bottom: float) -> tuple[Grid, Grid]:
    """Points of a picture, `step` units apart and off whole numbers."""
    x, y = np.meshgrid(np.arange(0.37, 800, step), np.arange(0.29, bottom, step))
    return x, y
