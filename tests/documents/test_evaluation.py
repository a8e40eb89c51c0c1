from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from sijoint.clinical.case import Gates, Preferences, Side
from sijoint.clinical.cluster import Gate
from sijoint.documents.report.baseline import baseline_section
from sijoint.documents.report.block import STRONG
from sijoint.documents.report.evaluation import evaluation, evaluation_content
from sijoint.documents.report.reference import lasting_link
from sijoint.documents.report.screen import screen_section
from sijoint.documents.typesetting import Paper
from sijoint.evidence.read import read_raw
from tests.documents.pdf import Pdf, squeezed
from tests.documents.people import Person, everyone, evidence, sample, words
from tests.documents.test_home import said

BUTTOCK = "one-sided-buttock-pain"


def content(person: Person, code: str = "en") -> dict[str, Any]:
    made = evaluation_content(person.case, person.assessment, evidence().model, words(code))
    return dict(made)


def part(made: dict[str, Any], title: str) -> list[dict[str, Any]]:
    """The blocks of the section with this title."""
    (blocks,) = (s["blocks"] for s in made["sections"] if s["title"] == title)
    return list(blocks)


def tables(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [block for block in blocks if block["kind"] == "table"]


@pytest.mark.parametrize(("code", "paper"), [("en", Paper.A4), ("es", Paper.LETTER)])
def test_the_page_is_tagged_and_whole(code: str, paper: Paper) -> None:
    person = sample(BUTTOCK)
    made = evaluation(person.case, person.assessment, evidence().model, words(code), paper=paper)
    pdf = Pdf(made)
    assert pdf.info["Tagged"] == "yes"
    assert pdf.info["Title"] == words(code).say("Evaluation report")
    assert f"/Lang({code})".encode() in pdf.content
    assert {"H1", "H2", "Table", "TH", "TD", "P", "L"} <= set(pdf.tags)
    text = squeezed(pdf.read_out)
    for told in said({k: v for k, v in content(person, code).items() if k == "sections"}):
        # Poppler loses what follows a no-break space when it reads by tags.
        if len(told) > 12 and "\N{NO-BREAK SPACE}" not in told:
            assert squeezed(told) in text, told
    assert person.assessment.evidence_version in pdf.text


@pytest.mark.parametrize("person", everyone(), ids=lambda person: person.name)
def test_nothing_above_what_a_test_can_say_is_printed(person: Person) -> None:
    """Rounded to 5 %, never above 70 % (90 % for pelvic girdle pain), and never 0 %."""
    made = content(person)
    highest = 90 if person.case.is_pregnant or "girdle" in str(made["sections"]) else 70
    (table,) = tables(part(made, "How likely each source is"))
    for row in table["rows"]:
        for cell in row[1:5]:
            shown = [int(n) for n in re.findall(r"\d+", cell)]
            assert shown
            assert all(n % 5 == 0 and 5 <= n <= highest for n in shown), row


def test_rows_agree_with_the_answer() -> None:
    person = sample(BUTTOCK)
    rows = person.assessment.differential
    assert rows is not None
    (table,) = tables(part(content(person), "How likely each source is"))
    assert len(table["rows"]) == len([row for row in rows if row.probability is not None])
    joint = next(row for row in rows if row.source == "sacroiliac_joint")
    name, interval, point, before, other, bar = table["rows"][0]
    assert name == "Sacroiliac joint, left"
    assert joint.probability is not None
    assert joint.interval is not None
    assert point == f"{5 * round(20 * joint.probability)}%"
    assert interval == "25 to 45%"
    assert (before, other) == ("20%", "45%")
    assert bar["point"] == pytest.approx(joint.probability)
    assert (bar["low"], bar["high"]) == pytest.approx(joint.interval)
    assert bar["is_first"]


def test_weights_have_marks_and_sources_and_add_up() -> None:
    person = sample(BUTTOCK)
    made = content(person)
    (table,) = tables(part(made, "Why"))
    *rows, total = table["rows"]
    marks = {"our design", "from memory", "derived", "verified"}
    for finding, weight, bar, mark, sources in rows:
        assert finding
        assert weight[0] in "+−"
        assert bar["kind"] == "weight"
        assert (bar["share"] > 0) == (weight[0] == "+")
        assert mark in marks
        assert sources
    differential = person.assessment.differential
    assert differential is not None
    joint = next(row for row in differential if row.source == "sacroiliac_joint")
    summed = sum(b.weight_decibans for b in joint.because)
    assert total[1] == f"{'−' if summed < 0 else '+'}{abs(summed):.1f}"
    listed = part(made, "Sources")[0]["rows"]
    cited = {n for row in rows for n in row[4].split(", ")}
    assert cited <= {number for number, _ in listed}
    titles = {record["title"] for record in read_raw()["source"]}
    for _, told in listed:
        assert any(told.startswith(title) for title in titles)


def test_the_cluster_with_its_gates() -> None:
    blocks = part(content(sample(BUTTOCK)), "Provocation cluster")
    assert blocks[0] == {
        "kind": "paragraph",
        "text": "Left: positive, 3 of 5 tests",
        "tone": STRONG,
    }
    rows = dict(blocks[1]["rows"])
    assert rows["Low back screen"] == rows["Hip screen"] == "answered"
    assert rows["Positive"].count(";") == 2


def test_a_waived_screen_is_told_with_its_reason() -> None:
    person = sample(BUTTOCK)
    reason = "seen last week, repeated movements negative"
    gates = Gates(low_back_waived=reason)
    cluster = replace(person.assessment.clusters[0], low_back=Gate.WAIVED, hip=Gate.MISSING)
    blocks = screen_section([cluster], gates, words(), is_used=True)["blocks"]
    rows = dict(blocks[1]["rows"])
    assert rows["Low back screen"] == f"waived: {reason}"
    assert rows["Hip screen"] == "missing"
    assert "not scored until the hip screen" in blocks[2]["text"]


def test_the_profile_is_a_hypothesis() -> None:
    made = content(sample(BUTTOCK))
    blocks = part(made, "Working profile, a hypothesis")
    assert blocks[0]["text"] == "Hypermobile: Support-first plan"
    assert "hypothesis" in blocks[-1]["text"]


def test_the_plan_is_for_a_clinician_to_approve() -> None:
    person = sample(BUTTOCK)
    blocks = part(content(person), "Plan, for a clinician to approve")
    shown = [len(table["rows"]) for table in tables(blocks)]
    assert shown == [len(stage.exercises) for stage in person.plan.stages]


def test_another_leading_source_is_told_with_the_plan() -> None:
    warned = [p for p in everyone() if p.assessment.cautions]
    assert warned
    for person in warned:
        blocks = part(content(person), "Plan, for a clinician to approve")
        assert blocks[0]["text"] == words().render(person.assessment.cautions[0])


def test_what_is_missing_and_the_limits_are_told() -> None:
    bare = next(p for p in everyone() if p.name == "c3-age-only")
    made = content(bare)
    missing = [words().render(m) for m in bare.assessment.missing if m.id != "missing.test"]
    assert part(made, "Missing")[0]["items"] == missing
    limits = " ".join(said(part(made, "Limits")))
    assert str(bare.assessment.unreviewed["design"]) in limits
    assert bare.assessment.evidence_version in limits


def test_every_exercise_left_out_is_counted_or_named() -> None:
    person = sample(BUTTOCK)
    items = part(content(person), "Left out, and why")[0]["items"]
    counted = 0
    for item in items:
        tail = item.rpartition(": ")[2].rstrip(".")
        many = re.fullmatch(r"(\d+) exercises?", tail)
        counted += int(many[1]) if many else tail.count(";") + 1
    assert counted == len(person.plan.excluded)


def test_both_sides_of_bilateral_pain_are_told() -> None:
    person = sample(BUTTOCK)
    (left,) = person.assessment.clusters
    right = replace(left, side=Side.RIGHT, positive=(), performed=(), not_done=left.performed)
    blocks = screen_section([left, right], Gates(), words(), is_used=True)["blocks"]
    told = [block["text"] for block in blocks if block["kind"] == "paragraph"]
    assert told[0].startswith("Left: positive")
    assert "Right: no test done" in told


def test_the_baseline_holds_scores_values_and_goals() -> None:
    person = sample(BUTTOCK)
    measures, values, goals = part(content(person), "Baseline")
    assert [row[:2] for row in measures["rows"]] == [
        ["Numeric pain rating, average of 24 h", "4"],
        ["Numeric pain rating, worst of 24 h", "6"],
        ["Patient-Specific Functional Scale", "5"],
    ]
    assert measures["rows"][2][2:] == ["0 to 10", "higher", "2 November 2026"]
    told = {tuple(row) for row in values["rows"]}
    assert ("Active straight leg raise, effort score", "left", "3 of 5") in told
    assert ("Beighton score", "", "5 of 9") in told
    assert ("Morning stiffness", "", "10 min") in told
    assert len(told) == len([f for f in person.case.findings if f.value is not None])
    assert goals["rows"] == [["Goals", "walk 5 km; lift my child"]]


def test_nothing_recorded_is_no_baseline() -> None:
    person = sample(BUTTOCK)
    bare = replace(person.case, measures=(), findings=(), preferences=Preferences())
    assert baseline_section(bare, words())["blocks"] == []


def test_goals_that_cannot_be_printed_are_told_once() -> None:
    case = replace(sample(BUTTOCK).case, preferences=Preferences(goals=("走路", "walk", "跑步")))
    *_, goals = baseline_section(case, words())["blocks"]
    assert goals["rows"] == [["Goals", "(not printable); walk"]]


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_sets_of_accuracy_have_names_in_words(code: str) -> None:
    told = list(said(content(sample(BUTTOCK), code)))
    assert not [text for text in told if re.search(r"\b(?:pooled|laslett)\b(?! studies)", text)]
    names = {"en": ("pooled studies", "Laslett's study")}.get(
        code, ("estudios combinados", "estudio de Laslett")
    )
    assert any(text.endswith(f"{names[0]}.") for text in told)
    assert any(names[1] in text for text in told)


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ({"doi": "10.1/x", "url": "https://scribd.com/1"}, "doi:10.1/x"),
        (
            {"doi": "", "url": "https://pubmed.ncbi.nlm.nih.gov/1"},
            "https://pubmed.ncbi.nlm.nih.gov/1",
        ),
        ({"url": "http://www.pubmed.gov/1/"}, "http://www.pubmed.gov/1/"),
        ({"url": "https://www.scribd.com/document/1"}, ""),
        ({"url": "https://pubmed.gov.example.org/1"}, ""),
        ({"url": ""}, ""),
        ({}, ""),
    ],
)
def test_only_links_that_last_are_printed(source: dict[str, str], link: str) -> None:
    assert lasting_link(source) == link


