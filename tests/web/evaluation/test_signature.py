"""The end of an evaluation: a note, a lock, addenda, comparison and replay."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from sijoint.audit.models import Event
from sijoint.clinical.safety import SafetyLevel
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import note as notes
from sijoint.records.actions import score as scores
from sijoint.records.error import LockedError, RefusedError
from sijoint.records.models import Evaluation, Release, Score
from sijoint.records.queries.replay import replay
from tests.people import NOW
from tests.records.chart import make_evaluation, record_case, tap, vignette
from tests.web.page_text import text_of
from tests.web.site.page import Page


@pytest.fixture
def therapist(people, client):
    client.force_login(people.therapist)
    return client


def test_the_draft_says_what_was_found(therapist, people):
    made = record_case(people, vignette("anchors/y6-hip-pattern"))
    page = therapist.get(f"/evaluations/{made.id}/finish/").content.decode()
    note = page[page.index('<textarea name="note"') :]
    for words in ("66 years old", "Reports: Groin pain", "Compression", "felt in the groin", "15"):
        assert words in note or words.lower() in note


def test_signing_locks_and_keeps_everything_it_rests_on(therapist, people):
    made = record_case(people, vignette("anchors/y6-hip-pattern"))
    answer = therapist.post(f"/evaluations/{made.id}/sign/", {"note": "Hip leads."})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.signed_by == people.therapist
    assert made.case["schema"] == "sijoint.case/1"
    assert made.answer["differential"]
    assert Release.objects.get().version == made.evidence_version
    with pytest.raises(LockedError):
        tap(made, people.therapist, "compression", result="negative")


def test_a_note_is_needed(therapist, people):
    made = make_evaluation(people)
    assert therapist.post(f"/evaluations/{made.id}/sign/", {"note": " "}).status_code == 422
    assert not Evaluation.objects.get().is_signed


def test_only_the_therapist_who_evaluates_signs(client, people):
    made = make_evaluation(people)
    client.force_login(people.second)
    answer = client.post(f"/evaluations/{made.id}/sign/", {"note": "Mine."})
    assert answer.status_code == 422
    assert not Evaluation.objects.get().is_signed


def test_a_record_that_contradicts_itself_is_not_signed(therapist, people):
    """Newer evidence may forbid what stood in the record already."""
    made = make_evaluation(people)
    made.facts["patient"] |= {"sex": "male", "pregnancy_weeks": 30}
    made.save()
    answer = therapist.post(f"/evaluations/{made.id}/sign/", {"note": "Fine."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "A week of pregnancy contradicts the sex male." in page
    assert "patient.pregnancy_weeks" not in page
    assert not Evaluation.objects.get().is_signed


def test_a_note_is_signed_for_the_findings_it_was_written_for(therapist, people):
    made = make_evaluation(people)
    version = made.version
    tap(made, people.second, "compression", result="positive")
    sent = {"note": "Nothing found.", "version": version}
    answer = therapist.post(f"/evaluations/{made.id}/sign/", sent)
    assert answer.status_code == 422
    page = Page(answer.content.decode())
    assert "since this page was opened" in answer.content.decode()
    assert not Evaluation.objects.get().is_signed
    form = next(form for form in page.forms if form.action.endswith("/sign/"))
    again = form.as_it_stands()
    assert again["note"][0].strip() == "Nothing found."
    restored = therapist.post(f"/evaluations/{made.id}/sign/", again | {"restore": "yes"})
    assert restored.status_code == 302
    assert "Compression" in _note(therapist.get(restored.url))
    assert not Evaluation.objects.get().is_signed
    assert therapist.post(f"/evaluations/{made.id}/sign/", again).status_code == 302
    assert Evaluation.objects.get().note == "Nothing found."


def test_scores_that_were_typed_are_signed_too(therapist, people):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = Page(therapist.get(f"/evaluations/{made.id}/finish/").content.decode())
    form = next(form for form in page.forms if form.action.endswith("/sign/"))
    sent = form.as_it_stands() | {"note": ["My words."], "nprs_worst": ["6"]}
    refused = therapist.post(form.action, sent)
    assert refused.status_code == 422
    assert "since this page was opened" in refused.content.decode()
    assert _note(refused).strip() == "My words."
    assert Score.objects.get(measure_id="nprs_worst").value == 6
    again = next(
        f for f in Page(refused.content.decode()).forms if f.action.endswith("/sign/")
    ).as_it_stands()
    assert again["nprs_worst"] == ["6"]
    assert therapist.post(form.action, again).status_code == 302
    signed = Evaluation.objects.get()
    assert (signed.note, signed.note_version) == ("My words.", None)
    assert signed.case["measures"] == [
        {"id": "nprs_worst", "value": 6.0, "taken_on": signed.assessed_on.isoformat()}
    ]


def test_wrong_scores_are_not_signed(therapist, people):
    made = make_evaluation(people)
    sent = {"note": "My words.", "nprs_worst": "60"}
    refused = therapist.post(f"/evaluations/{made.id}/sign/", sent)
    assert refused.status_code == 422
    assert "Enter a number from 0 to 10." in refused.content.decode()
    assert _note(refused).strip() == "My words."
    assert not Evaluation.objects.get().is_signed


def test_a_note_is_kept_until_it_is_signed(therapist, people):
    made = make_evaluation(people)
    url = f"/evaluations/{made.id}/"
    sent = {"note": "First line.\r\nSecond.", "version": made.version}
    assert therapist.post(url + "note/", sent).status_code == 302
    page = therapist.get(url + "finish/")
    assert _note(page).strip() == "First line.\nSecond."
    assert "Read it again" not in page.content.decode()
    tap(made, people.therapist, "compression", result="positive")
    page = therapist.get(url + "finish/")
    assert "Read it again before you sign" in page.content.decode()
    form = next(f for f in Page(page.content.decode()).forms if f.action.endswith("/sign/"))
    assert therapist.post(form.action, form.as_it_stands()).status_code == 302
    assert Evaluation.objects.get().note == "First line.\nSecond."
    events = Event.objects.filter(verb="evaluation.note")
    assert [event.fields for event in events] == [["note"]]


def test_scores_keep_the_note_beside_them(therapist, people):
    made = make_evaluation(people)
    url = f"/evaluations/{made.id}/finish/"
    sent = {"note": "Half a note", "version": made.version}
    assert therapist.post(url, sent | {"nprs_worst": "60"}).status_code == 422
    assert Evaluation.objects.get().note == "Half a note"
    assert therapist.post(url, sent | {"nprs_worst": "6"}).status_code == 302
    assert Score.objects.get().value == 6
    assert _note(therapist.get(url)).strip() == "Half a note"
    assert therapist.post(url, {"nprs_worst": "5"}).status_code == 302
    assert Evaluation.objects.get().note == "Half a note"
    assert Score.objects.get().value == 5


def test_the_draft_itself_is_not_kept(therapist, people):
    """It goes on changing with what is recorded."""
    made = make_evaluation(people)
    url = f"/evaluations/{made.id}/finish/"
    drafted = _note(therapist.get(url))
    therapist.post(url, {"note": drafted.replace("\n", "\r\n"), "nprs_worst": "6"})
    assert Evaluation.objects.get().note == ""
    assert ": 6 (scale 0 to 10)" in _note(therapist.get(url))


def _as_shown(client, made) -> dict[str, list[str]]:
    page = Page(client.get(f"/evaluations/{made.id}/finish/").content.decode())
    return next(form for form in page.forms if form.action.endswith("/sign/")).as_it_stands()


def test_an_older_page_takes_no_score_back(therapist, people):
    """Only what was changed on it is written, also when its signature is refused."""
    made = make_evaluation(people)
    older = _as_shown(therapist, made)
    scores.record(evaluation=made, measure_id="nprs_worst", value=9, by=people.second, at=NOW)
    url = f"/evaluations/{made.id}/"
    assert therapist.post(url + "sign/", older | {"note": ["Mine."]}).status_code == 422
    assert Score.objects.get().value == 9
    refused = therapist.post(url + "finish/", older | {"nprs_worst": ["4"], "nprs_average": ["3"]})
    assert refused.status_code == 422
    assert "Somebody changed this to 9 since this page was opened." in refused.content.decode()
    assert {s.measure_id: s.value for s in Score.objects.all()} == {"nprs_worst": 9}
    page = Page(refused.content.decode())
    again = next(form for form in page.forms if form.action.endswith("/sign/")).as_it_stands()
    assert therapist.post(url + "finish/", again).status_code == 302
    assert {s.measure_id: s.value for s in Score.objects.all()} == {
        "nprs_worst": 4,
        "nprs_average": 3,
    }


@pytest.mark.parametrize("shown", ["", "7", "[]", "{", "null"])
def test_what_the_page_showed_may_be_nonsense(therapist, people, shown):
    made = make_evaluation(people)
    sent = _as_shown(therapist, made) | {"nprs_worst": ["6"], "shown": [shown]}
    assert therapist.post(f"/evaluations/{made.id}/finish/", sent).status_code == 302
    assert Score.objects.get().value == 6


def test_an_older_page_takes_no_note_back(therapist, people):
    made = make_evaluation(people)
    url = f"/evaluations/{made.id}/"
    older = _as_shown(therapist, made)
    therapist.post(url + "note/", _as_shown(therapist, made) | {"note": ["A long note."]})
    assert therapist.post(url + "finish/", older | {"nprs_worst": ["6"]}).status_code == 302
    assert Evaluation.objects.get().note == "A long note."
    for way in ("note/", "finish/", "sign/"):
        refused = therapist.post(url + way, older | {"note": ["Another."]})
        assert refused.status_code == 422
        page = refused.content.decode()
        assert "Another note was kept since this page was opened." in page
        assert "A long note." in page
        assert _note(refused).strip() == "Another."
    page = Page(page)
    again = next(form for form in page.forms if form.action.endswith("/sign/")).as_it_stands()
    assert therapist.post(url + "sign/", again).status_code == 302
    assert Evaluation.objects.get().note == "Another."


def test_of_two_notes_at_once_one_is_refused(people):
    """Both were compared with the page before either was written."""
    made = make_evaluation(people)
    sent = {"evaluation": made, "version": None, "before": "", "by": people.therapist, "at": NOW}
    notes.keep(note="First.", **sent)
    with pytest.raises(RefusedError, match="Another note was kept"):
        notes.keep(note="Second.", **sent)
    notes.keep(note="First.", **sent)
    assert Evaluation.objects.get().note == "First."


def test_a_refused_score_leaves_the_note_on_the_page(therapist, people, monkeypatch):
    made = make_evaluation(people)

    def refuse(**_sent):
        raise RefusedError("This contradicts what is recorded.")

    monkeypatch.setattr(scores, "record", refuse)
    sent = {"note": "My words.", "nprs_worst": "6"}
    refused = therapist.post(f"/evaluations/{made.id}/sign/", sent)
    assert refused.status_code == 422
    assert "This contradicts what is recorded." in refused.content.decode()
    assert _note(refused).strip() == "My words."


def test_only_the_therapist_who_evaluates_writes_the_note(client, people):
    made = make_evaluation(people)
    client.force_login(people.second)
    url = f"/evaluations/{made.id}/"
    drafted = _note(client.get(url + "finish/"))
    assert client.post(url + "finish/", {"note": drafted, "nprs_worst": "6"}).status_code == 302
    refused = client.post(url + "finish/", {"note": "Mine.", "nprs_worst": "5"})
    assert refused.status_code == 422
    assert "Only the therapist who evaluates writes the note." in refused.content.decode()
    assert _note(refused).strip() == "Mine."
    assert Score.objects.get().value == 5
    answer = client.post(url + "note/", {"note": "Mine."}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()) == (422, {"saved": False})
    assert Evaluation.objects.get().note == ""


def _note(answer) -> str:
    form = next(f for f in Page(answer.content.decode()).forms if f.action.endswith("/sign/"))
    return form.as_it_stands()["note"][0]


def test_an_addendum_is_added_to_a_signed_one_only(therapist, people):
    made = make_evaluation(people)
    with pytest.raises(RefusedError):
        evaluations.add(evaluation=made, text="Late.", by=people.therapist, at=NOW)
    evaluations.sign(evaluation=made, note="Done.", by=people.therapist, at=NOW)
    assert therapist.post(f"/evaluations/{made.id}/add/", {"text": ""}).status_code == 422
    therapist.post(f"/evaluations/{made.id}/add/", {"text": "MRI came: nothing new."})
    page = therapist.get(f"/evaluations/{made.id}/signed/").content.decode()
    assert "MRI came: nothing new." in page


def test_a_signed_answer_is_replayed_to_the_last_bit(people, therapist):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    made = evaluations.sign(evaluation=made, note="Done.", by=people.therapist, at=NOW)
    again = replay(Evaluation.objects.get())
    assert again.is_same
    assert again.is_same_today
    page = therapist.get(f"/evaluations/{made.id}/replay/").content.decode()
    assert "the same to the last bit" in page


def test_a_replay_uses_the_evidence_of_then(people):
    """With another rule in the stored evidence the replay differs from today, not from then."""
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    evaluations.sign(evaluation=made, note="Done.", by=people.therapist, at=NOW)
    release = Release.objects.get()
    raw = json.loads(release.raw)
    for record in raw["safety_rule"]:
        if record["id"] == "CAN-4":
            record["level"] = SafetyLevel.SOON.value
            record["when"] = "age >= 30"
    release.raw = json.dumps(raw)
    release.save()
    again = replay(Evaluation.objects.get())
    assert again.again["safety"]["level"] == "soon"
    assert again.today["safety"]["level"] == "none"


def test_two_evaluations_are_compared(therapist, people):
    first = record_case(people, vignette("anchors/y1-three-of-five"))
    evaluations.sign(evaluation=first, note="First.", by=people.therapist, at=NOW)
    later = evaluations.start(
        patient=first.patient, therapist=people.therapist, at=NOW + timedelta(days=30)
    )
    facts = {"patient": {"age_years": 34, "sex": "female"}} | {
        "episode": {"duration_weeks": 20, "side": "left", "setting": "below_l5"}
    }
    evaluations.set_facts(evaluation=later, facts=facts, by=people.therapist, at=NOW)
    tap(later, people.therapist, "thigh_thrust", "left", result="negative")
    page = therapist.get(f"/evaluations/{later.id}/compare/").content.decode()
    row = page[page.index("Thigh thrust") :][:600]
    assert row.index("Positive") < row.index("Negative")
    assert "(changed)" in row


def _second(people, first: Evaluation, days: int) -> Evaluation:
    """A later evaluation of the same person with the same facts, and nothing asked."""
    at = NOW + timedelta(days=days, minutes=30)
    later = evaluations.start(patient=first.patient, therapist=people.therapist, at=at)
    return evaluations.set_facts(evaluation=later, facts=first.facts, by=people.therapist, at=at)


def _compared(client, made: Evaluation) -> dict[str, list[str]]:
    """The words of each row of the comparison, by its first cell."""
    page = client.get(f"/evaluations/{made.id}/compare/").content.decode()
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in page.split("<tr")]
    return {text_of(row[0]): [text_of(cell) for cell in row[1:]] for row in rows if row}


def test_what_was_not_asked_again_is_neither_negative_nor_changed(therapist, people):
    first = record_case(people, vignette("anchors/y1-three-of-five"))
    tap(first, people.therapist, "saddle_anaesthesia", result="negative")
    evaluations.sign(evaluation=first, note="First.", by=people.therapist, at=NOW)
    later = _second(people, first, days=30)
    rows = _compared(therapist, later)
    then, now = rows["Safety"]
    assert re.search(r"No danger sign reported, \d+ of \d+ asked", then)
    assert "No warning sign was asked about yet" in now
    tests = [cells for name, cells in rows.items() if name.startswith("Thigh thrust")]
    assert tests
    assert all(cells[1] == "Not recorded this time" for cells in tests)
    tap(later, people.therapist, "saddle_anaesthesia", result="negative")
    assert "No danger sign reported, 1 of" in _compared(therapist, later)["Safety"][1]


@pytest.mark.parametrize(("days", "times"), [(0, 2), (30, 0)])
def test_two_evaluations_of_one_day_are_told_apart(therapist, people, days, times):
    first = make_evaluation(people)
    tap(first, people.therapist, "thigh_thrust", "left", result="positive")
    evaluations.sign(evaluation=first, note="First.", by=people.therapist, at=NOW)
    headings = _compared(therapist, _second(people, first, days))["What"]
    assert len(set(headings)) == 2
    assert sum(bool(re.search(r"\d\d:\d\d", each)) for each in headings) == times


def test_the_comparison_is_one_step_from_the_end_of_an_evaluation(therapist, people):
    first = make_evaluation(people)
    way = "/compare/"
    assert way not in therapist.get(f"/evaluations/{first.id}/finish/").content.decode()
    evaluations.sign(evaluation=first, note="First.", by=people.therapist, at=NOW)
    later = _second(people, first, days=30)
    assert way in therapist.get(f"/evaluations/{later.id}/finish/").content.decode()


def test_there_may_be_nothing_to_compare_with(therapist, people):
    made = make_evaluation(people)
    page = therapist.get(f"/evaluations/{made.id}/compare/").content.decode()
    assert "no other signed evaluation" in page
