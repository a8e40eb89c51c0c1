"""A padded treatment table."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.ground import FLOOR_DEPTH, MARGIN
from sijoint.drawing.prop.shape import Places, Shape, box
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
    """A table from the middle of an edge onward, on a floor for it and the person."""
    top, half = SUPPORTS["table"], breadth / 2
    under = top - PAD
    rails = half - LEG
    blocks = [(-MARGIN, length + MARGIN, -half - MARGIN, half + MARGIN, -FLOOR_DEPTH, 0.0)]
    for aside in (-rails, rails - LEG):
        for at in (INSET, length - INSET - LEG):
            blocks.append((at, at + LEG, aside, aside + LEG, 0.0, under))
    blocks.append((INSET / 2, length - INSET / 2, -rails, rails, under - RAIL, under))
    blocks.append((0.0, length, -half, half, under, top))
    across = np.cross(along, UP)
    shapes = []
    for number, (start, end, left, right, low, high) in enumerate(blocks):
        corners = np.array(
            [edge + start * along + left * across, edge + end * along + right * across]
        )
        corners[:, 1] = low, high
        if not number:
            corners = np.concatenate([corners, _under_body(stage)])
        faces = box(corners.min(axis=0), corners.max(axis=0), stage.camera.axes[2])
        shapes += [Shape("prop" if number else _ground(face), face) for face in faces]
    return shapes


def _under_body(stage: Stage) -> Places:
    """Two corners of the floor under the person, so that both are one floor."""
    (left, right), (far, near) = stage.spread(0), stage.spread(2)
    return np.array([[left - MARGIN, 0.0, far - MARGIN], [right + MARGIN, 0.0, near + MARGIN]])


def _ground(face: Places) -> str:
    """The look of a face of the floor: its top is lighter than its rim."""
    return "ground" if face[0][1] == face[2][1] else "ground-edge"
