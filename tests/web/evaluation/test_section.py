"""The sections of the workspace without a browser: they read, post and refuse by themselves."""

from __future__ import annotations

import re

import pytest
from uuid6 import uuid7

from sijoint.accounts.models import Membership
from sijoint.audit.models import Event
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.models import Alert, Answer, Evaluation, Score, Tap
from tests.people import NOW
from tests.records.chart import make_evaluation, make_patient, record_case, tap, vignette
from tests.web.site.page import Page

SECTIONS = ("story", "safety", "standing", "sitting", "supine", "side", "prone")


@pytest.fixture
def made(people) -> Evaluation:
    return make_evaluation(people)


@pytest.fixture
def therapist(people, client):
    client.force_login(people.therapist)
    return client


def _section(made: Evaluation, name: str) -> str:
    return f"/evaluations/{made.id}/{name}/"


@pytest.mark.parametrize("name", SECTIONS)
def test_each_section_shows_its_tests_and_the_answer(therapist, made, name):
    page = therapist.get(_section(made, name)).content.decode()
    assert page.count("<h1") == 1
    assert 'aria-current="step"' in page
    assert 'id="answer"' in page
    assert "style=" not in page


def test_a_whole_section_posts_at_once(therapist, made):
    sent = {
        "thigh_thrust-left-result": "positive",
        "thigh_thrust-left-familiar": "yes",
        "thigh_thrust-left-location": "posterior",
        "distraction-whole-result": "negative",
        "aslr-left-value": "3",
        "go": "side",
    }
    answer = therapist.post(_section(made, "supine"), sent)
    assert (answer.status_code, answer.url) == (302, _section(made, "side"))
    held = {(a.finding_id, a.side): a for a in Answer.objects.all()}
    assert held["thigh_thrust", "left"].familiar_pain is True
    assert held["thigh_thrust", "left"].location == "posterior"
    assert held["distraction", ""].result == "negative"
    assert held["aslr", "left"].value == 3
    assert len(held) == 3


def _row(page: str, key: str) -> str:
    """The controls of one answer."""
    return page.partition(f'data-key="{key}"')[2].partition("data-key=")[0]


def test_familiar_pain_and_place_are_asked_of_what_brings_on_pain_only(therapist, made):
    page = therapist.get(_section(made, "supine")).content.decode()
    for key in ("slr-left", "thigh_thrust-left", "fadir-left"):
        assert "Their familiar pain?" in _row(page, key)
    for key in ("myotome_deficit-left", "dermatome_deficit-left"):
        assert "Their familiar pain?" not in _row(page, key)
        assert "Groin" not in _row(page, key)


def test_only_tests_of_the_cluster_are_said_to_count_as_negative(therapist, made, people):
    for finding in ("slr", "thigh_thrust"):
        tap(made, people.therapist, finding, "left", result="positive", familiar_pain=False)
    page = therapist.get(_section(made, "supine")).content.decode()
    assert "counts as negative" in _row(page, "thigh_thrust-left")
    assert "counts as negative" in _row(page, "thigh_thrust-right")
    assert "counts as negative" not in _row(page, "slr-left")
    assert made.answers.get(finding_id="slr").result == "positive"


def test_what_a_row_does_not_ask_any_more_is_kept(therapist, made, people):
    tap(made, people.therapist, "myotome_deficit", "left", result="positive", familiar_pain=False)
    sent = {"myotome_deficit-left-result": "positive", "myotome_deficit-left-version": "1"}
    therapist.post(_section(made, "supine"), sent)
    assert made.answers.get(finding_id="myotome_deficit").familiar_pain is False
    assert Tap.objects.count() == 1


def test_posting_a_section_again_changes_nothing(therapist, made):
    sent = {"compression-whole-result": "positive", "compression-whole-version": "0"}
    therapist.post(_section(made, "side"), sent)
    therapist.post(_section(made, "side"), sent | {"compression-whole-version": "1"})
    assert Tap.objects.count() == 1


