"""A movement in motion: one SVG whose shapes run through the frames at the exercise's tempo.

The curves of every shape have the same commands in each moment, so that the browser draws what
lies between. Nothing moves by itself on a page: all animations wait for the clock, which a
script starts, pauses and goes on with; without a script the first frame stands still.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sijoint.drawing.element import Element, Figure
from sijoint.drawing.exercise import position, thing, title
from sijoint.drawing.pose import between
from sijoint.drawing.posture import Side
from sijoint.drawing.prop.shape import Layer, Shape
from sijoint.drawing.say import Say
from sijoint.drawing.scene import DIMMEST, WIDTH, Order, draw, is_glow, skin
from sijoint.drawing.staging import Staging, staged, telling_number
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import Movement

STRIDE_S = 0.7
"""Seconds from frame to frame of what has no tempo of its own, such as walking."""

REST_S = 0.8
"""Seconds at the start before the movement begins anew."""

LONGEST_HOLD_S = 6.0
"""A longer hold is shown no longer: nobody watches a picture stand still for 30 seconds."""

STEPS = (6, 4, 3, 2, 1)
"""Moments between two frames: the most that keep the file small enough."""

LARGEST = 58_000
"""Bytes of a whole animation."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of time in the movement.

    Parameters
    ----------
    at : float
        Seconds from the start.
    number : int
        Of the frame before it, from 0.
    part : float
        Of the way to the next frame, 0 to 1; after the last frame comes the first.
    """

    at: float
    number: int
    part: float


def animated_svg(
    movement: Movement,
    rendering: Rendering,
    *,
    side: Side | str = Side.RIGHT,
    prefix: str = "f",
    say: Say = str,
    is_pregnant: bool = False,
) -> str:
    """The movement as an SVG that can be played.

    Parameters
    ----------
    movement : Movement
    rendering : Rendering
        On the screen everything waits for the element with id ``‹prefix›_clock``; in a file
        of its own the movement starts when it is opened.
    side, say, is_pregnant
        As for `sijoint.drawing.exercise.frame_figure`, whose errors it shares.
    prefix : str
        As for `sijoint.drawing.svg.write`.

    Returns
    -------
    str
        Under 60 kB.
    """
    movement = movement.shown(is_pregnant=is_pregnant)
    staging = staged(movement, side, is_pregnant=is_pregnant)
    layout = staging.order(telling_number(movement))
    text, per_moment = "", 0.0
    for steps in STEPS:
        count = len(_moments(movement, steps))
        # What stands still is in it too: fewer moments save no more than their share.
        if steps > STEPS[-1] and count * per_moment >= LARGEST:
            continue
        figure = _figure(staging, layout, steps, side, say, starts=rendering is Rendering.PAPER)
        text = write(figure, rendering, prefix)
        size = len(text.encode())
        if size < LARGEST:
            break
        per_moment = size / count
    if rendering is Rendering.SCREEN:
        text = text.replace('class="si-figure"', 'class="si-figure si-animated"', 1)
    return text


def _figure(
    staging: Staging, layout: Order, steps: int, side: Side | str, say: Say, *, starts: bool
) -> Figure:
    movement = staging.movement
    moments = _moments(movement, steps)
    skeletons = [between(movement, staging.skeletons, m.number, m.part) for m in moments]
    timing = _timing(moments, starts=starts)
    scenes = [draw(staging.body(s), staging.page, layout) for s in skeletons]
    shapes = {name: [scene.shapes[name] for scene in scenes] for name in scenes[0].shapes}
    paths = tuple(
        Element("path", {"id": name, "d": d[0]}, children=_change(d, timing))
        for name, d in shapes.items()
    )
    rows = [staging.moved(m.number, s) for m, s in zip(moments, skeletons, strict=True)]
    behind, middle, front = (
        _things(staging, rows, layer, timing) for layer in (Layer.BEHIND, Layer.MIDDLE, Layer.FRONT)
    )
    clock = Element("set", {"id": "clock", "attributeName": "data-runs", "to": "1", **timing.clock})
    names = " ".join(
        f"{number}: {say(frame.name)}." for number, frame in enumerate(movement.frames, start=1)
    )
    lit = _lit(scenes[0].layers, moments, telling_number(movement), timing)
    return Figure(
        (0.0, 0.0, WIDTH, staging.height),
        title(movement, side, say),
        f"{say(position(movement))}. {names}",
        (*behind, *scenes[0].far, *middle, *lit, *front, clock),
        (*paths, skin(scenes[0].shapes)),
    )


@dataclass(frozen=True, slots=True)
class _Timing:
    """The attributes of every animation, and of the clock that starts them."""

    shared: dict[str, str]
    clock: dict[str, str]


def _timing(moments: Sequence[Moment], *, starts: bool) -> _Timing:
    length = moments[-1].at
    times = ";".join(f"{moment.at / length:.3f}".rstrip("0").rstrip(".") for moment in moments)
    shared = {
        "attributeName": "d",
        "dur": f"{length:g}s",
        "repeatCount": "indefinite",
        "keyTimes": times,
        "begin": "0s" if starts else "~clock.begin",
    }
    return _Timing(shared, {"begin": "0s" if starts else "indefinite"})


def _moments(movement: Movement, steps: int) -> list[Moment]:
    """The moments of one repetition, from the first frame back to the first."""
    last = len(movement.frames) - 1
    telling = telling_number(movement)
    at, moments = 0.0, [Moment(0.0, 0, 0.0)]
    if last == 0:
        return [*moments, Moment(REST_S, 0, 0.0)]
    for number in range(last + 1):
        seconds = _seconds(movement, number)
        for step in range(1, steps + 1):
            part = step / steps
            moments.append(Moment(at + seconds * part, number, _eased(part)))
        at += seconds
        held = min(movement.tempo_s["hold"], LONGEST_HOLD_S) if number + 1 == telling else 0.0
        rest = REST_S if number == last and any(movement.tempo_s.values()) else 0.0
        if held + rest:
            at += held + rest
            moments.append(replace(moments[-1], at=at))
    return moments


def _seconds(movement: Movement, number: int) -> float:
    """How long the way from a frame to the next takes."""
    if not any(movement.tempo_s.values()):
        return STRIDE_S
    telling, last = telling_number(movement), len(movement.frames) - 1
    if number < telling:
        return max(movement.tempo_s["up"], STRIDE_S / 2) / telling
    return max(movement.tempo_s["down"], STRIDE_S / 2) / (last - telling + 1)


def _eased(part: float) -> float:
    """Slow at both ends, as people move."""
    return part * part * (3 - 2 * part)


def _change(d: Sequence[str], timing: _Timing) -> tuple[Element, ...]:
    """The animation of a path; none for one that stands still."""
    if len(set(d)) == 1:
        return ()
    return (Element("animate", {**timing.shared, "values": ";".join(d)}),)


def _lit(
    layers: Sequence[Element], moments: Sequence[Moment], telling: int, timing: _Timing
) -> list[Element]:
    """The layers, the glow of working muscles brightest while they work.

    What only tenses would not be seen to move otherwise.
    """
    lights = ";".join(f"{_light(moment, telling):.2g}" for moment in moments)
    if len(set(lights.split(";"))) == 1:
        return list(layers)
    pulse = Element("animate", {**timing.shared, "attributeName": "opacity", "values": lights})
    return [
        replace(layer, children=(*layer.children, pulse)) if is_glow(layer) else layer
        for layer in layers
    ]


def _light(moment: Moment, telling: int) -> float:
    """How bright the glow is, `DIMMEST` to 1."""
    if moment.number == telling - 1:
        part = moment.part
    elif moment.number == telling:
        part = 1 - moment.part
    else:
        part = 0.0
    return DIMMEST + (1 - DIMMEST) * part


def _things(
    staging: Staging, shapes: Sequence[Sequence[Shape]], layer: Layer, timing: _Timing
) -> list[Element]:
    """What is used, moving with the body where it is held; as at first if its parts change."""
    rows = [[thing(shape, staging) for shape in row if shape.layer is layer] for row in shapes]
    if len({len(row) for row in rows}) != 1:
        return rows[0]
    return [
        replace(column[0], children=_change([str(e.attributes["d"]) for e in column], timing))
        for column in zip(*rows, strict=True)
    ]
