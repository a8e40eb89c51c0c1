"""The picture of a test by hand: the person, the examiner's hands, and where the force goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sijoint.drawing.element import Element, Figure
from sijoint.drawing.exercise import frame, thing, title
from sijoint.drawing.hands_on.beside import things
from sijoint.drawing.hands_on.force import Mark, drawn, hands, mark
from sijoint.drawing.hands_on.landmark import landmarks
from sijoint.drawing.pose import sided
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer
from sijoint.drawing.say import Say
from sijoint.drawing.scene import WIDTH
from sijoint.drawing.staging import Staging, staged
from sijoint.evidence.hands_on import HandsOn, load_hands_on

HANDS_ON: tuple[str, ...] = tuple(load_hands_on())
"""Ids of the findings that have a picture, in the order of the findings."""

CLOSE_HEIGHT = 460.0
"""Of a picture from near, in units."""

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
    skeleton = staging.skeletons[number]
    marks = [mark(force, staging, skeleton) for force in test.forces]
    elements, definitions = frame(staging, number)
    near = tuple(thing(shape, staging) for shape in things(test.beside, staging, number))
    added = landmarks(staging, skeleton) if test.is_bony else []
    for force in test.forces:
        added += hands(force, staging, skeleton)
    for force, placed in zip(test.forces, marks, strict=True):
        added += drawn(force, placed)
    return Figure(
        _box(test, staging, marks),
        title(test.movement, side, say),
        say(test.text),
        (*_under(elements, staging, number, near), *added),
        definitions,
    )


def setting(test: HandsOn, side: Side | str) -> Staging:
    """The movement of a test on its page; from near, its focus is in the middle."""
    staging = staged(test.movement, side)
    if not test.close:
        return staging
    scale = WIDTH / test.close
    place = staging.camera.seen(staging.skeletons[-1].joints[sided(test.focus)])[:2]
    left, top = np.array([WIDTH, CLOSE_HEIGHT]) / 2 - scale * place
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
    if test.close:
        return 0.0, 0.0, WIDTH, CLOSE_HEIGHT
    heights = [end[1] for placed in marks for end in (placed.start, placed.end)]
    top = min(0.0, *(height - MARGIN for height in heights)) if heights else 0.0
    bottom = max(staging.height, *(h + MARGIN for h in heights)) if heights else staging.height
    return 0.0, float(top), WIDTH, float(bottom - top)
