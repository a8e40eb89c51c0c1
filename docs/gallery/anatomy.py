"""The pictures of the pelvis, its joints and what holds them."""

from __future__ import annotations

from docs.gallery.html import Html, element
from docs.gallery.page import Page, listing
from docs.gallery.picture import framed, inline
from sijoint.drawing.anatomy import ANATOMY
from sijoint.drawing.element import Figure

ROOM = "anatomy.html"


def page() -> Page:
    """All anatomical pictures."""
    cards = (_card(name, draw(str)) for name, draw in ANATOMY.items())
    return Page(
        path=ROOM,
        title="Anatomy",
        lead="The pelvis and its two sacroiliac joints, for people who want to understand them.",
        content=listing(*cards, class_="cards"),
        room=ROOM,
    )


def _card(name: str, figure: Figure) -> Html:
    return element(
        "article",
        framed(inline(figure, name)),
        element("h2", figure.title),
        element("p", figure.description),
        class_="card",
    )
