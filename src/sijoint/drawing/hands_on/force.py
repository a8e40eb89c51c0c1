"""What a hand does: a dot where it acts and an arrow that says which way.

A broad arrow is the examiner's force; a thin one is the person's own effort, a light stroke, or
the way of something that is watched.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sijoint.drawing.arrow import SPREAD
from sijoint.drawing.element import Element, group, path
from sijoint.drawing.hands_on.surface import skin
from sijoint.drawing.numeral import numeral
from sijoint.drawing.outline import Points, open_curve, smooth, straight
from sijoint.drawing.pose import contacts_of, sided
from sijoint.drawing.prop.shape import ring
from sijoint.drawing.skeleton import UP, Skeleton, Vector
from sijoint.drawing.staging import Staging
from sijoint.evidence.hands_on import Force

TOWARDS = ("push", "touch", "press")
"""What ends on the skin."""

AWAY = ("spread", "pull", "lift", "limit", "effort", "path")
"""What starts there."""

ARCS = ("roll", "turn", "sweep", "swing")
THIN = ("effort", "press", "path", "stroke")
"""What is no force of the examiner."""

LENGTHS = {"touch": 60.0, "effort": 72.0, "press": 72.0, "path": 66.0}
LENGTH = 92.0
DOT = 7.5
"""In units of the drawing."""

SHORT_OF, CLEAR = 7.0, 16.0
"""From the middle of the dot to a broad arrow, and from the skin to a thin one, in units."""

HEAD, THIN_HEAD, STROKE_HEAD = 24.0, 20.0, 13.0
"""Lengths of barbs, in units."""

NUMBER = 30.0
"""From the free end of an arrow to the middle of its number, in units."""

STROKES, STROKE, APART = 3, 0.05, 17.0
"""How often a brush strokes, how far in metres, and how far apart that is drawn, in units."""

IMPACT = ((24.0, 38.0), (35.0, 60.0, 85.0))
"""Dashes around a tap: from where to where, in units, and how far round from the arrow."""

RING = 0.026
"""Radius of the ring around a place that is pressed, in the plane of the skin, in metres."""

ROLL, CARRY = 0.145, 0.075
"""From the bone to the arrow that rolls a limb, and from the skin to the one that carries it
round, in metres."""

SWINGS = {
    "roll": (-75.0, 75.0),
    "turn": (-80.0, 60.0),
    "sweep": (-38.0, 38.0),
    "swing": (-50.0, 30.0),
}
"""From where to where an arc goes, from its middle, in degrees."""

TICK = 16.0
"""Half the length of the tick at the end of a measure or of a limit, in units."""

LEVEL = np.array([1.0, 0.0, 1.0])
"""What is left of a place on the floor below it."""


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
    def way(self) -> Points:
        """The direction on the page, of length 1; nothing without an arrow."""
        line = self.end - self.start
        size = float(np.linalg.norm(line))
        return np.asarray(line / size if size else line)


def acting(force: Force, staging: Staging) -> Skeleton:
    """The body at the moment at which a force acts."""
    return staging.skeletons[force.frame - 1]


def direction(force: Force, skeleton: Skeleton) -> Vector:
    """The direction of a force in the world, of length 1."""
    if force.along:
        first, last = (skeleton.joints[sided(name)] for name in force.along)
        line = last - first
    else:
        line = np.array(force.world, dtype=float)
    return np.asarray(line / np.linalg.norm(line))


def mark(force: Force, staging: Staging) -> Mark:
    """Where a force is drawn."""
    skeleton = acting(force, staging)
    place = skin(skeleton, force.on)
    seen = staging.camera.seen(place)[:2]
    contact = staging.page.place(seen)
    nothing = np.empty((0, 2))
    if force.kind == "hold":
        return Mark(contact, contact, contact, nothing)
    if force.kind in ARCS:
        return Mark(contact, contact, contact, _arc(force, staging, skeleton))
    if force.kind == "measure":
        below = place * LEVEL + _ground(staging) * UP
        return Mark(contact, contact, staging.page.place(staging.camera.seen(below)[:2]), nothing)
    way = staging.page.place(seen + staging.camera.seen(direction(force, skeleton))[:2]) - contact
    way = way / np.linalg.norm(way)
    length = LENGTHS.get(force.kind, LENGTH)
    if force.kind == "stroke":
        length = max(STROKE * staging.page.scale, 3 * STROKE_HEAD)
        return Mark(contact, contact - (length + CLEAR) * way, contact - CLEAR * way, nothing)
    gap = CLEAR if force.kind in THIN else SHORT_OF
    near, far = gap, gap + length
    if force.kind in TOWARDS:
        return Mark(contact, contact - far * way, contact - near * way, nothing)
    return Mark(contact, contact + near * way, contact + far * way, nothing)


def _ground(staging: Staging) -> float:
    """The height of what the body rests on."""
    frame = staging.movement.frames[-1]
    return max(contacts_of(frame, staging.movement.view).values(), default=0.0)


def drawn(force: Force, placed: Mark) -> list[Element]:
    """The dot and the arrow of a force, and its number."""
    if force.kind == "measure":
        ruler = _ruler(placed)
        return [group(ruler, look="thin-halo"), group(ruler, look="scale")]
    if force.kind == "stroke":
        lines = [_stroke(placed, number) for number in range(STROKES)]
        return [group(*lines, look="thin-halo"), group(*lines, look="stroke")]
    shown = [] if force.kind == "hold" else _arrow(force, placed)
    if force.kind not in (*THIN, "swing"):
        x, y = placed.contact.tolist()
        shown.append(Element("circle", {"cx": x, "cy": y, "r": DOT}, "force-dot"))
    if force.step:
        end = placed.start if force.kind in TOWARDS else placed.end
        outward = -placed.way if force.kind in TOWARDS else placed.way
        shown.append(numeral(force.step, *(end + NUMBER * outward).tolist()))
    return shown


def _arrow(force: Force, placed: Mark) -> list[Element]:
    """An arrow with a pale edge: thin, or broad for the examiner's force."""
    line = path(_line(force, placed))
    if force.kind in THIN:
        return [group(line, look="thin-halo"), group(line, look="effort")]
    return [group(line, look="force-halo"), group(line, look="force")]


