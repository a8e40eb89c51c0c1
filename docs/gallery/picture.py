"""Pictures as they stand on pages of the gallery."""

from __future__ import annotations

from docs.gallery.html import Html, element
from sijoint.drawing.animation import animated_svg
from sijoint.drawing.element import Figure
from sijoint.drawing.exercise import frame_figure, pair_figure, thumbnail_figure
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import Movement

SIDES = {"left": "Left side works", "right": "Right side works"}
"""The working sides, left first, and how a page heads them."""


def inline(figure: Figure, prefix: str) -> Html:
    """A picture as a part of a page; `prefix` is this picture's alone on the page."""
    return Html(write(figure, Rendering.SCREEN, prefix))


def framed(picture: Html, caption: str = "") -> Html:
    """A picture on its backdrop, with a caption if there is one."""
    words = [element("figcaption", caption)] if caption else []
    return element("figure", element("div", picture, class_="backdrop"), *words)


def thumbnail(movement: Movement) -> Html:
    """A movement beside its name."""
    return small(inline(thumbnail_figure(movement, side="right"), f"t_{movement.id}"))


def small(picture: Html) -> Html:
    """A picture of 88 x 64 beside words that say all that it shows."""
    return element("span", picture, class_="backdrop thumbnail", aria_hidden="true")


def chip(side: str) -> Html:
    """The letter of a side, which stands before its word."""
    return element("span", side[0].upper(), class_=f"chip {side}", aria_hidden="true")


def pair(movement: Movement, side: str, prefix: str) -> Html:
    """The first and the telling frame beside each other."""
    return framed(inline(pair_figure(movement, side=side), prefix))


def frames(movement: Movement, side: str, prefix: str) -> Html:
    """Every frame in order, each with its number and its name."""
    items = (
        element(
            "li",
            framed(
                inline(frame_figure(movement, number, side=side), f"{prefix}{number}"),
                f"{number}. {frame.name}",
            ),
        )
        for number, frame in enumerate(movement.frames, 1)
    )
    return element("ol", *items, class_="frames", role="list")


def player(movement: Movement, side: str, prefix: str) -> Html:
    """The animation with its button; both are shown only where they work."""
    picture = Html(animated_svg(movement, Rendering.SCREEN, side=side, prefix=prefix))
    button = element(
        "button",
        element("span", _sign("M0 0L12 7L0 14Z"), "Play", class_="si-play-word"),
        element("span", _sign("M0 0H4V14H0ZM8 0H12V14H8Z"), "Pause", class_="si-pause-word"),
        type="button",
        class_="si-play button",
        aria_pressed="false",
        # One name for both states: "pressed" says which of them it is.
        aria_label=f"Play or pause: {movement.name}{f', {side}' if movement.is_sided else ''}",
    )
    return element("div", element("div", picture, class_="backdrop"), button, class_="si-player")


def _sign(d: str) -> Html:
    """The shape on a button, in the colour of its words."""
    return element("svg", element("path", d=d), viewBox="0 0 12 14", aria_hidden="true")
