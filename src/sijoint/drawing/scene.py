"""Layers of a picture of a body: what is drawn over what, and with which look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from sijoint.drawing.element import Element, group
from sijoint.drawing.mannequin import Mannequin, View
from sijoint.drawing.muscle import glow, visible
from sijoint.drawing.outline import Points, clockwise, open_curve, smooth
from sijoint.drawing.posture import Side

WIDTH = 800.0
"""Of every picture, in units."""

FACE = 0.5
"""From here on, of 1, a face looks enough to the viewer to show its nose."""

DIMMEST = 0.4
"""Opacity of the glow of muscles that rest."""

MOST_GLOWS = 4
"""More glowing muscles would be a lamp, not a hint."""


@dataclass(frozen=True, slots=True)
class Page:
    """From metres, as a camera sees them, to units of the drawing.

    Parameters
    ----------
    scale : float
        Units in a metre.
    left, top : float
        What is added, in units.
    is_mirrored : bool
        Whether the finished picture is flipped, as for the other working side.
    """

    scale: float
    left: float
    top: float
    is_mirrored: bool = False

    def place(self, points: Points) -> Points:
        """Points in units of the drawing."""
        return self.flipped(points * self.scale + np.array([self.left, self.top]))

    def flipped(self, points: Points) -> Points:
        """Points of an unmirrored picture where this page has them."""
        if not self.is_mirrored:
            return points
        mirrored: Points = points * np.array([-1.0, 1.0]) + np.array([WIDTH, 0.0])
        return mirrored

    @property
    def unmirrored(self) -> Page:
        """The page before it is flipped."""
        return replace(self, is_mirrored=False)


@dataclass(frozen=True, slots=True)
class Order:
    """What of a body is drawn before and after its trunk; kept through an animation.

    Parameters
    ----------
    far : Side or None
        The side away from the viewer; None when seen from the front or from behind.
    arms_behind, arms_before : tuple of Side
        Arms that are drawn before the trunk, and after it.
    legs_with, legs_before : tuple of Side
        Legs in one outline with the trunk, and legs drawn after it.
    is_head_before : bool
        Whether the head is drawn after the trunk.
    is_face_seen : bool
        Whether the nose is drawn.
    hair : View
        From where the hair is seen.
    muscles : tuple of (str, Side)
        That glow.
    """

    far: Side | None
    arms_behind: tuple[Side, ...]
    arms_before: tuple[Side, ...]
    legs_with: tuple[Side, ...]
    legs_before: tuple[Side, ...]
    is_head_before: bool
    is_face_seen: bool
    hair: View
    muscles: tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A body on its page.

    Parameters
    ----------
    shapes : mapping of str to str
        Path data by the name of the shape; drawn once, used several times.
    far : tuple of Element
        Groups of the limbs away from the viewer; empty when seen from the front or behind.
    layers : tuple of Element
        All other groups that use the shapes, the first at the back.
    """

    shapes: Mapping[str, str]
    far: tuple[Element, ...]
    layers: tuple[Element, ...]


def order(body: Mannequin, muscles: Iterable[str] = (), sides: Iterable[Side] = Side) -> Order:
    """What is drawn over what, as a body is seen.

    Parameters
    ----------
    body : Mannequin
    muscles : iterable of str
        That work.
    sides : iterable of Side
        On which sides they work.
    """
    far = body.near.opposite if body.near else None
    near = [side for side in Side if side is not far]
    arms = sorted(near, key=lambda side: _depth(body, f"{side}_wrist"))
    legs = sorted(near, key=lambda side: _depth(body, f"{side}_knee"))
    behind = [s for s in arms if far is None and body.is_behind_trunk(_arm(s))]
    before = [s for s in legs if far is None and body.is_before_trunk((f"{s}_knee",))]
    seen = visible(muscles, body.skeleton, body.camera, [s for s in sides if s in near])
    return Order(
        far=far,
        arms_behind=tuple(behind),
        arms_before=tuple(side for side in arms if side not in behind),
        legs_with=tuple(side for side in legs if side not in before),
        legs_before=tuple(before),
        is_head_before=far is None and body.is_before_trunk(("head",)),
        is_face_seen=body.facing > FACE,
        hair=body.view,
        muscles=tuple(islice(seen, MOST_GLOWS)),
    )


def draw(
    body: Mannequin, page: Page, layout: Order, suffix: str = "", *, is_resting: bool = False
) -> Scene:
    """The layers of a body.

    Parameters
    ----------
    body : Mannequin
    page : Page
    layout : Order
    suffix : str
        Ends the names of its shapes, where several bodies share a picture.
    is_resting : bool
        Whether the muscles that work in other frames rest in this one, and glow less.
    """
    painter = _Painter(body, page, suffix)
    if layout.far:
        painter.far_limbs(layout.far)
    far = len(painter.layers)
    for side in layout.arms_behind:
        painter.arm(side)
    painter.trunk(layout)
    for side in layout.legs_before:
        painter.leg(side)
    painter.glow(layout.muscles, is_resting=is_resting)
    for side in layout.arms_before:
        painter.arm(side)
    return Scene(painter.shapes, tuple(painter.layers[:far]), tuple(painter.layers[far:]))