def _line(force: Force, placed: Mark) -> str:
    """Path data of an arrow."""
    if force.kind in ARCS:
        ends = [placed.arc] if force.kind in ("turn", "swing") else [placed.arc, placed.arc[::-1]]
        heads = (_barbs(row[-1], row[-1] - row[-3], HEAD) for row in ends)
        return open_curve(placed.arc) + "".join(heads)
    head = THIN_HEAD if force.kind in THIN else HEAD
    shaft = straight([placed.start, placed.end]) + _barbs(placed.end, placed.way, head)
    if force.kind == "path":
        return shaft + _barbs(placed.start, -placed.way, head)
    if force.kind == "limit":
        stop = placed.end + SHORT_OF * placed.way
        aside = TICK * np.array([placed.way[1], -placed.way[0]])
        return shaft + straight([stop - aside, stop + aside])
    return shaft + (_impact(placed) if force.hand == "fist" else "")


def _impact(placed: Mark) -> str:
    """Dashes around a place that is tapped."""
    (near, far), rounds = IMPACT
    dashes = ""
    for degrees in (*rounds, *(-turn for turn in rounds)):
        out = -_turned(placed.way, degrees)
        dashes += straight([placed.contact + near * out, placed.contact + far * out])
    return dashes


def _stroke(placed: Mark, number: int) -> Element:
    """One of the strokes of a brush, beside the others."""
    aside = (number - (STROKES - 1) / 2) * APART * np.array([placed.way[1], -placed.way[0]])
    start, end = placed.start + aside, placed.end + aside
    return path(straight([start, end]) + _barbs(end, placed.way, STROKE_HEAD))


def _ruler(placed: Mark) -> Element:
    """A line with a tick at either end."""
    tick = np.array([TICK, 0.0])
    lines = [[placed.start, placed.end]]
    lines += [[end - tick, end + tick] for end in (placed.start, placed.end)]
    return path("".join(straight(line) for line in lines))


def pressed(force: Force, staging: Staging) -> list[Element]:
    """A ring in the plane of the skin around a place that is pressed."""
    if force.kind not in ("push", "touch"):
        return []
    skeleton = acting(force, staging)
    line = direction(force, skeleton)
    first = np.cross(line, UP if abs(float(line @ UP)) < 0.9 else np.array([1.0, 0.0, 0.0]))
    first = RING * first / np.linalg.norm(first)
    places = ring(skin(skeleton, force.on), first, np.cross(line, first))
    return [path(smooth(staging.page.place(staging.camera.seen(places)[:, :2])), "force-ring")]


def _arc(force: Force, staging: Staging, skeleton: Skeleton) -> Points:
    """An arc about the line of the force, as far along it as the contact.

    It rolls or turns a limb over its top; it carries one round on the side of the contact.
    """
    axis = direction(force, skeleton)
    start = skeleton.joints[sided(force.along[0])]
    place = skin(skeleton, force.on)
    middle = start + ((place - start) @ axis) * axis
    is_carried = force.kind in ("sweep", "swing")
    top = place - middle if is_carried else UP - (UP @ axis) * axis
    radius = float(np.linalg.norm(top)) + CARRY if is_carried else ROLL
    top = top / np.linalg.norm(top)
    angles = np.radians(np.linspace(*SWINGS[force.kind], 13))[:, None]
    places = middle + radius * (np.cos(angles) * top + np.sin(angles) * np.cross(axis, top))
    return staging.page.place(staging.camera.seen(places)[:, :2])


def _barbs(tip: Points, way: Points, head: float) -> str:
    """The open head of an arrow."""
    back = -way / np.linalg.norm(way) * head
    return straight([tip + _turned(back, SPREAD), tip, tip + _turned(back, -SPREAD)])


def _turned(vector: Points, degrees: float) -> Points:
    c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    return np.asarray(np.array([[c, -s], [s, c]]) @ vector)
