from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import numpy as np
import pytest

from sijoint.clinical.case import Side
from sijoint.drawing.body_chart.chart import chart_figure
from sijoint.drawing.body_chart.error import PainDrawingError
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.drawing.body_chart.view import View
from sijoint.drawing.svg import Rendering, write
from tests.drawing.body_chart.areas_drawn import SVG, inside, regions

ALL = dict.fromkeys(REGIONS, 10)
MOST_BYTES = 25_000

each_view = pytest.mark.parametrize("view", View)
each_rendering = pytest.mark.parametrize("rendering", Rendering)


def drawn(view: View, selected: dict[str, int | None], **options: object) -> ET.Element:
    figure = chart_figure(view, selected, **options)  # type: ignore[arg-type]  # two switches
    return ET.fromstring(write(figure, Rendering.PAPER, "t"))


def parts_of(root: ET.Element, region: str) -> list[ET.Element]:
    return [each for each in root.iter() if each.get("data-for") == region]


def look_of(root: ET.Element, region: str) -> dict[str, str]:
    """How the fill of a chosen region is drawn."""
    for layer in root.iter(f"{SVG}g"):
        for each in layer:
            if each.get("data-for") == region and each.get("href") == f"#t_{region}":
                return dict(layer.attrib)
    raise AssertionError(region)


