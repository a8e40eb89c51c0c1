"""Every picture of the anatomy: readable, calm, light and symmetrical."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from sijoint.drawing.anatomy import ANATOMY
from sijoint.drawing.element import Figure
from sijoint.drawing.palette import GRADIENTS, LOOKS, SHARED
from sijoint.drawing.svg import Rendering, write
from tests.drawing.anatomy.plate import Plate, turn
from tests.drawing.anatomy.spanish import SPANISH

DATA = Path(__file__).parents[3] / "src" / "sijoint" / "evidence" / "data"
PHONE = 328 / 800
"""Pixels per unit on a phone 360 px wide with gutters of 16."""

PELVES = (
    "pelvis_joints",
    "pelvis_front",
    "load_path",
    "load_path_one_leg",
    "ligaments",
    "joint_section",
)
"""Their bones are the same left and right of the middle of the picture."""

NAMES = (
    *PELVES[:5],
    "bracing_muscles",
    "pelvic_floor_brace",
    "form_and_force",
    "pain_places",
    *PELVES[5:],
)
BONE = ("bone-light", "bone-behind", "bone-ridge", "spongy")
EMBER = {"joint", "joint-face", "slide", "pain"}


def longer(text: str) -> str:
    """Every word about a third longer."""
    return " ".join(word + word[: round(len(word) * 0.34)] for word in text.split())


def spanish(text: str) -> str:
    return SPANISH.get(text, text)


SAID = {"english": str, "longer": longer, "spanish": spanish}


@cache
def figure(name: str, language: str = "english") -> Figure:
    return ANATOMY[name](SAID[language])


@cache
def plate(name: str, language: str = "english", rendering: Rendering = Rendering.SCREEN) -> Plate:
    return Plate(write(figure(name, language), rendering))


def test_all_pictures_are_there() -> None:
    assert tuple(ANATOMY) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rendering", Rendering)
def test_a_picture_is_light(name: str, rendering: Rendering) -> None:
    for language in SAID:
        assert len(write(figure(name, language), rendering).encode()) < 25 * 1024


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_as_wide_as_all_others_and_not_tall(name: str) -> None:
    for language in SAID:
        _, _, width, height = plate(name, language).view
        assert width == 800
        assert 300 <= height <= 760


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rendering", Rendering)
def test_every_reference_resolves_and_every_id_is_its_own(name: str, rendering: Rendering) -> None:
    drawn = plate(name, rendering=rendering)
    ids = [node.get("id") for node in drawn.root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    values = [value for node in drawn.root.iter() for value in node.attrib.values()]
    used = {m for value in values for m in re.findall(r"#([\w-]+)\)|^#([\w-]+)$", value)}
    named = {first or second for first, second in used} - {""}
    colours = {value.removeprefix("#") for value in values if re.fullmatch(r"#[\dA-F]{6}", value)}
    assert named - colours <= set(ids)
    assert "#~" not in " ".join(values)


@pytest.mark.parametrize("name", NAMES)
def test_the_screen_rendering_has_no_colour_of_its_own(name: str) -> None:
    for node in plate(name).root.iter():
        assert not {"stroke", "stop-color", "style"} & set(node.attrib)
        assert node.get("fill", "none").startswith(("none", "url(#"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", SAID)
def test_no_text_meets_another_or_leaves_the_picture(name: str, language: str) -> None:
    drawn = plate(name, language)
    left, top, width, height = drawn.view
    boxes = [box for _, _, box in drawn.lines_of_text()]
    assert boxes
    for box in boxes:
        assert left <= box.left <= box.right <= left + width, box
        assert top <= box.top <= box.bottom <= top + height, box
    for one, other in combinations(boxes, 2):
        assert not one.meets(other), (one, other)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", SAID)
def test_no_leader_crosses_a_text(name: str, language: str) -> None:
    drawn = plate(name, language)
    for start, end in drawn.leaders():
        steps = np.linspace(0, 1, 200)[:, None]
        path = start + steps * (end - start)
        for _, _, box in drawn.lines_of_text():
            inside = (path > (box.left, box.top)) & (path < (box.right, box.bottom))
            assert not inside.all(axis=1).any(), box.text


@pytest.mark.parametrize("name", NAMES)
def test_no_leader_crosses_another(name: str) -> None:
    ends = {tuple(leader.ravel()): leader for leader in plate(name).leaders()}
    for one, other in combinations(ends.values(), 2):
        sides = [
            np.sign(turn(line[1] - line[0], point - line[0]))
            for line, points in ((one, other), (other, one))
            for point in points
        ]
        assert sides[0] == sides[1] or sides[2] == sides[3]


@pytest.mark.parametrize("name", NAMES)
def test_type_is_fourteen_pixels_on_a_phone(name: str) -> None:
    for text, size, _ in plate(name).lines_of_text():
        assert size * PHONE >= 14, text


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("ground", ["surface", "page", "primary-soft"])
def test_the_text_stands_out(theme: int, ground: str) -> None:
    shade = {look: SHARED[LOOKS[look].fill][theme] for look in ("label", "number")}
    assert contrast(shade["label"], SHARED[ground][theme]) >= 7
    assert contrast(shade["number"], SHARED[ground][theme]) >= 4.5


def test_contrast_is_reckoned_as_the_standard_does() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)
    assert contrast("#13262D", "#F4F7F6") == pytest.approx(14.51, abs=0.01)


@pytest.mark.parametrize("name", PELVES)
def test_the_bones_are_their_own_mirror_image(name: str) -> None:
    drawn = plate(name)
    looks = {element.look for element in figure(name).walk()} & set(BONE)
    assert looks
    for look in looks:
        points = drawn.points(look)
        mirrored = points * (-1, 1) + (800, 0)
        apart = np.hypot(*(points[:, None] - mirrored[None]).transpose(2, 0, 1))
        assert len(points) > 30
        assert apart.min(axis=1).max() < 0.01, look


def has_ember(look: str) -> bool:
    paints = {LOOKS[look].fill, LOOKS[look].line}
    for paint in list(paints):
        if paint.startswith("@"):
            paints |= {colour for _, colour, _ in GRADIENTS[paint[1:]].stops}
    return "ember" in paints


@pytest.mark.parametrize("name", NAMES)
def test_ember_marks_the_joint_or_the_pain_and_nothing_else(name: str) -> None:
    looks = {element.look for element in figure(name).walk() if element.look}
    hot = {look for look in looks if has_ember(look)}
    assert hot
    assert hot <= EMBER
    assert ("pain" in hot) == (name == "pain_places")


@cache
def forbidden() -> list[str]:
    words = tomllib.loads((DATA / "plan" / "words.toml").read_text(encoding="utf-8"))
    return [word["pattern"] for word in words["forbidden_word"] if word["language"] == "en"]


@cache
def said(name: str) -> tuple[str, ...]:
    """Every English text that a picture asks to be translated."""
    asked: list[str] = []

    def listen(text: str) -> str:
        asked.append(text)
        return text

    ANATOMY[name](listen)
    return tuple(asked)


@pytest.mark.parametrize("name", NAMES)
def test_the_words_are_calm_and_plain(name: str) -> None:
    for text in said(name):
        for pattern in (*forbidden(), "ilium|PSIS|sacroiliac|coccyx|acetabul\\w*|symphysis"):
            assert not re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE), text
        assert len(text.split()) <= 15, text
        assert "!" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_description_is_one_sentence_and_the_title_is_none(name: str) -> None:
    drawn = figure(name)
    assert re.fullmatch(r"[A-Z][^.]*\.", drawn.description)
    assert re.fullmatch(r"[A-Z][^.]*", drawn.title)
    assert len({figure(each).title for each in NAMES}) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_text_can_be_translated(name: str) -> None:
    drawn = plate(name, "longer")
    shown = " ".join(text for text, _, _ in drawn.lines_of_text())
    for text in set(said(name)) - {figure(name).title, figure(name).description}:
        assert longer(text) in shown
    labels = {t for t in said(name) if t not in (figure(name).title, figure(name).description)}
    assert labels <= set(SPANISH)


def test_the_sources_of_the_numbers_are_known() -> None:
    sources = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))["source"]
    known = {source["id"] for source in sources}
    package = Path(__file__).parents[3] / "src" / "sijoint" / "drawing" / "anatomy"
    cited = [
        match
        for file in package.glob("*.py")
        for match in re.findall(r"^([a-z][a-z-]*[a-z0-9-]*) : ", file.read_text(), re.MULTILINE)
        if "-" in match
    ]
    assert set(cited) == {"lee-fusion", "slipman-2000"}
    assert set(cited) <= known


def test_the_angle_of_the_movement_is_drawn_true() -> None:
    drawn = plate("joint_section")
    scale = next(node for node in drawn.root.iter() if node.get("class") == "sf-scale")
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", scale.get("d", ""))[:5]]
    right, base, left, far, high = numbers
    assert np.degrees(np.arctan2(base - high, far - left)) == pytest.approx(2.5, abs=0.02)
    assert far == right
    shown = {text for text, _, _ in drawn.lines_of_text()}
    assert {"turns about 2.5 degrees", "slides about 0.7 mm", "1 cm"} <= shown


def test_the_slide_is_drawn_to_the_scale_of_the_centimetre() -> None:
    root = plate("joint_section").root
    slide = next(node for node in root.iter() if node.get("class") == "sf-slide")
    scale = next(node for node in root.iter() if node.get("class") == "sf-scale")
    centimetre = float(re.findall(r"h([\d.]+)", scale.get("d", ""))[0])
    assert float(slide.get("width", "")) / centimetre == pytest.approx(0.07, abs=0.002)