def skin(shapes: Mapping[str, str], suffix: str = "") -> Element:
    """The clip path of trunk and near legs, for the glow."""
    names = ("torso", "right-leg", "left-leg", "right-shorts", "left-shorts")
    uses = tuple(
        Element("use", {"href": f"#~{name}{suffix}"}) for name in names if name + suffix in shapes
    )
    return Element("clipPath", {"id": f"skin{suffix}"}, children=uses)


def is_glow(layer: Element) -> bool:
    """Whether a layer of a scene is the glow of its muscles: the only one that is clipped."""
    return "clip-path" in layer.attributes


class _Painter:
    """Draws part after part, each over those before."""

    def __init__(self, body: Mannequin, page: Page, suffix: str) -> None:
        self._body, self._page, self._suffix = body, page, suffix
        self.shapes: dict[str, str] = {}
        self.layers: list[Element] = []

    def far_limbs(self, side: Side) -> None:
        leg = self._shape("far-leg", self._body.leg(side))
        arm = self._shape("far-arm", self._body.arm(side))
        shorts = self._shape("far-shorts", [self._body.shorts(side)])
        self._outlined("far", leg, arm)
        self.layers.append(group(shorts, look="far-cloth"))

    def trunk(self, layout: Order) -> None:
        """Trunk, head and the legs that are no nearer: one outline around all."""
        body, legs = self._body, layout.legs_with
        skins = [self._shape(f"{side}-leg", body.leg(side)) for side in legs]
        neck, skull = body.head()
        skins.append(self._shape("neck", [neck]))
        head = self._shape("head", [skull])
        hair = group(self._shape("hair", [body.hair(layout.hair)]), look="hair")
        cloth = self._shape("torso", [body.trunk(), *(body.shorts(side) for side in legs)])
        if not layout.is_head_before:
            skins.append(head)
        self.layers += [group(*skins, cloth, look="near-outline"), group(*skins, look="near")]
        face = [hair]
        if layout.is_face_seen:
            ridge = self._named("nose", open_curve(self._page.place(body.nose())))
            face.append(group(ridge, look="detail"))
        if not layout.is_head_before:
            self.layers += face
        self.layers.append(group(cloth, look="cloth"))
        if layout.is_head_before:
            self._outlined("near", head)
            self.layers += face

    def leg(self, side: Side) -> None:
        leg = self._shape(f"{side}-leg", self._body.leg(side))
        shorts = self._shape(f"{side}-shorts", [self._body.shorts(side)])
        self.layers.append(group(leg, shorts, look="near-outline"))
        self.layers += [group(leg, look="near"), group(shorts, look="cloth")]

    def arm(self, side: Side) -> None:
        self._outlined("near", self._shape(f"{side}-arm", self._body.arm(side)))

    def glow(self, muscles: Sequence[tuple[str, Side]], *, is_resting: bool) -> None:
        """The glow of working muscles, inside trunk and near legs."""
        marks = []
        for index, (muscle, side) in enumerate(muscles):
            seen = glow(muscle, side, self._body.skeleton, self._body.camera)
            shine = self._shape(f"glow-{index}", [seen.outline])
            lines = "".join(open_curve(self._page.place(line)) for line in seen.fibres)
            fibres = self._named(f"fibre-{index}", lines)
            marks += [group(shine, look="glow"), group(fibres, look="fibre")]
        if marks:
            lit = group(*marks, clip_path=f"url(#~skin{self._suffix})")
            dim = {**lit.attributes, "opacity": DIMMEST}
            self.layers.append(replace(lit, attributes=dim) if is_resting else lit)

    def _outlined(self, look: str, *uses: Element) -> None:
        self.layers += [group(*uses, look=f"{look}-outline"), group(*uses, look=look)]

    def _shape(self, name: str, outlines: Sequence[Points]) -> Element:
        """A shape filled as one; all outlines run round the same way."""
        page = self._page
        return self._named(name, "".join(smooth(page.place(clockwise(o))) for o in outlines))

    def _named(self, name: str, d: str) -> Element:
        self.shapes[name + self._suffix] = d
        return Element("use", {"href": f"#~{name}{self._suffix}"})


def _depth(body: Mannequin, joint: str) -> float:
    return float(body.camera.axes[2] @ body.skeleton.joints[joint])


def _arm(side: Side) -> tuple[str, str]:
    return f"{side}_elbow", f"{side}_wrist"