def test_one_button_clears_one_answer(therapist, made, people):
    tap(made, people.therapist, "compression", result="positive")
    therapist.post(
        _section(made, "side"),
        {"compression-whole-result": "positive", "clear": "compression-whole"},
    )
    assert not Answer.objects.get().is_set


@pytest.mark.parametrize(
    ("value", "said"), [("95", "from 0 to 90"), ("many", "not a number"), ("nan", "not a number")]
)
def test_a_wrong_value_is_marked_and_the_others_are_saved(therapist, made, value, said):
    sent = {"hip_internal_rotation_deg-left-value": value, "sacral_thrust-whole-result": "negative"}
    answer = therapist.post(_section(made, "prone"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    row = page[page.index('data-key="hip_internal_rotation_deg-left"') :][:900]
    assert f'value="{value}"' in row
    assert [a.finding_id for a in Answer.objects.all()] == ["sacral_thrust"]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("100.4", "100.4 is too high. Enter a number from 30 to 45."),
        ("3.7", "3.7 is too low. Enter a number from 30 to 45."),
        ("warm", "warm is not a number."),
    ],
)
def test_a_refused_number_stays_in_its_row_and_is_named(therapist, made, value, said):
    sent = {"finding": "temperature", "value": value, "client_id": str(uuid7())}
    answer = therapist.post(f"/evaluations/{made.id}/answer/", sent)
    row = _row(answer.content.decode(), "temperature-whole")
    assert answer.status_code == 422
    assert f'value="{value}"' in row
    assert said in row


def test_a_refused_choice_goes_back_to_what_is_recorded(therapist, made, people):
    tap(made, people.therapist, "aslr", "left", value=0)
    sent = {
        "finding": "aslr_better_with_compression",
        "side": "left",
        "result": "positive",
        "client_id": str(uuid7()),
    }
    page = therapist.post(f"/evaluations/{made.id}/answer/", sent).content.decode()
    row = _row(page, "aslr_better_with_compression-left")
    assert 'role="alert"' in row
    assert " checked" not in row


def test_a_tap_answers_with_what_changes(therapist, made):
    sent = {"finding": "compression", "result": "positive", "client_id": str(uuid7())}
    page = therapist.post(f"/evaluations/{made.id}/answer/", sent).content.decode()
    for part in ("who", "sections", "left", "gates", "answer", "foot", "test-compression"):
        assert f'id="{part}"' in page
    assert "<html" not in page


def test_a_tap_answers_a_program_in_json(therapist, made):
    number = str(uuid7())
    sent = {"finding": "compression", "result": "positive", "client_id": number}
    for _ in range(2):
        answer = therapist.post(
            f"/evaluations/{made.id}/answer/", sent, headers={"Accept": "application/json"}
        )
        assert answer.json() == {"saved": True, "client_id": number, "version": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"client_id": "7"},
        {"finding": "chess"},
        {"result": "perhaps"},
        {"side": "left"},
        {"value": "3"},
        {"familiar_pain": "perhaps"},
    ],
)
def test_a_wrong_tap_is_refused_in_words(therapist, made, wrong):
    sent = {"finding": "compression", "result": "positive", "client_id": str(uuid7())} | wrong
    for accepted in ("application/json", "text/html"):
        answer = therapist.post(
            f"/evaluations/{made.id}/answer/", sent, headers={"Accept": accepted}
        )
        assert answer.status_code == 422
        assert "Traceback" not in answer.content.decode()
    assert not Tap.objects.exists()


def test_a_colleague_is_told_who_changed_a_row(client, made, people):
    tap(made, people.therapist, "compression", result="positive")
    client.force_login(people.second)
    sent = {
        "finding": "compression",
        "result": "negative",
        "client_id": str(uuid7()),
        "version": "0",
    }
    answer = client.post(f"/evaluations/{made.id}/answer/", sent)
    assert answer.status_code == 409
    assert "Changed by Tom Therapist" in answer.content.decode()
    assert Answer.objects.get().result == "positive"


