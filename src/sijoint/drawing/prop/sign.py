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

BARB = 0.045
"""Length of the barbs of these arrows, in metres."""

PELVIC_FLOOR, BEFORE = -0.085, -0.01
"""Where the pelvic floor lies: along the trunk from the hips, and before it, in metres."""

FULL_LIFT = 0.008
"""How far the lower belly sinks as the pelvic floor is lifted, in metres."""

LENS, LENS_AT = 0.235, (-0.24, 0.47)
"""Radius of the lens, and where its middle is: right of the pelvic floor and above, in metres."""

HIP_BONE: tuple[tuple[float, float], ...] = (
    (0.15, 0.46), (0.36, 0.68), (0.62, 0.64), (0.78, 0.40), (0.72, 0.10), (0.56, -0.08),
    (0.60, -0.26), (0.48, -0.44), (0.42, -0.64), (0.30, -0.68), (0.27, -0.50), (0.34, -0.28),
    (0.36, -0.06), (0.26, 0.06), (0.13, 0.12),
)  # fmt: skip
SACRUM: tuple[tuple[float, float], ...] = (
    (-0.19, 0.44), (0.0, 0.52), (0.19, 0.44), (0.13, 0.16), (0.05, -0.12), (0.0, -0.20),
    (-0.05, -0.12), (-0.13, 0.16),
)  # fmt: skip
"""A right hip bone and the sacrum from the front, as parts of the radius of the lens."""

SIT_BONE = (0.33, -0.56)
"""Where the pelvic floor ends on either side."""

SLING_TOP, RAISED = -0.78, 0.44
"""How low it hangs in its middle at rest, and how far it is raised."""

SLACK, TENSE = 0.11, 0.16
"""How thick it is at rest and lifted."""

ARROW_GAP, ARROW_LENGTH = 0.14, 0.52
"""Between the pelvic floor and the arrow above it, and its length."""

TRUNK_STATIONS, NEARER = (-0.02, 0.14, 0.30), 0.06
"""Stations on the trunk: hips, belly and chest, up from the hips; and how far they lie before
the spine and beside it, in metres."""

STATION, ABOVE, HEAD = 0.034, 0.19, 0.055
"""Radius of a station of attention, how far above them the arrow runs, and its barbs, in metres."""


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
    """The pelvis in a lens beside the body: its floor hangs at rest, and rises as it lifts.

    The lower belly sinks a little as the floor lifts, and rises as it is let go.
    """
    share = float(np.clip(-stage.skeleton.belly / FULL_LIFT, -1.0, 1.0))
    right, down, _ = stage.camera.axes
    floor, turn = _spine(stage, PELVIC_FLOOR)
    floor = floor + BEFORE * turn @ FORWARD
    middle = floor + LENS_AT[0] * right - LENS_AT[1] * down
    across, up = LENS * right, -LENS * down
    towards = (floor - middle) / np.linalg.norm(floor - middle)
    leader = np.array([middle + LENS * towards, floor])

    def placed(points: Sequence[tuple[float, float]]) -> Places:
        return np.array([middle + x * across + y * up for x, y in points])

    bones = (SACRUM, HIP_BONE, tuple((-x, y) for x, y in HIP_BONE))
    top = SLING_TOP + max(share, 0.0) * RAISED
    thick = 0.5 * (SLACK + (TENSE - SLACK) * max(share, 0.0))
    ends = [top + size * abs(share) for size in (ARROW_GAP, ARROW_GAP + ARROW_LENGTH)]
    start, end = ends if share > 0 else ends[::-1]
    barbs = [(way * 0.17 * share, end - 0.2 * share) for way in (-1, 1)]
    return [
        _line("prop-line", leader),
        _surface("lens", ring(middle, across, up, 24)),
        *(_surface("bone-light", placed(bone)) for bone in bones),
        _surface("slide", placed(_sling(top, thick))),
        _line("arrow", placed([(0.0, start), (0.0, end)])),
        _line("arrow", placed([barbs[0], (0.0, end), barbs[1]])),
    ]


def _sling(middle: float, thick: float) -> list[tuple[float, float]]:
    """The floor of the pelvis from sitting bone to sitting bone, as it hangs in the middle."""
    xs = np.linspace(-1, 1, 9)
    lines = [SIT_BONE[1] + (middle - SIT_BONE[1]) * (1 - xs**2) + way * thick for way in (1, -1)]
    row = [*zip(SIT_BONE[0] * xs, lines[0], strict=True)]
    return [*row, *zip(SIT_BONE[0] * xs[::-1], lines[1][::-1], strict=True)]


def scan(stage: Stage) -> list[Shape]:
    """Stations of attention on the body, and an arrow above them from the feet to the head."""
    across, upward = stage.camera.axes[0], stage.camera.axes[1]
    stations = _stations(stage)
    path = stations[[0, 1, 2, 4, 5]] + ABOVE * UP
    tip, back = path[-1], path[-1] - path[-2]
    back = HEAD * back / np.linalg.norm(back)
    aside = np.cross(back, RIGHTWARD)
    barbs = [tip - 0.77 * back + turn * 0.64 * aside for turn in (-1, 1)]
    way = Shape("prop-line", path, is_closed=False, is_smooth=True, layer=Layer.FRONT)
    return [
        way,
        _line("prop-line", np.array([barbs[0], tip, barbs[1]])),
        *(_surface("station", ring(s, STATION * across, STATION * upward)) for s in stations),
    ]


def _stations(stage: Stage) -> Places:
    """Foot, knee, hip, belly, chest and head, on the near side."""
    places = [stage.joint(f"{Side.RIGHT}_{joint}") for joint in ("ankle", "knee")]
    for at in TRUNK_STATIONS:
        spine, turn = _spine(stage, at)
        places.append(spine + turn @ (NEARER * RIGHTWARD + NEARER * FORWARD))
    return np.array([*places, stage.joint("head")])


def _line(look: str, places: Sequence[Vector] | Places) -> Shape:
    return Shape(look, np.asarray(places), is_closed=False, layer=Layer.FRONT)


def _surface(look: str, places: Places) -> Shape:
    return Shape(look, places, is_smooth=True, layer=Layer.FRONT)
