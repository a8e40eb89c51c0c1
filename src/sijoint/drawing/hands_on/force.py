"""An examiner's force: a dot where it acts and a broad arrow that says which way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sijoint.drawing.arrow import SPREAD, arrow
from sijoint.drawing.element import Element, group, path
from sijoint.drawing.hands_on.hand import hand
from sijoint.drawing.hands_on.surface import skin
from sijoint.drawing.outline import Points, clockwise, open_curve, smooth, straight
from sijoint.drawing.pose import sided
from sijoint.drawing.skeleton import UP, Skeleton, Vector
from sijoint.drawing.staging import Staging
from sijoint.evidence.hands_on import Force

LENGTH = 92.0
DOT = 7.5
"""In units of the drawing."""

SHORT_OF = 5.0
"""From the middle of the dot to the tip or the tail of the arrow, in units."""

ROLL = 0.135
"""From the bone to the arrow that rolls a limb, in metres."""

LEVEL = np.array([1.0, 0.0, 1.0])
"""What is left of a place on the floor below it."""

SWING = (-75.0, 75.0)
"""From where to where that arrow goes round the limb, from its top, in degrees."""

TICK = 16.0
"""Half the length of the tick at the end of a measure, in units."""

BARB = 20.0
"""Length of its barbs, in units."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A force on the page.

    Parameters
    ----------
    contact : array of shape (2,)
        Where it acts, in units.
    start, end : array of shape (2,)
        Of the arrow or the measure; both are the contact where a hand only holds or rolls.
    arc : array of shape (n, 2)
        The arrow that rolls a limb; empty for all others.
    """

    contact: Points
    start: Points
    end: Points
    arc: Points

    @property
    def is_arrow(self) -> bool:
        """Whether it has an arrow."""
        return bool(np.any(self.start != self.end))


def direction(force: Force, skeleton: Skeleton) -> Vector:
    """The direction of a force in the world, of length 1."""
    if force.along:
        first, last = (skeleton.joints[sided(name)] for name in force.along)
        line = last - first
    else:
        line = np.array(force.world, dtype=float)
    return np.asarray(line / np.linalg.norm(line))


def mark(force: Force, staging: Staging, skeleton: Skeleton) -> Mark:
    """Where a force is drawn."""
    place = skin(skeleton, force.on)
    seen = staging.camera.seen(place)[:2]
    contact = staging.page.place(seen)
    if force.kind in ("hold", "roll"):
        arc = _arc(force, staging, skeleton) if force.kind == "roll" else np.empty((0, 2))
        return Mark(contact, contact, contact, arc)
    if force.kind == "measure":
        below = staging.page.place(staging.camera.seen(place * LEVEL)[:2])
        return Mark(contact, contact, below, np.empty((0, 2)))
    way = staging.page.place(seen + staging.camera.seen(direction(force, skeleton))[:2]) - contact
    way = way / np.linalg.norm(way)
    if force.kind == "push":
        return Mark(contact, contact - LENGTH * way, contact - SHORT_OF * way, np.empty((0, 2)))
    return Mark(contact, contact + SHORT_OF * way, contact + LENGTH * way, np.empty((0, 2)))


def drawn(force: Force, mark: Mark) -> list[Element]:
    """The dot and the arrow of a force."""
    if force.kind == "measure":
        return [group(_ruler(mark), look="force-halo"), group(_ruler(mark), look="scale")]
    x, y = mark.contact.tolist()
    dot = Element("circle", {"cx": x, "cy": y, "r": DOT}, "force-dot")
    if len(mark.arc):
        line = path(open_curve(mark.arc) + _barbs(mark.arc[::-1]) + _barbs(mark.arc))
    elif mark.is_arrow:
        line = Element("path", arrow(mark.start, mark.end).attributes)
    else:
        return [dot]
    return [group(line, look="force-halo"), group(line, look="force"), dot]


def _ruler(mark: Mark) -> Element:
    """A line with a tick at either end."""
    tick = np.array([TICK, 0.0])
    lines = [[mark.start, mark.end]]
    lines += [[end - tick, end + tick] for end in (mark.start, mark.end)]
    return path("".join(straight(line) for line in lines))


def hands(force: Force, staging: Staging, skeleton: Skeleton) -> list[Element]:
    """The examiner's hand at a force; none where none is drawn."""
    if not force.hand:
        return []
    place = skin(skeleton, force.on)
    line = direction(force, skeleton)
    outward = line if force.kind == "pull" else -line
    outlines = hand(force.hand, place, np.array(force.fingers), outward, staging.camera)
    d = "".join(smooth(clockwise(staging.page.place(outline))) for outline in outlines)
    shape = Element("path", {"d": d})
    return [group(shape, look="far-outline"), group(shape, look="far")]


def _arc(force: Force, staging: Staging, skeleton: Skeleton) -> Points:
    """An arc over a limb, about the line of the force, as far along it as the contact."""
    axis = direction(force, skeleton)
    start = skeleton.joints[sided(force.along[0])]
    middle = start + ((skin(skeleton, force.on) - start) @ axis) * axis
    top = UP - (UP @ axis) * axis
    top = top / np.linalg.norm(top)
    angles = np.radians(np.linspace(*SWING, 13))[:, None]
    places = middle + ROLL * (np.cos(angles) * top + np.sin(angles) * np.cross(axis, top))
    return staging.page.place(staging.camera.seen(places)[:, :2])


def _barbs(arc: Points) -> str:
    """The open head at the start of an arc."""
    back = arc[2] - arc[0]
    back = back / np.linalg.norm(back) * BARB
    c, s = np.cos(np.radians(SPREAD)), np.sin(np.radians(SPREAD))
    ends = [arc[0] + np.array([[c, -turn], [turn, c]]) @ back for turn in (s, -s)]
    return straight([ends[0], arc[0], ends[1]])