def test_without_the_facts_only_the_story_is_open(therapist, people):
    therapist.post(f"/patients/{make_patient(people).id}/evaluate/")
    made = Evaluation.objects.get()
    page = therapist.get(_section(made, "supine")).content.decode()
    assert "Open the story" in page
    assert "thigh_thrust" not in page
    wrong = therapist.post(f"/evaluations/{made.id}/facts/", {"age_years": "340", "sex": "female"})
    assert wrong.status_code == 422
    assert "340" in wrong.content.decode()
    right = {"age_years": "34", "sex": "female", "side": "left", "duration_weeks": "16"}
    answer = therapist.post(f"/evaluations/{made.id}/facts/", right)
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.facts["episode"]["duration_weeks"] == 16


def test_a_man_is_not_pregnant(therapist, made):
    sent = {"age_years": "34", "sex": "male", "side": "left", "duration_weeks": "16"}
    answer = therapist.post(f"/evaluations/{made.id}/facts/", sent | {"pregnancy_weeks": "20"})
    assert answer.status_code == 422
    assert "contradicts" in answer.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            {"duration_weeks": "5000"},
            "5000 weeks is longer than a life of 28 years. Enter up to 1513.",
        ),
        (
            {"conditions": ["lumbar_fusion"], "since_lumbar_fusion": "1600"},
            "1600 weeks is longer than a life of 28 years.",
        ),
        ({"weeks_postpartum": "1200"}, "That is a birth at 5 years of age. It can be 10 to 75."),
        ({"age_years": "90", "pregnancy_weeks": "20"}, "That is a birth at 90 years of age."),
    ],
)
def test_nothing_is_older_than_the_person(therapist, made, more, said):
    sent = {"age_years": "28", "sex": "female", "side": "left", "duration_weeks": "16"}
    url = f"/evaluations/{made.id}/facts/"
    refused = therapist.post(url, sent | more)
    assert refused.status_code == 422
    assert said in refused.content.decode()
    assert therapist.post(url, sent | {"duration_weeks": "1500"}).status_code == 302
    assert therapist.post(url, sent | {"weeks_postpartum": "12"}).status_code == 302


@pytest.mark.parametrize("name", SECTIONS)
def test_a_stop_leaves_nothing_but_the_alert(therapist, people, name):
    made = record_case(people, vignette("mimics/y7-cauda-equina"))
    page = therapist.get(_section(made, name)).content.decode()
    answer = page[page.index('id="answer"') :]
    assert "Emergency" in answer
    assert not re.search(r"\d\s?%", answer)
    for word in ("hypermobile", "stiff", "sensitized", "Test next", "Propose a plan"):
        assert word not in answer
    assert Alert.objects.filter(level="emergency", closed_at__isnull=True).exists()


def test_a_screen_is_waived_with_a_reason_only(therapist, made):
    url = f"/evaluations/{made.id}/waive/low_back/"
    assert therapist.post(url, {"reason": " "}).status_code == 422
    assert therapist.post(url, {"reason": "seen last week"}).status_code == 302
    page = therapist.get(_section(made, "supine")).content.decode()
    assert "seen last week" in page
    therapist.post(url, {"withdraw": "yes"})
    assert not made.waivers.filter(withdrawn_at__isnull=True).exists()


def test_a_waiver_leads_back_to_the_section_it_came_from(therapist, made):
    page = therapist.get(_section(made, "supine")).content.decode()
    url = f"/evaluations/{made.id}/waive/low_back/?from=supine"
    assert f'href="{url}"' in page
    back = _section(made, "supine")
    assert therapist.get(url).content.decode().count(f'href="{back}"') == 2
    assert therapist.post(url, {"reason": "seen last week"}).url == back
    assert therapist.post(url, {"withdraw": "yes"}).url == back
    elsewhere = url.replace("supine", "//elsewhere.example")
    assert therapist.post(elsewhere, {"reason": "again"}).url == f"/evaluations/{made.id}/"


def test_a_late_refusal_is_a_page_in_words(therapist, people, made):
    evaluations.sign(evaluation=made, note="Done.", by=people.therapist, at=NOW)
    url = f"/evaluations/{made.id}/override/withdraw/"
    answer = therapist.post(url, {"conclusion": "profile"})
    assert answer.status_code == 409
    assert "This evaluation is signed" in answer.content.decode()


