"""From where a picture is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Camera:
    """A view without perspective.

    Parameters
    ----------
    azimuth : float
        Degrees from the side view: 0 sees the right side of a person who stands, 90 the
        front, -90 the back.
    elevation : float
        Degrees above the horizon, below 90.
    """

    azimuth: float = 0.0
    elevation: float = 0.0

    @property
    def axes(self) -> NDArray[np.float64]:
        """Rows: what lies to the right of the picture, downwards, and towards the viewer."""
        a, e = math.radians(self.azimuth), math.radians(self.elevation)
        return np.array(
            [
                [math.cos(a), 0.0, -math.sin(a)],
                [math.sin(e) * math.sin(a), -math.cos(e), math.sin(e) * math.cos(a)],
                [math.cos(e) * math.sin(a), math.sin(e), math.cos(e) * math.cos(a)],
            ]
        )

    def seen(self, places: NDArray[np.float64]) -> NDArray[np.float64]:
        """Places as seen: right, down and towards the viewer, in metres.

        Parameters
        ----------
        places : array of shape (..., 3)

        Returns
        -------
        array of shape (..., 3)
        """
        return places @ self.axes.T
