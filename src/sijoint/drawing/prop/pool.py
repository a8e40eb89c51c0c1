"""Water up to the chest."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.prop.stage import Stage

LEVEL = 0.72
"""Height of the water as a part of the way from the hips to the shoulders."""

ROOM = 0.42
"""From the body to the walls, in metres."""

WAVE = 0.012
WAVES = 9


def pool(stage: Stage) -> list[Shape]:
    """The water with its line and the walls of the pool."""
    first = stage.all_skeletons[0].joints
    level = float(first["pelvis"][1] + LEVEL * (first["neck"][1] - first["pelvis"][1]))
    left, right = stage.spread(0)
    left, right = left - ROOM, right + ROOM
    x = np.linspace(left, right, 2 * WAVES + 1)
    wave = np.stack([x, level + WAVE * np.where(np.arange(len(x)) % 2, 1, -1), 0 * x], axis=1)
    water = np.concatenate([wave, [[right, 0.0, 0.0], [left, 0.0, 0.0]]])
    edge = level + 0.16
    wall = np.array([[left, edge, 0.0], [left, 0.0, 0.0], [right, 0.0, 0.0], [right, edge, 0.0]])
    return [
        Shape("prop-line", wall, is_closed=False),
        Shape("water", water, layer=Layer.FRONT),
        Shape("water-line", wave, is_closed=False, is_smooth=True, layer=Layer.FRONT),
    ]