@pytest.mark.parametrize("conclusion", ["", "a\0b", "safety.NONE-1"])
def test_only_a_conclusion_that_there_is_is_taken_back(therapist, made, conclusion):
    url = f"/evaluations/{made.id}/override/withdraw/"
    assert therapist.post(url, {"conclusion": conclusion}).status_code == 404


@pytest.mark.parametrize("conclusion", ["profile=stiff", "source=hip_joint"])
def test_a_conclusion_of_ones_own_needs_a_reason(therapist, made, conclusion):
    url = f"/evaluations/{made.id}/override/"
    assert therapist.post(url, {"conclusion": conclusion}).status_code == 422
    assert therapist.post(url, {"conclusion": "profile=lazy", "reason": "x"}).status_code == 422
    sent = {"conclusion": conclusion, "reason": "seen it move"}
    assert therapist.post(url, sent).status_code == 302
    assert "seen it move" in therapist.get(_section(made, "supine")).content.decode()


def test_a_safety_rule_that_is_set_aside_no_longer_stops(therapist, people):
    made = record_case(people, vignette("mimics/y9-runner-with-hop-pain"))
    url = f"/evaluations/{made.id}/override/"
    sent = {"conclusion": "safety.BSI-1=set_aside", "reason": "ankle sprain, imaged"}
    unread = therapist.post(url, sent)
    assert unread.status_code == 422
    assert "Acknowledge its alert first" in unread.content.decode()
    alert = Alert.objects.get(rule_id="BSI-1")
    therapist.post(f"/worklist/{alert.id}/acknowledge/")
    therapist.post(url, sent)
    alert.refresh_from_db()
    assert alert.closed_reason == "ankle sprain, imaged"
    page = therapist.get(_section(made, "supine")).content.decode()
    assert "ankle sprain, imaged" in page
    therapist.post(f"/evaluations/{made.id}/override/withdraw/", {"conclusion": "safety.BSI-1"})
    page = therapist.get(_section(made, "supine")).content.decode()
    assert "Urgent" in page[page.index('id="answer"') :]


