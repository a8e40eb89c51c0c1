"""The body behind the regions: plaster skin, a cap of hair, light clothes, a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.drawing.body_chart.curve import Bend, curve, path_data
from sijoint.drawing.body_chart.half import half, placed
from sijoint.drawing.body_chart.outline import (
    BACK,
    BACK_DETAILS,
    CLOTHES,
    FINGERS,
    FRONT,
    FRONT_DETAILS,
    PLACES,
    SILHOUETTE,
)
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.element import Element, path

_FRONT_TOP = "collar collar_side axilla belt_top belt_top_middle"
_BACK_TOP = "nape_low collar_side axilla belt_top belt_top_middle"
_BELT = "belt_top_middle belt_top belt_bottom belt_bottom_middle"
_SHORTS = "belt_bottom_middle belt_bottom hem_out hem_in thigh_in crotch"
_FRONT_HAIR = "crown temple hairline"
_BACK_HAIR = "crown temple hair_side hair_low"


def silhouette(view: View) -> tuple[Bend, ...]:
    """The closed outline of the whole body."""
    return half((SILHOUETTE,)).across("crown crotch", view)


def body(view: View) -> Iterator[Element]:
    """What lies behind the regions, the hindmost first; the picture defines ``body``."""
    for look in ("near-outline", "near"):
        yield Element("use", {"href": "#~body"}, look)
    top = _BACK_TOP if view.is_from_behind else _FRONT_TOP
    for corners, look in ((top, "chart-cloth"), (_BELT, "chart-belt"), (_SHORTS, "chart-cloth")):
        yield path(path_data(half(CLOTHES).across(corners, view)), look)
    if view.closer:
        yield path(path_data(_hair(view)), "hair")
    yield path("".join(_details(view)), "chart-detail")


def _hair(view: View) -> tuple[Bend, ...]:
    if view.is_from_behind:
        return half(BACK).across(_BACK_HAIR, view)
    return half(FRONT).across(_FRONT_HAIR, view)


def _details(view: View) -> Iterator[str]:
    lines = BACK_DETAILS if view.is_from_behind else FRONT_DETAILS
    for text in lines + (FINGERS if view.closer else ()):
        bends = curve(text, PLACES).bends
        # A line along the middle is its own mirror image.
        signs = (1,) if all(bend.end[0] == bend.start[0] == 0 for bend in bends) else (1, -1)
        for sign in signs:
            yield path_data(placed(bends, view, sign), is_closed=False)
