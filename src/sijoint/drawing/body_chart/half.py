"""Areas of the half body, placed in a picture on either side or across the middle line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sijoint.drawing.body_chart.curve import Bend, Curve, curve
from sijoint.drawing.body_chart.outline import PLACES
from sijoint.drawing.body_chart.view import FRAMES, WIDTH, View


@dataclass(frozen=True, slots=True)
class Half:
    """The curves of one half of the body.

    Parameters
    ----------
    curves : tuple of Curve
        That share the names of `PLACES`.
    """

    curves: tuple[Curve, ...]

    def ring(self, corners: str, view: View, sign: int) -> tuple[Bend, ...]:
        """The closed outline with these corners, on one side of the picture.

        Parameters
        ----------
        corners : str
            Names in order around the area, parted by blanks.
        view : View
        sign : int
            1 on the right of the picture, -1 on the left.
        """
        names = corners.split()
        return placed(self._along([*names, names[0]]), view, sign)

    def across(self, corners: str, view: View) -> tuple[Bend, ...]:
        """The closed outline that runs through these corners and back through their mirror.

        Parameters
        ----------
        corners : str
            Names in order from the middle line to the middle line, parted by blanks.
        view : View
        """
        bends = self._along(corners.split())
        back = [bend.turned() for bend in reversed(bends)]
        return placed(bends, view, 1) + placed(back, view, -1)

    def _along(self, names: list[str]) -> list[Bend]:
        return [bend for start, end in pairwise(names) for bend in self._between(start, end)]

    def _between(self, start: str, end: str) -> tuple[Bend, ...]:
        """The shortest way: some points are joined by the silhouette and by an inner curve."""
        ways = [c.between(start, end) for c in self.curves if {start, end} <= c.names.keys()]
        return min(ways, key=len)


def placed(bends: Iterable[Bend], view: View, sign: int) -> tuple[Bend, ...]:
    """Pieces where they stand in a picture; `sign` is 1 on its right, -1 on its left."""
    frame = FRAMES[view]
    return tuple(bend.placed(WIDTH / 2, frame.top, frame.scale, sign) for bend in bends)


@cache
def half(texts: tuple[str, ...]) -> Half:
    """The half body that these curves describe."""
    return Half(tuple(curve(text, PLACES) for text in texts))
