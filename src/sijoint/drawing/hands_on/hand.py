"""An examiner's hand: palm, fingers and thumb, and a part of the forearm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.outline import Cuts, Points, around
from sijoint.drawing.skeleton import UP, Vector

Row = tuple[float, float, float, float]

PALM: Sequence[Row] = (
    (-0.075, 0.0, 0.026, 0.022),
    (-0.045, 0.0, 0.036, 0.020),
    (0.000, 0.0, 0.043, 0.017),
    (0.035, 0.0, 0.042, 0.014),
)
"""Cuts of a hand laid flat: along the fingers from where it presses, to the thumb's side, half
the breadth and half the thickness; in metres."""

FINGERS: Sequence[Sequence[Row]] = tuple(
    (
        (0.025, root, 0.010, 0.012),
        (0.070, root + lean / 2, 0.0095, 0.011),
        (tip, root + lean, 0.0075, 0.008),
    )
    for root, lean, tip in (
        (0.032, 0.012, 0.100),
        (0.011, 0.004, 0.116),
        (-0.010, -0.004, 0.108),
        (-0.031, -0.012, 0.085),
    )
)
THUMB: Sequence[Row] = (
    (-0.045, 0.024, 0.015, 0.014),
    (-0.015, 0.056, 0.012, 0.012),
    (0.025, 0.072, 0.009, 0.009),
)
FIST: Sequence[Row] = (
    (-0.165, 0.0, 0.026, 0.024),
    (-0.145, 0.0, 0.038, 0.030),
    (-0.110, 0.0, 0.043, 0.034),
    (-0.078, 0.0, 0.034, 0.030),
)
"""Cuts of a closed hand whose thumb or finger presses, or that taps with its end."""

PRESSING: Sequence[Row] = (
    (-0.110, 0.030, 0.015, 0.015),
    (-0.055, 0.016, 0.013, 0.013),
    (-0.030, 0.006, 0.0125, 0.0125),
    (-0.008, 0.0, 0.010, 0.010),
)
AHEAD = {"fist": 0.09, "brush": -0.09, "heel": 0.045}
"""How far a hand lies ahead: a fist taps with its side, holds a brush by its handle, and the heel
of a hand is behind its middle."""

SEAMS = (0.022, 0.0, -0.021)
"""Where lines part the fingers: to the thumb's side, in metres."""

FLAT_SEAM, FIST_SEAM = (0.040, 0.095), (-0.115, -0.080)
"""From where to where they run along the hand, in metres."""

CURL = 0.085
"""Radius of the limb round which a hand grips, in metres."""

STEEP = 0.75
"""How steeply a thumb stands on the skin, against how far it lies along it."""

FOREARM = ((0.0, 0.024), (0.5, 0.031), (1.0, 0.036))
"""Part of its length from the wrist, and its radius in metres."""

REACH = 0.15
"""Of the forearm that is drawn, in metres."""

RISES = {"flat": 0.9, "grip": 0.9, "heel": 4.0}
"""How steeply the forearm rises from the skin, against how far it goes back; others lie on it."""

BELOW = -0.5
"""A hand whose back looks down more than this lies on the table, and so does the forearm."""


@dataclass(frozen=True, slots=True)
class Hand:
    """A hand as a camera sees it, in metres.

    Parameters
    ----------
    outlines : list of array of shape (n, 2)
        The forearm first.
    seams : list of array of shape (n, 2)
        The lines between its fingers.
    """

    outlines: list[Points]
    seams: list[Points]


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a hand lies: where it presses, along the fingers, to the thumb, off the skin."""

    at: Vector
    along: Vector
    aside: Vector
    out: Vector
    curl: float

    def placed(self, x: float, z: float, off: float) -> Vector:
        """A place along the hand, to its thumb's side and off the skin."""
        if not self.curl or x < 0:
            return self.at + x * self.along + z * self.aside + off * self.out
        # Ahead of where it presses the hand follows a round limb.
        angle = x / self.curl
        along = self.curl * np.sin(angle) * self.along
        sunk = self.curl * (1 - np.cos(angle)) * self.out
        lifted = np.cos(angle) * self.out + np.sin(angle) * self.along
        return np.asarray(self.at + along - sunk + z * self.aside + off * lifted)


def hand(kind: str, at: Vector, fingers: Vector, outward: Vector, camera: Camera) -> Hand:
    """A hand as a camera sees it.

    Parameters
    ----------
    kind : str
        ``flat``; ``heel`` of the hand; ``grip`` round a limb; ``thumb`` for a closed hand with
        one finger; ``fist``; ``brush`` for a fist round a handle.
    at : array of shape (3,)
        Where it presses.
    fingers, outward : array of shape (3,)
        Where the fingers point, and away from the body; of any length, not parallel.
    camera : Camera
    """
    out = outward / np.linalg.norm(outward)
    along = _unit(fingers - (fingers @ out) * out)
    if kind in ("thumb", "fist"):
        along, out = _unit(along - STEEP * out), _unit(out + STEEP * along)
    at = at + AHEAD.get(kind, 0.0) * along
    frame = _Frame(at, along, np.cross(along, out), out, CURL if kind == "grip" else 0.0)
    parts, (first, last) = {
        "thumb": ((FIST, PRESSING), FIST_SEAM),
        "brush": ((FIST,), FIST_SEAM),
        "fist": ((FIST,), FIST_SEAM),
    }.get(kind, ((PALM, THUMB, *FINGERS), FLAT_SEAM))
    wrist = frame.placed(parts[0][0][0], 0.0, parts[0][0][3])
    is_rising = kind in RISES and float(out @ UP) > BELOW
    back = _unit((RISES[kind] if is_rising else 0.0) * out - along)
    top = 2 * parts[0][-1][3]
    seams = [
        np.array([frame.placed(x, z, top) for x in np.linspace(first, last, 3)]) for z in SEAMS
    ]
    return Hand(
        [_forearm(wrist, back, camera), *(_ribbon(frame, rows, camera) for rows in parts)],
        [camera.seen(seam)[:, :2] for seam in seams],
    )


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector))


def _forearm(wrist: Vector, back: Vector, camera: Camera) -> Points:
    middles = np.array([wrist + share * REACH * back for share, _ in FOREARM])
    nothing = np.zeros((len(FOREARM), 2))
    radii = np.array([radius for _, radius in FOREARM])
    return around(Cuts(camera.seen(middles)[:, :2], nothing, nothing, radii))


def _ribbon(frame: _Frame, rows: Sequence[Row], camera: Camera) -> Points:
    places = np.array([frame.placed(x, z, thick) for x, z, _, thick in rows])
    broad = np.array([half * frame.aside for *_, half, _ in rows])
    thick = np.array([half * frame.out for *_, half in rows])
    middles, first, second = (camera.seen(row)[:, :2] for row in (places, broad, thick))
    return around(Cuts(middles, first, second, np.zeros(len(rows))))
