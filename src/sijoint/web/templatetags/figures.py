"""Tags that draw pictures inline: of exercises, of tests by hand, and of anatomy.

Each picture has ids of its own, so the same one may stand twice on a page. The drawing is made
once for each language and kept; its colours come from ``figure.css``.
"""

from __future__ import annotations

import functools
import secrets

from django import template
from django.utils.safestring import SafeString, mark_safe

from sijoint.drawing.anatomy import ANATOMY
from sijoint.drawing.element import Figure
from sijoint.drawing.exercise import thumbnail_figure
from sijoint.drawing.hands_on import hands_on_figure as draw_hands_on
from sijoint.drawing.sequence import sequence_figure
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import load_movements
from sijoint.web.wording import code, wording_in

register = template.Library()

PREFIX = "prefixOfThisFigure"
"""Stands in a drawing that is kept; no text of ours holds it."""

KEPT = 600
"""Drawings that a process keeps, some 10 kB each."""


@register.simple_tag
def exercise_figure(exercise_id: str, side: str = "right", pregnant: bool = False) -> SafeString:
    """The frames that tell an exercise, numbered.

    Parameters
    ----------
    exercise_id : str
    side : str
        The working side, ``left`` or ``right``; ignored by an exercise without sides.
    pregnant : bool
        As it is done from week 20 of pregnancy.
    """
    return _placed(_exercise(exercise_id, _side(side), code(), is_pregnant=pregnant))


@register.simple_tag
def exercise_thumbnail(exercise_id: str, side: str = "right", pregnant: bool = False) -> SafeString:
    """The telling frame without arrows, small; parameters as for `exercise_figure`."""
    return _placed(_thumbnail(exercise_id, _side(side), code(), is_pregnant=pregnant))


@register.simple_tag
def hands_on_figure(finding_id: str, side: str = "right") -> SafeString:
    """A test by hand on one side."""
    return _placed(_hands_on(finding_id, _side(side), code()))


@register.simple_tag
def anatomy_figure(name: str) -> SafeString:
    """An anatomy picture by its name in `ANATOMY`."""
    return _placed(_anatomy(name, code()))


def _side(side: str) -> str:
    """The side to draw: both sides, or none, are shown on the right."""
    return "left" if side == "left" else "right"


def _placed(svg: str) -> SafeString:
    """The drawing with ids that no other drawing has, on this page or in a part fetched later."""
    return mark_safe(svg.replace(PREFIX, f"f{secrets.token_hex(4)}"))  # noqa: S308 - drawn by us


@functools.lru_cache(KEPT)
def _exercise(exercise_id: str, side: str, language: str, *, is_pregnant: bool) -> str:
    movement = load_movements()[exercise_id]
    say = wording_in(language).say
    return _written(sequence_figure(movement, side=side, say=say, is_pregnant=is_pregnant))


@functools.lru_cache(KEPT)
def _thumbnail(exercise_id: str, side: str, language: str, *, is_pregnant: bool) -> str:
    movement = load_movements()[exercise_id]
    say = wording_in(language).say
    return _written(thumbnail_figure(movement, side=side, say=say, is_pregnant=is_pregnant))


@functools.lru_cache(KEPT)
def _hands_on(finding_id: str, side: str, language: str) -> str:
    return _written(draw_hands_on(finding_id, side=side, say=wording_in(language).say))


@functools.lru_cache(KEPT)
def _anatomy(name: str, language: str) -> str:
    return _written(ANATOMY[name](wording_in(language).say))


def _written(figure: Figure) -> str:
    return write(figure, Rendering.SCREEN, PREFIX)
