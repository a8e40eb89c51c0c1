"""A movement ready to be drawn: posed, seen by its camera, and laid on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.flesh import Body, Flesh
from sijoint.drawing.mannequin import Mannequin
from sijoint.drawing.outline import Points
from sijoint.drawing.pose import contacts_of, poses
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.catalogue import THINGS
from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.scene import WIDTH, Order, Page, order
from sijoint.drawing.skeleton import Skeleton
from sijoint.evidence.movement import Movement

LARGEST = 388.0
"""Units in a metre, at most."""

FILLED = 0.85
"""Part of the width that body and things may fill."""

TALLEST = 660.0
HEAD_ROOM, FOOT_ROOM = 64.0, 30.0


@dataclass(frozen=True, slots=True)
class Staging:
    """All frames of a movement on one page.

    Parameters
    ----------
    movement : Movement
    skeletons : tuple of Skeleton
        One for each frame.
    bodies : tuple of Flesh
        One for each frame, whole.
    camera : Camera
    page : Page
    size : tuple of float
        Width and height of what is shown over all frames, in units.
    is_pregnant : bool
    """

    movement: Movement
    skeletons: tuple[Skeleton, ...]
    bodies: tuple[Flesh, ...]
    camera: Camera
    page: Page
    size: tuple[float, float]
    is_pregnant: bool

    @property
    def height(self) -> float:
        """Of the picture, in units."""
        return HEAD_ROOM + self.size[1] + FOOT_ROOM

    @property
    def sides(self) -> tuple[Side, ...]:
        """On which sides muscles work; the working side is the mannequin's right."""
        return (Side.RIGHT,) if self.movement.is_sided else tuple(Side)

    def body(self, skeleton: Skeleton) -> Mannequin:
        """A body of this movement as the camera sees it."""
        return Mannequin(skeleton, self.camera, is_pregnant=self.is_pregnant)

    def order(self, number: int) -> Order:
        """What is drawn over what in a frame, numbered from 0."""
        return order(self.body(self.skeletons[number]), self.movement.muscles, self.sides)

    def things(self, number: int, skeleton: Skeleton | None = None) -> list[Shape]:
        """What is used in a frame, numbered from 0, the farthest first.

        Parameters
        ----------
        number : int
        skeleton : Skeleton, optional
            Of a moment after that frame.
        """
        frame = self.movement.frames[number]
        ground = "mat" if "mat" in frame.props else "floor"
        shapes: list[Shape] = []
        for prop in (ground, *(prop for prop in frame.props if prop != ground)):
            stage = Stage(
                skeleton=skeleton or self.skeletons[number],
                all_skeletons=self.skeletons,
                bodies=self.bodies,
                camera=self.camera,
                use=self.movement.view.props.get(prop, ""),
                heights=contacts_of(frame, self.movement.view),
                number=number,
            )
            shapes += THINGS[prop](stage) if prop in THINGS else []
        return shapes


def telling_number(movement: Movement) -> int:
    """The number, from 0, of the frame that says most."""
    return min(movement.view.telling, len(movement.frames)) - 1


def staged(movement: Movement, side: Side | str, *, is_pregnant: bool = False) -> Staging:
    """A movement with its working side on its page.

    Parameters
    ----------
    movement : Movement
    side : Side or str
        Ignored by a movement that has no working side.
    is_pregnant : bool
        With the belly of late pregnancy, and in the position of the time after week 20.

    Raises
    ------
    ImpossibleFrameError
        If a pose cannot touch what it should.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    return _staged(movement, Side(side) if movement.is_sided else Side.RIGHT, is_pregnant)


@lru_cache(maxsize=64)
def _staged(movement: Movement, side: Side, is_pregnant: bool) -> Staging:
    view = movement.view
    camera = Camera(view.azimuth, view.elevation)
    skeletons = poses(movement, is_pregnant=is_pregnant)
    bodies = tuple(Body(skeleton, is_pregnant=is_pregnant).whole() for skeleton in skeletons)
    draft = Staging(
        movement, skeletons, bodies, camera, Page(1.0, 0.0, 0.0), (0.0, 0.0), is_pregnant
    )
    low, high = _extent(draft)
    wide, tall = high - low
    scale = min(LARGEST, FILLED * WIDTH / wide, TALLEST / tall)
    left = WIDTH / 2 - scale * (low[0] + high[0]) / 2
    page = Page(scale, left, HEAD_ROOM - scale * low[1], is_mirrored=side is Side.LEFT)
    size = (scale * wide, scale * tall)
    return Staging(movement, skeletons, bodies, camera, page, size, is_pregnant)


def _extent(staging: Staging) -> tuple[Points, Points]:
    """The corners of everything that is shown over all frames, in metres."""
    axes = staging.camera.axes[:2]
    bounds: list[Sequence[tuple[float, float]]] = [
        [body.spread(axis) for axis in axes] for body in staging.bodies
    ]
    for number in range(len(staging.skeletons)):
        for shape in staging.things(number):
            seen = shape.places @ axes.T
            bounds.append(list(zip(seen.min(axis=0), seen.max(axis=0), strict=True)))
    corners = np.array(bounds)
    return corners[:, :, 0].min(axis=0), corners[:, :, 1].max(axis=0)
