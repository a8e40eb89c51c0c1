"""A plain chair: under somebody who sits, or its back as a hold for the hands."""

from __future__ import annotations

import numpy as np

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Places, Shape
from sijoint.drawing.prop.solid import ahead, faces
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.reach import hand
from sijoint.drawing.skeleton import FORWARD, UP, Matrix, Vector

HALF_BREADTH, DEPTH, THICK = 0.21, 0.42, 0.035
BEHIND_HIPS = 0.15
"""From the hips back to the back of the seat, in metres."""

BACK, LOWEST_BACK, HIGHEST_BACK = 0.82, 0.78, 0.98
"""Height of the back, in metres; as a hold it is as high as the hands are, within this."""

POST, RAIL = 0.016, 0.085
"""Half of the thickness of a leg, and the height of the board of the back, in metres."""

PALM = 0.025
"""From the middle of a hand to what it rests on, in metres."""

NEARER = 0.02
"""What is this much nearer to the viewer than the hips is drawn before the person, in metres."""


def chair(stage: Stage) -> list[Shape]:
    """A chair; the use is ``seat`` (the usual), ``front``, ``side`` or ``knee``.

    ``seat`` is under the hips and faces as the person does. ``front`` stands before the person
    with its back towards them, so that both hands can hold it. ``side`` stands at the left
    hand, or at the working hand for ``side working``. ``knee`` has its seat under the higher
    knee and faces the head.
    """
    first = stage.all_skeletons[0].joints
    if stage.use == "knee":
        lying = ahead(first["neck"] - first["pelvis"])
        knee = max((first[f"{side}_knee"] for side in Side), key=lambda place: float(place[1]))
        return _drawn(stage, _below(knee) - DEPTH / 2 * lying[:, 0], lying, BACK)
    axes = ahead(stage.all_skeletons[0].turns["hips"] @ FORWARD)
    if stage.use.startswith("front"):
        hands = [hand(stage.all_skeletons[0], side) for side in Side]
        return _drawn(stage, _below(np.mean(hands, axis=0)), axes, _hold(hands[0]))
    if stage.use.startswith("side"):
        side = Side.RIGHT if "working" in stage.use else Side.LEFT
        held = hand(stage.all_skeletons[0], side)
        return _drawn(stage, _below(held), axes, _hold(held))
    hips = stage.all_skeletons[_sitting(stage)].joints["pelvis"]
    return _drawn(stage, _below(hips) - BEHIND_HIPS * axes[:, 0], axes, BACK)


def _sitting(stage: Stage) -> int:
    """The number of the frame in which the hips are lowest."""
    return int(np.argmin([skeleton.joints["pelvis"][1] for skeleton in stage.all_skeletons]))


def _below(place: Vector) -> Vector:
    return np.array([place[0], 0.0, place[2]])


def _hold(held: Vector) -> float:
    return float(np.clip(held[1] - PALM, LOWEST_BACK, HIGHEST_BACK))


def _drawn(stage: Stage, back: Vector, axes: Matrix, height: float) -> list[Shape]:
    """The chair whose back stands over a place of the floor, the farthest part first."""
    towards = stage.camera.axes[2]
    seat = SUPPORTS["chair"]
    inner = HALF_BREADTH - POST
    parts = [
        _part(axes, back, (DEPTH / 2, seat - THICK / 2, 0), (DEPTH / 2, THICK / 2, HALF_BREADTH)),
        _part(axes, back, (0, height - RAIL / 2, 0), (POST, RAIL / 2, HALF_BREADTH)),
    ]
    for side in (-inner, inner):
        low, tall = (seat - THICK) / 2, (height - RAIL - seat) / 2
        parts.append(_part(axes, back, (0, seat + tall, side), (POST, tall, POST)))
        for front in (0, DEPTH - POST):
            parts.append(_part(axes, back, (front, low, side), (POST, low, POST)))
    parts.sort(key=lambda part: float(towards @ part[0]))
    hips = stage.all_skeletons[0].joints["pelvis"]
    is_sat_on = stage.use in ("", "seat", "knee")
    return [
        Shape("prop", face, layer=_layer(middle - hips, towards, axes, is_sat_on=is_sat_on))
        for middle, halves in parts
        for face in faces(middle, axes, halves, towards)
    ]


def _part(
    axes: Matrix, back: Vector, middle: tuple[float, float, float], halves: tuple[float, ...]
) -> tuple[Vector, Places]:
    return back + axes @ np.array(middle), np.array(halves)


def _layer(beside: Vector, towards: Vector, axes: Matrix, *, is_sat_on: bool) -> Layer:
    """Before the person if it is nearer; of one that bears weight only the back can be."""
    level = _below(towards)
    if is_sat_on:
        is_back = float(beside @ axes[:, 0]) < -BEHIND_HIPS / 2 and float(beside @ UP) > 0
        return Layer.FRONT if is_back and float(axes[:, 0] @ level) < -0.2 else Layer.BEHIND
    return Layer.FRONT if float(beside @ level) > NEARER else Layer.BEHIND
