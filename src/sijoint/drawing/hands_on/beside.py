"""What stands beside a person who is tested: pillows on the table, a stool, a wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.pillow import pillow
from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.skeleton import UP
from sijoint.drawing.staging import Staging

SEAT, SEAT_HALF, LEG = 0.06, 0.19, 0.04
"""A stool's thickness, half its breadth, and its legs, in metres."""

WALL, WALL_HEIGHT = 0.05, 1.90
"""How thick and how high a wall is drawn, in metres."""

WALL_ENDS = (-0.45, 0.55)
"""From where to where it goes behind and before the person, in metres."""


def things(words: str, staging: Staging, number: int) -> list[Shape]:
    """The shapes of everything that is named, the farthest first.

    Parameters
    ----------
    words : str
        ``head`` and ``knees`` for pillows on the table, ``stool``, ``wall``; "" for nothing.
    staging : Staging
    number : int
        Of the frame, from 0.
    """
    shapes: list[Shape] = []
    for word in words.split():
        drawn = THINGS.get(word)
        shapes += drawn(staging, number) if drawn else _pillow(word, staging, number)
    return shapes


def _pillow(place: str, staging: Staging, number: int) -> list[Shape]:
    # The pillow of the exercises lies on the floor: it is made there and lifted.
    raised = SUPPORTS["table"] * UP
    lowered = tuple(skeleton.moved(-raised) for skeleton in staging.skeletons)
    stage = replace(
        staging.stages[number], skeleton=lowered[number], all_skeletons=lowered, use=place
    )
    return [replace(shape, places=shape.places + raised) for shape in pillow(stage)]


def _stool(staging: Staging, number: int) -> list[Shape]:
    """A stool under the hips, without a back."""
    x, _, z = staging.skeletons[number].joints["pelvis"].tolist()
    towards = staging.camera.axes[2]
    top, inner = SUPPORTS["chair"], SEAT_HALF - LEG
    legs = [(x + a * inner, z + b * inner) for a in (-1, 1) for b in (-1, 1)]
    legs.sort(key=lambda leg: float(towards @ np.array([leg[0], 0.0, leg[1]])))
    half = LEG / 2
    faces = [
        face
        for a, b in legs
        for face in box((a - half, 0.0, b - half), (a + half, top - SEAT, b + half), towards)
    ]
    faces += box(
        (x - SEAT_HALF, top - SEAT, z - SEAT_HALF), (x + SEAT_HALF, top, z + SEAT_HALF), towards
    )
    return [Shape("prop", face) for face in faces]


def _wall(staging: Staging, number: int) -> list[Shape]:
    """A wall that the working hand touches with a finger."""
    tip = staging.skeletons[number].joints["right_fingertip"]
    x, z = float(staging.skeletons[number].joints["pelvis"][0]), float(tip[2])
    back, front = (x + end for end in WALL_ENDS)
    faces = box((back, 0.0, z), (front, WALL_HEIGHT, z + WALL), staging.camera.axes[2])
    return [Shape("wall", face) for face in faces]


THINGS: Mapping[str, Callable[[Staging, int], list[Shape]]] = {"stool": _stool, "wall": _wall}
