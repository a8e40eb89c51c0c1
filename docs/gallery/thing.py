"""The things and signs in pictures of exercises, with the exercises that have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docs.gallery.exercise import path_of
from docs.gallery.html import Html, element
from docs.gallery.page import Page, listing
from docs.gallery.picture import framed, inline
from sijoint.drawing.exercise import frame_figure
from sijoint.evidence.movement import Movement

Record = dict[str, Any]

ROOM = "things.html"


def page(shown: Sequence[tuple[Record, Movement]]) -> Page:
    """Every thing by its name, the rarest first."""
    movements = [movement for _, movement in shown]
    names = dict.fromkeys(prop for m in movements for f in m.frames for prop in f.props)
    uses = {name: [m for m in movements if _number(m, name)] for name in names}
    # The mat, which half of the library lies on, comes last.
    cards = (_card(name, uses[name]) for name in sorted(names, key=lambda name: len(uses[name])))
    return Page(
        path=ROOM,
        title="Things and signs",
        lead="Mats, chairs and bands as they are drawn, and signs such as that of the breath.",
        content=listing(*cards, class_="cards compact"),
        room=ROOM,
    )


def _number(movement: Movement, thing: str) -> int:
    """The frame that shows a thing, from 1, best the telling one; 0 if it is never there."""
    found = [number for number, f in enumerate(movement.frames, 1) if thing in f.props]
    return movement.view.telling if movement.view.telling in found else next(iter(found), 0)


def _card(name: str, movements: Sequence[Movement]) -> Html:
    # Where it is alone, it is seen best.
    first = min(movements, key=lambda m: len(m.frames[_number(m, name) - 1].props))
    figure = frame_figure(first, _number(first, name))
    links = (element("a", each.name, href=path_of(each.id)) for each in movements)
    return element(
        "article",
        element("h2", name.replace("_", " ").capitalize()),
        framed(inline(figure, f"p_{name}"), f"As in: {first.name}"),
        listing(*links, class_="links"),
        class_="card",
    )
