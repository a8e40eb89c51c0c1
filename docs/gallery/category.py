"""The exercises of one category, each as its pair of frames."""

from __future__ import annotations

from typing import Any

from docs.gallery.dose import dose_in_words
from docs.gallery.exercise import category_path, path_of
from docs.gallery.html import Html, element
from docs.gallery.page import Page, listing, sentence
from docs.gallery.picture import pair
from docs.pages.exercise import CATEGORIES
from sijoint.evidence.movement import Movement

Record = dict[str, Any]


def page(category: str, shown: list[tuple[Record, Movement]]) -> Page:
    """The page of a category; `shown` are its exercises in the order of the library."""
    cards = (_card(record, movement) for record, movement in shown)
    return Page(
        path=category_path(category),
        title=CATEGORIES[category],
        lead=f"{len(shown)} exercises. Each opens with its animation and all frames.",
        content=listing(*cards, class_="cards"),
        room="index.html",
        back=("All exercises", "index.html"),
    )


def _card(record: Record, movement: Movement) -> Html:
    link = element("a", record["patient"], href=f"../{path_of(record['id'])}")
    stages = ", ".join(map(str, record["stages"]))
    facts = sentence(
        record["position"].capitalize(),
        f"stage{'s' if len(record['stages']) > 1 else ''} {stages}",
        "either side" if record["sided"] else "",
    )
    return element(
        "article",
        pair(movement, "right", f"p_{record['id']}"),
        element("h2", link),
        element("p", record["clinician"], class_="quiet"),
        element("p", dose_in_words(record["dose"][0])),
        element("p", facts, class_="quiet"),
        class_="card",
    )