def texts(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


@each_view
@each_rendering
@pytest.mark.parametrize("selected", [{}, ALL, dict.fromkeys(REGIONS)])
def test_every_picture_is_small(
    view: View, rendering: Rendering, selected: dict[str, int | None]
) -> None:
    text = write(chart_figure(view, selected, is_control=True), rendering, "chart")
    assert len(text.encode()) < MOST_BYTES


@each_view
def test_the_screen_rendering_names_no_colour_and_no_style(view: View) -> None:
    text = write(chart_figure(view, ALL, is_control=True), Rendering.SCREEN, "t")
    assert not re.search(r'#[0-9A-Fa-f]{6}|style=|<style|<script|\son\w+="', text)


@each_view
@each_rendering
def test_ids_are_unique_and_references_resolve(view: View, rendering: Rendering) -> None:
    root = ET.fromstring(write(chart_figure(view, ALL, is_control=True), rendering, "t"))
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    named = {n for e in root.iter() for v in e.attrib.values() for n in re.findall(r"#(t_\w+)", v)}
    assert len(ids) == len(set(ids))
    assert named <= set(ids)


@each_view
def test_every_region_can_be_tapped_on_its_whole_area(view: View) -> None:
    root = drawn(view, {})
    layer = next(g for g in root.iter(f"{SVG}g") if g.get("data-layer") == "regions")
    assert layer.get("pointer-events") == "all"
    taps = {each.get("data-region"): each.get("id") for each in layer.iter(f"{SVG}path")}
    assert taps == {name: f"t_{name}" for name in regions(view)}
    (above,) = (g for g in root.iterfind(f"{SVG}g") if g.get("pointer-events") == "none")
    layers = {g.get("data-layer") for g in root.iter(f"{SVG}g")} - {None}
    assert layers == {"regions"} | {g.get("data-layer") for g in above} - {None}


@pytest.mark.parametrize(
    ("view", "closer"), [(View.BACK, "back_closer"), (View.FRONT, "front_closer")]
)
def test_small_regions_lead_to_the_closer_view(view: View, closer: str) -> None:
    root = drawn(view, {})
    group = next(g for g in root.iter(f"{SVG}g") if g.get("data-closer"))
    assert group.get("data-closer") == closer
    assert {each.get("data-region") for each in group} == set(regions(View(closer)))


@each_view
def test_the_rating_stands_within_its_region(view: View) -> None:
    root = drawn(view, ALL)
    for name, ring in regions(view).items():
        numbers = [each for each in parts_of(root, name) if each.tag == f"{SVG}text"]
        assert [each.text for each in numbers] == ["10", "10"]
        x, y = float(numbers[0].attrib["x"]), float(numbers[0].attrib["y"]) - 12
        assert inside(ring, *np.meshgrid([x], [y])).all(), name


@pytest.mark.parametrize(
    ("rating", "fill"),
    [
        (0, "#EDF3F3"),
        (1, "#F2CABA"),
        (3, "#F2CABA"),
        (4, "#DE967C"),
        (6, "#DE967C"),
        (7, "#C24E26"),
        (10, "#C24E26"),
        (None, "#DE967C"),
    ],
)
def test_the_fill_is_the_stronger_the_more_it_hurts(rating: int | None, fill: str) -> None:
    look = look_of(drawn(View.BACK, {"calf_left": rating}), "calf_left")
    assert look["fill"] == fill
    assert look["stroke"] == "#96380F"


def luminance(colour: str) -> float:
    """The relative luminance of WCAG."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_levels_differ_in_grey() -> None:
    greys = [
        luminance(look_of(drawn(View.BACK, {"calf_left": rating}), "calf_left")["fill"])
        for rating in (0, 2, 5, 9)
    ]
    for lighter, darker in pairwise(greys):
        assert (lighter + 0.05) / (darker + 0.05) > 1.3


@each_view
def test_the_outline_of_a_chosen_region_is_three_pixels_on_a_telephone(view: View) -> None:
    name = next(iter(regions(view)))
    width = float(look_of(drawn(view, {name: 5}), name)["stroke-width"])
    assert width * 328 / 800 == pytest.approx(3, abs=0.2)


def test_a_place_without_a_rating_has_a_tick_and_no_number() -> None:
    parts = parts_of(drawn(View.BACK, {"calf_left": None}), "calf_left")
    assert [each.get("href") for each in parts] == ["#t_calf_left", "#t_tick", "#t_tick"]


def test_a_rating_has_no_tick() -> None:
    parts = parts_of(drawn(View.BACK, {"calf_left": 4}), "calf_left")
    assert [each.get("href") or each.text for each in parts] == ["#t_calf_left", "4", "4"]


def test_words_say_what_is_chosen() -> None:
    figure = chart_figure(View.BACK, {"upper_buttock_left": None, "dimple_left": 6})
    assert figure.title == "Body chart"
    assert figure.description == (
        "Back view. Chosen: Left, at the dimple (6 of 10); Left buttock, upper part."
    )


def test_words_say_when_nothing_is_chosen_in_this_view() -> None:
    figure = chart_figure(View.FRONT, {"dimple_left": 6})
    assert figure.description == "Front view. Nothing is chosen here."
    assert not parts_of(drawn(View.FRONT, {"dimple_left": 6}), "dimple_left")


@pytest.mark.parametrize(
    ("view", "line", "left_is_on_the_right"),
    [
        (View.BACK, "Your left is on the left", False),
        (View.BACK_CLOSER, "Your left is on the left", False),
        (View.FRONT, "Your left is on the right", True),
        (View.FRONT_CLOSER, "Your left is on the right", True),
    ],
)
def test_the_picture_says_where_left_is(view: View, line: str, left_is_on_the_right: bool) -> None:
    root = drawn(view, {})
    assert texts(root) == ["L", "R", line]
    places = {each.text: float(each.attrib["x"]) for each in root.iter(f"{SVG}text")}
    assert (places["L"] > 400) == left_is_on_the_right
    assert places["L"] + places["R"] == 800


def test_all_words_go_through_the_language() -> None:
    figure = chart_figure(View.BACK, {"dimple_left": 6}, say=lambda text: f"<{text}>")
    root = ET.fromstring(write(figure, Rendering.PAPER, "t"))
    assert texts(root)[-3:] == ["<L>", "<R>", "<Your left is on the left>"]
    assert figure.title == "<Body chart>"
    place = "<<Left, at the dimple> (6 of 10)>"
    assert figure.description == f"<<Back view>. Chosen: {place}.>"


def test_a_language_may_order_the_words_anew() -> None:
    spoken = {
        "{view}. Chosen: {places}.": "{places}: elegido ({view}).",
        "Back view": "Vista posterior",
        "Left calf": "Pantorrilla izquierda",
        "{place} ({intensity} of 10)": "{intensity}/10 {place}",
    }
    figure = chart_figure(View.BACK, {"calf_left": 3}, say=lambda text: spoken.get(text, text))
    assert figure.description == "3/10 Pantorrilla izquierda: elegido (Vista posterior)."


@each_view
def test_only_a_control_has_a_layer_for_the_focus(view: View) -> None:
    layers = [e.get("data-layer") for e in drawn(view, {}).iter(f"{SVG}g")]
    live = [e.get("data-layer") for e in drawn(view, {}, is_control=True).iter(f"{SVG}g")]
    assert "focus" not in layers
    assert "focus" in live


@pytest.mark.parametrize(
    ("selected", "said"),
    [
        ({"left_dimple": 3}, "left_dimple"),
        ({"dimple_left": 11}, "dimple_left: intensity 11"),
        ({"dimple_left": True}, "dimple_left: intensity true"),
    ],
)
def test_what_cannot_be_drawn_is_refused(selected: dict[str, int | None], said: str) -> None:
    with pytest.raises(PainDrawingError, match=said):
        chart_figure(View.BACK, selected)


def test_both_sides_stand_in_the_list_and_on_the_figure() -> None:
    on_a_side = [region for region in REGIONS.values() if region.side]
    lefts = {region.place for region in on_a_side if region.side is Side.LEFT}
    assert lefts == {region.place for region in on_a_side if region.side is Side.RIGHT}
    assert len(REGIONS) == 58
