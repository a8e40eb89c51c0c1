"""Every picture that is not of an exercise, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from sijoint.drawing.anatomy import ANATOMY
from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.element import Figure
from sijoint.drawing.hands_on import HANDS_ON, hands_on_figure
from sijoint.drawing.say import Say


def others(side: str, say: Say) -> Mapping[str, Callable[[], Figure]]:
    """Anatomy pictures, body charts and hands-on tests, each drawn when called.

    Parameters
    ----------
    side : str
        The side that is tested: ``left`` or ``right``.
    say : callable
        From English to the reader's language.
    """
    anatomy = {name: partial(draw, say) for name, draw in ANATOMY.items()}
    charts = {f"body_chart_{view}": partial(chart_figure, view, say=say) for view in View}
    tests = {name: partial(hands_on_figure, name, side=side, say=say) for name in HANDS_ON}
    return anatomy | charts | tests
