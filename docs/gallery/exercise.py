"""The page of one exercise: moving, frame by frame, on either side, and what it is for."""

from __future__ import annotations

from typing import Any

from docs.gallery.dose import dose_in_words, tempo_in_words
from docs.gallery.html import Html, element, joined
from docs.gallery.page import Page
from docs.gallery.picture import SIDES, chip, frames, pair, player
from docs.pages.exercise import CATEGORIES
from sijoint.evidence.movement import Movement

Record = dict[str, Any]


def path_of(exercise: str) -> str:
    """Where the page of an exercise is."""
    return f"exercise/{exercise}.html"


def category_path(category: str) -> str:
    """Where the page of a category is."""
    return f"category/{category}.html"


def page(record: Record, movement: Movement) -> Page:
    """The page of an exercise."""
    content = joined([_pictures(movement), _words(record)])
    category = record["category"]
    return Page(
        path=path_of(record["id"]),
        title=record["patient"],
        lead=record["clinician"],
        content=content,
        room="index.html",
        back=(CATEGORIES[category], category_path(category)),
        scripts=("player.js",),
    )


def _pictures(movement: Movement) -> Html:
    if not movement.is_sided:
        return element("div", _shown(movement, "right", "How it looks"), class_="sides only")
    shown = (_shown(movement, side, heading) for side, heading in SIDES.items())
    return element("div", *shown, class_="sides")


def _shown(movement: Movement, side: str, heading: str) -> Html:
    named = element("h2", *([chip(side)] if movement.is_sided else []), heading)
    return element(
        "section",
        named,
        player(movement, side, f"a_{side}"),
        element(
            "div", element("h3", "At a glance"), pair(movement, side, f"p_{side}"), class_="glance"
        ),
        element("h3", "Frame by frame"),
        frames(movement, side, f"f_{side}"),
    )


def _words(record: Record) -> Html:
    steps = element("ol", *(element("li", step) for step in record["steps"]))
    done = element("section", element("h2", "How to do it"), steps, class_="steps")
    return element("div", done, _facts(record), class_="words")


def _facts(record: Record) -> Html:
    facts = {
        "Muscles": ", ".join(record["muscles"]),
        "Tempo": tempo_in_words(record["tempo_s"]),
        f"Dose, stage {record['dose'][0]['stage']}": dose_in_words(record["dose"][0]),
        "Position": record["position"].capitalize(),
        "Needs": ", ".join(record["equipment"]) or "Nothing",
        "Also called": ", ".join(record["synonyms"]),
    }
    rows = (
        element("div", element("dt", name), element("dd", value))
        for name, value in facts.items()
        if value
    )
    return element("section", element("h2", "Facts"), element("dl", *rows), class_="facts")
