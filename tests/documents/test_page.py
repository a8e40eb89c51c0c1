"""The printed handout, as other programs see it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
import segno
from PIL import Image

from sijoint.clinical.phrase import phrase
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.documents.clinic import UNNAMED, Clinic
from sijoint.documents.home import Choices, handout, handout_content
from sijoint.documents.typesetting import Paper
from sijoint.drawing.palette import literal
from tests.documents.pdf import POINTS_PER_MM, Pdf, Word, squeezed
from tests.documents.people import sample, words

BUTTOCK, HIP, PREGNANT = "one-sided-buttock-pain", "hip-osteoarthritis", "pregnant-week-28"
ADDRESS = "https://riverside.example/plan"
SIZES = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
KINDS = [(code, paper) for code in ("en", "es") for paper in Paper]
EXERCISE_PAGES = [
    (BUTTOCK, 1, "en", Paper.A4),
    (HIP, 2, "en", Paper.A4),
    (HIP, 2, "es", Paper.LETTER),
    (PREGNANT, 3, "es", Paper.A4),
    (PREGNANT, 2, "en", Paper.LETTER),
]
"""Two to six exercises in both languages and on both papers."""


@cache
def printed(
    name: str = BUTTOCK,
    code: str = "en",
    paper: Paper = Paper.A4,
    stage: int | None = None,
    clinic: Clinic = UNNAMED,
) -> Pdf:
    person = sample(name)
    choices = Choices(stage=stage, clinic=clinic)
    made = handout(
        person.case, person.plan, person.profile, words(code), paper=paper, choices=choices
    )
    return Pdf(made)


@pytest.mark.parametrize(("code", "paper"), KINDS)
def test_tagged_with_language_title_and_size(code: str, paper: Paper) -> None:
    pdf = printed(code=code, paper=paper)
    info = pdf.info
    assert info["Tagged"] == "yes"
    assert info["Title"] == words(code).say("Your home programme")
    assert f"/Lang({code})".encode() in pdf.content
    assert "<pdfuaid:part>1</pdfuaid:part>" in pdf.metadata
    width, height = (float(n) for n in info["Page size"].split(" pts")[0].split(" x "))
    assert (width / POINTS_PER_MM, height / POINTS_PER_MM) == pytest.approx(SIZES[paper], abs=0.2)


@pytest.mark.parametrize(("code", "paper"), KINDS)
def test_one_font_embedded_and_no_other(code: str, paper: Paper) -> None:
    rows = printed(code=code, paper=paper).fonts
    assert rows
    for name, *_, embedded, subset, unicode, _, _ in rows:
        assert "+SourceSans3-" in name
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_the_text_is_read_out_in_the_order_of_the_page() -> None:
    person, text = sample(BUTTOCK), printed().read_out
    steps = words().list("exercise", person.plan.stages[0].exercises[0].id, "steps")
    told = [
        words().say("Your home programme"),
        "Gentle start",
        words().say("What you do, and when"),
        words().say("Carry on"),
        words().say("Hold"),
        words().say("Step down"),
        words().text("education.warning_signs.title") + " Go to",
        *steps,
        words().text("education.flare.title"),
    ]
    places = [squeezed(text).index(squeezed(each)) for each in told]
    assert places == sorted(places)


def test_headings_lists_tables_and_figures_are_tagged() -> None:
    pdf = printed()
    tags, exercises = pdf.tags, len(sample(BUTTOCK).plan.stages[0].exercises)
    assert tags.count("H1") == 1
    assert tags.index("H1") < tags.index("H2")
    # The chart, the light, help; five parts after the exercises, the belt among them.
    assert tags.count("H2") == 3 + exercises + 5
    # Both groups of help.
    assert tags.count("H3") == 2
    assert "H4" not in tags
    # Its pictures, and the mark.
    assert tags.count("Figure") == exercises + 1
    assert {"Table", "THead", "TH", "TD", "L", "LI", "LBody", "P"} <= set(tags)


@pytest.mark.parametrize("code", ["en", "es"])
def test_every_picture_has_a_text_in_the_language(code: str) -> None:
    pdf, person = printed(code=code), sample(BUTTOCK)
    names = [words(code).text(f"exercise.{e.id}.patient") for e in person.plan.stages[0].exercises]
    told = [text for text in pdf.alternatives if text != "sijoint"]
    assert len(told) == len(names)
    for name, text in zip(names, told, strict=True):
        assert text.startswith(name)
        assert len(text) > len(name) + 10


@pytest.mark.parametrize(("name", "stage", "code", "paper"), EXERCISE_PAGES)
def test_an_exercise_stays_with_its_picture_dose_and_warning(
    name: str, stage: int, code: str, paper: Paper
) -> None:
    pdf, person = printed(name, code, paper, stage), sample(name)
    pages = [squeezed(page) for page in pdf.page_texts[1:]]
    made = handout_content(
        person.case, person.plan, person.profile, words(code), Choices(stage=stage)
    )
    for block in made["exercises"]:
        # Steps depend on dose, side and pregnancy: those that this handout has to print.
        whole = (block["name"], *block["steps"], block["stop"], block["why"])
        assert any(all(squeezed(part) in page for part in whole) for page in pages), block["name"]


@pytest.mark.parametrize(("name", "stage", "code", "paper"), EXERCISE_PAGES)
def test_one_to_four_exercises_a_page_and_none_is_nearly_empty(
    name: str, stage: int, code: str, paper: Paper
) -> None:
    pdf, person = printed(name, code, paper, stage), sample(name)
    exercises = person.plan.stages[stage - 1].exercises
    assert pdf.pages <= 3 + (len(exercises) + 1) // 2
    names = [words(code).text(f"exercise.{e.id}.patient") for e in exercises]
    stops = [words(code).text(f"exercise.{e.id}.stop_text") for e in exercises]
    pages = [squeezed(page) for page in pdf.page_texts]
    told = list(map(squeezed, names)), list(map(squeezed, stops))
    places = [
        next(n for n, page in enumerate(pages) if n and name in page and stop in page)
        for name, stop in zip(*told, strict=True)
    ]
    # Two or more on each page; what is left over may stand alone on the last.
    assert places == sorted(places)
    assert all(places.count(page) >= 2 for page in set(places) - {max(places)})
    last = [word for word in pdf.words if word.page == pdf.pages]
    assert len(last) > 100


@pytest.mark.parametrize(("name", "stage", "code", "paper"), EXERCISE_PAGES)
def test_nothing_is_printed_outside_the_margins(
    name: str, stage: int, code: str, paper: Paper
) -> None:
    width, height = (side * POINTS_PER_MM for side in SIZES[paper])
    for word in printed(name, code, paper, stage).words:
        assert word.left > 15 * POINTS_PER_MM, word
        assert word.right < width - 15 * POINTS_PER_MM, word
        assert word.top > 8 * POINTS_PER_MM, word
        assert word.bottom < height - 6 * POINTS_PER_MM, word


def test_no_two_words_overlap() -> None:
    by_page: dict[int, list[Word]] = {}
    for word in printed(HIP, "es", Paper.LETTER, 2).words:
        by_page.setdefault(word.page, []).append(word)
    for found in by_page.values():
        for word, other in combinations(found, 2):
            assert not _cover(word, other), (word, other)


def _cover(word: Word, other: Word) -> bool:
    """Whether the letters of two words meet: boxes hold a quarter of air above and below."""
    first, second = (_middle(each) for each in (word, other))
    across = min(word.right, other.right) - max(word.left, other.left)
    return across > 1 and min(first[1], second[1]) > max(first[0], second[0])


def _middle(word: Word) -> tuple[float, float]:
    air = (word.bottom - word.top) / 4
    return word.top + air, word.bottom - air


def test_long_words_of_a_person_stay_on_the_page() -> None:
    person = sample(BUTTOCK)
    goal = "lift " + "my very heavy and extremely wriggly child " * 9
    stage = person.plan.stages[0]
    long = tuple(
        replace(
            e,
            why=replace(
                e.why, values=tuple((k, goal if k == "goal" else v) for k, v in e.why.values)
            ),
        )
        for e in stage.exercises
    )
    plan = replace(person.plan, stages=(replace(stage, exercises=long),))
    clinic = Clinic("Physiotherapy and rehabilitation centre of the " + "upper " * 20 + "valley")
    made = Pdf(handout(person.case, plan, person.profile, words(), choices=Choices(clinic=clinic)))
    assert squeezed(goal) in squeezed(made.text)
    width = SIZES[Paper.A4][0] * POINTS_PER_MM
    assert all(w.left > 0 and w.right < width - 15 * POINTS_PER_MM for w in made.words)


@pytest.mark.parametrize(("code", "paper"), KINDS)
def test_long_names_and_numbers_overprint_nothing(code: str, paper: Paper) -> None:
    name = "Physiotherapy and rehabilitation centre of the " + "upper " * 24 + "valley"
    clinic = Clinic(name, "+34 944 000 000 ext. 12 or " * 5, ADDRESS)
    pdf = printed(HIP, code, paper, 1, clinic)
    assert squeezed(name) in squeezed(pdf.text)
    for page in range(1, pdf.pages + 1):
        found = [word for word in pdf.words if word.page == page]
        for word, other in combinations(found, 2):
            assert not _cover(word, other), (word, other)


@pytest.mark.parametrize("name", [BUTTOCK, HIP, PREGNANT])
@pytest.mark.parametrize(("code", "paper"), KINDS)
def test_every_page_names_the_page_of_help(name: str, code: str, paper: Paper) -> None:
    pdf = printed(name, code, paper)
    title = words(code).text("education.warning_signs.title")
    sign = squeezed(words(code).say("Both legs lose strength or feeling."))
    (place,) = (n for n, page in enumerate(pdf.page_texts, 1) if sign in squeezed(page))
    foot = words(code).say(
        "This does not replace a visit. A new warning sign? See “{title}” on page {page}.",
        title=title,
        page=place,
    )
    assert all(squeezed(foot) in squeezed(page) for page in pdf.page_texts)


def test_help_stands_on_the_first_page_where_it_fits() -> None:
    """Page 1 of five exercises has room on A4, and not on Letter, which is shorter."""
    number = words().say("Emergency number")
    for paper, is_early in ((Paper.A4, True), (Paper.LETTER, False)):
        first, *others = printed(HIP, paper=paper).page_texts
        assert (number in first) is is_early
        assert sum(number in page for page in others) == (not is_early)


def test_an_alert_of_the_level_soon_stands_on_the_first_page() -> None:
    person = sample(BUTTOCK)
    alert = Alert(
        id="AXS-1", level=SafetyLevel.SOON, because=(), action=phrase("x"), sources=(),
        defers_tests=False,
    )  # fmt: skip
    safety = Safety(level=SafetyLevel.SOON, stop=False, alerts=(alert,), not_asked=())
    made = handout(person.case, person.plan, person.profile, words(), safety=safety)
    pdf = Pdf(made)
    for told in ("See a doctor in the next 2 weeks", "while you wait for the joint doctor"):
        assert squeezed(told) in squeezed(pdf.page_texts[0])
    assert _rgb("#FCEFCB") in _colours(pdf.picture(1, 60))
    assert "See a doctor" not in printed().text


def test_what_people_write_is_never_markup() -> None:
    person = sample(BUTTOCK)
    goal = '#panic("x") *bold* _it_ $x$ `raw` @ref <label> \\ // [y] {z} <svg'
    stage = person.plan.stages[0]
    first = stage.exercises[0]
    why = phrase("plan.why.goal", **dict(first.why.values) | {"goal": goal})
    exercises = (replace(first, why=why), *stage.exercises[1:])
    plan = replace(person.plan, stages=(replace(stage, exercises=exercises),))
    made = handout(person.case, plan, person.profile, words())
    assert squeezed(goal) in squeezed(Pdf(made).text)


def test_the_same_handout_has_the_same_bytes() -> None:
    person = sample(BUTTOCK)
    again = handout(person.case, person.plan, person.profile, words())
    assert again == printed().content


def test_the_colours_of_paper_are_the_literal_ones() -> None:
    """Exact where a colour is flat; both ends of gradients within a few steps."""
    pdf = printed(HIP, stage=1)
    first, second = (_colours(pdf.picture(page, 150)) for page in (1, 2))
    for colour in ("#147A5E", "#EFB02A", "#A3203C", literal("primary-soft")):
        assert _rgb(colour) in first, colour
    for name in ("ember", "contour", "hair", "far", "primary-soft"):
        assert _rgb(literal(name)) in second, name
    for name in ("near-top", "near-bottom", "cloth-top", "cloth-bottom"):
        wanted = _rgb(literal(name))
        assert min(max(abs(a - b) for a, b in zip(wanted, c, strict=True)) for c in second) <= 6


def _colours(picture: Image.Image) -> set[tuple[int, ...]]:
    return {colour for _, colour in picture.getcolors(1 << 24)}


def _rgb(colour: str) -> tuple[int, int, int]:
    return (int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16))


QUIET = 4
"""Modules of white around a QR code, by the standard."""


def test_the_qr_code_holds_the_address() -> None:
    """The black modules of the page are those of the address, with white around them."""
    pdf = printed(clinic=Clinic(phone="+34 944 000 000", address=ADDRESS))
    assert any(ADDRESS in text for text in pdf.alternatives)
    page = next(n for n, text in enumerate(pdf.page_texts, 1) if ADDRESS in text)
    picture = pdf.picture(page, 300)
    # Nothing else on the page is quite black: the ink is not.
    black = picture.point(lambda level: 255 * (level == 0)).convert("L")
    left, top, right, bottom = black.point(lambda level: 255 * (level == 255)).getbbox()
    modules = [[bool(m) for m in row] for row in segno.make(ADDRESS, error="m").matrix]
    size = (right - left) / len(modules)
    assert (bottom - top) / len(modules) == pytest.approx(size, rel=0.02)

    def is_dark(row: float, column: float) -> bool:
        place = (int(left + (column + 0.5) * size), int(top + (row + 0.5) * size))
        return picture.getpixel(place) == (0, 0, 0)

    across = range(len(modules))
    assert [[is_dark(row, column) for column in across] for row in across] == modules
    around = range(-QUIET, len(modules) + QUIET)
    outside = [(r, c) for r in around for c in around if r not in across or c not in across]
    for row, column in outside:
        place = (int(left + (column + 0.5) * size), int(top + (row + 0.5) * size))
        assert picture.getpixel(place) == (255, 255, 255), (row, column)
