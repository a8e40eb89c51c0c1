"""The body chart: a list of choices that the pictures mirror, and a stored drawing shown again."""

from __future__ import annotations

from docs.gallery.html import Html, element, joined
from docs.gallery.page import Page, listing
from docs.gallery.picture import framed, inline
from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.form import demonstration
from sijoint.drawing.body_chart.view import NAMES, View

ROOM = "body-chart.html"

EXAMPLE = {
    "dimple_left": 7,
    "upper_buttock_left": 5,
    "back_thigh_upper_left": 3,
    "groin_left": 2,
}
"""How much it hurts where, 0 to 10, as somebody might have stored it."""


def page() -> Page:
    """The live chart and the stored drawing."""
    live = element("div", Html(demonstration()), class_="live")
    stored = listing(*(_stored(view) for view in View), class_="views")
    return Page(
        path=ROOM,
        title="Body chart",
        lead="The list is the control. A tap on the picture chooses the same place.",
        content=joined([live, element("h2", "A stored drawing, shown again"), stored]),
        room=ROOM,
        scripts=("body_chart.js",),
        sheets=("body_chart.css",),
    )


def _stored(view: View) -> Html:
    figure = chart_figure(view, EXAMPLE)
    return framed(inline(figure, f"stored_{view}"), NAMES[view])
