"""The floor and the mat."""

from __future__ import annotations

from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.prop.stage import Stage

MARGIN = 0.12
MAT_DEPTH, FLOOR_DEPTH = 0.024, 0.012
"""How thick they are drawn, in metres."""


def mat(stage: Stage) -> list[Shape]:
    """A mat under everything, with its top at the height of the floor."""
    return _slab(stage, MAT_DEPTH)


def floor(stage: Stage) -> list[Shape]:
    """A strip of floor under everything."""
    return _slab(stage, FLOOR_DEPTH)


def _slab(stage: Stage, depth: float) -> list[Shape]:
    left, right = stage.spread(0)
    far, near = stage.spread(2)
    faces = box(
        (left - MARGIN, -depth, far - MARGIN),
        (right + MARGIN, 0.0, near + MARGIN),
        stage.camera.axes[2],
    )
    # The face that shows most is the top only for a high camera; the rim is darker.
    return [Shape("ground" if face[0][1] == face[2][1] else "ground-edge", face) for face in faces]
