"""The four pictures of the chart, and where the body stands in each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sijoint.clinical.case import Side
from sijoint.language import message

WIDTH = 800
"""Of every picture, in units of the drawing."""

REACH_PX = 20
"""How far beside the body a tap still counts for the nearest region, in CSS pixels."""


class View(StrEnum):
    """A picture of the chart."""

    BACK = "back"
    FRONT = "front"
    BACK_CLOSER = "back_closer"
    """From the lowest ribs to the knees."""

    FRONT_CLOSER = "front_closer"
    """From the navel to the knees."""

    @property
    def is_from_behind(self) -> bool:
        """Whether the person's back is seen."""
        return self in (View.BACK, View.BACK_CLOSER)

    @property
    def closer(self) -> View | None:
        """The view that shows a part of this one larger; None when it is itself one."""
        return _CLOSER.get(self)

    def sign(self, side: Side) -> int:
        """Where a side of the person is seen: 1 on the right of the picture, -1 on the left."""
        return 1 if (side is Side.LEFT) != self.is_from_behind else -1


_CLOSER = {View.FRONT: View.FRONT_CLOSER, View.BACK: View.BACK_CLOSER}

NAMES = {
    View.BACK: message("Back view"),
    View.FRONT: message("Front view"),
    View.BACK_CLOSER: message("Back view, closer"),
    View.FRONT_CLOSER: message("Front view, closer"),
}
"""What a view is called in a sentence."""

SHORT_NAMES = {
    View.BACK: message("Back"),
    View.FRONT: message("Front"),
    View.BACK_CLOSER: message("Back, closer"),
    View.FRONT_CLOSER: message("Front, closer"),
}
"""What a view is called on a button."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the body stands in a picture.

    Parameters
    ----------
    scale : float
        Units of the picture for one of the outline.
    top : int
        Where the crown is, in units of the picture; negative when it is cut off.
    height : int
        Of the picture without the line of words below it.
    """

    scale: float
    top: int
    height: int


FRAMES = {
    View.BACK: Frame(1, 20, 1310),
    View.FRONT: Frame(1, 20, 1310),
    View.BACK_CLOSER: Frame(2.5, -1050, 1135),
    View.FRONT_CLOSER: Frame(2.5, -1155, 1030),
}
