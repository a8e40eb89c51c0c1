"""The cluster in the panel: what counts, what waits, and what a waiver does."""

from __future__ import annotations

from dataclasses import replace

from sijoint.clinical.case import Case, Finding, Location, Result, Setting, Side
from sijoint.clinical.model import EvidenceSet
from tests.web.panel.rendered import (
    answer,
    panel,
    panel_html,
    read,
    vignette,
    waived,
    without,
)

HISTORY = (("pain_sitting", None), ("pain_groin", Side.LEFT))


def three_of_five() -> Case:
    return vignette("y1")


def test_a_waived_screen_holds_the_joint_down() -> None:
    made = waived(three_of_five())
    tests = ("distraction", "thigh_thrust", "compression", "sacral_thrust", "gaenslen")
    positive = tuple(
        replace(f, result=Result.POSITIVE, familiar_pain=True) if f.id in tests else f
        for f in made.findings
    )
    episode = replace(made.episode, setting=Setting.POST_FUSION_SACRUM)
    history = tuple(Finding(f, s, Result.POSITIVE) for f, s in HISTORY)
    case = replace(made, findings=(*positive, *history), episode=episode)
    given = answer(case, front=EvidenceSet.LASLETT)
    shown = panel(case, given=given)
    assert shown.differential is not None
    first = shown.differential.bars[0]
    assert first.point == "at most 60%"
    assert first.note == "A screen was waived: at most 60%, with a wider range."
    assert [g.said for g in shown.clusters[0].gates] == [
        "waived: The pain was worse after the first movement.",
        "waived: Hip replaced, examined there.",
    ]


def test_a_waived_screen_below_its_limit_shows_the_value() -> None:
    shown = panel(waived(three_of_five())).differential
    assert shown is not None
    assert not shown.bars[0].point.startswith("at most")
    assert shown.bars[0].note.startswith("A screen was waived")


def test_the_cluster_waits_for_its_screens() -> None:
    whole = three_of_five()
    hip = panel(without(whole, "hip_internal_rotation_deg", "fadir")).clusters[0]
    assert hip.caution_lead == "Cluster not counted yet."
    assert hip.caution == "Answer or waive the hip screen."
    assert (hip.count, hip.result, hip.is_scored) == (
        "3 of 5 tests positive",
        "not counted yet",
        False,
    )
    back = panel(without(whole, "centralization")).clusters[0]
    assert back.caution == "Answer or waive the low back screen."
    both = panel(without(whole, "centralization", "hip_internal_rotation_deg", "fadir")).clusters[0]
    assert both.caution == "Answer or waive the low back and hip screens."
    page = read(panel_html(without(whole, "hip_internal_rotation_deg", "fadir")))
    assert "Cluster not counted yet. Answer or waive the hip screen." in page.text


def test_a_counted_cluster() -> None:
    shown = panel(three_of_five()).clusters[0]
    assert (shown.side_name, shown.count, shown.result) == (
        "Left",
        "3 of 5 tests positive",
        "positive",
    )
    assert (shown.caution_lead, shown.caution, shown.not_done) == ("", "", "FABER test")
    assert [g.said for g in shown.gates] == ["answered", "answered"]


def test_what_is_positive_and_does_not_count_is_said() -> None:
    shown = panel(vignette("y12")).clusters[0]
    assert shown.count.startswith("0 of")
    assert shown.not_counted[0].startswith("Recorded, counts as negative: ")
    assert "Not their familiar pain" in shown.not_counted[0]


def test_faber_in_the_groin_leaves_the_cluster() -> None:
    case = three_of_five()
    faber = Finding("faber", Side.LEFT, Result.POSITIVE, location=Location.GROIN)
    shown = panel(replace(case, findings=(*case.findings, faber))).clusters[0]
    assert shown.not_counted == (
        "FABER was felt in the groin: a hip finding, no test of the cluster.",
    )
    assert shown.not_done == ""
