"""The page behind a number: its sentence, its waterfall, its sources, and what was not used."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sijoint.clinical.case import Case, Finding, Result, Side
from sijoint.clinical.model import EvidenceSet
from sijoint.web.panel.waterfall import fall_of
from sijoint.web.panel.why import Why
from tests.vignettes import Vignette, vignettes
from tests.web.panel.rendered import (
    answer,
    both_sides,
    fused,
    read,
    vignette,
    waived,
    why,
    why_html,
    without,
)

ALL = [pytest.param(v, id=v.name) for v in vignettes() if answer(v.case).differential is not None]


def why_given(case: Case, source: str = "sacroiliac_joint", **options: object) -> Why:
    found = why(case, source, **options)
    assert found is not None
    return found


def per_cent(place: str) -> float:
    assert re.fullmatch(r"\d+(\.\d)?%", place)
    return float(place.rstrip("%"))


def test_the_sentence_names_the_two_largest_weights() -> None:
    shown = why_given(vignette("y1"))
    assert shown.title == "Why 40%?"
    assert shown.source == "Sacroiliac joint, left"
    assert shown.sentence == (
        "40% because: Provocation cluster (left), 3 of 5 tests positive (+2.8); "
        "Centralization with repeated movements, negative (+0.6)."
    )
    assert (shown.before, shown.after) == ("20%", "40%, 95% interval 30 to 50%.")


def test_rows_carry_the_prior_to_the_answer() -> None:
    case = vignette("y1")
    shown = why_given(case)
    (row,) = [r for r in answer(case).differential or () if r.source == "sacroiliac_joint"]
    total = sum(b.weight_decibans for b in row.because)
    assert shown.rows[-1].total == f"+{total:.1f}"
    assert [r.name for r in shown.rows] == [
        "Centralization with repeated movements",
        "Straight leg raise (left)",
        "Provocation cluster (left)",
        "FADIR test (left)",
        "2 smaller reasons",
    ]
    assert shown.rows[0].fall.start == "30%"
    for before, after in zip(shown.rows, shown.rows[1:], strict=False):
        assert before.fall.end == after.fall.start


def test_against_goes_to_the_left() -> None:
    cluster = why_given(vignette("y2")).rows[2]
    assert cluster.weight.startswith("−")
    assert cluster.fall.is_against
    assert per_cent(cluster.fall.end) < per_cent(cluster.fall.start)


def test_what_goes_beyond_the_drawing_is_cut_with_an_arrow() -> None:
    left, right = fall_of(-9.0, -12.0), fall_of(15.0, 25.0)
    assert (left.x, left.width, left.end, left.arrow) == ("0%", "3%", "0%", "left")
    assert (right.x, right.width, right.end, right.arrow) == ("75%", "15%", "90%", "right")
    assert fall_of(0.0, 2.0).arrow == ""


def test_studies_say_who_and_against_what() -> None:
    cluster = next(r for r in why_given(vignette("y1")).rows if r.name.startswith("Provocation"))
    assert cluster.basis == "3 sources, our design"
    assert {"laslett-2005", "saueressig-2021"} <= {s.id for s in cluster.sources}
    study = next(s for s in cluster.studies if s.about == "3 or more of 6 tests")
    assert study.name == "Laslett 2005"
    assert study.numbers == "sensitivity 0.94; specificity 0.78; LR+ 4.29"
    assert study.people.startswith("48 people: chronic low back pain")
    assert study.reference == "intra-articular anaesthetic block, relief of 80 % or more"
    assert study.mark == "verified"
    assert study.review == "Checked by nobody yet. Next review 22 November 2027."
    page = read(why_html(vignette("y1")))
    assert "Reference standard: intra-articular anaesthetic block" in page.text
    assert "/evidence/laslett-2005/" in {a.attributes["href"] for a in page.all("a")}


def test_a_claim_without_a_source_says_that_it_is_ours() -> None:
    faber = next(r for r in why_given(vignette("y6"), "hip_joint").rows if "FABER" in r.name)
    assert faber.sources == ()
    assert faber.basis == "Our design"


def test_the_sets_are_switched_by_links() -> None:
    shown = why_given(vignette("y1"), front=EvidenceSet.LASLETT)
    assert [(c.name, c.is_current) for c in shown.sets] == [
        ("pooled studies", False),
        ("Laslett's study", True),
    ]
    assert shown.sets[0].url == "/why/sacroiliac_joint/?side=left&set=pooled"
    page = read(why_html(vignette("y1")))
    current = [a.text for a in page.all("a") if "aria-current" in a.attributes]
    assert current == ["pooled studies", "Sacroiliac joint, left"]


def test_nothing_recorded_is_the_prior() -> None:
    case = replace(vignette("y1"), findings=())
    shown = why_given(case)
    assert (
        shown.empty
        == shown.sentence
        == ("No finding has moved this yet; it is the clinic's prior.")
    )
    assert shown.rows == ()


def test_a_cluster_that_waits_has_a_row() -> None:
    case = without(vignette("y1"), "hip_internal_rotation_deg", "fadir")
    shown = why_given(case)
    assert shown.waiting.startswith("The cluster is not scored until the hip screen is answered")
    page = read(why_html(case))
    (row,) = [tr for tr in page.all("tr") if "waits" in tr.text]
    assert row.text.startswith("Provocation cluster The cluster is not scored until")


def test_motion_palpation_is_named_as_not_used_with_the_reason() -> None:
    shown = why_given(vignette("y8"))
    gillet = next(u for u in shown.unused if u.name.startswith("Gillet"))
    assert gillet.answer == "positive"
    assert gillet.why.startswith("Recorded and never scored: agreement between examiners")
    assert shown.not_done == "left: FABER test"


def test_other_answers_are_counted() -> None:
    case = vignette("y1")
    more = Finding("fear_of_movement", None, Result.POSITIVE)
    shown = why_given(replace(case, findings=(*case.findings, more)))
    assert shown.unused_others == "1 further answer is for safety, the profile or the plan."


def test_a_limit_by_a_waived_screen_is_a_row() -> None:
    shown = why_given(waived(vignette("y1")))
    assert shown.note.startswith("A screen was waived")


def test_a_source_without_a_side_names_the_sides_of_its_findings() -> None:
    shown = why_given(both_sides(vignette("y1")), "lumbar_disc")
    leg_raise = next(r for r in shown.rows if r.name.startswith("Straight leg raise"))
    assert leg_raise.answer == "left: negative"
    right = why_given(both_sides(vignette("y1")), side=Side.RIGHT)
    assert right.source == "Sacroiliac joint, right"


def test_no_probability_is_explained() -> None:
    shown = why_given(fused(vignette("y1")))
    assert shown.title == "Why no probability?"
    assert shown.note.startswith("The joint is fused")
    page = read(why_html(fused(vignette("y1"))))
    assert not page.all("table")


def test_pregnancy_says_that_the_cluster_is_not_used() -> None:
    shown = why_given(vignette("y11"), "pelvic_girdle_pain")
    assert shown.sets == ()
    assert shown.waiting.startswith("Not used in pregnancy")
    assert shown.rows[0].name == "Thigh thrust (left)"


def test_a_stop_and_an_unknown_source_have_no_page() -> None:
    assert why(vignette("y7")) is None
    assert why(vignette("y1"), "liver") is None


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("example", ALL)
def test_every_page_is_sound(example: Vignette, code: str) -> None:
    for row in answer(example.case).differential or ():
        page = read(why_html(example.case, row.source, code=code))
        for element in page.walk():
            assert element.tag not in {"style", "script"}
            assert "style" not in element.attributes
        assert len(page.all("h1")) == 1
        for bar in page.all("rect"):
            for name in ("x", "width"):
                share = bar.attributes.get(name, "0%")
                assert 0.0 <= per_cent(share) <= 100.0
        if row.probability is not None:
            assert len(page.all(name="wh")) == 3
            falls = [tr for tr in page.all("tr") if tr.all(name="oppose") or tr.all(name="favour")]
            assert all(tr.all("td")[0].text for tr in falls)


def test_findings_of_one_sign_are_counted_once() -> None:
    case = vignette("y1")
    both = tuple(
        Finding(name, Side.LEFT, Result.POSITIVE)
        for name in ("myotome_deficit", "dermatome_deficit")
    )
    case = replace(
        without(case, "myotome_deficit", "dermatome_deficit"), findings=case.findings + both
    )
    shown = why(case, "radiculopathy")
    assert shown is not None
    told = {each.name: each.why for each in shown.unused}
    assert "Counted once, together with Myotome deficit." in told.values()