def test_a_tap_that_waited_is_saved_in_the_clinic_it_was_made_for(therapist, people):
    made = make_evaluation(people)
    Membership.objects.create(clinic=people.elsewhere, user=people.therapist, role="therapist")
    therapist.post("/clinic/switch/", {"clinic": people.elsewhere.id})
    sent = {"finding": "compression", "result": "positive", "client_id": str(uuid7())}
    answer = therapist.post(f"/evaluations/{made.id}/answer/", sent, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert answer.json()["saved"]
    assert Answer.objects.get().clinic == people.clinic


def test_a_tap_does_not_go_around_the_second_step_of_its_clinic(therapist, people):
    made = make_evaluation(people)
    Membership.objects.create(clinic=people.elsewhere, user=people.therapist, role="therapist")
    therapist.post("/clinic/switch/", {"clinic": people.elsewhere.id})
    people.clinic.requires_mfa = True
    people.clinic.save()
    sent = {"finding": "compression", "result": "positive", "client_id": str(uuid7())}
    assert therapist.post(f"/evaluations/{made.id}/answer/", sent).status_code == 404
    assert not Answer.objects.exists()


def test_what_is_shown_with_a_refusal_stands_in_the_trail(therapist, people):
    made = make_evaluation(people)
    before = Event.objects.filter(verb="evaluation.read").count()
    answer = therapist.post(f"/evaluations/{made.id}/sign/", {"note": " "})
    assert answer.status_code == 422
    assert Event.objects.filter(verb="evaluation.read").count() == before + 1


FACTS = {"age_years": "34", "sex": "female", "side": "left", "duration_weeks": "16"}


def _story(therapist, made):
    page = Page(therapist.get(_section(made, "story")).content.decode())
    return next(form for form in page.forms if form.method == "post" and "go" in _buttons(form))


def _buttons(form):
    return [field.name for field in form.fields if field.kind == "submit"]


def test_the_enter_key_clears_nothing(therapist, made):
    """A browser presses the first button of a form."""
    for name in ("story", "safety", "standing", "supine"):
        page = Page(therapist.get(_section(made, name)).content.decode())
        form = next(form for form in page.forms if "clear" in _buttons(form))
        assert _buttons(form)[0] == "go"


def test_the_way_on_takes_changed_facts_along(therapist, made):
    form = _story(therapist, made)
    sent = form.as_it_stands() | {"age_years": "51", "go": "safety"}
    sent |= {"pain_sitting-whole-result": "positive"}
    answer = therapist.post(_section(made, "story"), sent)
    assert answer.url.endswith("/safety/")
    made.refresh_from_db()
    assert made.facts["patient"]["age_years"] == 51
    assert Answer.objects.get().finding_id == "pain_sitting"


def test_wrong_facts_keep_what_is_right_beside_them(therapist, made):
    form = _story(therapist, made)
    sent = form.as_it_stands() | {"age_years": "510", "go": "safety"}
    sent |= {"pain_sitting-whole-result": "positive"}
    answer = therapist.post(_section(made, "story"), sent)
    assert answer.status_code == 422
    assert "Enter a number from 0 to 120." in answer.content.decode()
    assert 'value="510"' in answer.content.decode()
    assert Answer.objects.get().finding_id == "pain_sitting"


@pytest.mark.parametrize("way", ["facts", "story"])
def test_facts_that_somebody_changed_are_not_overwritten(therapist, people, made, way):
    sent = _story(therapist, made).as_it_stands() | {"go": "story"}
    theirs = {"patient": made.facts["patient"] | {"age_years": 60}}
    evaluations.set_facts(evaluation=made, facts=theirs, by=people.second, at=NOW)
    url = f"/evaluations/{made.id}/{way}/"
    answer = therapist.post(url, sent | {"age_years": "35"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Somebody changed these facts since this page was opened." in page
    made.refresh_from_db()
    assert made.facts["patient"]["age_years"] == 60
    again = next(f for f in Page(page).forms if "go" in _buttons(f)).as_it_stands()
    assert again["age_years"] == ["35"]
    assert therapist.post(url, again | {"go": "story"}).status_code == 302
    made.refresh_from_db()
    assert made.facts["patient"]["age_years"] == 35


def test_an_older_page_takes_no_answer_back(therapist, made, people):
    """Not even one's own, made on another device meanwhile."""
    page = Page(therapist.get(_section(made, "supine")).content.decode())
    older = next(form for form in page.forms if "clear" in _buttons(form)).as_it_stands()
    tap(made, people.therapist, "thigh_thrust", side="left", result="positive")
    answer = therapist.post(_section(made, "supine"), older | {"go": "side"})
    assert answer.status_code == 422
    assert "Nothing was overwritten" in answer.content.decode()
    assert Answer.objects.get().result == "positive"


def test_a_row_that_was_not_sent_stays(therapist, made, people):
    tap(made, people.therapist, "thigh_thrust", side="left", result="positive")
    assert therapist.post(_section(made, "supine"), {"go": "side"}).status_code == 302
    assert Answer.objects.get().result == "positive"


def test_the_worst_pain_is_asked_with_the_facts(therapist, people):
    """Rules wait for it: after a birth with pain of the hip girdle, 9 of 10 is urgent."""
    therapist.post(f"/patients/{make_patient(people).id}/evaluate/")
    made = Evaluation.objects.get()
    sent = FACTS | {"weeks_postpartum": "0.3", "worst": "9"}
    assert therapist.post(f"/evaluations/{made.id}/facts/", sent).status_code == 302
    assert Score.objects.get().value == 9
    form = _story(therapist, made)
    assert form.as_it_stands()["worst"] == ["9"]
    therapist.post(_section(made, "story"), form.as_it_stands() | {"worst": "", "go": "story"})
    assert not Score.objects.exists()
    wrong = therapist.post(f"/evaluations/{made.id}/facts/", sent | {"worst": "11"})
    assert wrong.status_code == 422
    assert "Enter a number from 0 to 10." in wrong.content.decode()
