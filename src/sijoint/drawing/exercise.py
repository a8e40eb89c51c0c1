"""Pictures of an exercise: a key frame, the first and the telling frame, a thumbnail."""

from __future__ import annotations

from sijoint.drawing.element import Element, Figure, group
from sijoint.drawing.motion import arrows
from sijoint.drawing.numeral import numeral
from sijoint.drawing.outline import open_curve, smooth, straight
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.say import Say
from sijoint.drawing.scene import WIDTH, draw, order, skin
from sijoint.drawing.staging import HEAD_ROOM, Staging, staged, telling_number
from sijoint.evidence.movement import Movement
from sijoint.language import message

POSITIONS = {
    "supine": message("Lying on the back"),
    "prone": message("Lying face down"),
    "side": message("Lying on one side"),
    "quadruped": message("On hands and knees"),
    "plank": message("Holding a plank"),
    "sitting": message("Sitting"),
    "standing": message("Standing"),
}
PROPPED = message("Lying propped up")
SIDES = {Side.LEFT: message("left side"), Side.RIGHT: message("right side")}

NUMERAL = 26.0
"""From the edges of a picture to the middle of its number, in units."""

CELL_FILLED = 0.86
"""Part of its half of the width that a picture beside another may fill."""

STACKED, ROW = 0.8, 330.0
"""The largest size of pictures that stand one above the other, and the height of each."""


def frame_figure(
    movement: Movement,
    number: int,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = str,
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
    movement = movement.shown(is_pregnant=is_pregnant)
    if not 1 <= number <= len(movement.frames):
        raise IndexError(f"{movement.id} has frames 1 to {len(movement.frames)}, not {number}")
    staging = staged(movement, side, is_pregnant=is_pregnant)
    elements, definitions = frame(staging, number - 1)
    return Figure(
        (0.0, 0.0, WIDTH, staging.height),
        title(movement, side, say),
        f"{say(position(movement))}. {say(movement.frames[number - 1].name)}.",
        elements,
        definitions,
    )


def pair_figure(
    movement: Movement,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = str,
    is_pregnant: bool = False,
) -> Figure:
    """The first and the telling frame beside each other, numbered; one where they are one.

    Parameters
    ----------
    movement : Movement
    side, say, is_pregnant
        As for `frame_figure`, whose errors it shares.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    telling = telling_number(movement)
    if telling == 0:
        return frame_figure(movement, 1, side=side, say=say, is_pregnant=is_pregnant)
    staging = staged(movement, side, is_pregnant=is_pregnant)
    cells = _Cells(staging)
    drawn: list[Element] = []
    definitions: list[Element] = []
    for index, number in enumerate((0, telling)):
        elements, used = frame(staging, number, suffix=f"-{index + 1}")
        drawn.append(group(*elements, transform=cells.transform(index)))
        drawn.append(numeral(index + 1, *cells.corner(index)))
        definitions += used
    names = [say(movement.frames[number].name) for number in (0, telling)]
    return Figure(
        (0.0, 0.0, WIDTH, cells.height),
        title(movement, side, say),
        f"{say(position(movement))}. 1: {names[0]}. 2: {names[1]}.",
        tuple(drawn),
        tuple(definitions),
    )


class _Cells:
    """Where both pictures of a pair stand: as large as they can, within a page's shape."""

    def __init__(self, staging: Staging) -> None:
        beside = min(1.0, CELL_FILLED * WIDTH / 2 / staging.size[0])
        above = min(STACKED, ROW / staging.height)
        self._is_stacked = above > beside
        self._size = above if self._is_stacked else beside
        self._row = self._size * staging.height
        self.height = 2 * self._row if self._is_stacked else max(self._row, HEAD_ROOM)

    def transform(self, index: int) -> str:
        """How the first or the second picture, 0 or 1, is moved and scaled."""
        middle = WIDTH / 2 if self._is_stacked else WIDTH * (index + 0.5) / 2
        top = index * self._row if self._is_stacked else 0.0
        left = middle - self._size * WIDTH / 2
        return f"translate({left:.1f} {top:.1f}) scale({self._size:.3f})"

    def corner(self, index: int) -> tuple[float, float]:
        """The middle of its number."""
        if self._is_stacked:
            return NUMERAL, index * self._row + NUMERAL
        return WIDTH * index / 2 + NUMERAL, NUMERAL


def thumbnail_figure(
    movement: Movement,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = str,
    is_pregnant: bool = False,
) -> Figure:
    """The telling frame without arrows, for 88 by 64 pixels.

    Parameters
    ----------
    movement : Movement
    side, say, is_pregnant
        As for `frame_figure`, whose errors it shares.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    staging = staged(movement, side, is_pregnant=is_pregnant)
    number = telling_number(movement)
    elements, definitions = frame(staging, number, with_arrows=False)
    top = HEAD_ROOM / 2
    return Figure(
        (0.0, top, WIDTH, staging.height - top),
        title(movement, side, say),
        f"{say(position(movement))}. {say(movement.frames[number].name)}.",
        elements,
        definitions,
    )


def position(movement: Movement) -> str:
    """How the body lies or stands, in English."""
    if any("wedge" in frame.props for frame in movement.frames):
        return PROPPED
    return POSITIONS[movement.position]


def title(movement: Movement, side: Side | str, say: Say) -> str:
    """The name of an exercise, with the working side where it has one."""
    if not movement.is_sided:
        return say(movement.name)
    return f"{say(movement.name)}: {say(SIDES[Side(side)])}"


def frame(
    staging: Staging, number: int, *, with_arrows: bool = True, suffix: str = ""
) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The elements of a frame, numbered from 0, and the definitions that they use."""
    body = staging.body(staging.skeletons[number])
    layout = order(body, staging.movement.muscles, staging.sides)
    rests = number != telling_number(staging.movement) and any(staging.movement.tempo_s.values())
    scene = draw(body, staging.page, layout, suffix, is_resting=rests)
    shapes = staging.shapes[number]
    behind, middle, front = (
        [thing(shape, staging) for shape in shapes if shape.layer is layer]
        for layer in (Layer.BEHIND, Layer.MIDDLE, Layer.FRONT)
    )
    moved = arrows(staging, number, body) if with_arrows else []
    paths = tuple(Element("path", {"id": name, "d": d}) for name, d in scene.shapes.items())
    drawn = (*behind, *scene.far, *middle, *scene.layers, *front, *moved)
    return drawn, (*paths, skin(scene.shapes, suffix))


def thing(shape: Shape, staging: Staging) -> Element:
    """A part of a thing on the page."""
    points = staging.page.place(staging.camera.seen(shape.places)[:, :2])
    if shape.is_smooth:
        d = smooth(points) if shape.is_closed else open_curve(points)
    else:
        d = straight(points, closed=shape.is_closed)
    return Element("path", {"d": d}, shape.look)
