"""Pictures of an exercise: a key frame, the first and the telling frame, a thumbnail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sijoint.drawing.arrow import arrow, beside
from sijoint.drawing.camera import Camera
from sijoint.drawing.element import Element, Figure, group
from sijoint.drawing.mannequin import Mannequin
from sijoint.drawing.outline import Points, open_curve, smooth, straight
from sijoint.drawing.pose import contacts_of, poses
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.catalogue import THINGS
from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.scene import Page, Scene, draw, skin
from sijoint.drawing.skeleton import Skeleton
from sijoint.evidence.movement import Frame, Movement

Say = Callable[[str], str]

WIDTH = 800.0
LARGEST = 388.0
"""Units in a metre, at most."""

FILLED = 0.85
"""Part of the width that the body may fill."""

TALLEST = 660.0
HEAD_ROOM, FOOT_ROOM = 70.0, 34.0
LEAST_MOVEMENT = 0.07
"""A part that moves less, in metres, gets no arrow."""

MOST_ARROWS = 2
MOVERS = ("fingertip", "toe", "knee")
"""What of a limb is looked at for arrows: the first of these that moves, of arm and of leg."""


def english(text: str) -> str:
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Staging:
    """A movement ready to be drawn: all its frames on one page.

    Parameters
    ----------
    movement : Movement
    skeletons : tuple of Skeleton
        One for each frame.
    camera : Camera
    page : Page
    height : float
        Of the picture, in units.
    is_pregnant : bool
    """

    movement: Movement
    skeletons: tuple[Skeleton, ...]
    camera: Camera
    page: Page
    height: float
    is_pregnant: bool

    def mannequin(self, number: int) -> Mannequin:
        """The body in a frame, numbered from 0."""
        return Mannequin(self.skeletons[number], self.camera, is_pregnant=self.is_pregnant)

    def things(self, number: int) -> list[Shape]:
        """What is used in a frame, numbered from 0, the farthest first."""
        return things(self.movement, self.skeletons, self.camera, number)


@lru_cache(maxsize=64)
def stage(movement_id: str, side: Side, is_pregnant: bool, movement: MovementKey) -> Staging:
    """Pose a movement, choose the scale, and lay it on its page."""
    own = movement.movement
    camera = Camera(own.view.azimuth, own.view.elevation, is_mirrored=side is Side.LEFT)
    skeletons = poses(own, is_pregnant=is_pregnant)
    points = np.concatenate(
        [_reach(own, skeletons, camera, number, is_pregnant) for number in range(len(skeletons))]
    )
    low, high = points.min(axis=0), points.max(axis=0)
    wide, tall = high - low
    scale = min(LARGEST, FILLED * WIDTH / wide, TALLEST / tall)
    left = WIDTH / 2 - scale * (low[0] + high[0]) / 2
    page = Page(scale, left, HEAD_ROOM - scale * low[1])
    height = HEAD_ROOM + scale * tall + FOOT_ROOM
    return Staging(own, skeletons, camera, page, height, is_pregnant)


class MovementKey:
    """A movement as a key of the cache: movements hold tables and cannot be hashed."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement

    def __hash__(self) -> int:
        return id(self.movement)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, MovementKey) and other.movement is self.movement


def staged(movement: Movement, side: Side | str, *, is_pregnant: bool = False) -> Staging:
    """A movement with a working side on its page; an unsided movement ignores the side."""
    shown = Side(side) if movement.is_sided else Side.RIGHT
    return stage(movement.id, shown, is_pregnant, MovementKey(movement))


def frame_figure(
    movement: Movement,
    number: int,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = english,
    is_pregnant: bool = False,
) -> Figure:
    """One key frame, with arrows for what moved since the frame before.

    Parameters
    ----------
    movement : Movement
    number : int
        From 1.
    side : Side or str
        The working side: ``left`` or ``right``.
    say : callable
        From English to the reader's language.
    is_pregnant : bool

    Raises
    ------
    IndexError
        If there is no such frame; the message says how many there are.
    ImpossibleFrameError
        If the pose cannot touch what it should.
    """
    if not 1 <= number <= len(movement.frames):
        raise IndexError(f"{movement.id} has frames 1 to {len(movement.frames)}, not {number}")
    staging = staged(movement, side, is_pregnant=is_pregnant)
    elements, shapes = _frame(staging, number - 1, with_arrows=True)
    definitions = _definitions(shapes)
    return Figure(
        (0.0, 0.0, WIDTH, staging.height),
        title(movement, side, say),
        say(movement.frames[number - 1].name),
        elements,
        definitions,
    )


