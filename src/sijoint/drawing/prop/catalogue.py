"""Every thing by the name that the evidence uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sijoint.drawing.prop.ball import ball
from sijoint.drawing.prop.band import band
from sijoint.drawing.prop.belt import belt
from sijoint.drawing.prop.bench import bench
from sijoint.drawing.prop.bike import bike
from sijoint.drawing.prop.brush import brush
from sijoint.drawing.prop.card import card
from sijoint.drawing.prop.chair import chair
from sijoint.drawing.prop.clock import clock
from sijoint.drawing.prop.ground import floor, mat
from sijoint.drawing.prop.pillow import pillow
from sijoint.drawing.prop.pool import pool
from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.sign import breath, draw_in, lift, scan
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.prop.step import step
from sijoint.drawing.prop.stick import stick
from sijoint.drawing.prop.table import table
from sijoint.drawing.prop.wall import wall
from sijoint.drawing.prop.wedge import wedge
from sijoint.drawing.prop.weight import weight

THINGS: Mapping[str, Callable[[Stage], list[Shape]]] = {
    "floor": floor,
    "mat": mat,
    "bench": bench,
    "step": step,
    "wall": wall,
    "weight": weight,
    "table": table,
    "stick": stick,
    "belt": belt,
    "ball": ball,
    "brush": brush,
    "card": card,
    "chair": chair,
    "clock": clock,
    "pillow": pillow,
    "breath": breath,
    "draw_in": draw_in,
    "lift": lift,
    "scan": scan,
    "wedge": wedge,
    "band": band,
    "bike": bike,
    "pool": pool,
}
"""Each gives its shapes in one frame, the farthest first."""
