"""From where a picture is seen."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

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
        return _axes(self.azimuth, self.elevation)

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


@lru_cache(maxsize=16)
def _axes(azimuth: float, elevation: float) -> NDArray[np.float64]:
    a, e = math.radians(azimuth), math.radians(elevation)
    axes = np.array(
        [
            [math.cos(a), 0.0, -math.sin(a)],
            [math.sin(e) * math.sin(a), -math.cos(e), math.sin(e) * math.cos(a)],
            [math.cos(e) * math.sin(a), math.sin(e), math.cos(e) * math.cos(a)],
        ]
    )
    # Every part of a picture asks for them, and shares them.
    axes.flags.writeable = False
    return axes
