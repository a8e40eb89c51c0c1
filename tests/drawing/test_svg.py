"""The two renderings of one drawing, and the palette that look.md fixes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from sijoint.drawing import palette
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.exercise import frame_figure
from sijoint.drawing.svg import Rendering, number, style_sheet, write
from sijoint.evidence.movement import load_movements

# Section 7 of the look, copied by hand: light and dark.
LOOK = {
    "contour": ("#2B4A55", "#0A171B"),
    "near-top": ("#EDF3F3", "#E4EEEF"),
    "near-bottom": ("#BACCD0", "#9AB3B9"),
    "far": ("#C2D0D3", "#6B858D"),
    "far-line": ("#8BA1A8", "#0A171B"),
    "cloth-top": ("#2C7686", "#4BA3B4"),
    "cloth-bottom": ("#0A5362", "#256F7E"),
    "far-cloth": ("#8DB0B8", "#3D6D78"),
    "hair": ("#4B6670", "#708B94"),
    "glow": ("#E2703C", "#FF8A50"),
    "fibre": ("#FFEDE2", "#3A1608"),
    "ground": ("#D3E3E4", "#2A4A52"),
    "ground-edge": ("#AEC8CB", "#1C363D"),
    "ember": ("#C24E26", "#F2916A"),
    "primary-soft": ("#DAECEE", "#143F49"),
    "right-fg": ("#842B66", "#F0ABD6"),
    "left-bg": ("#E4E9F8", "#1F2D55"),
    "ink-2": ("#41545B", "#B5C6CA"),
    "sunk": ("#E7EEED", "#1D3037"),
}
ANATOMY = {"bone": "#EFE6D4", "bone-line": "#6B5F4A", "muscle": "#A25A48", "cartilage": "#9CC3C9"}
FIGURE = frame_figure(load_movements()["bird_dog"], 2)


@pytest.mark.parametrize("name", LOOK)
def test_the_palette_has_the_colours_of_the_look(name):
    assert (palette.SHARED | palette.OWN)[name] == LOOK[name]


@pytest.mark.parametrize("name", ANATOMY)
def test_anatomy_has_the_colours_of_the_look(name):
    assert palette.OWN[name][0] == ANATOMY[name]


def test_line_widths_are_those_of_the_look():
    # Half of an outline lies under the fill: 9 shows 4.5, and 6 shows 3.
    widths = {name: palette.LOOKS[name].width for name in ("near-outline", "far-outline", "arrow")}
    assert widths == {"near-outline": 9, "far-outline": 6, "arrow": 6}


def test_paper_has_literal_colours_and_no_classes():
    text = write(FIGURE, Rendering.PAPER)
    assert "class=" not in text
    assert "var(" not in text
    colours = set(re.findall(r"#[0-9A-Fa-f]{6}", text))
    assert {"#2B4A55", "#EDF3F3", "#C24E26"} <= colours
    light = {value for value, _ in (palette.SHARED | palette.OWN).values()}
    assert colours <= light


def test_the_screen_has_classes_and_no_colours():
    text = write(FIGURE, Rendering.SCREEN)
    assert not re.search(r"#[0-9A-Fa-f]{6}", text)
    rules = style_sheet()
    used = {name for value in re.findall(r'class="([^"]+)"', text) for name in value.split()}
    for name in used - {"si-figure"}:
        look = palette.LOOKS.get(name.removeprefix("sf-"))
        has_colour = look is None or any(
            colour != "none" and not colour.startswith("@") for colour in (look.fill, look.line)
        )
        assert (f".{name} {{" in rules) == has_colour, name


@pytest.mark.parametrize("rendering", Rendering)
def test_neither_rendering_has_styles_or_scripts(rendering):
    text = write(FIGURE, rendering)
    assert "style" not in text
    assert "script" not in text
    assert " on" not in re.sub(r">[^<]*<", "><", text)


@pytest.mark.parametrize("rendering", Rendering)
def test_a_picture_has_a_role_a_title_and_a_description(rendering):
    root = ET.fromstring(write(FIGURE, rendering, "p"))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "p_t p_d"
    ids = {node.get("id") for node in root.iter() if node.get("id")}
    assert {"p_t", "p_d"} <= ids


def test_every_id_has_the_prefix_and_every_reference_finds_its_id():
    text = write(FIGURE, Rendering.PAPER, "q7")
    ids = set(re.findall(r' id="([^"]+)"', text))
    assert all(name.startswith("q7_") for name in ids)
    used = set(re.findall(r'(?:url\(#|href="#)([^)"]+)', text))
    assert used <= ids


def test_text_is_escaped():
    figure = Figure((0, 0, 1, 1), "a < b & c", '"', (Element("text", {}, "label", text="<x>"),))
    text = write(figure, Rendering.PAPER)
    assert "a &lt; b &amp; c" in text
    assert "&lt;x&gt;" in text
    ET.fromstring(text)


def test_an_unknown_look_is_an_error():
    figure = Figure((0, 0, 1, 1), "t", "d", (group(path("M0 0"), look="glitter"),))
    with pytest.raises(KeyError, match="glitter"):
        write(figure, Rendering.PAPER)


@pytest.mark.parametrize(
    ("value", "written"), [(1, "1"), (0.04, "0"), (-0.01, "0"), (2.25, "2.2"), (-3.06, "-3.1")]
)
def test_numbers_are_short(value, written):
    assert number(value) == written
