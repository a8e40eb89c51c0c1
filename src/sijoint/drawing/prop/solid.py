"""Solid shapes that stand at any angle: soft ones with round edges, and hard ones with faces."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.outline import Points
from sijoint.drawing.prop.shape import Places
from sijoint.drawing.skeleton import UP, Matrix, Vector

ROUND = 28
"""Points around the outline of a soft shape."""


def ahead(direction: Vector) -> Matrix:
    """Axes of something that stands on the floor: forward, upward and to its right.

    Parameters
    ----------
    direction : array of shape (3,)
        Forward; what points up or down in it is left out. Straight up or down counts as
        towards positive x.

    Returns
    -------
    array of shape (3, 3)
        The axes are the columns.
    """
    level = direction * np.array([1.0, 0.0, 1.0])
    size = float(np.linalg.norm(level))
    forward = level / size if size > 1e-6 else np.array([1.0, 0.0, 0.0])
    return np.stack([forward, UP, np.cross(forward, UP)], axis=1)


def soft(middle: Vector, axes: Matrix, core: Points, edge: Points, camera: Camera) -> Places:
    """The outline of a soft block as a camera sees it.

    Parameters
    ----------
    middle : array of shape (3,)
    axes : array of shape (3, 3)
        The axes of the block are the columns.
    core, edge : array of shape (3,)
        Half of the block along each axis without its rounding, and the rounding; in metres.
    camera : Camera

    Returns
    -------
    array of shape (28, 3)
        Points of a smooth, closed curve.
    """
    angles = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    looks = np.outer(np.cos(angles), camera.axes[0]) + np.outer(np.sin(angles), camera.axes[1])
    own = looks @ axes
    swell = np.linalg.norm(own * edge, axis=1, keepdims=True)
    # A direction along a flat side has no corner of its own: it takes the middle of that side.
    corner = np.tanh(own / 0.08) * core
    outline: Places = middle + (corner + own * edge**2 / swell) @ axes.T
    return outline


def faces(middle: Vector, axes: Matrix, halves: Points, towards: Vector) -> list[Places]:
    """The faces of a block that a viewer sees, the farthest first, each of shape (4, 3).

    Parameters
    ----------
    middle : array of shape (3,)
    axes : array of shape (3, 3)
        The axes of the block are the columns.
    halves : array of shape (3,)
        Half of the block along each axis, in metres.
    towards : array of shape (3,)
        The direction to the viewer.
    """
    seen = []
    for axis in range(3):
        turned = float(towards @ axes[:, axis])
        if abs(turned) < 1e-6:
            continue
        first, second = (axis + 1) % 3, (axis + 2) % 3
        corners = np.zeros((4, 3))
        corners[:, axis] = np.sign(turned)
        corners[:, first] = (-1, 1, 1, -1)
        corners[:, second] = (-1, -1, 1, 1)
        seen.append((abs(turned), middle + (corners * halves) @ axes.T))
    return [face for _, face in sorted(seen, key=lambda item: item[0])]
