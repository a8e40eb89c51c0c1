"""The examiner's hands at the body, and the brush in one of them."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.element import Element, group, path
from sijoint.drawing.hands_on.force import acting, direction
from sijoint.drawing.hands_on.hand import hand
from sijoint.drawing.hands_on.surface import skin
from sijoint.drawing.outline import clockwise, open_curve, smooth, straight
from sijoint.drawing.skeleton import Vector
from sijoint.drawing.staging import Staging
from sijoint.evidence.hands_on import Force

BRISTLE, FERRULE, HANDLE = 0.045, 0.080, 0.190
"""Where bristles, head and handle of a brush end, from the skin, in metres."""

SPLAYED, HELD = 0.034, 0.022
"""Half the breadth of the bristles at the skin and at the head, in metres."""

OFF = 0.125
"""How far off the skin a fist is drawn that is about to tap, in metres."""


def hands(force: Force, staging: Staging) -> list[Element]:
    """The examiner's hand at a force; none where none is drawn."""
    if not force.hand:
        return []
    place = skin(acting(force, staging), force.on)
    fingers = np.array(force.fingers, dtype=float)
    outward = _outward(force, staging, fingers)
    if force.hand == "fist":
        place = place + OFF * outward / np.linalg.norm(outward)
    seen = hand(force.hand, place, fingers, outward, staging.camera)
    page = staging.page
    shape = path("".join(smooth(clockwise(page.place(outline))) for outline in seen.outlines))
    seams = path("".join(open_curve(page.place(seam)) for seam in seen.seams))
    brush = _brush(place, fingers, staging) if force.hand == "brush" else []
    return [
        *brush,
        group(shape, look="glove-outline"),
        group(shape, look="glove"),
        group(seams, look="glove-seam"),
    ]


def _outward(force: Force, staging: Staging, fingers: Vector) -> Vector:
    """The way off the skin; a hand with a brush shows its back to the viewer."""
    if force.hand == "brush":
        towards = staging.camera.axes[2]
        along = fingers / np.linalg.norm(fingers)
        return np.asarray(towards - (towards @ along) * along)
    line = direction(force, acting(force, staging))
    if force.kind in ("pull", "lift", "limit") and force.hand != "thumb":
        return line
    return -line


def _brush(place: Vector, fingers: Vector, staging: Staging) -> list[Element]:
    """Bristles on the skin, a head and a handle, in the line of the fingers."""
    along = fingers / np.linalg.norm(fingers)
    aside = np.cross(along, staging.camera.axes[2])
    aside = aside / np.linalg.norm(aside)
    ends = [place - at * along for at in (0.0, BRISTLE, FERRULE, HANDLE)]
    halves = [half * aside for half in (SPLAYED, HELD, HELD)]

    def drawn(places: list[Vector]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
        return staging.page.place(staging.camera.seen(np.array(places))[:, :2])

    bristles = [ends[0] - halves[0], ends[1] - halves[1], ends[1] + halves[1], ends[0] + halves[0]]
    head = [ends[1] - halves[1], ends[2] - halves[2], ends[2] + halves[2], ends[1] + halves[1]]
    hairs = [
        straight(drawn([ends[0] + share * halves[0], ends[1] + share * halves[1]]))
        for share in np.linspace(-0.6, 0.6, 5)
    ]
    return [
        path(straight(drawn([ends[2], ends[3]])), "handle"),
        path(straight(drawn(bristles), closed=True), "prop"),
        path("".join(hairs), "leader"),
        path(straight(drawn(head), closed=True), "prop"),
    ]
