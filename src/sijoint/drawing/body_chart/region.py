"""The regions of the chart: what they are called, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

from sijoint.clinical.case import Side
from sijoint.language import message


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the body that can be chosen.

    Parameters
    ----------
    id : str
        `place`, with ``_left`` or ``_right`` when it is on one side.
    place : str
        The id without the side.
    side : Side or None
        The person's own side; None on the middle line.
    name : str
        In plain English, for people in pain.
    """

    id: str
    place: str
    side: Side | None
    name: str


@dataclass(frozen=True, slots=True)
class RegionGroup:
    """Regions that stand together in a list.

    Parameters
    ----------
    name : str
        The heading.
    regions : tuple of Region
        In reading order, left before right.
    """

    name: str
    regions: tuple[Region, ...]


def _middle(place: str, name: str) -> tuple[Region, ...]:
    return (Region(place, place, None, name),)


def _sides(place: str, left: str, right: str) -> tuple[Region, ...]:
    return (
        Region(f"{place}_left", place, Side.LEFT, left),
        Region(f"{place}_right", place, Side.RIGHT, right),
    )


def _group(name: str, *regions: tuple[Region, ...]) -> RegionGroup:
    return RegionGroup(name, tuple(chain.from_iterable(regions)))


GROUPS = (
    _group(
        message("Head and neck"),
        _middle("head", message("Head")),
        _middle("neck", message("Neck")),
    ),
    _group(
        message("Shoulders, arms and hands"),
        _sides("shoulder", message("Left shoulder"), message("Right shoulder")),
        _sides("upper_arm", message("Left upper arm"), message("Right upper arm")),
        _sides("forearm", message("Left forearm"), message("Right forearm")),
        _sides("hand", message("Left hand"), message("Right hand")),
    ),
    _group(
        message("Chest, upper back and upper belly"),
        _sides("chest", message("Left side of the chest"), message("Right side of the chest")),
        _sides("upper_back", message("Left upper back"), message("Right upper back")),
        _middle("upper_belly", message("Upper belly")),
    ),
    _group(
        message("Low back"),
        _sides(
            "low_back",
            message("Low back above the belt line, left"),
            message("Low back above the belt line, right"),
        ),
        _middle("low_back_middle", message("Low back above the belt line, over the spine")),
        _sides(
            "belt_line",
            message("Low back at the belt line, left"),
            message("Low back at the belt line, right"),
        ),
        _middle("belt_line_middle", message("Low back at the belt line, over the spine")),
    ),
    _group(
        message("Dimples and buttocks"),
        _sides("dimple", message("Left, at the dimple"), message("Right, at the dimple")),
        _middle("sacrum", message("In the middle, between the dimples")),
        _sides(
            "upper_buttock",
            message("Left buttock, upper part"),
            message("Right buttock, upper part"),
        ),
        _sides(
            "lower_buttock",
            message("Left buttock, lower part"),
            message("Right buttock, lower part"),
        ),
        _middle("coccyx", message("Tailbone")),
    ),
    _group(
        message("Lower belly, groin and hips"),
        _sides("lower_belly", message("Lower belly, left"), message("Lower belly, right")),
        _sides("groin", message("Left groin"), message("Right groin")),
        _middle("pubic_symphysis", message("Bone at the front of the pelvis")),
        _sides(
            "lateral_hip",
            message("Outside of the left hip"),
            message("Outside of the right hip"),
        ),
    ),
    _group(
        message("Thighs and knees"),
        _sides(
            "front_thigh",
            message("Front of the left thigh"),
            message("Front of the right thigh"),
        ),
        _sides(
            "inner_thigh",
            message("Inside of the left thigh"),
            message("Inside of the right thigh"),
        ),
        _sides(
            "outer_thigh",
            message("Outside of the left thigh"),
            message("Outside of the right thigh"),
        ),
        _sides(
            "back_thigh_upper",
            message("Back of the left thigh, upper half"),
            message("Back of the right thigh, upper half"),
        ),
        _sides(
            "back_thigh_lower",
            message("Back of the left thigh, lower half"),
            message("Back of the right thigh, lower half"),
        ),
        _sides("knee_front", message("Front of the left knee"), message("Front of the right knee")),
        _sides("knee_back", message("Back of the left knee"), message("Back of the right knee")),
    ),
    _group(
        message("Lower legs and feet"),
        _sides("shin", message("Left shin"), message("Right shin")),
        _sides("calf", message("Left calf"), message("Right calf")),
        _sides("foot_top", message("Top of the left foot"), message("Top of the right foot")),
        _sides(
            "sole",
            message("Heel or sole of the left foot"),
            message("Heel or sole of the right foot"),
        ),
    ),
)
"""All regions, head to foot."""

REGIONS = {region.id: region for group in GROUPS for region in group.regions}
"""By id, in reading order."""


def region_groups(say: Callable[[str], str] = str) -> tuple[RegionGroup, ...]:
    """The regions with their names in a language, for a list of checkboxes.

    Parameters
    ----------
    say : callable
        From an English text to the text of the page.

    Returns
    -------
    tuple of RegionGroup
        Head to foot; left before right, and the middle after both sides.
    """
    return tuple(
        RegionGroup(
            say(group.name),
            tuple(Region(r.id, r.place, r.side, say(r.name)) for r in group.regions),
        )
        for group in GROUPS
    )
