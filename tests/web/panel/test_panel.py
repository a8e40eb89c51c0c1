"""What the panel says: exact words, order, and what it must never say."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sijoint.clinical.case import Case, Setting
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.profile import ProfileLabel
from tests.clinical.people import person
from tests.vignettes import Vignette, vignettes
from tests.web.panel.rendered import (
    Own,
    answer,
    both_sides,
    fused,
    panel,
    panel_html,
    read,
    vignette,
    without,
)

ALL = [pytest.param(v, id=v.name) for v in vignettes()]


def three_of_five() -> Case:
    return vignette("y1")


def test_a_leading_joint_with_its_range_first() -> None:
    shown = panel(three_of_five())
    assert shown.differential is not None
    first = shown.differential.bars[0]
    assert (first.name, first.interval, first.point) == (
        "Sacroiliac joint, left",
        "30 to 50%",
        "40%",
    )
    assert [c.text for c in first.captions] == [
        "Chance of responding to a block, with its 95% interval.",
        "By Laslett's study 50%.",
        "Before the findings 20%.",
    ]
    assert shown.live == "Sacroiliac joint, left: 30 to 50%, point 40%."
    assert shown.foot.title == "Sacroiliac joint, left"
    assert shown.foot.detail == "30 to 50%, point 40%"
    assert shown.foot.line == "Next: Saddle anaesthesia"


def test_the_other_set_in_front() -> None:
    case = three_of_five()
    shown = panel(case, given=answer(case, front=EvidenceSet.LASLETT)).differential
    assert shown is not None
    assert shown.bars[0].captions[1].text == "By pooled studies 40%."
    assert shown.no_leader == ""
    assert shown.explained[-1] == (
        "Accuracy of the provocation cluster; main set: Laslett's study; other set: pooled studies."
    )


def test_percentages_in_spanish_have_a_no_break_space() -> None:
    shown = panel(three_of_five(), code="es")
    assert shown.differential is not None
    first = shown.differential.bars[0]
    assert first.point == "40\N{NO-BREAK SPACE}%"
    assert first.interval.endswith("50\N{NO-BREAK SPACE}%")
    # Places stay as SVG takes them.
    assert re.fullmatch(r"\d+(\.\d)?%", first.fill)


def test_the_joint_is_first_and_the_others_follow_by_value() -> None:
    shown = panel(vignette("y6")).differential
    assert shown is not None
    assert shown.bars[0].source == "sacroiliac_joint"
    assert shown.bars[1].source == "hip_joint"
    fills = [float(bar.fill.rstrip("%")) for bar in shown.bars[1:] if bar.source != "other"]
    assert fills == sorted(fills, reverse=True)
    assert shown.bars[-1].source == "other"


def test_nothing_above_70_has_a_number() -> None:
    shown = panel(vignette("y6")).differential
    assert shown is not None
    hip = shown.bars[1]
    assert (hip.interval, hip.point) == ("60 to 70% or more", "70% or more")
    assert (hip.fill, hip.high, hip.is_beyond) == ("70%", "70%", True)


def test_only_what_a_block_can_show_is_said_to_need_one() -> None:
    joint = person("1b")
    fused_spine = replace(joint.episode, setting=Setting.POST_FUSION_SACRUM)
    shown = panel(replace(joint, episode=fused_spine)).differential
    assert shown is not None
    assert shown.bars[0].is_beyond
    assert shown.block_needed == "70% or more needs a controlled block to be believed."
    for other in (vignette("y6"), person("7b")):
        shown = panel(other).differential
        assert shown is not None
        assert any(bar.is_beyond for bar in shown.bars)
        assert shown.block_needed == ""


def test_without_a_leader_there_is_no_ranking() -> None:
    shown = panel(vignette("y2")).differential
    assert shown is not None
    assert shown.no_leader.startswith("No single source stands out.")
    sources = [row.source for row in answer(vignette("y2")).differential or ()]
    listed = [bar.source for bar in shown.bars]
    assert listed == [source for source in sources if source in listed]


def test_small_sources_are_folded_and_counted() -> None:
    shown = panel(three_of_five()).differential
    assert shown is not None
    assert shown.folded_title == "4 more sources, each under 5%"
    assert {bar.point for bar in shown.folded} == {"under 5%"}
    assert len(shown.bars) + len(shown.folded) == 10


def test_both_sides_have_a_row_each_and_are_announced() -> None:
    shown = panel(both_sides(three_of_five()))
    assert shown.differential is not None
    assert [b.name for b in shown.differential.bars if b.is_main] == [
        "Sacroiliac joint, left",
        "Sacroiliac joint, right",
    ]
    assert [c.side_name for c in shown.clusters] == ["Left", "Right"]
    assert shown.live.count("Sacroiliac joint") == 2


def test_a_fused_joint_has_a_reason_and_no_number() -> None:
    shown = panel(fused(three_of_five()))
    assert shown.differential is not None
    (silent,) = shown.differential.silent_first
    assert silent.names == "Sacroiliac joint, left"
    assert silent.note.startswith("The joint is fused")
    assert all(bar.source != "sacroiliac_joint" for bar in shown.differential.bars)
    assert shown.foot.title == shown.safety.title


def test_pregnancy_has_its_own_answer() -> None:
    shown = panel(vignette("y11"))
    assert shown.differential is not None
    (bar,) = shown.differential.bars
    assert (bar.name, bar.interval, bar.point) == ("Pelvic girdle pain, left", "80 to 90%", "90%")
    assert bar.other == ""
    assert "Chance of responding" not in panel_html(vignette("y11"))
    (silent,) = shown.differential.silent
    assert silent.names == "All other sources"
    assert shown.clusters[0].result == "not used"
    assert shown.clusters[0].gates == ()


def test_what_to_test_next_leads_to_its_row() -> None:
    shown = panel(without(three_of_five(), "hip_internal_rotation_deg", "fadir")).next
    assert shown is not None
    signs, gate = shown.groups[:2]
    assert len(signs.steps) == 3
    assert signs.more == "And 13 further."
    assert gate.why == "Hip screen: the cluster waits for it."
    step = gate.steps[0]
    assert re.fullmatch(r"\d+(\.\d+)? min", step.minutes)
    assert step.url.startswith(f"/go/{step.position}/#")
    assert step.url.endswith("-left")
    page = read(panel_html(three_of_five()))
    buttons = [e for e in page.all("a", "btn") if e.text.startswith("Go")]
    assert all(button.text != "Go" for button in buttons), "each says where it goes"


def test_tests_that_an_alert_forbids_are_not_offered() -> None:
    shown = panel(vignette("m6")).next
    assert shown is not None
    assert shown.groups == shown.steps == ()
    assert shown.nothing.startswith("No further test while ")


def test_the_profile_is_a_hypothesis_with_its_reasons() -> None:
    shown = panel(vignette("y3")).profile
    assert shown is not None
    assert shown.said == "Sensitized: Calm-first plan"
    sensitized = shown.patterns[-1]
    assert sensitized.name == "Sensitized"
    assert sensitized.has_key
    assert sensitized.key == "Key finding recorded"
    assert re.match(r"[\d.]+ of 3", sensitized.points)
    assert "kinds of evidence: " in sensitized.domains
    assert all(re.search(r"[+−][\d.]+$", reason) for reason in sensitized.reasons)
    html = panel_html(vignette("y3"))
    assert "a hypothesis, not validated" in html
    assert "A working hypothesis without validated criteria" in html


def test_what_it_rests_on_is_always_said() -> None:
    for name in ("y1", "y7"):
        html = panel_html(vignette(name))
        assert "records are from memory and" in html
        assert "not a diagnosis" in html


def test_own_conclusions_stand_beside_the_computed() -> None:
    case = vignette("y3")
    given = answer(case, label=ProfileLabel.STIFF)
    own = [
        Own("profile", "stiff", "Guards in every position"),
        Own("source", "hip_joint", "Relief by a hip block"),
        Own("safety.CAN-2", "set_aside", "Settled with her doctor"),
    ]
    shown = panel(case, given=given, overrides=own)
    assert [c.said for c in shown.conclusions] == [
        "Your conclusion, profile: Stiff",
        "Your conclusion, source of pain: Hip joint",
        "Your conclusion: rule CAN-2 is set aside",
    ]
    assert [c.computed for c in shown.conclusions] == [
        "Computed: Sensitized: Calm-first plan",
        "Computed: no single source stands out",
        "Computed: Soon",
    ]
    html = panel_html(case, given=given, overrides=own)
    assert "Because: Guards in every position" in html
    hip = vignette("y6")
    (leads,) = panel(hip, overrides=own[1:2]).conclusions
    assert leads.computed == "Computed: Hip joint, left 70% or more"


def test_what_people_wrote_is_never_markup() -> None:
    own = [Own("source", "hip_joint", "<script>alert(1)</script>")]
    assert "<script" not in panel_html(three_of_five(), overrides=own)


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("example", ALL)
def test_every_panel_is_sound(example: Vignette, code: str) -> None:
    """Closed properly, no style, every bar with its whisker and words, places on the scale."""
    shown = panel(example.case, code=code)
    page = read(panel_html(example.case, code=code))
    for element in page.walk():
        assert element.tag not in {"style", "script"}
        assert not {"style", "onclick"} & set(element.attributes)
    ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    drawings = page.all("svg")
    outer = [e for e in drawings if e.all("svg")[0] is e and "class" in e.attributes]
    assert all(e.attributes.get("aria-hidden") == "true" for e in outer)
    bars = page.all("li", "source-bar")
    listed = (
        () if shown.differential is None else (*shown.differential.bars, *shown.differential.folded)
    )
    assert len(bars) == len(listed)
    for element, bar in zip(bars, listed, strict=True):
        assert len(element.all(name="wh")) == 3
        assert bar.interval in element.text
        assert bar.point in element.text
        low, fill, high = (float(p.rstrip("%")) for p in (bar.low, bar.fill, bar.high))
        assert 0 <= low <= fill <= high <= (90 if bar.source == "pelvic_girdle_pain" else 70)
        numbers = [int(n) for n in re.findall(r"\d+", f"{bar.interval} {bar.point}")]
        assert all(n % 5 == 0 for n in numbers)
