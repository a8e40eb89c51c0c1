"""The body chart as a picture: one view, with what has been chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sijoint.drawing.body_chart.area import areas
from sijoint.drawing.body_chart.body import body, silhouette
from sijoint.drawing.body_chart.caption import HEIGHT, caption
from sijoint.drawing.body_chart.curve import path_data
from sijoint.drawing.body_chart.drawing import Mark, PainDrawing
from sijoint.drawing.body_chart.layer import (
    TICK,
    closer_frame,
    fills,
    focus,
    numbers,
    seams,
    ticks,
    use,
)
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.drawing.body_chart.view import FRAMES, NAMES, WIDTH, View
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import fill, message

TITLE = message("Body chart")
CHOSEN = message("{view}. Chosen: {places}.")
NOTHING_CHOSEN = message("{view}. Nothing is chosen here.")
RATED = message("{place} ({intensity} of 10)")


def chart_figure(
    view: View,
    selected: Mapping[str, int | None] | None = None,
    *,
    say: Say = str,
    is_control: bool = False,
) -> Figure:
    """One view of the body, with the chosen places.

    Hue alone carries nothing: a chosen place has an outline, a fill that is the darker the more
    it hurts, and in it the rating, or a tick when none was given.

    Parameters
    ----------
    view : View
    selected : mapping of str to int or None, optional
        Rating 0 to 10 by the id of the region; None when it was not said.
    say : callable
        From an English text to the text of the page.
    is_control : bool
        Whether `body_chart.js` mirrors checkboxes in it.

    Raises
    ------
    PainDrawingError
        If a region is unknown or a rating is not a whole number from 0 to 10.

    Examples
    --------
    >>> chart_figure(View.BACK, {"dimple_left": 7}).description
    'Back view. Chosen: Left, at the dimple (7 of 10).'
    """
    marks = PainDrawing(tuple(Mark(*each) for each in (selected or {}).items())).marks
    chosen = [mark for mark in marks if mark.region in areas(view)]
    height = FRAMES[view].height + HEIGHT
    words = say(TITLE), _description(view, chosen, say)
    above = group(*_chosen(view, chosen, is_control=is_control), pointer_events="none")
    elements = *_background(view), seams(view, areas(view)), above, *caption(view, say)
    return Figure((0, 0, WIDTH, height), *words, elements, tuple(_definitions(view)))


def _chosen(view: View, chosen: Sequence[Mark], *, is_control: bool) -> Iterator[Element]:
    """What lies above the regions, for the eye only."""
    shown = areas(view)
    yield group(use("body", look="chart-contour"), **_clip(view))
    yield from fills(chosen)
    yield from ticks(chosen, shown)
    yield numbers(view, chosen, shown)
    if is_control and view.closer:
        yield closer_frame(view, view.closer)
    if is_control:
        yield focus()


def _description(view: View, chosen: Sequence[Mark], say: Say) -> str:
    name = say(NAMES[view])
    if not chosen:
        return fill(say(NOTHING_CHOSEN), {"view": name})
    places = "; ".join(_said(mark, say) for mark in chosen)
    return fill(say(CHOSEN), {"view": name, "places": places})


def _said(mark: Mark, say: Say) -> str:
    place = say(REGIONS[mark.region].name)
    if mark.intensity is None:
        return place
    return fill(say(RATED), {"place": place, "intensity": str(mark.intensity)})


def _definitions(view: View) -> Iterator[Element]:
    """What is drawn more than once: the body, the tick, and the window of a closer view."""
    yield path(path_data(silhouette(view)), id="body")
    yield path(TICK, id="tick")
    if view.closer is None:
        yield Element("clipPath", {"id": "window"}, children=(_window(view),))


def _background(view: View) -> Iterator[Element]:
    yield group(*body(view), **_clip(view))
    if view.closer is None:
        yield _window(view, "chart-frame")


def _window(view: View, look: str = "") -> Element:
    size = {"width": WIDTH - 4, "height": FRAMES[view].height - 4}
    return Element("rect", {"x": 2, "y": 2, **size, "rx": 28}, look)


def _clip(view: View) -> dict[str, str]:
    """Attributes that cut a closer view off at its frame."""
    return {} if view.closer else {"clip-path": "url(#~window)"}
