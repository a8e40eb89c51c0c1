"""Layers of a picture of a body: what is drawn over what, and with which look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.drawing.element import Element, group
from sijoint.drawing.mannequin import Mannequin
from sijoint.drawing.muscle import glows
from sijoint.drawing.outline import Points, open_curve, smooth
from sijoint.drawing.posture import Side


@dataclass(frozen=True, slots=True)
class Page:
    """From metres, as a camera sees them, to units of the drawing.

    Parameters
    ----------
    scale : float
        Units in a metre.
    left, top : float
        What is added, in units.
    """

    scale: float
    left: float
    top: float

    def place(self, points: Points) -> Points:
        """Points in units of the drawing."""
        return points * self.scale + np.array([self.left, self.top])


@dataclass(frozen=True, slots=True)
class Scene:
    """A body on its page.

    Parameters
    ----------
    shapes : mapping of str to str
        Path data by the name of the shape; drawn once, used several times.
    layers : tuple of Element
        Groups that use the shapes, the first at the back.
    """

    shapes: Mapping[str, str]
    layers: tuple[Element, ...]


def draw(
    mannequin: Mannequin,
    page: Page,
    muscles: Iterable[str] = (),
    sides: Iterable[Side] = tuple(Side),
) -> Scene:
    """The layers of a mannequin.

    Parameters
    ----------
    mannequin : Mannequin
    page : Page
    muscles : iterable of str
        That glow, where they are seen.
    sides : iterable of Side
        On which sides they work.
    """
    return _Painter(mannequin, page).scene(tuple(muscles), tuple(sides))


def closed(outlines: Sequence[Points], page: Page) -> str:
    """Path data of shapes that are filled as one; all run round the same way."""
    return "".join(smooth(page.place(_clockwise(outline))) for outline in outlines)


class _Painter:
    def __init__(self, mannequin: Mannequin, page: Page) -> None:
        self._body, self._page = mannequin, page
        near = mannequin.near
        self._far = near.opposite if near else None
        self._shapes: dict[str, str] = {}
        self._layers: list[Element] = []

    def scene(self, muscles: Sequence[str], sides: Sequence[Side]) -> Scene:
        body = self._body
        near = [side for side in Side if side is not self._far]
        arms = sorted(near, key=lambda side: self._depth(f"{side}_wrist"))
        behind = [s for s in arms if self._far is None and body.is_behind_trunk(_arm(s))]
        before = [
            side
            for side in sorted(near, key=lambda side: self._depth(f"{side}_knee"))
            if self._far is None and body.is_before_trunk((f"{side}_knee",))
        ]
        if self._far:
            self._far_limbs(self._far)
        for side in behind:
            self._arm(side)
        self._trunk([side for side in near if side not in before])
        for side in before:
            self._leg(side)
        self._glow(muscles, sides, near)
        for side in arms:
            if side not in behind:
                self._arm(side)
        return Scene(self._shapes, tuple(self._layers))

    def _depth(self, joint: str) -> float:
        return float(self._body.camera.axes[2] @ self._body.skeleton.joints[joint])

    def _shape(self, name: str, outlines: Sequence[Points]) -> Element:
        self._shapes[name] = closed(outlines, self._page)
        return Element("use", {"href": f"#~{name}"})

    def _outlined(self, look: str, outline: str, *uses: Element) -> None:
        self._layers += [group(*uses, look=outline), group(*uses, look=look)]

    def _far_limbs(self, side: Side) -> None:
        leg = self._shape("far-leg", self._body.leg(side))
        arm = self._shape("far-arm", self._body.arm(side))
        shorts = self._shape("far-shorts", [self._body.shorts(side)])
        self._outlined("far", "far-outline", leg, arm)
        self._layers.append(group(shorts, look="far-cloth"))

    def _trunk(self, legs: Sequence[Side]) -> None:
        """Trunk, head and the legs that are no nearer: one outline around all."""
        body = self._body
        is_head_before = self._far is None and body.is_before_trunk(("head",))
        skin = [self._shape(f"{side}-leg", body.leg(side)) for side in legs]
        head = self._shape("head", body.head())
        hair = self._shape("hair", [body.hair()])
        cloth = self._shape("torso", [body.trunk(), *(body.shorts(side) for side in legs)])
        if not is_head_before:
            skin.append(head)
        self._layers.append(group(*skin, cloth, look="near-outline"))
        self._layers.append(group(*skin, look="near"))
        if not is_head_before:
            self._layers.append(group(hair, look="hair"))
        self._layers.append(group(cloth, look="cloth"))
        if is_head_before:
            self._outlined("near", "near-outline", head)
            self._layers.append(group(hair, look="hair"))

    def _leg(self, side: Side) -> None:
        leg = self._shape(f"{side}-leg", self._body.leg(side))
        shorts = self._shape(f"{side}-shorts", [self._body.shorts(side)])
        self._layers.append(group(leg, shorts, look="near-outline"))
        self._layers += [group(leg, look="near"), group(shorts, look="cloth")]

    def _arm(self, side: Side) -> None:
        self._outlined(
            "near", "near-outline", self._shape(f"{side}-arm", self._body.arm(side))
        )

    def _glow(self, muscles: Sequence[str], sides: Sequence[Side], near: Sequence[Side]) -> None:
        """The glow of working muscles, inside trunk and near legs."""
        body = self._body
        seen = [side for side in sides if side in near]
        found = list(glows(muscles, body.skeleton, body.camera, seen))
        if not found:
            return
        marks = []
        for index, glow in enumerate(found):
            self._shapes[f"glow-{index}"] = smooth(self._page.place(glow.outline))
            self._shapes[f"fibre-{index}"] = "".join(
                open_curve(self._page.place(line)) for line in glow.fibres
            )
            marks.append(Element("use", {"href": f"#~glow-{index}"}, "glow"))
            marks.append(Element("use", {"href": f"#~fibre-{index}"}, "fibre"))
        self._layers.append(group(*marks, clip_path="url(#~skin)"))


def skin(shapes: Mapping[str, str]) -> Element:
    """The clip path of trunk and near legs, for the glow."""
    names = ("torso", "right-leg", "left-leg", "right-shorts", "left-shorts")
    uses = tuple(Element("use", {"href": f"#~{name}"}) for name in names if name in shapes)
    return Element("clipPath", {"id": "skin"}, children=uses)


def _arm(side: Side) -> tuple[str, str]:
    return f"{side}_elbow", f"{side}_wrist"


def _clockwise(outline: Points) -> Points:
    x, y = outline[:, 0], outline[:, 1]
    area = float(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)))
    return outline if area > 0 else outline[::-1]
