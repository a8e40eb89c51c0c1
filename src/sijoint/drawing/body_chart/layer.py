"""The layers of a chart above the body: seams, fills, ticks, numbers, focus.

Layers carry ``data-layer``, so that `body_chart.js` can add to them what is chosen later; all
that belongs to one chosen region carries ``data-for`` and goes with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from sijoint.drawing.body_chart.area import GROUPED
from sijoint.drawing.body_chart.caption import TEXT_SIZE, text, words
from sijoint.drawing.body_chart.curve import Bend, flattened, path_data
from sijoint.drawing.body_chart.drawing import Level, Mark
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.drawing.body_chart.view import FRAMES, WIDTH, View
from sijoint.drawing.element import Element, Value, group, path

Shapes = Mapping[str, Sequence[Bend]]
"""Outlines by the id of the region."""

Attributes = Mapping[str, Value]

TICK = "M-15 1L-4 12L16-13"
"""Around the point 0, 0."""

SMALL_SIZE = 32
"""Of numbers in regions that a closer view shows larger."""

_LOOKS = {
    Level.UNRATED: "chart-moderate",
    Level.NONE: "chart-none",
    Level.MILD: "chart-mild",
    Level.MODERATE: "chart-moderate",
    Level.STRONG: "chart-strong",
}


def seams(view: View, shown: Shapes) -> Element:
    """The regions as lines between them, which catch taps on the whole of each region."""
    small: list[Element] = []
    large: list[Element] = []
    for region, bends in shown.items():
        line = path(path_data(bends), id=region, data_region=region)
        (small if _is_small(view, region) else large).append(line)
    if small:
        large.append(group(*small, data_closer=str(view.closer)))
    return group(*large, look="chart-seam", pointer_events="all", data_layer="regions")


def fills(chosen: Sequence[Mark]) -> Iterator[Element]:
    """A layer for each level of pain that there is, and the one that script adds to."""
    for level in Level:
        marked = [use(each.region, _for(each)) for each in chosen if each.level is level]
        if marked or level is Level.UNRATED:
            yield _layer(level, *marked, look=_LOOKS[level])


def ticks(chosen: Sequence[Mark], shown: Shapes) -> Iterator[Element]:
    """A tick for each place without a rating; the light edges of all lie under all ticks."""
    unrated = [mark for mark in chosen if mark.intensity is None]
    for look in ("chart-tick-halo", "chart-tick"):
        yield _layer(look, *(_tick(mark, shown[mark.region]) for mark in unrated), look=look)


def numbers(view: View, chosen: Sequence[Mark], shown: Shapes) -> Element:
    """The ratings, on light edges, in smaller figures where the region is small."""
    rated = [mark for mark in chosen if mark.intensity is not None]
    small = [mark for mark in rated if _is_small(view, mark.region)]
    large = [mark for mark in rated if mark not in small]
    layers = []
    for look in ("chart-halo", "label"):
        for size, marks in ((TEXT_SIZE, large), (SMALL_SIZE, small)):
            figures = [_number(mark, shown[mark.region], size) for mark in marks]
            layers += [group(*figures, look=look, font_size=size)] if figures else []
    return words(*layers)


def focus() -> Element:
    """Where the outline of the region goes whose checkbox has the focus."""
    rings = (group(look=look) for look in ("chart-focus-halo", "chart-focus"))
    return _layer("focus", *rings)


def closer_frame(view: View, closer: View) -> Element:
    """A broken line around the part of the body that the closer view shows."""
    whole, part = FRAMES[view], FRAMES[closer]
    width = WIDTH / part.scale
    attributes: dict[str, Value] = {
        "x": (WIDTH - width) / 2,
        "y": whole.top - part.top / part.scale,
        "width": width,
        "height": part.height / part.scale,
        "rx": 12,
        "stroke-dasharray": "10 12",
    }
    return Element("rect", attributes, "chart-frame")


def use(name: str, attributes: Attributes = MappingProxyType({}), look: str = "") -> Element:
    """A shape that has an id once more."""
    return Element("use", {"href": f"#~{name}", **attributes}, look)


def _layer(name: str, *elements: Element, look: str = "") -> Element:
    return group(*elements, look=look, data_layer=name)


def _tick(mark: Mark, bends: Sequence[Bend]) -> Element:
    x, y = _middle(bends)
    return use("tick", {"x": x, "y": y, **_for(mark)})


def _number(mark: Mark, bends: Sequence[Bend], size: int) -> Element:
    x, y = _middle(bends)
    return text(str(mark.intensity), (x, y + round(0.36 * size)), attributes=_for(mark))


def _is_small(view: View, region: str) -> bool:
    """Whether a region is too small for a finger, and so is chosen in the closer view."""
    return REGIONS[region].place in GROUPED.get(view, ())


def _for(mark: Mark) -> Attributes:
    return {"data-for": mark.region}


def _middle(bends: Sequence[Bend]) -> tuple[int, int]:
    """The middle of the box around a region, where `body_chart.js` finds it too."""
    across, down = zip(*flattened(bends), strict=True)
    return round((min(across) + max(across)) / 2), round((min(down) + max(down)) / 2)
