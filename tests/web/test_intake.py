"""The intake and what one agrees to before it: own answers only, saved at each page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from sijoint.evidence.questionnaire import Audience
from sijoint.records import consent_text
from sijoint.records.actions import consent
from sijoint.records.actions import patient as patients
from sijoint.records.error import RefusedError
from sijoint.records.models import Alert, Consent, Intake, Patient
from sijoint.records.story import interview
from tests.casefile.stories import story
from tests.people import NOW, People
from tests.web.answering import answer_all
from tests.web.site.page import Page

pytestmark = pytest.mark.django_db

PAGES = ["/intake/", "/intake/pain/", "/consent/"]
NEEDED = ["pain", "story", "you", "safety", "risks"]
MORE = ["goals", "daily", "private"]
START = "/intake/pain/"


@pytest.fixture
def patient(people: People) -> Patient:
    return patients.create(
        clinic=people.clinic, name="Pat Patient", by=people.patient, at=NOW, user=people.patient
    )


@pytest.fixture
def agreed(client: Client, patient: Patient) -> Patient:
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=patient.user, at=NOW)
    client.force_login(patient.user)
    return patient


def text(response: Any) -> str:
    body = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition("<main")[2]))


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("who", ["therapist", "owner", "desk", "colleague", "stranger"])
def test_only_a_person_in_care_has_a_story(
    client: Client, people: People, patient: Patient, who: str, url: str
) -> None:
    client.force_login(getattr(people, who))
    assert client.get(url).status_code == 403
    assert client.post(url, {"send": "yes"}).status_code == 403


@pytest.mark.parametrize("url", PAGES)
def test_who_is_signed_out_signs_in(client: Client, db: None, url: str) -> None:
    response = client.get(url)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("url", PAGES)
def test_without_a_record_there_is_nothing(client: Client, people: People, url: str) -> None:
    client.force_login(people.patient)
    assert client.get(url).status_code == 404


def test_consent_comes_before_the_questions(client: Client, patient: Patient) -> None:
    client.force_login(patient.user)
    for url in ("/intake/", START):
        assert client.get(url).headers["Location"] == "/consent/"
    refused = client.post("/consent/", {"care": "on", "agree": "yes"})
    assert refused.status_code == 422
    assert "Tick the box if you agree" in text(refused)
    assert not Consent.objects.exists()
    done = client.post("/consent/", {**_shown(client), "care": "on", "data": "on"})
    assert done.headers["Location"] == "/intake/"
    assert {c.language for c in Consent.objects.all()} == {"en"}


def _shown(client: Client) -> dict[str, list[str]]:
    """What the form of the page would send without a tick."""
    forms = Page(client.get("/consent/").content.decode()).forms
    return next(f for f in forms if any(x.name == "care" for x in f.fields)).as_it_stands()


@pytest.mark.parametrize("is_told", [True, False])
def test_nobody_agrees_to_a_text_that_was_not_shown(
    client: Client, patient: Patient, monkeypatch: pytest.MonkeyPatch, is_told: bool
) -> None:
    client.force_login(patient.user)
    sent = {**(_shown(client) if is_told else {}), "care": "on", "data": "on"}
    new = replace(consent_text.current("data"), version="2027-01-01", title="A new text")
    monkeypatch.setattr(consent_text, "TEXTS", (*consent_text.TEXTS, new))
    page = client.post("/consent/", sent)
    assert page.status_code == 422
    assert "This text has changed. Read it again" in text(page)
    assert "A new text" in text(page)
    assert not Consent.objects.exists()
    again = {**_shown(client), "care": "on", "data": "on"}
    assert client.post("/consent/", again).headers["Location"] == "/intake/"
    assert Consent.objects.get(kind="data").version == "2027-01-01"


def test_the_box_of_a_text_that_changed_is_empty_again(client: Client, patient: Patient) -> None:
    client.force_login(patient.user)
    sent = {**_shown(client), "care": "on", "data": "on", "data_version": "2020-01-01"}
    page = Page(client.post("/consent/", sent).content.decode())
    ticked = [each.name for form in page.forms for each in form.fields if each.is_checked]
    assert ticked == ["care"]


def test_an_action_agrees_to_no_earlier_text(people: People, patient: Patient) -> None:
    with pytest.raises(RefusedError, match="has changed"):
        consent.give(
            patient=patient,
            kind="data",
            language="en",
            by=people.patient,
            at=NOW,
            version="2020-01-01",
        )


UNDER_AGE = "You are under 18. By the law of your place, a parent or guardian may"
ASKED_AGE = "Under 18? A parent or guardian may have to agree with you."


@pytest.mark.parametrize(
    ("years", "told", "words"),
    [
        (17, None, UNDER_AGE),
        (18, 12, ""),
        (None, 17, UNDER_AGE),
        (None, 18, ""),
        (None, None, ASKED_AGE),
    ],
)
def test_who_is_under_age_reads_with_a_parent_or_guardian(
    client: Client, patient: Patient, years: int | None, told: int | None, words: str
) -> None:
    if years is not None:
        today = timezone.localdate()
        patient.born_on = date(today.year - years, today.month, min(today.day, 28))
        patient.save()
    if told is not None:
        answer_all(client, "/check/pain/", Audience.CHECK, story(age=told))
    client.force_login(patient.user)
    page = text(client.get("/consent/"))
    for each in (UNDER_AGE, ASKED_AGE):
        assert (each in page) is (each == words)


def test_consent_is_taken_back(client: Client, agreed: Patient) -> None:
    done = client.post("/consent/", {"withdraw": "data"})
    assert done.headers["Location"] == "/consent/"
    assert client.get("/intake/").headers["Location"] == "/consent/"
    assert "You agreed on" in text(client.get("/consent/"))


def test_a_second_tap_ends_an_agreement_no_second_time(client: Client, agreed: Patient) -> None:
    for _ in range(2):
        done = client.post("/consent/", {"withdraw": "data"})
        assert (done.status_code, done.headers["Location"]) == (303, "/consent/")
    assert Consent.objects.filter(withdrawn_at__isnull=False).count() == 1
    assert text(client.get("/consent/")).count("Your agreement has ended.") == 1


def test_an_agreement_to_an_earlier_text_ends_too(client: Client, agreed: Patient) -> None:
    earlier = Consent.objects.get(kind="data")
    earlier.pk, earlier.version = None, date(2020, 1, 1)
    earlier.save(force_insert=True)
    done = client.post("/consent/", {"withdraw": "data"}, follow=True)
    assert text(done).count("Your agreement has ended.") == 1
    assert not Consent.objects.filter(kind="data", withdrawn_at__isnull=True).exists()


@pytest.mark.parametrize("kind", ["\0", "nothing", ""])
def test_what_nobody_agrees_to_is_not_taken_back(
    client: Client, agreed: Patient, kind: str
) -> None:
    assert client.post("/consent/", {"withdraw": kind}).status_code == 404


def test_what_was_never_agreed_to_is_not_taken_back(client: Client, patient: Patient) -> None:
    client.force_login(patient.user)
    assert client.post("/consent/", {"withdraw": "data"}).status_code == 404


def test_from_the_first_question_to_the_end(client: Client, agreed: Patient) -> None:
    assert client.get("/intake/").headers["Location"] == START
    told = story(goal_1={"text": "walk 5 km", "now": 2}, tried="tablets", leak="yes")
    assert answer_all(client, START, Audience.INTAKE, told) == "/intake/"
    assert Intake.objects.get().steps == NEEDED
    assert "Send my answers" in text(client.get("/intake/"))
    assert answer_all(client, "/intake/goals/", Audience.INTAKE, told) == "/intake/"
    review = client.get("/intake/")
    assert "walk 5 km: 2 of 10 now" in text(review)
    assert "Send my answers" in text(review)
    assert client.post("/intake/", {"send": "yes"}).headers["Location"] == "/intake/"
    held = Intake.objects.get()
    assert held.completed_at is not None
    assert held.steps == [*NEEDED, *MORE]
    done = client.get("/intake/")
    assert "Your answers are sent" in text(done)
    assert "Correct my answers" in text(done)


def test_what_may_be_left_out_is_offered_before_and_after_sending(
    client: Client, agreed: Patient
) -> None:
    answer_all(client, START, Audience.INTAKE)
    review = client.get("/intake/")
    assert [more.url for more in review.context["more"]] == [f"/intake/{step}/" for step in MORE]
    assert not any(more.is_told for more in review.context["more"])
    assert "Your pain and your time" not in [part.title for part in review.context["parts"]]
    first = client.get("/intake/goals/")
    assert "Step 1 of 3" in text(first)
    back = client.post("/intake/goals/", {"back": "yes"})
    assert back.headers["Location"] == "/intake/"
    client.post("/intake/", {"send": "yes"})
    sent = client.get("/intake/").context["more"]
    new = client.post("/intake/", {"correct": sent[1].question}).headers["Location"]
    assert new == "/intake/daily/"
    done = client.post(new, {"pain_now": "2", "next": "yes"}).headers["Location"]
    assert done == "/intake/daily/?screen=2"
    now = client.get("/intake/?review=yes")
    assert [more.is_told for more in now.context["more"]] == [False, True, False]
    assert "Your pain and your time" in [part.title for part in now.context["parts"]]


def test_what_was_sent_keeps_its_advice_when_a_question_is_new(
    client: Client, agreed: Patient
) -> None:
    answer_all(client, START, Audience.INTAKE, story(lump="yes"))
    client.post("/intake/", {"send": "yes"})
    sent = Intake.objects.get()
    del sent.answers["sports"]
    sent.save()
    assert "See a doctor in the next 2 weeks" in text(client.get("/intake/"))


def test_answers_of_no_stand_together(client: Client, agreed: Patient) -> None:
    told = story(calf="unsure", **{"calf.again": "no"}, chest="no", past=["smoking"])
    answer_all(client, START, Audience.INTAKE, told)
    parts = {part.title: part for part in client.get("/intake/").context["parts"]}
    safety = parts["Some signs need care today"]
    assert [each for each in safety.told if each.answer != "No"] == list(safety.told)
    assert {each.answer for each in safety.denied} == {"No"}
    risks = parts["Your health and your days"]
    assert "Smoking now, or for years before" in [each.answer for each in risks.told]
    assert "None of these" in [each.answer for each in risks.denied]


def test_each_page_is_saved_at_once(client: Client, agreed: Patient) -> None:
    client.get("/intake/")
    sent = {"region": ["dimple_left"], "side": "left", "next": "yes"}
    client.post(START, sent)
    client.post(START, sent)
    held = Intake.objects.get()
    assert held.answers["side"] == "left"
    client.logout()
    client.force_login(agreed.user)
    assert client.get("/intake/").headers["Location"] == "/intake/story/"


def _first_check(client: Client, agreed: Patient) -> dict[str, Any]:
    """Answers of somebody on this device, who then or another signs in there."""
    client.logout()
    told = story()
    answer_all(client, "/check/pain/", Audience.CHECK, told)
    client.force_login(agreed.user)
    return told


def test_the_first_check_is_taken_along(client: Client, agreed: Patient) -> None:
    told = _first_check(client, agreed)
    for _ in range(2):
        page = client.get("/intake/")
        assert "Use the answers given on this device just now?" in text(page)
    assert client.get(START).headers["Location"] == "/intake/"
    assert not Intake.objects.exists()
    done = client.post("/intake/", {"use": "yes"})
    assert (done.status_code, done.headers["Location"]) == (303, "/intake/")
    url = client.get("/intake/").headers["Location"]
    held = Intake.objects.get()
    assert held.answers["worst"] == told["worst"]
    assert held.sensitive["numb_saddle"] == "no"
    assert url == "/intake/you/?screen=3&then=open"
    assert "check" not in client.session


def test_the_first_check_of_somebody_else_is_dropped(client: Client, agreed: Patient) -> None:
    _first_check(client, agreed)
    assert client.post("/intake/", {"send": "yes"}).status_code == 200
    assert client.post("/intake/", {"use": "no"}).headers["Location"] == "/intake/"
    assert client.get("/intake/").headers["Location"] == START
    held = Intake.objects.get()
    assert (held.answers, held.sensitive) == ({}, {})
    assert "check" not in client.session


@pytest.mark.parametrize("use", ["yes", "no"])
def test_an_intake_without_answers_takes_the_first_check_along(
    client: Client, agreed: Patient, use: str
) -> None:
    client.get("/intake/")
    assert Intake.objects.get().answers == {}
    told = _first_check(client, agreed)
    result = client.get("/check/result/")
    assert "Save my answers" in text(result)
    assert "Use the answers given on this device just now?" in text(client.get("/intake/"))
    client.post("/intake/", {"use": use})
    held = Intake.objects.get()
    assert held.answers.get("worst") == (told["worst"] if use == "yes" else None)
    assert "check" not in client.session


def test_who_has_answered_before_is_promised_nothing(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    client.post("/intake/", {"send": "yes"})
    _first_check(client, agreed)
    page = client.get("/check/result/")
    assert "Save my answers" not in text(page)
    assert "These new answers are not sent." in text(page)
    assert 'href="/intake/?review=yes"' in page.content.decode()
    assert "Correct my answers" in text(client.get("/intake/?review=yes"))


def test_who_is_asked_reads_no_private_answer_of_another(client: Client, agreed: Patient) -> None:
    _first_check(client, agreed)
    page = client.get("/intake/")
    told = [each["question"] for each in page.context["told"]]
    questions = interview().questionnaire.questions
    asked = {q.patient for q in questions if q.step == "pain" and not q.sensitive}
    assert told
    assert set(told) <= asked
    assert page.context["count"] > len(told)


def test_an_emergency_stops_the_questions_and_tells_the_clinic(
    client: Client, agreed: Patient
) -> None:
    url = answer_all(client, START, Audience.INTAKE, story(both_legs="yes"))
    assert url == "/intake/"
    page = client.get(url)
    assert "Go to an emergency department now" in text(page)
    assert 'href="tel:112"' in page.content.decode()
    assert "<nav" not in page.content.decode()
    assert Alert.objects.get().rule_id == "CES-2"


def test_an_urgent_story_shows_help_and_is_changed_by_a_new_one(
    client: Client, agreed: Patient
) -> None:
    told = story(fever="yes")
    answer_all(client, START, Audience.INTAKE, told)
    answer_all(client, client.get("/intake/").context["open_url"], Audience.INTAKE, told)
    client.post("/intake/", {"send": "yes"})
    page = client.get("/intake/")
    assert "See a doctor today" in text(page)
    assert "<nav" not in page.content.decode()
    assert client.get("/intake/safety/").headers["Location"] == "/intake/"
    change = client.post("/intake/", {"correct": "fever"}).headers["Location"]
    assert change.startswith("/intake/safety/")
    rest = dict.fromkeys(("night_pain", "weight_loss", "night_sweats", "blood"), "no")
    done = client.post(change, {**rest, "fever": "no", "then": "end", "next": "yes"})
    assert done.headers["Location"] == "/intake/"
    client.post("/intake/", {"send": "yes"})
    assert "Correct my answers" in text(client.get("/intake/"))
    first, second = Intake.objects.order_by("started_at")
    assert second.replaces == first
    assert first.answers["fever"] == "yes"


def test_help_today_is_told_at_once_and_the_questions_may_wait(
    client: Client, agreed: Patient
) -> None:
    told = story(fever="yes")
    assert answer_all(client, START, Audience.INTAKE, told) == "/intake/"
    for url in ("/intake/", "/intake/?review=yes"):
        page = client.get(url)
        assert "See a doctor today" in text(page)
        assert "they can wait" in text(page)
        assert "Send my answers" not in text(page)
        assert "<nav" not in page.content.decode()
    assert "risks" not in Intake.objects.get().steps
    url = page.context["open_url"]
    head = text(client.get(url))
    assert head.index("See a doctor today") < head.index("Step ")
    assert answer_all(client, url, Audience.INTAKE, told) == "/intake/"
    assert Intake.objects.get().answers["sports"] == told["sports"]


def test_with_nothing_left_to_ask_there_is_help_and_sending(
    client: Client, agreed: Patient
) -> None:
    told = story(fever="yes")
    answer_all(client, START, Audience.INTAKE, told)
    answer_all(client, client.get("/intake/").context["open_url"], Audience.INTAKE, told)
    page = client.get("/intake/")
    assert "See a doctor today" in text(page)
    assert "Send my answers" in text(page)
    assert "they can wait" not in text(page)
    assert "walk" not in text(page)
    assert client.get("/intake/you/").headers["Location"] == "/intake/"
    client.post("/intake/", {"send": "yes"})
    assert Intake.objects.get().completed_at is not None


def test_an_emergency_lets_no_question_come_before_help(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE, story(both_legs="yes"))
    for url in (START, "/intake/risks/", "/intake/daily/"):
        assert client.get(url).headers["Location"] == "/intake/"
    assert "Go on with the questions" not in text(client.get("/intake/"))


@pytest.mark.parametrize(
    ("answers", "heading", "advice"),
    [
        ({"age": 62, "cancer": "yes"}, "See a doctor in the next 2 weeks", "knows your history"),
        ({"blood": "yes"}, "See a doctor in the next 2 weeks", "looked at within 2 weeks"),
        ({"lump": "yes"}, "See a doctor in the next 2 weeks", "I have a new lump."),
        ({"drugs": "yes"}, "See a doctor in the next few days", "Measure your temperature"),
        ({"periods": "yes"}, "A therapist can help", "worth telling your doctor"),
    ],
)
def test_who_is_in_care_reads_the_advice_first(
    client: Client, agreed: Patient, answers: dict[str, Any], heading: str, advice: str
) -> None:
    answer_all(client, START, Audience.INTAKE, story(**answers))
    before = text(client.get("/intake/"))
    client.post("/intake/", {"send": "yes"})
    after = text(client.get("/intake/"))
    for words, then in ((before, "Look through them"), (after, "them before your visit")):
        assert words.index(heading) < words.index(advice) < words.index(then)


def test_without_a_sign_there_is_no_advice(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    client.post("/intake/", {"send": "yes"})
    assert "A therapist can help" not in text(client.get("/intake/"))


@pytest.mark.parametrize("then", ["end", ""])
@pytest.mark.parametrize("told", [{"fever": "yes"}, {"chest": "yes"}])
def test_help_today_in_a_correction_is_shown_at_once(
    client: Client, agreed: Patient, told: dict[str, str], then: str
) -> None:
    answer_all(client, START, Audience.INTAKE)
    client.post("/intake/", {"send": "yes"})
    question = next(iter(told))
    change = client.post("/intake/", {"correct": question}).headers["Location"]
    screen = client.get(change).context["form"].questions
    sent = {q.id: "no" for q in screen if q.kind == "yes_no_unsure"} | told
    done = client.post(change, sent | {"then": then, "next": "yes"})
    assert done.headers["Location"] == "/intake/"
    page = client.get("/intake/")
    assert "See a doctor today" in text(page) or "Get help today" in text(page)
    assert "<nav" not in page.content.decode()
    client.post("/intake/", {"send": "yes"})
    assert Intake.objects.filter(completed_at__isnull=False).count() == 2


def test_not_sure_in_a_correction_is_asked_again_first(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    client.post("/intake/", {"send": "yes"})
    change = client.post("/intake/", {"correct": "fever"}).headers["Location"]
    screen = client.get(change).context["form"].questions
    sent = {q.id: "no" for q in screen if q.kind == "yes_no_unsure"} | {"fever": "unsure"}
    done = client.post(change, sent | {"then": "end", "next": "yes"})
    assert done.headers["Location"].startswith("/intake/safety/")


def test_around_a_birth_ones_own_signs_come_first(client: Client, agreed: Patient) -> None:
    told = story(sex="female", pregnancy="pregnant", pregnancy_weeks=30)
    answer_all(client, START, Audience.INTAKE, told)
    client.post("/intake/", {"send": "yes"})
    words = text(client.get("/intake/"))
    first = words.index("Pregnant: bleeding, lost waters")
    assert words.index("Go for help today") < first
    assert first < words.index("New numbness between your legs")


def test_sending_twice_sends_once(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    for _ in range(2):
        assert client.post("/intake/", {"send": "yes"}).status_code == 303
    assert Intake.objects.count() == 1


def test_nothing_is_sent_with_an_open_question(client: Client, agreed: Patient) -> None:
    client.get("/intake/")
    assert client.post("/intake/", {"send": "yes"}).headers["Location"] == START
    assert Intake.objects.get().completed_at is None


@pytest.mark.parametrize(
    ("url", "sent", "field", "words", "kept"),
    [
        ("/intake/goals/", {"goal_1": "walk"}, "goal_1.now", "Choose how well", 'value="walk"'),
        (
            "/intake/goals/",
            {"goal_2.now": "3"},
            "goal_2",
            "You chose 3",
            'id="id_goal_2.now_3" checked',
        ),
        ("/intake/goals/", {"goal_2": "w" * 300}, "goal_2", "300 characters", "w" * 300),
        ("/intake/daily/", {"minutes": "500"}, "minutes", "500 is too high", "500"),
        (
            "/intake/story/",
            {"worst": "3"},
            "began",
            "Choose an answer",
            'value="3" id="id_worst_3"',
        ),
        ("/intake/daily/?screen=3", {"tried": "t" * 600}, "tried", "600 characters", "t" * 600),
        ("/intake/safety/?screen=4", {"temperature": "98"}, "temperature", "98 is too", "98"),
        ("/intake/you/?screen=3", {"illnesses": "mumps"}, "illnesses", "not on the list", "Marfan"),
    ],
)
def test_wrong_input_is_marked_and_kept(
    client: Client,
    agreed: Patient,
    url: str,
    sent: dict[str, Any],
    field: str,
    words: str,
    kept: str,
) -> None:
    answer_all(client, START, Audience.INTAKE)
    page = client.post(url, sent | {"next": "yes"})
    assert page.status_code == 422
    assert words in " ".join(page.context["form"].errors[field])
    assert kept in page.content.decode()


def test_a_clinic_never_sees_the_story_of_another(
    client: Client, people: People, agreed: Patient
) -> None:
    client.get("/intake/")
    there = patients.create(
        clinic=people.elsewhere, name="Pat", by=people.patient, at=NOW, user=people.patient
    )
    assert not Intake.objects.filter(clinic=there.clinic).exists()
    client.post(START, {"region": ["head"], "side": "left", "next": "yes"})
    assert Intake.objects.get().clinic == people.clinic


def test_what_was_sent_meanwhile_is_not_changed(
    client: Client, agreed: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_all(client, START, Audience.INTAKE)
    still_open = Intake.objects.get()
    client.post("/intake/", {"send": "yes"})
    monkeypatch.setattr("sijoint.web.views.intake._present", lambda *_: still_open)
    gone = client.post("/intake/you/", {"age": "50", "sex": "male", "next": "yes"})
    assert gone.headers["Location"] == "/intake/"
    assert Intake.objects.get().answers["age"] == 38


def test_what_another_device_has_sent_is_said(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    client.post("/intake/", {"send": "yes"})
    client.get("/intake/")
    meanwhile = "These answers were sent meanwhile. Correct them here."
    assert meanwhile not in text(client.get("/intake/you/", follow=True))
    gone = client.post("/intake/you/", {"age": "50", "sex": "male", "next": "yes"}, follow=True)
    assert meanwhile in text(gone)
    assert Intake.objects.get().answers["age"] == 38


def test_what_is_wrong_is_told_in_spanish_too(client: Client, agreed: Patient) -> None:
    answer_all(client, START, Audience.INTAKE)
    sent = {"goal_1.now": "3", "next": "yes"}
    # Other tests stay English.
    with translation.override("en"):
        page = client.post("/intake/goals/", sent, headers={"accept-language": "es"})
    assert "Eligió 3. Escriba qué quiere volver a hacer." in text(page)
