"""The chart as a control: a list of native checkboxes, and pictures that mirror it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.drawing import PainDrawing
from sijoint.drawing.body_chart.region import RegionGroup, region_groups
from sijoint.drawing.body_chart.view import REACH_PX, SHORT_NAMES, View
from sijoint.drawing.say import Say
from sijoint.drawing.svg import Rendering, write
from sijoint.language import message

QUESTION = message("Where does it hurt?")
SWITCH = message("Picture")
CHOSEN = message("Chosen: {places}")
NOTHING_CHOSEN = message("Nothing is chosen yet.")


def demonstration(drawing: PainDrawing | None = None, *, say: Say = str) -> str:
    """A fragment of a page with the list and the four pictures.

    The list is the control and works alone. The pictures are hidden from assistive technology;
    `body_chart.js` mirrors taps and focus in them, and `body_chart.css` lays both out.

    Parameters
    ----------
    drawing : PainDrawing, optional
        What is chosen at first.
    say : callable
        From an English text to the text of the page.

    Returns
    -------
    str
        One ``div`` without style or script in it. The checkboxes are called ``region``.
    """
    chosen = drawing or PainDrawing()
    return (
        f'<div class="si-body-chart" data-body-chart data-reach="{REACH_PX}">'
        f"{_switch(say)}{_pictures(chosen, say)}{_status(say)}{_list(chosen, say)}</div>"
    )


def _switch(say: Say) -> str:
    """Buttons that show one picture at a time; script shows them."""
    buttons = "".join(
        f'<button type="button" class="si-chart-button" data-show="{view}">'
        f"{escape(say(SHORT_NAMES[view]))}</button>"
        for view in View
    )
    label = escape(say(SWITCH))
    return f'<div class="si-chart-switch" role="group" aria-label="{label}" hidden>{buttons}</div>'


def _pictures(drawing: PainDrawing, say: Say) -> str:
    pictures = "".join(
        f'<div class="si-chart-view" data-view="{view}">{_picture(view, drawing, say)}</div>'
        for view in View
    )
    return f'<div class="si-chart-pictures" aria-hidden="true">{pictures}</div>'


def _picture(view: View, drawing: PainDrawing, say: Say) -> str:
    figure = chart_figure(view, drawing.selected, say=say, is_control=True)
    return write(figure, Rendering.SCREEN, f"chart{view.replace('_', '')}")


def _status(say: Say) -> str:
    """The line that says what is chosen; script writes it."""
    chosen, nothing = escape(say(CHOSEN)), escape(say(NOTHING_CHOSEN))
    return (
        f'<p class="si-chart-status" role="status" data-chosen="{chosen}" '
        f'data-nothing="{nothing}"></p>'
    )


def _list(drawing: PainDrawing, say: Say) -> str:
    groups = "".join(_group(group, drawing) for group in region_groups(say))
    legend = f"<legend>{escape(say(QUESTION))}</legend>"
    return f'<fieldset class="si-chart-list">{legend}{groups}</fieldset>'


def _group(group: RegionGroup, drawing: PainDrawing) -> str:
    choices = "".join(_choices(group, drawing))
    legend = f"<legend>{escape(group.name)}</legend>"
    return f'<fieldset class="si-chart-group">{legend}{choices}</fieldset>'


def _choices(group: RegionGroup, drawing: PainDrawing) -> Iterator[str]:
    for region in group.regions:
        checked = " checked" if region.id in drawing.selected else ""
        middle = "" if region.side else " si-chart-middle"
        yield (
            f'<label class="si-chart-choice{middle}">'
            f'<input type="checkbox" name="region" value="{region.id}"{checked}> '
            f"<span>{escape(region.name)}</span></label>"
        )
