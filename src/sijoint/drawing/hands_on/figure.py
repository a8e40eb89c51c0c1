"""The picture of a test by hand: the person, the examiner's hands, and where the force goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sijoint.drawing.element import Element, Figure
from sijoint.drawing.exercise import frame, thing, title
from sijoint.drawing.hands_on.beside import things
from sijoint.drawing.hands_on.examiner import hands
from sijoint.drawing.hands_on.force import Mark, drawn, mark, pressed
from sijoint.drawing.hands_on.landmark import BANDS, band, landmarks
from sijoint.drawing.hands_on.sign import behind, points, signs, sore
from sijoint.drawing.pose import sided
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer
from sijoint.drawing.say import Say
from sijoint.drawing.scene import WIDTH
from sijoint.drawing.skeleton import UP
from sijoint.drawing.staging import Staging, staged
from sijoint.evidence.hands_on import HandsOn, load_hands_on

HANDS_ON: tuple[str, ...] = tuple(load_hands_on())
"""Ids of the findings that have a picture, in the order of the findings."""

MARGIN = 28.0
"""From an arrow to the edge of the picture, at least, in units."""


def hands_on_figure(
    finding_id: str,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = str,
) -> Figure:
    """A test by hand.

    Parameters
    ----------
    finding_id : str
        One of `HANDS_ON`.
    side : Side or str
        The side that is tested, ``left`` or ``right``; ignored by a test without sides.
    say : callable
        From English to the reader's language.

    Raises
    ------
    KeyError
        If the finding has no picture.
    ImpossibleFrameError
        If the pose cannot touch what it should.
    """
    test = load_hands_on()[finding_id]
    staging = setting(test, side)
    number = len(staging.skeletons) - 1
    marks = [mark(force, staging) for force in test.forces]
    elements, definitions = frame(staging, number)
    under = [thing(shape, staging) for shape in things(test.beside, staging, number)]
    under += behind(test.signs, staging)
    return Figure(
        _box(test, staging, marks),
        title(test.movement, side, say),
        say(test.text),
        (*_under(elements, staging, number, under), *_over(test, staging, marks)),
        definitions,
    )


def _over(test: HandsOn, staging: Staging, marks: Sequence[Mark]) -> list[Element]:
    """What is drawn over the body, the signs on its skin first and the arrows last."""
    skeleton = staging.skeletons[-1]
    drawn_over = landmarks(test.bones, staging, skeleton)
    for word in test.signs:
        drawn_over += band(word, staging, skeleton) if word in BANDS else []
    drawn_over += sore(test.sore, staging, skeleton)
    drawn_over += signs(test.signs, staging)
    drawn_over += points(test.points, staging, skeleton)
    if test.near.width:
        for force in test.forces:
            drawn_over += pressed(force, staging)
    for force in test.forces:
        drawn_over += hands(force, staging) if force.hand != "fist" else []
    for force, placed in zip(test.forces, marks, strict=True):
        drawn_over += drawn(force, placed)
        # A fist is on its way: it covers the start of its arrow.
        drawn_over += hands(force, staging) if force.hand == "fist" else []
    return drawn_over


def setting(test: HandsOn, side: Side | str) -> Staging:
    """The movement of a test on its page; from near, its focus is in the middle."""
    staging = staged(test.movement, side)
    near = test.near
    if not near.width:
        return staging
    scale = WIDTH / near.width
    focus = staging.skeletons[-1].joints[sided(near.focus)] + near.rise * UP
    left, top = np.array([WIDTH, near.height]) / 2 - scale * staging.camera.seen(focus)[:2]
    page = replace(staging.page, scale=scale, left=float(left), top=float(top))
    return replace(staging, page=page)


def _under(
    elements: Sequence[Element], staging: Staging, number: int, near: Sequence[Element]
) -> tuple[Element, ...]:
    """The elements of a frame, with what stands beside drawn over its things, under the body."""
    behind = sum(shape.layer is Layer.BEHIND for shape in staging.shapes[number])
    return (*elements[:behind], *near, *elements[behind:])


def _box(
    test: HandsOn, staging: Staging, marks: Sequence[Mark]
) -> tuple[float, float, float, float]:
    """What is shown: the page, and more above or below where an arrow needs it."""
    if test.near.width:
        return 0.0, 0.0, WIDTH, test.near.height
    heights = [end[1] for placed in marks for end in (placed.start, placed.end)]
    top = min(0.0, *(height - MARGIN for height in heights)) if heights else 0.0
    bottom = max(staging.height, *(h + MARGIN for h in heights)) if heights else staging.height
    return 0.0, float(top), WIDTH, float(bottom - top)
