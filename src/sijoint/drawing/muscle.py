"""Where the working muscles lie under the skin, and their glow."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.outline import Points
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, Skeleton, Vector

HIDDEN = -0.22
"""A patch that faces away from the viewer more than this is not seen."""

EASE = 1.25
"""How much larger a glow is than the surface of its muscle."""

CLOSEST = 0.017
"""Between two fibres, in metres as seen."""

RING = 8
"""Points of a glow's outline."""


@dataclass(frozen=True, slots=True)
class Patch:
    """A muscle's surface: an oval on a segment.

    Parameters
    ----------
    segment : str
        ``trunk`` or a limb's segment, such as ``thigh``.
    at : float
        Along the segment: of the trunk from the hips up, of a limb from its upper end down.
    forward, outward : float
        Beside the segment's line, in metres; outward is to the muscle's own side.
    length, breadth : float
        Half axes, along the segment and across it, in metres.
    lean : float
        Degrees by which its fibres leave the line of the segment, outward and up.
    """

    segment: str
    at: float
    forward: float
    outward: float
    length: float
    breadth: float
    lean: float = 0.0


MUSCLES: Mapping[str, Patch] = {
    "gluteus maximus": Patch("trunk", -0.03, -0.085, 0.10, 0.100, 0.085, 50),
    "gluteus medius": Patch("trunk", 0.13, -0.015, 0.145, 0.070, 0.062, 15),
    "gluteus minimus": Patch("trunk", 0.10, 0.010, 0.150, 0.050, 0.045, -10),
    "deep hip rotators": Patch("trunk", 0.03, -0.095, 0.085, 0.045, 0.070, 75),
    "piriformis": Patch("trunk", 0.06, -0.085, 0.08, 0.035, 0.075, 70),
    "iliopsoas": Patch("trunk", 0.08, 0.085, 0.075, 0.095, 0.045, -15),
    "hip flexors": Patch("trunk", 0.06, 0.085, 0.080, 0.080, 0.045, -10),
    "pelvic floor": Patch("trunk", -0.165, -0.010, 0.030, 0.022, 0.075, 90),
    "quadriceps": Patch("thigh", 0.55, 0.055, 0.020, 0.150, 0.055),
    "rectus femoris": Patch("thigh", 0.48, 0.065, 0.010, 0.160, 0.038),
    "hamstrings": Patch("thigh", 0.55, -0.055, 0.010, 0.150, 0.050),
    "adductors": Patch("thigh", 0.36, 0.010, -0.060, 0.130, 0.050),
    "calf": Patch("shank", 0.28, -0.045, 0.0, 0.100, 0.045),
    "erector spinae": Patch("trunk", 0.45, -0.085, 0.040, 0.180, 0.036),
    "multifidus": Patch("trunk", 0.22, -0.085, 0.035, 0.085, 0.036),
    "quadratus lumborum": Patch("trunk", 0.32, -0.045, 0.090, 0.070, 0.045),
    "latissimus dorsi": Patch("trunk", 0.60, -0.060, 0.115, 0.150, 0.070, 25),
    "trapezius": Patch("trunk", 0.85, -0.080, 0.060, 0.090, 0.060, 20),
    "serratus anterior": Patch("trunk", 0.68, 0.040, 0.140, 0.070, 0.050, 60),
    "external oblique": Patch("trunk", 0.38, 0.045, 0.120, 0.090, 0.060, -35),
    "internal oblique": Patch("trunk", 0.28, 0.060, 0.105, 0.070, 0.055, 35),
    "transversus abdominis": Patch("trunk", 0.26, 0.085, 0.050, 0.070, 0.075, 90),
    "rectus abdominis": Patch("trunk", 0.42, 0.105, 0.035, 0.170, 0.040),
    "diaphragm": Patch("trunk", 0.60, 0.080, 0.060, 0.045, 0.070, 90),
}
"""By the names that the evidence uses."""


@dataclass(frozen=True, slots=True)
class Glow:
    """A working muscle as it is seen; in metres, to the right and down.

    Parameters
    ----------
    outline : array of shape (n, 2)
        Closed.
    fibres : tuple of array of shape (2, 2)
        Lines along the muscle.
    """

    outline: Points
    fibres: tuple[Points, ...]


def visible(
    muscles: Iterable[str], skeleton: Skeleton, camera: Camera, sides: Iterable[Side]
) -> Iterator[tuple[str, Side]]:
    """The muscles that face the viewer, in their order.

    Parameters
    ----------
    muscles : iterable of str
        Keys of `MUSCLES`.
    skeleton : Skeleton
    camera : Camera
    sides : iterable of Side
        On which sides they work.

    Raises
    ------
    KeyError
        If a muscle has no place here.
    """
    sides = tuple(sides)
    for muscle in muscles:
        for side in sides:
            *_, outward = _surface(MUSCLES[muscle], side, skeleton)
            if float(camera.axes[2] @ outward) >= HIDDEN:
                yield muscle, side


def glow(muscle: str, side: Side, skeleton: Skeleton, camera: Camera) -> Glow:
    """A working muscle as it is seen, or would be through the body."""
    patch = MUSCLES[muscle]
    middle, along, outward = _surface(patch, side, skeleton)
    first = along / np.linalg.norm(along)
    second = np.cross(outward, first)
    lean = math.radians(patch.lean) * side.sign
    grain = math.cos(lean) * first + math.sin(lean) * second
    across = np.cross(outward, grain)
    angles = np.linspace(0, 2 * np.pi, RING, endpoint=False)[:, None]
    ring = middle + EASE * np.cos(angles) * patch.length * first
    ring = ring + EASE * np.sin(angles) * patch.breadth * second
    reach = math.hypot(patch.length * math.cos(lean), patch.breadth * math.sin(lean)) * 0.62
    gap = math.hypot(patch.length * math.sin(lean), patch.breadth * math.cos(lean)) * 0.48
    apart = camera.seen(gap * across)[:2]
    if float(np.linalg.norm(apart)) < CLOSEST:
        # Seen from its edge, a muscle shows one fibre: three would be a bar.
        gap = 0.0
    lines = [
        [middle + k * gap * across - reach * grain, middle + k * gap * across + reach * grain]
        for k in (-1, 0, 1)
    ]
    fibres = tuple(camera.seen(np.array(line))[:, :2] for line in lines)
    return Glow(camera.seen(ring)[:, :2], fibres)


def _surface(patch: Patch, side: Side, skeleton: Skeleton) -> tuple[Vector, Vector, Vector]:
    """The middle of a patch, the line of its segment, and the direction outward."""
    start, along, turn = _segment(patch, side, skeleton)
    beside = patch.forward * FORWARD + patch.outward * side.sign * RIGHTWARD
    turned = turn @ beside
    return start + patch.at * along + turned, along, turned / np.linalg.norm(turned)


def _segment(patch: Patch, side: Side, skeleton: Skeleton) -> tuple[Vector, Vector, Vector]:
    """Where a segment starts, its line, and how it is turned."""
    joints, turns = skeleton.joints, skeleton.turns
    if patch.segment == "trunk":
        turn = turns["hips"] if patch.at < 0.2 else turns["lumbar" if patch.at < 0.5 else "thorax"]
        return joints["pelvis"], joints["neck"] - joints["pelvis"], turn
    start, end = {"thigh": ("hip", "knee"), "shank": ("knee", "ankle")}[patch.segment]
    first = joints[f"{side}_{start}"]
    return first, joints[f"{side}_{end}"] - first, turns[f"{side}_{patch.segment}"]
