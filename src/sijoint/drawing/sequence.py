"""The frames that tell an exercise: two beside each other, or three where two do not tell it."""

from __future__ import annotations

from sijoint.drawing.element import Element, Figure, group
from sijoint.drawing.exercise import CELL_FILLED, NUMERAL, frame, pair_figure, position, title
from sijoint.drawing.numeral import numeral
from sijoint.drawing.posture import Side
from sijoint.drawing.say import Say
from sijoint.drawing.scene import WIDTH
from sijoint.drawing.staging import HEAD_ROOM, Staging, staged, telling_number
from sijoint.evidence.movement import Frame, Movement

MOST = 3
"""Frames in one picture; a gait with four is told by two."""

LEAST_CHANGE = 9.0
"""Degrees by which some angle of a frame differs from that of another, to be worth showing."""

STACKED, ROW = 0.7, 240.0
"""The largest size of pictures that stand one above the other, and the height of each."""


def sequence_figure(
    movement: Movement,
    *,
    side: Side | str = Side.RIGHT,
    say: Say = str,
    is_pregnant: bool = False,
) -> Figure:
    """The frames that tell an exercise, numbered; two as in `pair_figure`, or three.

    Parameters
    ----------
    movement : Movement
    side, say, is_pregnant
        As for `frame_figure`, whose errors it shares.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    numbers = telling_frames(movement)
    if len(numbers) < MOST:
        return pair_figure(movement, side=side, say=say, is_pregnant=is_pregnant)
    staging = staged(movement, side, is_pregnant=is_pregnant)
    drawn: list[Element] = []
    definitions: list[Element] = []
    for place, number in enumerate(numbers):
        elements, used = frame(staging, number, suffix=f"-{place + 1}")
        move, corner = _cell(staging, place)
        drawn += [group(*elements, transform=move), numeral(place + 1, *corner)]
        definitions += used
    told = " ".join(f"{n}: {say(movement.frames[i].name)}." for n, i in enumerate(numbers, 1))
    return Figure(
        (0.0, 0.0, WIDTH, _height(staging)),
        title(movement, side, say),
        f"{say(position(movement))}. {told}",
        tuple(drawn),
        tuple(definitions),
    )


def telling_frames(movement: Movement) -> tuple[int, ...]:
    """Numbers, from 0, of the first and the telling frame, and of a third that differs."""
    telling = telling_number(movement)
    shown = {0, telling}
    if len(movement.frames) == MOST:
        (other,) = set(range(MOST)) - shown or {telling}
        frames = movement.frames
        if all(_change(frames[other], frames[number]) >= LEAST_CHANGE for number in shown):
            shown.add(other)
    return tuple(sorted(shown))


def _change(first: Frame, second: Frame) -> float:
    """The largest difference of an angle, in degrees."""
    pairs = [(getattr(first, name), getattr(second, name)) for name in ("trunk", "lumbar")]
    pairs += [(first.obliquity, second.obliquity), (first.twist, second.twist)]
    for one, other in ((first.working, second.working), (first.other, second.other)):
        pairs += [(one.get(angle, 0), other.get(angle, 0)) for angle in one.keys() | other.keys()]
    return float(max(abs(one - other) for one, other in pairs))


def _sizes(staging: Staging) -> tuple[float, float]:
    """How large the pictures may be beside each other, and one above the other."""
    beside = min(1.0, CELL_FILLED * WIDTH / MOST / staging.size[0])
    return beside, min(STACKED, ROW / staging.height)


def _cell(staging: Staging, place: int) -> tuple[str, tuple[float, float]]:
    """How a picture is moved and scaled, and where its number stands."""
    beside, above = _sizes(staging)
    if above > beside:
        top = place * above * staging.height
        left = (1 - above) * WIDTH / 2
        return f"translate({left:.1f} {top:.1f}) scale({above:.3f})", (NUMERAL, top + NUMERAL)
    left = WIDTH * (place + 0.5) / MOST - beside * WIDTH / 2
    corner = WIDTH * place / MOST + NUMERAL
    return f"translate({left:.1f} 0.0) scale({beside:.3f})", (corner, NUMERAL)


def _height(staging: Staging) -> float:
    beside, above = _sizes(staging)
    if above > beside:
        return MOST * above * staging.height
    return max(beside * staging.height, HEAD_ROOM)
