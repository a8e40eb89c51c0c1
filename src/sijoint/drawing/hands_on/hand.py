"""An examiner's hand: a mitten with a thumb and a part of the forearm."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.outline import Cuts, Points, around
from sijoint.drawing.skeleton import UP, Vector

Row = tuple[float, float, float, float]

FLAT: Sequence[Row] = (
    (-0.075, 0.0, 0.026, 0.022),
    (-0.045, 0.0, 0.034, 0.020),
    (0.000, 0.0, 0.042, 0.017),
    (0.040, 0.0, 0.041, 0.014),
    (0.085, 0.0, 0.034, 0.011),
    (0.112, 0.0, 0.018, 0.008),
)
"""Cuts of a hand laid flat: along the fingers from where it presses, to the thumb's side, half
the breadth and half the thickness; in metres."""

THUMB: Sequence[Row] = (
    (-0.040, 0.026, 0.014, 0.013),
    (-0.010, 0.052, 0.012, 0.011),
    (0.030, 0.064, 0.009, 0.009),
)
FIST: Sequence[Row] = (
    (-0.135, 0.0, 0.026, 0.024),
    (-0.115, 0.0, 0.036, 0.030),
    (-0.085, 0.0, 0.040, 0.034),
    (-0.055, 0.0, 0.030, 0.028),
)
"""Cuts of a closed hand whose one finger presses."""

FINGER: Sequence[Row] = (
    (-0.070, 0.0, 0.013, 0.013),
    (-0.040, 0.0, 0.012, 0.012),
    (-0.010, 0.0, 0.009, 0.009),
)
FOREARM = ((0.0, 0.024), (0.5, 0.031), (1.0, 0.036))
"""Part of its length from the wrist, and its radius in metres."""

REACH = 0.15
"""Of the forearm that is drawn, in metres."""

RISE = 0.9
"""How steeply the forearm rises from the skin, against how far it goes back."""

BELOW = -0.5
"""A hand whose back looks down more than this lies on the table, and so does the forearm."""


def hand(kind: str, at: Vector, fingers: Vector, outward: Vector, camera: Camera) -> list[Points]:
    """The outlines of a hand as a camera sees it, in metres; the forearm first.

    Parameters
    ----------
    kind : str
        ``flat``, or ``thumb`` for a closed hand with one finger.
    at : array of shape (3,)
        Where it presses.
    fingers, outward : array of shape (3,)
        Where the fingers point, and away from the body; of any length, not parallel.
    camera : Camera
    """
    out = outward / np.linalg.norm(outward)
    along = fingers - (fingers @ out) * out
    along = along / np.linalg.norm(along)
    if kind == "thumb":
        # The finger stands on the skin: half along it, half away from it.
        along, out = _unit(along - 0.55 * out), _unit(out + 0.55 * along)
        parts = (FIST, FINGER)
    else:
        parts = (FLAT, THUMB)
    aside = np.cross(along, out)
    wrist = at + parts[0][0][0] * along + parts[0][0][3] * out
    is_rising = kind == "flat" and float(out @ UP) > BELOW
    back = _unit((RISE if is_rising else 0.0) * out - along)
    return [
        _forearm(wrist, back, camera),
        *(_ribbon(at, rows, along, aside, out, camera) for rows in parts),
    ]


def _unit(vector: Vector) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector))


def _forearm(wrist: Vector, back: Vector, camera: Camera) -> Points:
    middles = np.array([wrist + share * REACH * back for share, _ in FOREARM])
    nothing = np.zeros((len(FOREARM), 2))
    radii = np.array([radius for _, radius in FOREARM])
    return around(Cuts(camera.seen(middles)[:, :2], nothing, nothing, radii))


def _ribbon(
    at: Vector, rows: Sequence[Row], along: Vector, aside: Vector, out: Vector, camera: Camera
) -> Points:
    places = np.array([at + x * along + z * aside + thick * out for x, z, _, thick in rows])
    broad = np.array([half * aside for *_, half, _ in rows])
    thick = np.array([half * out for *_, half in rows])
    middles, first, second = (camera.seen(row)[:, :2] for row in (places, broad, thick))
    return around(Cuts(middles, first, second, np.zeros(len(rows))))
