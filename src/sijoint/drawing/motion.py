"""Which parts of a body move from one frame to the next, and the arrows that say so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from sijoint.drawing.arrow import arrow, beside
from sijoint.drawing.element import Element
from sijoint.drawing.mannequin import Mannequin
from sijoint.drawing.outline import Points
from sijoint.drawing.pose import between
from sijoint.drawing.posture import Side
from sijoint.drawing.scene import WIDTH, Page
from sijoint.drawing.skeleton import FORWARD, RIGHTWARD, UP, Skeleton, Vector
from sijoint.drawing.staging import Staging, telling_number

LEAST = 0.07
"""A part that moves less, in metres, gets no arrow."""

HARDLY = 0.01
"""A part that the evidence names gets its arrow from this movement on, in metres."""

MOST = 2
"""Arrows in one picture."""

WHOLE_BODY = 0.8
"""Head and pelvis carry the limbs along: a limb is named first where both move alike."""

ALIKE = 0.12
"""Two parts closer than this, in metres as seen, need only one arrow."""

PRESS = 0.16
"""How far an arrow of effort reaches, in metres."""

LATE = 0.5
"""An arrow shows the way from here on to the end of the movement."""


def arrows(staging: Staging, number: int, figure: Mannequin) -> list[Element]:
    """Arrows for what moved most since the frame before, and for what is pressed.

    Parameters
    ----------
    staging : Staging
    number : int
        Of the frame, from 0.
    figure : Mannequin
        The body in that frame.
    """
    page = staging.page.unmirrored
    body = _discs(figure, page)
    drawn: list[Points] = []
    for places in (*_ways(staging, number), *_efforts(staging, number)):
        start, end = page.place(staging.camera.seen(np.array(places))[:, :2])
        if np.linalg.norm(end - start) > 1:
            drawn.append(np.array(beside(end, end - start, body, (WIDTH, staging.height), drawn)))
    return [arrow(*staging.page.flipped(line)) for line in drawn]


def _ways(staging: Staging, number: int) -> Iterator[tuple[Vector, Vector]]:
    """From where to where the parts come that an arrow shows."""
    if number == 0:
        return
    now = staging.skeletons[number]
    late = between(staging.movement, staging.skeletons, number - 1, LATE)
    for joint in _movers(staging, number):
        yield late.joints[joint], now.joints[joint]


def _efforts(staging: Staging, number: int) -> Iterator[tuple[Vector, Vector]]:
    """From where to where parts are pressed, in the telling frame."""
    if number != telling_number(staging.movement):
        return
    skeleton = staging.skeletons[number]
    for joint, word in staging.movement.view.effort.items():
        end = skeleton.joints[joint]
        yield end - PRESS * _direction(skeleton, joint, word), end


def _direction(skeleton: Skeleton, joint: str, word: str) -> Vector:
    """The direction of a word of the evidence, of length 1."""
    trunk = skeleton.turns["trunk"]
    sign = Side.LEFT.sign if joint.startswith(Side.LEFT) else Side.RIGHT.sign
    directions: Mapping[str, Vector] = {
        "up": UP,
        "down": -UP,
        "head": trunk @ UP,
        "feet": -trunk @ UP,
        "front": trunk @ FORWARD,
        "back": -trunk @ FORWARD,
        "out": sign * trunk @ RIGHTWARD,
        "in": -sign * trunk @ RIGHTWARD,
    }
    return directions[word]


def _movers(staging: Staging, number: int) -> list[str]:
    """The joints whose movement is shown, those that move most first."""
    before, now = staging.skeletons[number - 1], staging.skeletons[number]

    def far(joint: str) -> float:
        return float(np.linalg.norm(now.joints[joint] - before.joints[joint]))

    named = [joint for joint in staging.movement.view.arrows if far(joint) > HARDLY]
    presses = staging.movement.view.effort and number == telling_number(staging.movement)
    if named or presses:
        return named
    moved = {joint: WHOLE_BODY * far(joint) for joint in ("head", "pelvis")}
    for side in Side:
        leg = max((f"{side}_toe", f"{side}_knee"), key=far)
        moved |= {joint: far(joint) for joint in (f"{side}_fingertip", leg)}
    chosen: list[str] = []
    for joint in sorted(moved, key=lambda joint: -moved[joint]):
        if moved[joint] > LEAST and not any(_alike(staging, now, joint, o) for o in chosen):
            chosen.append(joint)
    return chosen[:MOST]


def _alike(staging: Staging, skeleton: Skeleton, one: str, other: str) -> bool:
    """Whether two joints are seen at the same place."""
    places = np.array([skeleton.joints[one], skeleton.joints[other]])
    first, second = staging.camera.seen(places)[:, :2]
    return float(np.linalg.norm(first - second)) < ALIKE


def _discs(figure: Mannequin, page: Page) -> Points:
    """The body as discs around its cuts and between them: middles and radii, in units."""
    rows = []
    for _, part in figure.flesh.parts():
        middles = page.place(figure.camera.seen(part.middles)[:, :2])
        first, second = (figure.camera.seen(axes)[:, :2] for axes in (part.first, part.second))
        radii = part.radii + np.maximum(np.hypot(*first.T), np.hypot(*second.T))
        discs = np.column_stack([middles, page.scale * radii])
        rows += [discs, (discs[1:] + discs[:-1]) / 2]
    return np.concatenate(rows)
