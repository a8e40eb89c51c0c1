"""What of the body touches what: where the lowest points are, and placing a body on them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.flesh import Body, Flesh
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import DOWN, Skeleton

TOLERANCE = 0.005
"""How far a part may be from what it touches, in metres."""

SUPPORTS = {
    "floor": 0.0,
    "chair": 0.40,
    "bench": 0.40,
    "step": 0.15,
    "table": 0.74,
    "pillow": 0.07,
    "saddle": 0.90,
}
"""Heights of what people lie, sit, stand and lean on, in metres."""

TRUNK = {"pelvis": (0, 2), "back": (4, 5), "chest": (4, 5), "side": (4, 5), "upper_back": (5, 6)}
"""First and last of the cuts by which the trunk touches."""


class ImpossibleFrameError(ValueError):
    """A pose whose parts cannot touch what they should; `str()` says which and by how much."""


def touching(flesh: Body, contact: str) -> Flesh:
    """The part of the body that a contact is about.

    Parameters
    ----------
    flesh : Body
    contact : str
        Such as ``right_foot``, ``left_knee``, ``right_hand``, ``left_forearm``, ``pelvis``,
        ``back``, ``upper_back``, ``chest``, ``head`` or ``side``.

    Raises
    ------
    KeyError
        If there is no such contact.
    """
    side, _, limb = contact.partition("_")
    if limb == "foot":
        return flesh.foot(Side(side))
    if limb == "knee":
        return flesh.limb(Side(side), "shank").between(0, 0)
    if limb in ("hand", "forearm"):
        return flesh.limb(Side(side), limb)
    if contact == "head":
        return flesh.head(body.HEAD_SLICES)
    return flesh.trunk().between(*TRUNK[contact])


def lowest(flesh: Body, contact: str) -> float:
    """The height of the lowest point of what a contact is about, in metres."""
    return -touching(flesh, contact).reach(DOWN)


def place(
    skeleton: Skeleton,
    contacts: Mapping[str, float],
    *,
    is_pregnant: bool = False,
    air: float = 0.0,
) -> Skeleton:
    """Lift or lower a body so that it touches what it should.

    Parameters
    ----------
    skeleton : Skeleton
    contacts : mapping of str to float
        What touches, and how high it is, in metres; empty for a body in the air.
    is_pregnant : bool
    air : float
        How high the lowest point is where nothing touches, in metres.

    Raises
    ------
    ImpossibleFrameError
        If the contacts cannot all touch within `TOLERANCE`.
    """
    flesh = Body(skeleton, is_pregnant=is_pregnant)
    if not contacts:
        bottom = -max(part.reach(DOWN) for _, part in flesh.parts())
        return skeleton.moved(np.array([0.0, air - bottom, 0.0]))
    gaps = {name: height - lowest(flesh, name) for name, height in contacts.items()}
    high, low = max(gaps.values()), min(gaps.values())
    if high - low > 2 * TOLERANCE:
        worst = max(gaps, key=lambda name: abs(gaps[name] - (high + low) / 2))
        raise ImpossibleFrameError(
            f"contacts {', '.join(contacts)} miss what they touch: {worst} by"
            f" {1000 * (high - low) / 2:.0f} mm; allowed are {1000 * TOLERANCE:.0f}"
        )
    return skeleton.moved(np.array([0.0, (high + low) / 2, 0.0]))


def settle(skeleton: Skeleton, contacts: Mapping[str, float]) -> Skeleton:
    """Lift or lower a body so that it touches as well as it can, and sinks into nothing.

    Parameters
    ----------
    skeleton : Skeleton
    contacts : mapping of str to float
        What touches, and how high it is, in metres; at least one.
    """
    flesh = Body(skeleton)
    gaps = [height - lowest(flesh, name) for name, height in contacts.items()]
    return skeleton.moved(np.array([0.0, max(gaps), 0.0]))
