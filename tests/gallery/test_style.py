"""The style sheet of pictures, made from the palette."""

from __future__ import annotations

import re

import pytest

from docs.gallery.build import STATIC
from docs.gallery.theme import TOKENS
from sijoint.drawing.palette import GRADIENTS, LOOKS, NONE, colours, variable
from sijoint.drawing.style import figure_css, themes

NAME = re.compile(r"var\((--[\w-]+)\)")
RULE = re.compile(r"^\.sf-([\w-]+) \{ (.+?); \}$", re.MULTILINE)


def block(css: str, start: str) -> dict[str, str]:
    """The declarations of the first rule that starts so."""
    inside = css[css.index(start) + len(start) :].partition("}")[0]
    return dict(re.findall(r"([\w-]+): ([^;]+);", inside))


def test_every_variable_of_a_rule_has_a_light_a_dark_and_a_forced_value() -> None:
    css = figure_css()
    used = set(NAME.findall(css))
    assert used
    for start in (":root, [data-bs-theme=light] {", "[data-bs-theme=dark] {", ".si-figure {\n   "):
        assert used <= block(css, start).keys(), start


def test_both_dark_blocks_hold_the_dark_values_of_the_palette() -> None:
    css = figure_css()
    dark = {name: value for name, _, value in colours()}
    for start in ("[data-bs-theme=dark] {", ":root:not([data-bs-theme]) {"):
        assert block(css, start) == dark | {"color-scheme": "dark"}
    light = {name: value for name, value, _ in colours()}
    assert block(css, ":root, [data-bs-theme=light] {") == light | {"color-scheme": "light"}


def test_each_look_that_has_a_colour_has_its_rule() -> None:
    rules = dict(RULE.findall(figure_css()))
    for name, look in LOOKS.items():
        is_filled = look.fill != NONE and not look.fill.startswith("@")
        assert ("fill: " in rules.get(name, "")) == is_filled, name
        assert ("stroke: " in rules.get(name, "")) == (look.line != NONE), name
    stops = {colour for gradient in GRADIENTS.values() for _, colour, _ in gradient.stops}
    assert {f"stop-{colour}" for colour in stops} <= rules.keys()


PARTED = sorted(name for name, look in LOOKS.items() if NONE not in (look.fill, look.line))


@pytest.mark.parametrize("name", PARTED)
def test_forced_colours_part_a_line_from_the_surface_inside_it(name: str) -> None:
    forced = block(figure_css(), ".si-figure {\n   ")
    look = LOOKS[name]
    stops = GRADIENTS[look.fill[1:]].stops if look.fill.startswith("@") else ((0, look.fill, 1),)
    for _, colour, _ in stops:
        if colour != look.line:
            assert forced[variable(colour)] != forced[variable(look.line)], name


@pytest.mark.parametrize(
    "name",
    ["near-outline", "far-outline", "arrow", "prop", "band", "water-line", "joint", "guide"],
)
def test_forced_colours_show_the_lines_that_carry_the_picture(name: str) -> None:
    forced = block(figure_css(), ".si-figure {\n   ")
    assert forced[variable(LOOKS[name].line)] in {"CanvasText", "Highlight"}


def test_the_gallery_uses_no_token_that_is_not_defined() -> None:
    start = ":root, [data-bs-theme=light] {"
    defined = block(figure_css(), start) | block(themes(TOKENS), start)
    for sheet in STATIC.glob("*.css"):
        used = set(NAME.findall(sheet.read_text(encoding="utf-8")))
        assert used
        assert used <= defined.keys()
    assert {name for name, _, _ in TOKENS} <= used
