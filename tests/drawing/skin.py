"""How far a place is from the skin of a posed body, worked out apart from the drawing code.

Round cuts are spheres. An oval cut is a flat disc; the cut whose plane is nearest to the place
counts, and the distance is measured in that plane, along the line from the middle of the disc.
"""

from __future__ import annotations

import numpy as np

from sijoint.drawing.flesh import Body

BETWEEN = 40
"""Cuts that are put between two neighbours."""


def dense(rows):
    """Rows of numbers with more between them."""
    at = np.linspace(0, len(rows) - 1, BETWEEN * (len(rows) - 1) + 1)
    low = np.minimum(at.astype(int), len(rows) - 2)
    part = (at - low).reshape(-1, *([1] * (rows.ndim - 1)))
    return rows[low] * (1 - part) + rows[low + 1] * part


def distance_to(flesh, place):
    """From the skin of one part to a place, in metres; below 0 inside."""
    middles, radii = dense(flesh.middles), dense(flesh.radii)
    beside = place - middles
    if radii.any():
        return float(np.min(np.linalg.norm(beside, axis=1) - radii))
    first, second = dense(flesh.first), dense(flesh.second)
    normals = np.cross(first, second)
    normals = normals / np.linalg.norm(normals, axis=1, keepdims=True)
    index = int(np.argmin(np.abs(np.sum(beside * normals, axis=1))))
    across, f, s = beside[index], first[index], second[index]
    share = np.hypot(across @ f / (f @ f), across @ s / (s @ s))
    flat = np.linalg.norm(across - (across @ normals[index]) * normals[index])
    return float(flat * (1 - 1 / share)) if share > 0 else -float(min(map(np.linalg.norm, (f, s))))


def distance(skeleton, place, *, without=()):
    """From the skin of the nearest part, in metres; below 0 inside."""
    parts = Body(skeleton).parts()
    return min(distance_to(part, place) for name, part in parts if name not in without)