def title(movement: Movement, side: Side | str, say: Say) -> str:
    """The name of an exercise, with the working side where it has one."""
    if not movement.is_sided:
        return say(movement.name)
    words = {Side.LEFT: "left side", Side.RIGHT: "right side"}
    return f"{say(movement.name)}: {say(words[Side(side)])}"


def things(
    movement: Movement, skeletons: Sequence[Skeleton], camera: Camera, number: int
) -> list[Shape]:
    """What is used in a frame, numbered from 0, on its floor or mat."""
    frame = movement.frames[number]
    used = [prop for prop in frame.props if prop != "mat"]
    ground = "mat" if "mat" in frame.props else "floor"
    shapes = []
    for prop in (ground, *used):
        own = Stage(
            skeletons[number],
            tuple(skeletons),
            camera,
            movement.view.props.get(prop, ""),
            contacts_of(frame, movement.view),
            number,
        )
        shapes += THINGS[prop](own) if prop in THINGS else []
    return shapes


def _reach(
    movement: Movement,
    skeletons: Sequence[Skeleton],
    camera: Camera,
    number: int,
    is_pregnant: bool,
) -> Points:
    """The corners of what a frame shows, in metres."""
    body = outlines(Mannequin(skeletons[number], camera, is_pregnant=is_pregnant))
    shapes = things(movement, skeletons, camera, number)
    seen = [camera.seen(shape.places)[:, :2] for shape in shapes]
    return np.concatenate([body, *seen])


def outlines(mannequin: Mannequin) -> Points:
    """Points along every outline of a body, in metres."""
    parts = [mannequin.trunk(), *mannequin.head()]
    for side in Side:
        parts += [*mannequin.leg(side), *mannequin.arm(side)]
    return np.concatenate(parts)


def _frame(
    staging: Staging, number: int, *, with_arrows: bool
) -> tuple[tuple[Element, ...], dict[str, str]]:
    """The elements of a frame, and the shapes that they use."""
    movement = staging.movement
    sides = (Side.RIGHT,) if movement.is_sided else tuple(Side)
    scene = draw(staging.mannequin(number), staging.page, movement.muscles, sides)
    shapes = staging.things(number)
    behind = [_thing(shape, staging) for shape in shapes if shape.layer is Layer.BEHIND]
    front = [_thing(shape, staging) for shape in shapes if shape.layer is Layer.FRONT]
    arrows = list(_arrows(staging, number)) if with_arrows else []
    return (*behind, *scene.layers, *front, *arrows), dict(scene.shapes)


def _definitions(shapes: dict[str, str]) -> tuple[Element, ...]:
    paths = tuple(Element("path", {"id": name, "d": d}) for name, d in shapes.items())
    return (*paths, skin(shapes))


def _thing(shape: Shape, staging: Staging) -> Element:
    points = staging.page.place(staging.camera.seen(shape.places)[:, :2])
    if shape.is_smooth:
        d = smooth(points) if shape.is_closed else open_curve(points)
    else:
        d = straight(points, closed=shape.is_closed)
    return Element("path", {"d": d}, shape.look)


def _arrows(staging: Staging, number: int) -> list[Element]:
    """Arrows for the limbs that moved most since the frame before."""
    if number == 0:
        return []
    before, now = staging.skeletons[number - 1], staging.skeletons[number]
    body = staging.page.place(outlines(staging.mannequin(number)))
    drawn: list[Points] = []
    for joint in _movers(staging.movement, before, now):
        places = np.array([before.joints[joint], now.joints[joint]])
        start, end = staging.page.place(staging.camera.seen(places)[:, :2])
        drawn.append(np.array(beside(end, end - start, body, drawn)))
    return [arrow(start, end) for start, end in drawn]


def _movers(movement: Movement, before: Skeleton, now: Skeleton) -> list[str]:
    """The joints whose movement is shown, those that move most first."""
    if movement.view.arrows:
        return list(movement.view.arrows)
    moved = {
        joint: float(np.linalg.norm(now.joints[joint] - before.joints[joint]))
        for side in Side
        for joint in _limb_movers(side, before, now)
    }
    for joint in ("head", "pelvis"):
        moved[joint] = float(np.linalg.norm(now.joints[joint] - before.joints[joint])) * 0.8
    found = sorted((j for j, far in moved.items() if far > LEAST_MOVEMENT), key=lambda j: -moved[j])
    return found[:MOST_ARROWS]


def _limb_movers(side: Side, before: Skeleton, now: Skeleton) -> list[str]:
    """Of each limb of a side, what moves most."""

    def far(joint: str) -> float:
        return float(np.linalg.norm(now.joints[joint] - before.joints[joint]))

    leg = max((f"{side}_toe", f"{side}_knee"), key=far)
    return [f"{side}_fingertip", leg]


__all__ = ["Frame", "Scene", "Staging", "frame_figure", "group", "staged", "title"]
