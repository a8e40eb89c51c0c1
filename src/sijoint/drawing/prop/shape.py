"""A line or a surface of a thing, in space."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing.outline import Points

Places = NDArray[np.float64]
"""Shape (n, 3), in metres."""


class Layer(StrEnum):
    """Where a shape is drawn."""

    BEHIND = "behind"
    """Before the whole body."""

    MIDDLE = "middle"
    """After the far limbs and before all the rest: between the legs or between the hands."""

    FRONT = "front"
    """After the whole body."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A part of a thing.

    Parameters
    ----------
    look : str
        Key of `palette.LOOKS`.
    places : array of shape (n, 3)
        Its corners, or the points of a curve.
    is_closed : bool
        A surface rather than a line.
    is_smooth : bool
        Curved through its points rather than straight between them.
    layer : Layer
    """

    look: str
    places: Places
    is_closed: bool = True
    is_smooth: bool = False
    layer: Layer = Layer.BEHIND


def ring(middle: Places, first: Places, second: Places, count: int = 12) -> Places:
    """Points around an oval with two half axes, shape (count, 3)."""
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False)[:, None]
    return middle + np.cos(angles) * first + np.sin(angles) * second


def box(low: Sequence[float], high: Sequence[float], towards: Points) -> list[Places]:
    """The faces of an upright box that a viewer sees, the farthest first.

    Parameters
    ----------
    low, high : sequence of float
        Opposite corners: x, y, z in metres.
    towards : array of shape (3,)
        The direction to the viewer.
    """
    faces = []
    corners = np.array([low, high])
    for axis in range(3):
        if abs(towards[axis]) < 1e-6:
            continue
        face = corners[1 if towards[axis] > 0 else 0][axis]
        first, second = (axis + 1) % 3, (axis + 2) % 3
        places = np.empty((4, 3))
        places[:, axis] = face
        places[:, first] = corners[[0, 1, 1, 0], first]
        places[:, second] = corners[[0, 0, 1, 1], second]
        faces.append((abs(float(towards[axis])), places))
    return [places for _, places in sorted(faces, key=lambda face: face[0])]
