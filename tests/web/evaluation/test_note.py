"""The drafted note: what was found, what it is worth, and what was done about an alert."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from sijoint.records.actions import alert as alerts
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import score as scores
from sijoint.records.models import Alert, Evaluation
from sijoint.records.queries.recorded import recorded_in
from sijoint.web.wording import wording_in
from sijoint.web.workspace.board import Board
from sijoint.web.workspace.note import draft
from tests.people import NOW
from tests.records.chart import make_evaluation, record_case, tap, vignette


@pytest.fixture
def therapist(people, client):
    client.force_login(people.therapist)
    return client


def board(evaluation: Evaluation) -> Board:
    fresh = Evaluation.objects.get(pk=evaluation.pk)
    return Board(recorded_in(fresh), "finish", wording_in("en"), {})


def with_facts(people, made: Evaluation, **tables: dict[str, Any]) -> Evaluation:
    made.refresh_from_db()
    facts = {key: made.facts.get(key, {}) | tables.get(key, {}) for key in tables | made.facts}
    return evaluations.set_facts(evaluation=made, facts=facts, by=people.therapist, at=NOW)


def test_the_note_reports_the_source_that_leads_and_always_the_joint(people) -> None:
    made = board(record_case(people, vignette("anchors/y6-hip-pattern")))
    note = draft(made)
    first = next(bar for bar in made.panel.differential.bars if bar.source == "hip_joint")
    assert f"{first.name}: {first.interval}, {first.beside}." in note
    assert note.index("Sources of pain. Hip joint") < note.index("Sacroiliac joint")
    for caution in made.panel.cautions:
        assert f"Caution: {caution}" in note
    assert made.panel.cautions


def test_the_note_says_when_nothing_stands_out(people) -> None:
    made = board(make_evaluation(people))
    assert made.panel.differential.no_leader.startswith("No single source stands out.")
    assert "No single source stands out." in draft(made)


def test_no_source_is_left_out_that_is_likelier_than_one_that_is_named(people) -> None:
    made = board(record_case(people, vignette("mimics/m17-delayed-hip")))
    (said,) = [text for text in draft(made).split("\n\n") if text.startswith("Sources of pain")]
    bars = [bar for bar in made.panel.differential.bars if bar.source != "other"]
    named = [bar for bar in bars if bar.name in said]
    by_fill = {bar.name: float(bar.fill.rstrip("%")) for bar in bars}
    likeliest = max(by_fill, key=by_fill.__getitem__)
    assert likeliest == "Axial spondyloarthritis"
    assert said.index(likeliest) == min(said.index(bar.name) for bar in named)
    assert any(bar.is_main for bar in named)
    least = min(int(re.findall(r"\d+", bar.point)[-1]) for bar in named if not bar.is_main)
    missing = [bar for bar in bars if bar not in named]
    assert missing
    assert all(int(re.findall(r"\d+", bar.point)[-1]) < least for bar in missing)


def test_the_note_holds_the_cluster_the_screens_and_the_profile(people) -> None:
    made = board(record_case(people, vignette("anchors/y6-hip-pattern")))
    note = draft(made)
    (cluster,) = made.panel.clusters
    assert f"Provocation cluster, {cluster.side_name.lower()}: {cluster.count}" in note
    for gate in cluster.gates:
        assert f"{gate.name}: {gate.said}." in note
    for text in cluster.not_counted:
        assert text in note
    assert "Working profile, a hypothesis:" in note
    for pattern in made.panel.profile.patterns:
        assert f"{pattern.name} {pattern.points}" in note
    assert "°" in note or "deg" in note


def test_the_note_holds_who_it_is_about(people) -> None:
    made = make_evaluation(people)
    made = with_facts(
        people,
        made,
        patient={"conditions": ["osteoporosis"]},
        episode={"irritability": "high"},
        preferences={"sports": ["running"], "goals": ["Walk the dog"]},
    )
    tap(made, people.therapist, "distraction", result="positive", familiar_pain=True)
    scores.record(evaluation=made, measure_id="nprs_worst", value=6, by=people.therapist, at=NOW)
    note = draft(board(made))
    for text in ("Irritability: high.", "Goals: Walk the dog.", "Sports: Running.", "Setting: "):
        assert text in note
    assert "Osteoporosis" in note
    assert "familiar pain" in note
    assert ": 6 (scale 0 to 10)" in note


def test_the_note_of_a_stop_tells_the_alert_and_who_had_it(people) -> None:
    made = record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    alert = Alert.objects.get(rule_id="BSI-1")
    at = NOW + timedelta(hours=1)
    alerts.acknowledge(alert=alert, by=people.therapist, at=at)
    alerts.hand_over(alert=alert, to=people.second, by=people.therapist, at=at)
    note = draft(board(made))
    assert "Possible sacral bone stress injury (BSI-1, Urgent). Because: " in note
    assert "Stop impact and the test battery today." in note
    assert f"Read by {people.therapist}, " in note
    assert f"Handed over by {people.therapist} to {people.second}, " in note
    assert "Not read yet." in note
    assert "Sources of pain" not in note


def test_the_note_keeps_what_was_done_about_a_closed_alert(people) -> None:
    made = record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    alert = Alert.objects.get(rule_id="BSI-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=alert, reason="Imaged today, normal", by=people.therapist, at=NOW)
    note = draft(board(made))
    assert "Possible sacral bone stress injury (BSI-1, Urgent). Because: " in note
    assert note.count("(BSI-1") == 1
    assert f"Read by {people.therapist}, " in note
    assert f"Closed by {people.therapist}: Imaged today, normal, " in note
    assert "Not read yet." not in note


def test_the_note_keeps_an_alert_that_a_corrected_answer_closed(people) -> None:
    made = make_evaluation(people)
    held = tap(made, people.therapist, "saddle_anaesthesia", result="positive")
    tap(made, people.therapist, "saddle_anaesthesia", result="negative", seen_version=held.version)
    assert not board(made).panel.safety.alerts
    note = draft(board(made))
    assert "An earlier alert, " in note
    assert "(CES-1). Because: " in note
    assert f"Closed by {people.therapist}: the answer behind it was changed, " in note


def test_a_rule_set_aside_is_told_with_name_and_reason(therapist, people) -> None:
    made = record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    before = board(made).panel.safety
    assert before.is_stop
    alert = Alert.objects.get(rule_id="BSI-1")
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    sent = {"conclusion": "safety.BSI-1=set_aside", "reason": "ankle sprain, imaged"}
    therapist.post(f"/evaluations/{made.id}/override/", sent)
    after = board(made)
    safety = after.panel.safety
    assert not safety.is_stop
    assert safety.level != "none"
    said = f"BSI-1 set aside by {people.therapist}"
    assert said in safety.title
    assert "ankle sprain, imaged" in safety.title
    assert said in draft(after)
    assert therapist.post(f"/evaluations/{made.id}/sign/", {"note": "Clear."}).status_code == 302
    for way in ("signed", "replay"):
        page = unescape(therapist.get(f"/evaluations/{made.id}/{way}/").content.decode())
        assert "BSI-1 set aside" in page
        assert "No danger sign reported" not in page
    assert "No danger sign reported" not in draft(after)


def test_the_task_shows_every_step(therapist, people) -> None:
    record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    alert = Alert.objects.get(rule_id="BSI-1")
    at = NOW + timedelta(hours=1)
    alerts.acknowledge(alert=alert, by=people.therapist, at=at)
    alerts.hand_over(alert=alert, to=people.second, by=people.therapist, at=at)
    alerts.acknowledge(alert=alert, by=people.second, at=at)
    alerts.close(alert=alert, reason="Imaged the same day", by=people.second, at=at)
    page = unescape(therapist.get(f"/worklist/{alert.id}/").content.decode())
    wanted = [
        "Possible sacral bone stress injury",
        "Because: ",
        "Raised by the answers",
        f"Read by {people.therapist}",
        f"Handed over by {people.therapist} to {people.second}",
        f"Read by {people.second}",
        f"Closed by {people.second}: Imaged the same day",
    ]
    places = [page.index(text) for text in wanted]
    assert places == sorted(places)


def test_the_task_says_the_numbers_while_the_alert_stands_for_them(therapist, people) -> None:
    made = make_evaluation(people)
    tap(made, people.therapist, "temperature", value=39.2)
    alert = Alert.objects.get(rule_id="INF-1")
    page = unescape(therapist.get(f"/worklist/{alert.id}/").content.decode())
    assert "Because: Body temperature: 39.2 °C" in page
    alerts.acknowledge(alert=alert, by=people.therapist, at=NOW)
    alerts.close(alert=alert, reason="Seen today", by=people.therapist, at=NOW)
    tap(made, people.therapist, "temperature", value=38.5, at=NOW + timedelta(minutes=9))
    page = unescape(therapist.get(f"/worklist/{alert.id}/").content.decode())
    assert "Because: Body temperature</p>" in page


def test_signed_findings_keep_what_was_felt(therapist, people) -> None:
    made = record_case(people, vignette("anchors/y6-hip-pattern"))
    therapist.post(f"/evaluations/{made.id}/sign/", {"note": "Hip leads."})
    page = unescape(therapist.get(f"/evaluations/{made.id}/signed/").content.decode())
    assert "felt in the groin" in page
    worth = page[page.index("What the findings are worth") :]
    assert worth.index("Sacroiliac joint") < worth.index("Hip joint")


def test_the_note_says_once_how_many_danger_signs_were_asked(people) -> None:
    made = make_evaluation(people)
    tap(made, people.therapist, "saddle_anaesthesia", result="negative")
    safety = next(line for line in draft(board(made)).splitlines() if "Safety: " in line)
    assert "No danger sign reported, 1 of " in safety
    assert safety.count("asked") == 1
