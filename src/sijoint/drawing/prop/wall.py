"""A wall behind a person or before one."""

from __future__ import annotations

from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.prop.stage import Stage

HEIGHT, THICKNESS = 1.95, 0.06
"""How high and how thick a wall is drawn, in metres."""

MARGIN = 0.12
"""How far it goes beyond the body to the sides, in metres."""


def wall(stage: Stage) -> list[Shape]:
    """A wall that the body reaches to: ``behind`` (also "") or ``before`` it.

    It stands in the same place in every frame.
    """
    back, front = stage.spread(0)
    far, near = stage.spread(2)
    start = front if stage.use == "before" else back - THICKNESS
    faces = box(
        (start, 0.0, far - MARGIN),
        (start + THICKNESS, HEIGHT, near + MARGIN),
        stage.camera.axes[2],
    )
    return [Shape("wall", face) for face in faces]
