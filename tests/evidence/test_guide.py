"""The guide reads easily, counts as its records count, and shows pictures that exist."""

from __future__ import annotations

import re

import pytest

from sijoint.drawing.collection import others
from sijoint.evidence.guide import build, guide_problems
from sijoint.evidence.read import read_raw
from tests.evidence.patient_text import patient_texts

RAW = read_raw()
GUIDE = build(RAW)
MOST_WORDS = 15
OF = {
    "guide_page": RAW["guide_page"],
    "guide_risk": RAW["guide_risk"],
    "help_sign": RAW["help_sign"],
}


@pytest.mark.parametrize("array", OF)
def test_sentences_are_short(array: str) -> None:
    long = [
        f"{record['id']}.{field}: {sentence}"
        for record in OF[array]
        for field, text in patient_texts(array, record)
        for sentence in re.split(r"(?<=[.:?!;])\s", text)
        if len(sentence.split()) > MOST_WORDS
    ]
    assert not long, "\n".join(long)


@pytest.mark.parametrize("array", OF)
def test_nobody_is_begged_shouted_at_or_blamed(array: str) -> None:
    for record in OF[array]:
        for _, text in patient_texts(array, record):
            assert not re.search(r"!|\bplease\b|\boops\b|[\u2013\u2014]", text, re.IGNORECASE), text


def test_pages_are_in_order_and_every_one_leads_to_the_next() -> None:
    assert [page.slug for page in GUIDE.pages] == [
        "what-it-is",
        "causes-and-risk-factors",
        "symptoms",
        "what-else-it-can-be",
        "what-an-evaluation-is-like",
        "what-therapy-may-include",
        "moving-and-flare-ups",
        "pregnancy-and-after-birth",
        "sport-and-running",
        "staying-well",
        "get-help-now",
    ]
    first, last = GUIDE.pages[0], GUIDE.pages[-1]
    assert GUIDE.beside(first) == (None, GUIDE.pages[1])
    assert GUIDE.beside(last) == (GUIDE.pages[-2], None)
    assert GUIDE.page("what-it-is") is first
    assert GUIDE.page("chess") is None


@pytest.mark.parametrize("page", GUIDE.pages, ids=lambda page: page.id)
def test_a_page_is_short_and_ends_with_what_it_means(page) -> None:
    assert len(page.summary.split()) <= 2 * MOST_WORDS
    assert 1 < len(page.meaning) <= 5
    assert page.sources
    assert not page.checked_by


@pytest.mark.parametrize("page", GUIDE.pages, ids=lambda page: page.id)
def test_pictures_of_a_page_exist_and_differ(page) -> None:
    drawn = others("right", str)
    figures = [section.figure for section in page.sections if section.figure]
    assert len(figures) == len(set(figures))
    for kind, name in figures:
        if kind != "exercise":
            assert (f"body_chart_{name}" if kind == "body_chart" else name) in drawn


COUNTS = [
    (page["id"], count)
    for page in RAW["guide_page"]
    for section in page["sections"]
    for count in section.get("counts", [])
]


@pytest.mark.parametrize(("page", "count"), COUNTS)
def test_a_count_is_that_of_its_record(page: str, count: dict) -> None:
    kind, _, name = count["record"].partition(".")
    record = next(r for r in RAW[kind] if r["id"] == name)
    share = next(record[key] for key in ("p", "share", "sensitivity") if key in record)
    told, of = map(int, re.match(r"About (\d+) in (\d+) ", count["patient_text"]).groups())
    assert told == round(share * of)
    assert of == count.get("of", 10)
    if "n" in record and "same" not in count["patient_setting"]:
        assert str(record["n"]) in count["patient_setting"] or record["id"] == "trauma_onset"


def test_signs_of_help_rest_on_rules_of_the_same_urgency() -> None:
    levels = {rule["id"]: rule["level"] for rule in RAW["safety_rule"]}
    for sign in RAW["help_sign"]:
        named = {levels[rule] for rule in sign["rules"]}
        assert named == ({"urgent"} if sign["level"] == "today" else {"emergency"}), sign["id"]


def test_a_country_has_one_number() -> None:
    countries = [country for place in GUIDE.places for country in place.countries]
    assert len(countries) == len(set(countries))
    assert all(re.fullmatch(r"\d{3}", place.number) for place in GUIDE.places)


def test_a_guide_that_names_what_is_not_there_is_told() -> None:
    raw = {
        "guide_page": [
            {
                "id": "a",
                "sections": [
                    {"figure": "exercise.chess"},
                    {"figure": "anatomy.anything", "counts": [{"record": "prevalence.no"}]},
                ],
            }
        ],
        "guide_risk": [{"id": "b", "change": "perhaps", "records": ["risk_factor.no"]}],
        "help_sign": [
            {"id": "c", "level": "soon"},
            {"id": "d", "level": "today", "concerns": ["birth", "cats"]},
        ],
    }
    assert list(guide_problems(raw)) == [
        "guide_page a: there is no record prevalence.no",
        "guide_page a: there is no figure exercise.chess",
        "guide_risk b: there is no record risk_factor.no",
        "guide_risk b: change is none of yes, partly, no",
        "help_sign c: level is none of emergency, maternity, today, crisis",
        "help_sign d: concerns is none of pregnant, birth",
    ]
