"""The body around the bones: oval cuts of every part, in space."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sijoint.drawing import anthropometry as body
from sijoint.drawing.anthropometry import Section, Slice
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Matrix, Skeleton, Vector

Places = NDArray[np.float64]
"""Shape (n, 3), in metres."""


@dataclass(frozen=True, slots=True)
class Flesh:
    """The cuts of a part, in order along it.

    Parameters
    ----------
    middles : array of shape (n, 3)
    first, second : array of shape (n, 3)
        The half axes of ovals; 0 for round cuts.
    radii : array of shape (n,)
        Of round cuts, which look the same from everywhere; 0 for ovals.
    """

    middles: Places
    first: Places
    second: Places
    radii: NDArray[np.float64]

    def reach(self, direction: Vector) -> float:
        """How far the part reaches in a direction of length 1, from the origin."""
        oval = np.hypot(self.first @ direction, self.second @ direction)
        return float(np.max(self.middles @ direction + oval + self.radii))

    def spread(self, direction: Vector) -> tuple[float, float]:
        """From where to where the part reaches along a direction of length 1."""
        return -self.reach(-direction), self.reach(direction)

    def between(self, first: int, last: int) -> Flesh:
        """Some of the cuts, from the first up to the last, the last included."""
        kept = slice(first, last + 1)
        return Flesh(self.middles[kept], self.first[kept], self.second[kept], self.radii[kept])


def joined(parts: Iterable[Flesh]) -> Flesh:
    """The cuts of several parts as one."""
    rows = [(part.middles, part.first, part.second, part.radii) for part in parts]
    return Flesh(*(np.concatenate(column) for column in zip(*rows, strict=True)))


class Body:
    """The flesh of a posed body.

    Parameters
    ----------
    skeleton : Skeleton
    is_pregnant : bool
        Whether the belly is that of late pregnancy.
    """

    def __init__(self, skeleton: Skeleton, *, is_pregnant: bool = False) -> None:
        self.skeleton = skeleton
        self._slices = body.PREGNANT_SLICES if is_pregnant else body.TRUNK_SLICES

    def parts(self) -> Iterator[tuple[str, Flesh]]:
        """Every part by name: trunk, neck, head and, each side, six of leg and arm."""
        yield "trunk", self.trunk()
        yield "neck", self.neck()
        yield "head", self.head(body.HEAD_SLICES)
        for side in Side:
            for name in ("thigh", "shank", "upper_arm", "forearm", "hand"):
                yield f"{side}_{name}", self.limb(side, name)
            yield f"{side}_foot", self.foot(side)

    def whole(self) -> Flesh:
        """The cuts of all parts."""
        return joined(part for _, part in self.parts())

    def limb(self, side: Side, name: str) -> Flesh:
        """A part of an arm or a leg: thigh, shank, upper_arm, forearm or hand."""
        start, end, sections = LIMBS[name]
        return self.along(f"{side}_{name}", f"{side}_{start}", f"{side}_{end}", sections)

    def along(self, turn: str, start: str, end: str, sections: Sequence[Section]) -> Flesh:
        """Round cuts along a bone between two joints."""
        joints = self.skeleton.joints
        forward = self.skeleton.turns[turn] @ FORWARD
        bone = joints[end] - joints[start]
        middles = np.array([joints[start] + s.at * bone + s.forward * forward for s in sections])
        return _round(middles, np.array([s.radius for s in sections]))

    def neck(self) -> Flesh:
        """The neck."""
        return self.along("thorax", "neck", "head_base", body.NECK_SECTIONS)

    def foot(self, side: Side) -> Flesh:
        """The foot from heel to toe."""
        ankle, turn = self.skeleton.joints[f"{side}_ankle"], self.skeleton.turns[f"{side}_foot"]
        rows = body.FOOT_SECTIONS
        middles = np.array([ankle + turn @ (x * FORWARD + y * UP) for x, y, *_ in rows])
        first = np.array([turn @ (height * UP) for *_, height, _ in rows])
        second = np.array([turn @ (breadth * RIGHTWARD) for *_, breadth in rows])
        return Flesh(middles, first, second, np.zeros(len(rows)))

    def trunk(self) -> Flesh:
        """The trunk from the seat to the base of the neck."""
        middles, turns = zip(*(self._spine(cut.at) for cut in self._slices), strict=True)
        slices = map(self._breathing, self._slices) if self.skeleton.belly else self._slices
        return _ovals(tuple(slices), middles, turns)

    def _breathing(self, cut: Slice) -> Slice:
        """A cut of the trunk whose belly rises or is drawn in: most in its middle."""
        share = max(0.0, 1 - abs(cut.at - body.BELLY) / body.BELLY_REACH)
        return replace(cut, front=cut.front + share * self.skeleton.belly)

    def head(self, slices: Sequence[Slice]) -> Flesh:
        """The head, or what some of its slices show."""
        head, turn = self.skeleton.joints["head"], self.skeleton.turns["head"]
        return _ovals(slices, [head + turn @ (cut.at * UP) for cut in slices], [turn] * len(slices))

    def _spine(self, at: float) -> tuple[Vector, Matrix]:
        """The place on the spine so far from the pelvis, and how the trunk is turned there."""
        name, start = next((link for link in LINKS if at > link[1]), LINKS[-1])
        turn = self.skeleton.turns[name]
        place = self.skeleton.joints[name] + turn @ ((at - start) * UP)
        # A pelvis that is raised on one side tilts its cuts; the rest of the trunk stays.
        return place, self.skeleton.turns["hips"] if name == "pelvis" else turn


LINKS = (
    ("thorax", (body.PELVIS + body.LUMBAR) * body.TRUNK),
    ("lumbar", body.PELVIS * body.TRUNK),
    ("pelvis", 0.0),
)
"""The links of the spine from the top, and where they start above the hips, in metres."""

LIMBS = {
    "thigh": ("hip", "knee", body.THIGH_SECTIONS),
    "shank": ("knee", "ankle", body.SHANK_SECTIONS),
    "upper_arm": ("shoulder", "elbow", body.UPPER_ARM_SECTIONS),
    "forearm": ("elbow", "wrist", body.FOREARM_SECTIONS),
    "hand": ("wrist", "fingertip", body.HAND_SECTIONS),
}
"""Joints at both ends, and the cuts between them."""


def _round(middles: Places, radii: NDArray[np.float64]) -> Flesh:
    nothing = np.zeros_like(middles)
    return Flesh(middles, nothing, nothing, radii)


def _ovals(slices: Sequence[Slice], middles: Sequence[Vector], turns: Sequence[Matrix]) -> Flesh:
    sizes = np.array([(cut.front, cut.back, cut.half_breadth) for cut in slices])
    front, back, half_breadth = (column[:, None] for column in sizes.T)
    turned = np.array(turns)
    forward, rightward = turned @ FORWARD, turned @ RIGHTWARD
    places = np.array(middles) + (front - back) / 2 * forward
    first, second = (front + back) / 2 * forward, half_breadth * rightward
    return Flesh(places, first, second, np.zeros(len(slices)))
