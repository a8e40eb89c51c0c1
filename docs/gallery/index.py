"""The first page: every exercise by category, and a search that filters the list."""

from __future__ import annotations

from typing import Any

from docs.gallery.exercise import category_path, path_of
from docs.gallery.html import Html, element, joined
from docs.gallery.page import Page, listing
from docs.gallery.picture import thumbnail
from docs.pages.exercise import CATEGORIES
from sijoint.evidence.movement import Movement

Record = dict[str, Any]
Shown = list[tuple[Record, Movement]]


def page(shown: Shown) -> Page:
    """The list of all exercises."""
    categories = (
        _category(category, [each for each in shown if each[0]["category"] == category])
        for category in CATEGORIES
    )
    return Page(
        path="index.html",
        title="Pictures of every exercise",
        lead=f"{len(shown)} exercises in {len(CATEGORIES)} groups, drawn from their joint angles.",
        content=joined([_search(), *categories]),
        room="index.html",
    )


def _search() -> Html:
    """The search, shown once its script works; without it the whole list stands below."""
    return element(
        "div",
        element("label", "Search by name, muscle or position", for_="search"),
        element("input", type="search", id="search", autocomplete="off", spellcheck="false"),
        element("p", id="found", role="status"),
        role="search",
        class_="search",
        hidden=True,
    )


def _category(category: str, shown: Shown) -> Html:
    link = element("a", CATEGORIES[category], href=category_path(category))
    count = element("span", f"{len(shown)}", class_="count")
    rows = listing(*(_row(record, movement) for record, movement in shown), class_="rows")
    return element("section", element("h2", link, " ", count), rows, class_="category")


def _row(record: Record, movement: Movement) -> Html:
    words = element(
        "span",
        element("b", record["patient"]),
        " ",
        element("span", record["clinician"], class_="quiet"),
        class_="names",
    )
    return element(
        "a",
        thumbnail(movement),
        words,
        href=path_of(record["id"]),
        data_words=_words(record),
    )


def _words(record: Record) -> str:
    """What an exercise is found by, apart from its names."""
    found_by = (record["position"], *record["synonyms"], *record["muscles"], *record["equipment"])
    return " ".join(found_by)
