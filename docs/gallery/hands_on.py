"""The tests that an examiner does by hand: a list, and a page for each part of the examination."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docs.gallery.html import Html, element, joined
from docs.gallery.page import Page, listing
from docs.gallery.picture import chip, framed, inline, small
from docs.pages.finding import SECTIONS
from sijoint.drawing.hands_on import HANDS_ON, hands_on_figure
from sijoint.evidence.read import Raw

Record = dict[str, Any]

ROOM = "hands-on.html"


def pages(raw: Raw) -> Iterator[Page]:
    """The list of tests, and a page for each section that has any."""
    tests = sorted((f for f in raw["finding"] if f["id"] in HANDS_ON), key=lambda f: f["order"])
    sections = {
        name: [test for test in tests if test["section"] == name]
        for name in SECTIONS
        if any(test["section"] == name for test in tests)
    }
    yield Page(
        path=ROOM,
        title="Hands-on tests",
        lead=f"{len(tests)} tests: the person, the examiner's hands and the direction of force.",
        content=joined(_listed(name, shown) for name, shown in sections.items()),
        room=ROOM,
    )
    for name, shown in sections.items():
        yield Page(
            path=_path(name),
            title=SECTIONS[name],
            content=listing(*(_card(test) for test in shown), class_="tests"),
            room=ROOM,
            back=("Hands-on tests", ROOM),
        )


def _path(section: str) -> str:
    return f"hands-on/{section}.html"


def _listed(section: str, tests: list[Record]) -> Html:
    rows = listing(*(_row(section, test) for test in tests), class_="rows")
    link = element("a", SECTIONS[section], href=_path(section))
    return element("section", element("h2", link), rows, class_="category")


def _row(section: str, test: Record) -> Html:
    picture = inline(hands_on_figure(test["id"], side="right"), f"t_{test['id']}")
    words = element(
        "span",
        element("b", test["clinician"]),
        " ",
        element("span", test["patient"], class_="quiet"),
        class_="names",
    )
    return element("a", small(picture), words, href=f"{_path(section)}#{test['id']}")


def _card(test: Record) -> Html:
    sides = ("left", "right") if test["side"] else ("right",)
    return element(
        "article",
        element(
            "header",
            element("h2", test["clinician"]),
            element("p", test["patient"], class_="quiet"),
        ),
        element("div", *(_picture(test, side) for side in sides), class_="pictures"),
        element("div", element("p", test["how"]), element("p", test["positive"])),
        class_="card",
        id=test["id"],
    )


def _picture(test: Record, side: str) -> Html:
    figure = inline(hands_on_figure(test["id"], side=side), f"{test['id']}_{side}")
    if not test["side"]:
        return framed(figure)
    return framed(figure, joined([chip(side), f"{side.capitalize()} side tested"]))
