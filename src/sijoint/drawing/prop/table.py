"""A padded treatment table."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import FORWARD, UP, Vector

LENGTH, BREADTH, PAD = 1.95, 0.70, 0.07
"""In metres."""

LEG = 0.05
BED = 1.40
"""Breadth of the bed over whose edge a leg hangs, in metres; the person lies across it."""

INSET = 0.16
"""From the end of the pad to a leg, in metres."""

RAIL = 0.045
"""Height of the frame under the pad, in metres."""

EDGE = 0.13
"""From the hips to the edge over which a leg hangs, in metres."""

SEAT_EDGE = 0.30
"""From the hips of a sitting person to the edge, in metres."""

LYING = 0.7
"""A trunk whose line is more level than this lies."""


def table(stage: Stage) -> list[Shape]:
    """A table under a person who lies on it, with the ``edge`` at the hips, or sits on it."""
    first = stage.all_skeletons[0]
    line = first.joints["neck"] - first.joints["pelvis"]
    line = line / np.linalg.norm(line)
    is_lying = abs(float(line[1])) < LYING
    along = _level(line if is_lying else -(first.turns["hips"] @ FORWARD))
    hips = first.joints["pelvis"]
    if not is_lying:
        return _standing(stage, hips - SEAT_EDGE * along, along, BREADTH, LENGTH)
    if stage.use == "edge":
        return _standing(stage, hips - EDGE * along, along, BED, LENGTH)
    middle = (hips + first.joints["head"]) / 2 - 0.25 * along
    return _standing(stage, middle - LENGTH / 2 * along, along, LENGTH, BREADTH)


def _level(direction: Vector) -> Vector:
    """The nearest of the four directions along and across the room."""
    axis = 0 if abs(direction[0]) >= abs(direction[2]) else 2
    return np.asarray(np.eye(3)[axis] * np.sign(direction[axis]))


def _standing(
    stage: Stage, edge: Vector, along: Vector, length: float, breadth: float
) -> list[Shape]:
    """A table from the middle of an edge onward."""
    across = np.cross(along, UP)
    top = SUPPORTS["table"]
    shapes: list[Shape] = []

    def block(start: float, end: float, half: float, low: float, high: float, aside: float) -> None:
        corners = [
            edge + at * along + (aside + sign * half) * across
            for at, sign in ((start, -1), (end, 1))
        ]
        ends = np.array(corners)
        ends[:, 1] = low, high
        faces = box(ends.min(axis=0), ends.max(axis=0), stage.camera.axes[2])
        shapes.extend(Shape("prop", face) for face in faces)

    for aside in sorted((-1.0, 1.0), key=lambda sign: sign * float(stage.camera.axes[2] @ across)):
        for at in (INSET, length - INSET - LEG):
            block(at, at + LEG, LEG / 2, 0.0, top - PAD, aside * (breadth / 2 - 2 * LEG))
    block(INSET / 2, length - INSET / 2, breadth / 2 - LEG, top - PAD - RAIL, top - PAD, 0.0)
    block(0.0, length, breadth / 2, top - PAD, top, 0.0)
    return shapes
