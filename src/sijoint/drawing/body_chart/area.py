"""The areas of the regions in each view: they tile the body without gaps or overlaps.

Neighbours are bounded by the very same curves, so they fit by construction.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sijoint.drawing.body_chart.curve import Bend
from sijoint.drawing.body_chart.half import Half, half
from sijoint.drawing.body_chart.outline import BACK, FRONT
from sijoint.drawing.body_chart.region import REGIONS, Region
from sijoint.drawing.body_chart.view import View

_BOTH = {
    "shoulder": "collar_side deltoid arm_in axilla",
    "upper_arm": "deltoid elbow_out elbow_in arm_in",
    "forearm": "elbow_out wrist_out wrist_in elbow_in",
    "hand": "wrist_out fingertip wrist_in",
}

FRONT_AREAS = {
    "head": "crown temple jaw chin",
    "neck": "chin jaw collar_side collar",
    **_BOTH,
    "chest": "collar collar_side axilla rib_side breast_low",
    "upper_belly": "breast_low rib_side belt_top belt_top_middle",
    "lower_belly": "belt_top belt_bottom hip_front pubis_corner pubis_top belt_top_middle",
    "groin": "pubis_corner hip_front crease_out crease_in thigh_in",
    "pubic_symphysis": "pubis_top pubis_corner thigh_in crotch",
    "lateral_hip": "belt_bottom fold_side hip_front_low crease_out hip_front",
    "front_thigh": "crease_in crease_out hip_front_low knee_outer knee_inner",
    "inner_thigh": "thigh_in crease_in knee_inner knee_top_in",
    "outer_thigh": "hip_front_low fold_side knee_top_out knee_outer",
    "knee_front": "knee_top_in knee_top_out knee_low_out knee_low_in",
    "shin": "knee_low_in knee_low_out ankle_out ankle_in",
    "foot_top": "ankle_in toe ankle_out",
}
"""Corners of each place seen from the front: a ring, or from the middle line to itself."""

BACK_AREAS = {
    "head": "crown temple jaw nape",
    "neck": "nape jaw collar_side nape_low",
    **_BOTH,
    "upper_back": "nape_low collar_side axilla waist_high back_low_side back_low",
    "low_back": "waist_high belt_top belt_top_side back_low_side",
    "low_back_middle": "back_low back_low_side belt_top_side belt_top_middle",
    "belt_line": "belt_top belt_bottom dimple_top belt_bottom_side belt_top_side",
    "belt_line_middle": "belt_top_middle belt_top_side belt_bottom_side belt_bottom_middle",
    "dimple": "belt_bottom_side dimple_top dimple_low sacrum_side",
    "sacrum": "belt_bottom_middle belt_bottom_side sacrum_side sacrum_low",
    "upper_buttock": "dimple_top belt_bottom hip_high buttock_side dimple_low",
    "lower_buttock": "sacrum_side dimple_low buttock_side fold_out thigh_in",
    "coccyx": "sacrum_low sacrum_side thigh_in crotch",
    "lateral_hip": "buttock_side hip_high fold_side fold_out",
    "outer_thigh": "fold_out fold_side knee_top_out knee_outer thigh_back",
    "back_thigh_upper": "thigh_in fold_out thigh_back hem_in",
    "back_thigh_lower": "hem_in thigh_back knee_outer knee_top_in",
    "knee_back": "knee_top_in knee_top_out knee_low_out knee_low_in",
    "calf": "knee_low_in knee_low_out ankle_out ankle_in",
    "sole": "ankle_in toe ankle_out",
}
"""Corners of each place seen from behind."""

GROUPED = {
    View.FRONT: frozenset(
        {"lower_belly", "groin", "pubic_symphysis", "lateral_hip"}
        | {"front_thigh", "inner_thigh", "outer_thigh"}
    ),
    View.BACK: frozenset(
        {"low_back", "low_back_middle", "belt_line", "belt_line_middle", "dimple", "sacrum"}
        | {"upper_buttock", "lower_buttock", "coccyx", "lateral_hip", "outer_thigh"}
        | {"back_thigh_upper", "back_thigh_lower"}
    ),
}
"""Places that are too small for a finger in a view, and so belong to its closer view."""


@cache
def areas(view: View) -> Mapping[str, tuple[Bend, ...]]:
    """The closed outline of each region that can be chosen in a view, by id, in reading order."""
    table = BACK_AREAS if view.is_from_behind else FRONT_AREAS
    grouped = GROUPED[View.BACK if view.is_from_behind else View.FRONT]
    curves = half(BACK if view.is_from_behind else FRONT)
    return {
        region.id: _area(curves, table[region.place], region, view)
        for region in REGIONS.values()
        if region.place in (table if view.closer else grouped)
    }


def _area(curves: Half, corners: str, region: Region, view: View) -> tuple[Bend, ...]:
    if region.side is None:
        return curves.across(corners, view)
    return curves.ring(corners, view, view.sign(region.side))
