"""Pictures of the guide by kind, words for marks, and addresses of sources."""

from __future__ import annotations

import functools

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info

from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.read import Record
from sijoint.web.library.mark import mark_word
from sijoint.web.templatetags import figures
from sijoint.web.wording import code, wording_in

register = template.Library()
register.filter(mark_word)


@register.simple_tag
def guide_figure(kind: str, name: str) -> SafeString:
    """A picture by its kind and its id.

    Parameters
    ----------
    kind : str
        ``anatomy``, ``body_chart``, ``exercise``, ``pregnant_movement``, ``hands_on``.
    name : str
        The id.
    """
    match kind:
        case "anatomy":
            return figures.anatomy_figure(name)
        case "body_chart":
            return _body_chart(name, code())
        case "hands_on":
            return figures.hands_on_figure(name)
    return figures.exercise_figure(name, pregnant=kind == "pregnant_movement")


@register.filter
def source_link(source: Record) -> str:
    """Where a source can be read: its DOI, else its address, else empty."""
    if source.get("doi"):
        return f"https://doi.org/{source['doi']}"
    return str(source.get("url", ""))


@register.filter
def language_name(language_code: str) -> str:
    """What a language is called in the language of the reader; its code when nobody knows."""
    try:
        return str(get_language_info(language_code)["name_translated"])
    except KeyError:
        return language_code


@functools.cache
def _body_chart(view: str, language_code: str) -> SafeString:
    """An empty body chart; a page has one at most."""
    figure = chart_figure(View(view), say=wording_in(language_code).say)
    return mark_safe(write(figure, Rendering.SCREEN, f"chart{view}"))  # noqa: S308 (drawn by us)
