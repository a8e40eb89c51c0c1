"""The mannequin as a camera sees it: the outlines of its limbs, trunk and head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.anthropometry import Section, Slice
from sijoint.drawing.camera import Camera
from sijoint.drawing.flesh import Body, Flesh
from sijoint.drawing.outline import Cuts, Points, around
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, Skeleton

SIDED = 0.4
"""How far the line between the hips must point to the viewer for one side to be the near one."""

SHORTS = 0.52
"""Part of the thigh that the shorts cover."""

SHORTS_EASE = 0.005
HAIR_EASE = 0.004
"""How far cloth stands off the leg, and hair off the head, in metres."""

IN_FRONT = 0.08
"""How much nearer than the trunk an arm or a head is that is drawn before it, in metres."""

FACING = 0.75
"""From here on a face is seen from the front, and from behind below minus this."""

NOSE = (
    (0.090, 0.002, 0.004),
    (0.098, -0.030, 0.012),
    (0.094, -0.042, 0.004),
    (0.094, -0.043, -0.006),
)
"""From between the eyes to below the tip, from the middle of the head."""

FRINGE, NAPE = 0.03, -0.065
HAIRLINE = {
    -0.060: -0.060,
    -0.040: -0.055,
    -0.016: -0.040,
    0.006: -0.030,
    0.034: 0.012,
    0.064: 0.064,
}
"""How far forward the hair reaches, by height above the middle of the head, in metres."""


class View(StrEnum):
    """From where a head is seen."""

    FRONT = "front"
    SIDE = "side"
    BACK = "back"


class Mannequin:
    """A posed body as a camera sees it; outlines in metres, to the right and down.

    Parameters
    ----------
    skeleton : Skeleton
    camera : Camera
    is_pregnant : bool
        Whether the belly is that of late pregnancy.
    """

    def __init__(self, skeleton: Skeleton, camera: Camera, *, is_pregnant: bool = False) -> None:
        self.skeleton = skeleton
        self.camera = camera
        self.flesh = Body(skeleton, is_pregnant=is_pregnant)
        self._axes = camera.axes

    @property
    def near(self) -> Side | None:
        """The side towards the viewer; None when seen from the front or from behind."""
        towards = float(self._axes[2] @ self.skeleton.turns["hips"] @ RIGHTWARD)
        if abs(towards) < SIDED:
            return None
        return Side.RIGHT if towards > 0 else Side.LEFT

    @property
    def facing(self) -> float:
        """How far the face looks to the viewer: 1 straight, -1 away."""
        return float(self._axes[2] @ self.skeleton.turns["head"] @ FORWARD)

    def leg(self, side: Side) -> tuple[Points, ...]:
        """Thigh, shank and foot."""
        limbs = (self.flesh.limb(side, name) for name in ("thigh", "shank"))
        return tuple(self._seen(part) for part in (*limbs, self.flesh.foot(side)))

    def arm(self, side: Side) -> tuple[Points, ...]:
        """Upper arm, forearm and hand."""
        names = ("upper_arm", "forearm", "hand")
        return tuple(self._seen(self.flesh.limb(side, name)) for name in names)

    def shorts(self, side: Side) -> Points:
        """What the shorts cover of a thigh."""
        sections = _shorts_sections()
        row = self.flesh.along(f"{side}_thigh", f"{side}_hip", f"{side}_knee", sections)
        # Cloth ends straight: without the round end below the hem.
        return np.delete(self._seen(row), len(sections), axis=0)

    def trunk(self) -> Points:
        """The trunk from the seat to the base of the neck."""
        return self._seen(self.flesh.trunk())

    def head(self) -> tuple[Points, Points]:
        """The neck, and the head with nose and chin."""
        return self._seen(self.flesh.neck()), self._seen(self.flesh.head(body.HEAD_SLICES))

    @property
    def view(self) -> View:
        """From where the head is seen."""
        if abs(self.facing) <= FACING:
            return View.SIDE
        return View.FRONT if self.facing > 0 else View.BACK

    def hair(self, view: View) -> Points:
        """The cap of hair, as far as it is seen from there."""
        return self._seen(self.flesh.head(_hair_slices(view)))

    def nose(self) -> Points:
        """The ridge of the nose, for a face that looks to the viewer."""
        head, turn = self.skeleton.joints["head"], self.skeleton.turns["head"]
        return (head + np.array(NOSE) @ turn.T) @ self._axes[:2].T

    def is_before_trunk(self, joints: Iterable[str]) -> bool:
        """Whether joints lie clearly nearer to the viewer than the trunk, in the middle."""
        return self._depth(joints) - self._depth(("pelvis", "neck")) > IN_FRONT

    def is_behind_trunk(self, joints: Iterable[str]) -> bool:
        """Whether joints lie clearly farther from the viewer than the trunk, in the middle."""
        return self._depth(("pelvis", "neck")) - self._depth(joints) > IN_FRONT

    def _depth(self, joints: Iterable[str]) -> float:
        places = [self.skeleton.joints[joint] for joint in joints]
        return float(np.mean(places, axis=0) @ self._axes[2])

    def _seen(self, flesh: Flesh) -> Points:
        seen = np.array([flesh.middles, flesh.first, flesh.second]) @ self._axes[:2].T
        middles, first, second = seen
        return around(Cuts(middles, first, second, flesh.radii))


@cache
def _shorts_sections() -> Sequence[Section]:
    """The cuts of the thigh under the shorts, and one at the hem."""
    above = [cut for cut in body.THIGH_SECTIONS if cut.at < SHORTS]
    last, below = above[-1], body.THIGH_SECTIONS[len(above)]
    part = (SHORTS - last.at) / (below.at - last.at)
    hem = Section(SHORTS, last.radius + part * (below.radius - last.radius), last.forward)
    return tuple(replace(cut, radius=cut.radius + SHORTS_EASE) for cut in (*above, hem))


@cache
def _hair_slices(view: View) -> Sequence[Slice]:
    """The slices of the head that the hair covers, as seen from there."""
    lowest = FRINGE if view is View.FRONT else NAPE
    slices = tuple(_eased(cut) for cut in body.HEAD_SLICES if cut.at > lowest)
    return tuple(map(_haired, slices)) if view is View.SIDE else slices


def _eased(cut: Slice) -> Slice:
    return Slice(cut.at, cut.front + HAIR_EASE, cut.back + HAIR_EASE, cut.half_breadth + HAIR_EASE)


def _haired(cut: Slice) -> Slice:
    """A slice of the head up to the hairline, as seen from the side."""
    return replace(cut, front=min(cut.front, HAIRLINE.get(cut.at, cut.front)))
