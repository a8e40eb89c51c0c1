"""Every thing by the name that the evidence uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sijoint.drawing.prop.ground import floor, mat
from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.stage import Stage

THINGS: Mapping[str, Callable[[Stage], list[Shape]]] = {
    "floor": floor,
    "mat": mat,
}
"""Each gives its shapes in one frame, the farthest first."""