def crowded() -> Person:
    """Many sources, so that the list of them goes over a page."""
    return max(everyone(), key=lambda person: len(str(content(person))))


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("paper", list(Paper))
def test_no_heading_stands_alone_at_the_end_of_a_page(code: str, paper: Paper) -> None:
    """Every heading has something below it, and every page at least three lines."""
    for person in (sample(BUTTOCK), crowded()):
        made = content(person, code)
        pdf = Pdf(
            evaluation(person.case, person.assessment, evidence().model, words(code), paper=paper)
        )
        titles = [s["title"] for s in made["sections"] if s["blocks"]]
        inner = [b["text"] for s in made["sections"] for b in s["blocks"] if b["kind"] == "heading"]
        for number, page in enumerate(pdf.page_texts, 1):
            foot = words(code).say("Page {page} of {pages}", page=number, pages=pdf.pages)
            body = page.removesuffix(foot).strip().removesuffix(made["footer"]).strip()
            assert not any(body.endswith(title) for title in (*titles, *inner)), (number, body)
            assert len(body) > 150, (number, body)


def test_short_tables_are_whole_and_the_list_of_sources_ends_in_company() -> None:
    """A table of a few rows is on one page, with its heading; the last sources stay together."""
    for person in (sample(BUTTOCK), crowded()):
        made = content(person)
        pdf = Pdf(evaluation(person.case, person.assessment, evidence().model, words()))
        pages = [squeezed(text) for text in pdf.page_texts]
        for part_ in made["sections"]:
            for block in part_["blocks"]:
                if block["kind"] == "table" and len(block["rows"]) <= 5:
                    first, last = (
                        squeezed(next(c for c in row if isinstance(c, str) and c))
                        for row in (block["headers"], block["rows"][-1])
                    )
                    assert any(first in page and last in page for page in pages)
        (sources,) = (s["blocks"] for s in made["sections"] if s["title"] == "Sources")
        last_two = [squeezed(text) for _, text in sources[0]["rows"][-2:]]
        assert any(all(text in page for text in last_two) for page in pages)
