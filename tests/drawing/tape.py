"""How low each part of a posed body reaches, worked out apart from the drawing code.

Round parts are spheres along the bones; trunk, head and feet are ovals, whose lowest points are
found by trying many directions around each cut rather than by a formula.
"""

from __future__ import annotations

import numpy as np

from sijoint.drawing.flesh import Body

AROUND = np.linspace(0, 2 * np.pi, 721)


def bottoms(flesh):
    """The height of the lowest point of each cut, by trial around it."""
    circle = np.stack([np.cos(AROUND), np.sin(AROUND)], axis=1)
    rows = zip(flesh.middles, flesh.first, flesh.second, flesh.radii, strict=True)
    return [
        float(np.min((middle + circle @ np.array([first, second]))[:, 1])) - radius
        for middle, first, second, radius in rows
    ]


def lowest_points(skeleton):
    """The height of the lowest point of every part, by name."""
    return {name: min(bottoms(flesh)) for name, flesh in Body(skeleton).parts()}


def lowest_point(skeleton, contact):
    """The height of the lowest point of what a contact is about."""
    body = Body(skeleton)
    side, _, limb = contact.partition("_")
    if limb == "foot":
        return min(bottoms(body.foot(side)))
    if limb == "knee":
        knee = skeleton.joints[contact]
        return float(knee[1]) - 0.059
    if limb in ("hand", "forearm"):
        return min(bottoms(body.limb(side, limb)))
    if contact == "head":
        return lowest_points(skeleton)["head"]
    cuts = bottoms(body.trunk())
    first, last = {"pelvis": (0, 2), "upper_back": (5, 6)}.get(contact, (4, 5))
    return min(cuts[first : last + 1])
