"""Signs for what cannot be seen: breath, the lift of the pelvic floor, attention."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.outline import Cuts, around
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape, ring
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand, target
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Vector

BELLY = (-0.02, 0.44)
"""The part of the trunk that widens with the breath: up from the hips, in metres."""

SWELL, SIDEWAYS = 1.4, 0.6
"""How much more the belly rises than the ribs under the hands, and how much of it sideways."""

FULL_BREATH, FULL_HOLLOW = 0.025, 0.012
"""How far the hands move in a full breath, and as the belly is drawn in, in metres."""

ARROWS, LOWER_BELLY = (0.09, 0.21), 0.09
"""Where arrows stand: up the trunk from the hips, in metres."""

CLEAR, LENGTH = 0.20, 0.12
"""From the spine to a whole arrow, and its length, in metres."""

PELVIC_FLOOR = -0.055
"""Along the trunk from the hips, in metres."""

BEFORE = 0.025
"""How far the arrow lies before the line of the spine, in metres."""

LIFT, DOT = 0.135, 0.002
BARB = 0.045
"""Lengths of the arrow inside the pelvis, of what stays at rest, and of its barbs, in metres."""

DOTS = 15
ABOVE = 0.16
"""How far the path of attention runs above the bones, in metres."""


def breath(stage: Stage) -> list[Shape]:
    """The trunk as far as it has widened under the hands, and two arrows that rise with it."""
    rise = _rise(stage, "ribs")
    seen = stage.camera.axes[:2]
    middles, first, second = _widened(stage, SWELL * rise)
    round_cuts = np.zeros(len(middles))
    places = around(Cuts(middles @ seen.T, first @ seen.T, second @ seen.T, round_cuts)) @ seen
    share = min(rise / FULL_BREATH, 1.0)
    shapes = [Shape("swell", places, is_smooth=True)]
    for at in ARROWS:
        shapes += _pointer(stage, at, share, is_out=True)
    return shapes


def draw_in(stage: Stage) -> list[Shape]:
    """An arrow to the lower belly, as long as the hands have sunk in with it."""
    share = min(-_rise(stage, "hip_bone") / FULL_HOLLOW, 1.0)
    return _pointer(stage, LOWER_BELLY, max(share, 0.0), is_out=False)


def _widened(stage: Stage, by: float) -> tuple[Places, Places, Places]:
    """Middles and half axes of the trunk's cuts, wider where the breath goes."""
    rows = []
    for cut in body.TRUNK_SLICES:
        part = (cut.at - BELLY[0]) / (BELLY[1] - BELLY[0])
        share = float(np.sin(np.pi * np.clip(part, 0.0, 1.0)))
        spine, turn = _spine(stage, cut.at)
        front, side = cut.front + share * by, cut.half_breadth + share * by * SIDEWAYS
        middle = spine + turn @ ((front - cut.back) / 2 * FORWARD)
        rows.append((middle, turn @ ((front + cut.back) / 2 * FORWARD), side * turn @ RIGHTWARD))
    middles, first, second = (np.array(column) for column in zip(*rows, strict=True))
    return middles, first, second


def _spine(stage: Stage, at: float) -> tuple[Vector, Places]:
    """The place on the straight line of the trunk so far up from the hips, and its turn."""
    line = stage.joint("neck") - stage.joint("pelvis")
    turn = stage.skeleton.turns["trunk"]
    return stage.joint("pelvis") + at * line / np.linalg.norm(line), turn


def _pointer(stage: Stage, at: float, share: float, *, is_out: bool) -> list[Shape]:
    """An arrow before the trunk that grows with `share`; without any it hides in the body."""
    spine, turn = _spine(stage, at)
    forward, up = turn @ FORWARD, turn @ UP
    near = spine + (share * CLEAR + (1 - share) * 0.05) * forward
    far = near + share * LENGTH * forward
    start, end = (near, far) if is_out else (far, near)
    back = share * BARB * (forward if not is_out else -forward)
    barbs = [end + 0.77 * back + way * 0.64 * share * BARB * up for way in (-1, 1)]
    return [
        Shape("arrow", np.array([start, end]), is_closed=False),
        Shape("arrow", np.array([barbs[0], end, barbs[1]]), is_closed=False),
    ]


def _rise(stage: Stage, place: str) -> float:
    """How far the hands have risen from a place on the trunk, in metres; below 0 sunk."""
    forward = stage.skeleton.turns["trunk"] @ FORWARD
    rises = [
        (hand(stage.skeleton, side) - target(stage.skeleton, f"{side}_{place}")) @ forward
        for side in Side
    ]
    return float(np.mean(rises))


def lift(stage: Stage) -> list[Shape]:
    """An arrow inside the pelvis: none in the first frame, up in the second, down in the third."""
    turn = stage.skeleton.turns["pelvis"]
    up, forward = turn @ UP, turn @ FORWARD
    floor = stage.joint("pelvis") + PELVIC_FLOOR * up + BEFORE * forward
    # Without an arrow a dot stays, so that the arrow can grow out of it.
    length = DOT if stage.number == 0 else LIFT
    top = floor + length * up
    start, end = (top, floor) if stage.number == 2 else (floor, top)
    back = BARB * (start - end) / LIFT
    size = float(np.linalg.norm(back))
    barbs = [end + 0.77 * back + 0.64 * way * size * forward for way in (-1, 1)]
    return [
        _line("sign", np.array([start, end])),
        _line("sign", np.array([barbs[0], end, barbs[1]])),
    ]


def scan(stage: Stage) -> list[Shape]:
    """The way that attention takes: dots above the body, from the feet to the head."""
    joints = ("toe", "knee", "hip", "shoulder")
    over = [stage.middle(f"{side}_{joint}" for side in Side) for joint in joints]
    over.append(stage.joint("head") + 0.02 * UP)
    path = _spaced(np.array(over) + ABOVE * UP, DOTS)
    across, upward = stage.camera.axes[0], stage.camera.axes[1]
    sizes = np.linspace(0.010, 0.016, DOTS)
    shapes = [
        Shape("leader-end", ring(place, size * across, size * upward), is_smooth=True)
        for place, size in zip(path[:-1], sizes, strict=False)
    ]
    back = path[-2] - path[-1]
    back = BARB * back / np.linalg.norm(back)
    aside = np.cross(back, RIGHTWARD)
    barbs = [path[-1] + 0.77 * back + 0.64 * turn * aside for turn in (-1, 1)]
    return [*shapes, _line("prop-line", np.array([barbs[0], path[-1], barbs[1]]))]


def _spaced(corners: Places, count: int) -> Places:
    """Points at equal distances along a line through corners."""
    steps = np.linalg.norm(np.diff(corners, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0, along[-1], count)
    return np.stack([np.interp(wanted, along, corners[:, axis]) for axis in range(3)], axis=1)


def _line(look: str, places: Sequence[Vector] | Places) -> Shape:
    return Shape(look, np.asarray(places), is_closed=False, layer=Layer.FRONT)
