"""Signs on a picture of a test: where it may hurt, what is level, how it was before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from sijoint.drawing.anthropometry import SHANK, STATURE
from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.element import Element, group, path
from sijoint.drawing.hands_on.surface import around_trunk, skin
from sijoint.drawing.outline import Points, clockwise, smooth, straight
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Skeleton, Vector
from sijoint.drawing.staging import Staging

SORE = 0.105
"""Radius of a sore area, in metres."""

POINT = 6.5
"""Radius of a place that is pressed in its turn, in units."""

DASH, GAP = 13.0, 9.0
"""Of a broken line, in units."""

BEYOND = 0.10
"""How far the lines of the pelvis reach beyond its crests, in metres."""

CLOCK = (708.0, 92.0, 46.0)
"""Middle and radius of the clock face, in units."""

LIFTED = 0.20
"""How high the straight leg is lifted, in metres."""

DIAL = 21.0
"""Radius of an inclinometer, in units."""

BELT = (0.044, 0.021)
"""Where the middle of a belt lies above the line between the hips, and half its breadth, in
metres."""

BUCKLE = ((-0.028, -12.0), (-0.028, 12.0), (0.028, 12.0), (0.028, -12.0))
"""Corners of its buckle: up from its middle, in metres, and degrees round the trunk."""

GHOST = 0.5
"""Opacity of a leg as it was before."""


def sore(places: Sequence[str], staging: Staging, skeleton: Skeleton) -> list[Element]:
    """An area with a soft edge at each place."""
    drawn = []
    for name in places:
        x, y = _placed(skin(skeleton, name), staging).tolist()
        drawn.append(Element("circle", {"cx": x, "cy": y, "r": SORE * staging.page.scale}, "pain"))
    return drawn


def points(places: Sequence[str], staging: Staging, skeleton: Skeleton) -> list[Element]:
    """Small rings at places that are pressed one after the other."""
    drawn = []
    for name in places:
        x, y = _placed(skin(skeleton, name), staging).tolist()
        drawn.append(Element("circle", {"cx": x, "cy": y, "r": POINT}, "point"))
    return drawn


def behind(words: Sequence[str], staging: Staging) -> list[Element]:
    """The signs that are drawn under the body."""
    return [element for word in words if word in BEHIND for element in BEHIND[word](staging)]


def _ghost(staging: Staging) -> list[Element]:
    """The tested leg as it was in the first frame."""
    legs = staging.body(staging.skeletons[0]).leg(Side.RIGHT)
    shape = path("".join(smooth(clockwise(staging.page.place(leg))) for leg in legs))
    outlined = (group(shape, look="far-outline"), group(shape, look="far"))
    return [group(*outlined, opacity=GHOST)]


def signs(words: Sequence[str], staging: Staging) -> list[Element]:
    """The signs that are drawn over the body."""
    return [element for word in words if word in SIGNS for element in SIGNS[word](staging)]


def _level(staging: Staging) -> list[Element]:
    """A line through both crests, and a broken level one from the crest of the standing leg."""
    skeleton = staging.skeletons[-1]
    standing, lifted = (skin(skeleton, f"{word}_crest_behind") for word in ("working", "other"))
    along = (lifted - standing) / np.linalg.norm(lifted - standing)
    level = along * np.array([1.0, 0.0, 1.0])
    far = float(np.linalg.norm(lifted - standing)) + BEYOND
    tilted = [standing - BEYOND * along, standing + far * along]
    even = [standing - BEYOND * level, standing + far * level]
    return [
        *_drawn(_dashes(_line(even, staging)), "scale"),
        *_drawn(straight(_line(tilted, staging)), "pelvis-line"),
    ]


def _plumb(staging: Staging) -> list[Element]:
    """A broken line straight up from the knee: where a shank stands that is not turned."""
    knee = staging.skeletons[-1].joints["right_knee"]
    return _drawn(_dashes(_line([knee, knee + 1.15 * SHANK * UP], staging)), "scale")


def _halfway(staging: Staging) -> list[Element]:
    """A broken line on the skin from the PSIS to the trochanter, with its middle marked."""
    skeleton = staging.skeletons[-1]
    rows = np.linspace((0.085, 17.0), (-0.004, 88.0), 12)
    places = [around_trunk(skeleton, at, angle, Side.RIGHT) for at, angle in rows]
    return _drawn(_dashes(_line(places, staging)), "scale")


def _height(staging: Staging) -> list[Element]:
    """A broken level line 20 cm above the table, at the lifted heel."""
    heel = staging.skeletons[-1].joints["right_heel"]
    place = np.array([heel[0], SUPPORTS["table"] + LIFTED, heel[2]])
    ends = [place + at * FORWARD for at in (-0.30, 0.12)]
    return _drawn(_dashes(_line(ends, staging)), "scale")


def _midline(staging: Staging) -> list[Element]:
    """A broken line straight up from between the feet."""
    joints = staging.skeletons[-1].joints
    place = (joints["right_toe"] + joints["left_toe"]) / 2
    ends = [place * (FORWARD + RIGHTWARD), place + 1.05 * STATURE * UP]
    return _drawn(_dashes(_line(ends, staging)), "scale")


def _dial(place: str) -> Callable[[Staging], list[Element]]:
    """An inclinometer: a dial with a needle, laid on a limb."""

    def drawn(staging: Staging) -> list[Element]:
        middle = _placed(skin(staging.skeletons[-1], place), staging)
        face = {"cx": float(middle[0]), "cy": float(middle[1]), "r": DIAL}
        needle = straight([middle, middle - np.array([0.0, 0.8 * DIAL])])
        return [Element("circle", face, "numeral"), path(_ticks(middle, DIAL) + needle, "scale")]

    return drawn


def _ticks(middle: Points, radius: float) -> str:
    """The hours of a face."""
    outs = [np.array([np.sin(np.pi * h / 6), -np.cos(np.pi * h / 6)]) for h in range(0, 12, 3)]
    return "".join(
        straight([middle + 0.72 * radius * out, middle + 0.95 * radius * out]) for out in outs
    )


def _belt(staging: Staging) -> list[Element]:
    """A belt round the pelvis and its buckle, as far as they are seen."""
    at, half = BELT
    rounds = [(angle, Side.RIGHT) for angle in np.linspace(0, 180, 25)]
    rounds += [(angle, Side.LEFT) for angle in np.linspace(180, 0, 25)[1:-1]]
    skeleton, towards = staging.skeletons[-1], staging.camera.axes[2]
    rows = [
        np.array([around_trunk(skeleton, height, angle, side) for angle, side in rounds])
        for height in (at - half, at + half)
    ]
    faces = (rows[0] - rows[0].mean(axis=0)) @ towards > 0
    # The seen half begins where the one before it is not seen.
    start = int(np.flatnonzero(faces & ~np.roll(faces, 1))[0])
    low, high = (np.roll(row, -start, axis=0)[: int(np.sum(faces))] for row in rows)
    strip = straight(_line([*low, *high[::-1]], staging), closed=True)
    middle = [around_trunk(skeleton, at + up, 180 + aside, Side.RIGHT) for up, aside in BUCKLE]
    return [path(strip, "prop"), path(straight(_line(middle, staging), closed=True), "prop")]


def _clock(staging: Staging) -> list[Element]:
    """A face whose hand has gone half round: thirty seconds."""
    x, y, radius = CLOCK
    middle = staging.page.flipped(np.array([x, y]))
    half = straight([middle, middle + np.array([0.0, 0.66 * radius])])
    face = {"cx": float(middle[0]), "cy": float(middle[1]), "r": radius}
    return [
        Element("circle", face, "prop"),
        path(_ticks(middle, radius) + half, "scale"),
    ]


def _drawn(d: str, look: str) -> list[Element]:
    """A line with a pale edge."""
    return [path(d, "thin-halo"), path(d, look)]


def _line(places: Sequence[Vector], staging: Staging) -> Points:
    return staging.page.place(staging.camera.seen(np.array(places))[:, :2])


def _placed(place: Vector, staging: Staging) -> Points:
    return staging.page.place(staging.camera.seen(place)[:2])


def _dashes(line: Points) -> str:
    """Path data of a broken line through points."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    starts = np.arange(0.0, along[-1], DASH + GAP)
    pieces = ""
    for start in starts.tolist():
        ends = np.array([start, min(start + DASH, float(along[-1]))])
        pieces += straight(
            np.stack([np.interp(ends, along, line[:, axis]) for axis in (0, 1)], axis=1)
        )
    return pieces


SIGNS: Mapping[str, Callable[[Staging], list[Element]]] = {
    "level": _level,
    "plumb": _plumb,
    "halfway": _halfway,
    "belt": _belt,
    "clock": _clock,
    "height": _height,
    "dial_thigh": _dial("working_thigh_outside"),
    "dial_shin": _dial("working_calf_middle"),
}
BEHIND: Mapping[str, Callable[[Staging], list[Element]]] = {"ghost": _ghost, "midline": _midline}
