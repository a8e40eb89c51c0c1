"""A movement ready to be drawn: posed, seen by its camera, and laid on its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.flesh import Body, Flesh, joined
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
"""Height of what is shown, at most, in units."""

HEAD_ROOM, FOOT_ROOM = 64.0, 30.0
"""What is left free above and below it, in units."""


@dataclass(frozen=True, slots=True)
class Staging:
    """All frames of a movement on one page.

    Parameters
    ----------
    movement : Movement
    skeletons : tuple of Skeleton
        One for each frame.
    stages : tuple of Stage
        What the things of each frame need to know.
    shapes : tuple of tuple of Shape
        The things of each frame, the farthest first.
    camera : Camera
    page : Page
    size : tuple of float
        Width and height of what is shown over all frames, in units.
    is_pregnant : bool
    """

    movement: Movement
    skeletons: tuple[Skeleton, ...]
    stages: tuple[Stage, ...]
    shapes: tuple[tuple[Shape, ...], ...]
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
        is_one = self.movement.is_sided and self.movement.view.glows_on != "both"
        return (Side.RIGHT,) if is_one else tuple(Side)

    def body(self, skeleton: Skeleton) -> Mannequin:
        """A body of this movement as the camera sees it."""
        return Mannequin(skeleton, self.camera, is_pregnant=self.is_pregnant)

    def order(self, number: int) -> Order:
        """What is drawn over what in a frame, numbered from 0."""
        return order(self.body(self.skeletons[number]), self.movement.muscles, self.sides)

    def moved(self, number: int, skeleton: Skeleton) -> tuple[Shape, ...]:
        """The things at a moment after a frame, numbered from 0, with the body as it is then."""
        return _things(self.movement, replace(self.stages[number], skeleton=skeleton))


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
    KeyError
        If a thing that a frame uses cannot be drawn.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    return _staged(movement, Side(side) if movement.is_sided else Side.RIGHT, is_pregnant)


@lru_cache(maxsize=64)
def _staged(movement: Movement, side: Side, is_pregnant: bool) -> Staging:
    camera = Camera(movement.view.azimuth, movement.view.elevation)
    skeletons = poses(movement, is_pregnant=is_pregnant)
    whole = joined(Body(skeleton, is_pregnant=is_pregnant).whole() for skeleton in skeletons)
    stages = tuple(
        Stage(
            skeleton=skeleton,
            all_skeletons=skeletons,
            whole=whole,
            camera=camera,
            use="",
            heights=contacts_of(frame, movement.view),
            number=number,
        )
        for number, (skeleton, frame) in enumerate(zip(skeletons, movement.frames, strict=True))
    )
    shapes = tuple(_things(movement, stage) for stage in stages)
    low, high = _extent(whole, [shape for row in shapes for shape in row], camera)
    wide, tall = high - low
    scale = min(LARGEST, FILLED * WIDTH / wide, TALLEST / tall)
    left = WIDTH / 2 - scale * (low[0] + high[0]) / 2
    page = Page(scale, left, HEAD_ROOM - scale * low[1], is_mirrored=side is Side.LEFT)
    size = (scale * wide, scale * tall)
    return Staging(movement, skeletons, stages, shapes, camera, page, size, is_pregnant)


def _things(movement: Movement, stage: Stage) -> tuple[Shape, ...]:
    """What is used in the frame of a stage, the farthest first."""
    used = movement.frames[stage.number].props
    ground = "mat" if "mat" in used else "floor"
    return tuple(
        shape
        for prop in (ground, *(prop for prop in used if prop != ground))
        for shape in THINGS[prop](replace(stage, use=movement.view.props.get(prop, "")))
    )


def _extent(body: Flesh, things: Sequence[Shape], camera: Camera) -> tuple[Points, Points]:
    """The corners of everything that is shown, in metres: left and top, right and bottom."""
    axes = camera.axes[:2]
    spread = np.array([body.spread(axis) for axis in axes]).T
    places = np.concatenate([spread, *(shape.places @ axes.T for shape in things)])
    return places.min(axis=0), places.max(axis=0)
