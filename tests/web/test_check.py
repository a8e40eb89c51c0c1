"""The first check: asked step by step, kept in the session, answered with help first."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.accounts.models import Clinic
from sijoint.evidence.questionnaire import NOTHING_ELSE, Audience, QuestionKind
from sijoint.records import story as story_questions
from sijoint.records.models import Intake, Patient
from sijoint.web import answer_words, session_limit
from sijoint.web.guide.page import the_guide
from sijoint.web.outcome import outcome_of
from sijoint.web.session_limit import DAY, HOUR
from tests.casefile.stories import places, story, ticked, weeks
from tests.people import People
from tests.web.answering import answer_all

pytestmark = pytest.mark.django_db

START = "/check/pain/"
RESULT = "/check/result/"
SAFETY = "/check/safety/"
BESIDE_FEVER = dict.fromkeys(("night_pain", "weight_loss", "night_sweats", "blood"), "no")
PAIN = {"region": ["dimple_left"], "side": "left", "is_complete": "on", "next": "yes"}


@pytest.fixture(autouse=True)
def clinic(db: None) -> Clinic:
    return Clinic.objects.create(name="Lakeside", slug="lakeside", phone="+34 944 00 11 22")


def check(client: Client, **answers: Any) -> Any:
    """The page after the last question."""
    url = answer_all(client, START, Audience.CHECK, story(**answers))
    assert url == RESULT
    return client.get(url)


def text(response: Any) -> str:
    body = re.sub(r"<svg.*?</svg>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.partition("<main")[2]))


def test_the_check_begins_with_where_it_hurts(client: Client) -> None:
    assert client.get(reverse("check")).headers["Location"] == START
    page = client.get(START)
    assert b"Step 1 of 5" in page.content
    assert b'name="region"' in page.content


def test_a_story_without_signs_ends_with_what_to_do(client: Client) -> None:
    page = check(client)
    assert page.status_code == 200
    assert "A therapist can help" in text(page)
    assert "What to do now" in text(page)
    assert reverse("account_signup") in page.content.decode()


def test_an_emergency_goes_straight_to_help(client: Client) -> None:
    told = story(numb_saddle="yes")
    url = answer_all(client, START, Audience.CHECK, told)
    assert url == RESULT
    page = client.get(url)
    body = page.content.decode()
    assert "Go to an emergency department now" in text(page)
    assert 'href="tel:112"' in body
    assert "I have new numbness between my legs." in text(page)
    assert "<nav" not in body
    for name in ("clinics", "guide", "account_signup"):
        assert f'href="{reverse(name)}' not in body
    assert "risks" not in str(client.session["check"])


def test_nobody_walks_past_an_emergency(client: Client) -> None:
    answer_all(client, START, Audience.CHECK, story(both_legs="yes"))
    for url in (reverse("check"), START, "/check/story/", SAFETY, "/check/risks/"):
        is_behind = client.get(RESULT).context["changes"][0]["url"].startswith(url + "?then")
        page = client.get(url)
        assert is_behind or page.headers["Location"] == RESULT, url
    (change,) = client.get(RESULT).context["changes"]
    screen = client.get(change["url"])
    assert "Go to an emergency department now" in text(screen)
    sent = {q.id: "no" for q in screen.context["form"].questions}
    done = client.post(change["url"], sent | {"then": "end", "next": "yes"})
    assert done.headers["Location"] not in (RESULT, START)
    assert client.get(done.headers["Location"]).status_code == 200


def test_every_answer_behind_an_emergency_can_be_changed(client: Client) -> None:
    page = check(client, cancer="yes", unsteady="yes")
    urls = [each["url"] for each in page.context["changes"]]
    assert len(urls) > 1
    assert "Change: Newly unsteady on your feet" in text(page)
    for url in urls:
        assert client.get(url).status_code == 200


def test_help_today_is_not_walked_past_once_all_is_answered(client: Client) -> None:
    check(client, fever="yes")
    for url in (reverse("check"), START, "/check/risks/"):
        assert client.get(url).headers["Location"] == RESULT


def test_help_today_does_not_hide_an_emergency_further_on(client: Client) -> None:
    assert "emergency department now" in text(check(client, fever="yes", both_legs="yes"))
    assert "Talk to someone now" in text(check(Client(), fever="yes", low_mood="yes"))


def test_an_urgent_story_says_to_see_a_doctor_today(client: Client) -> None:
    page = check(client, fever="yes")
    assert "See a doctor today" in text(page)
    assert 'href="tel:+34944001122"' in page.content.decode()
    assert "<nav" not in page.content.decode()


def test_a_soon_story_has_its_banner_first(client: Client) -> None:
    page = check(client, health=ticked("cancer_active"))
    words = text(page)
    soon = words.index("See a doctor in the next 2 weeks")
    assert soon < words.index("A therapist can help too")
    assert reverse("clinics") in page.content.decode()


def test_heading_and_advice_agree_on_how_soon(client: Client) -> None:
    words = text(check(client, drugs="yes"))
    assert "See a doctor in the next few days" in words
    assert "in the next 2 weeks" not in words
    assert "at 38 °C (100.4 °F) or more, see a doctor today" in words
    assert "Nothing you told us needs a doctor today" not in words
    assert "A check on a screen cannot rule everything out." in words


def test_who_is_not_sure_about_cancer_is_not_told_that_they_have_had_it(client: Client) -> None:
    words = text(check(client, **{"cancer": "unsure", "cancer.again": "unsure"}))
    assert "Tell a doctor who knows your history of this pain, within 2 weeks." in words
    assert "your cancer" not in words


@pytest.mark.parametrize(
    ("answers", "heading"),
    [
        ({"sex": "female", "pregnancy": "pregnant", "waters": "yes"}, "maternity unit now"),
        (
            {"sex": "female", "pregnancy": "pregnant", "pregnancy_weeks": 21}
            | {"baby_moves_less": "yes"},
            "maternity unit today",
        ),
        ({"low_mood": "yes"}, "Talk to someone now"),
    ],
)
def test_the_heading_says_whom_to_call(
    client: Client, answers: dict[str, Any], heading: str
) -> None:
    assert heading in text(check(client, **answers))


def test_who_calls_for_somebody_in_a_crisis(client: Client, clinic: Clinic) -> None:
    Clinic.objects.filter(id=clinic.id).update(crisis_number="024")
    assert 'href="tel:024"' in check(client, low_mood="yes").content.decode()


def test_without_a_clinic_every_known_number_is_there(client: Client) -> None:
    Clinic.objects.all().delete()
    body = check(client, both_legs="yes").content.decode()
    assert 'id="numbers"' in body
    assert 'href="tel:911"' in body


def test_not_sure_is_asked_once_in_other_words_and_then_counts_as_yes(client: Client) -> None:
    page = check(client, **{"fever": "unsure", "fever.again": "unsure"})
    assert "See a doctor today" in text(page)


def test_not_sure_and_then_no_counts_as_no(client: Client) -> None:
    page = check(client, **{"fever": "unsure", "fever.again": "no"})
    assert "A therapist can help" in text(page)


def test_one_does_not_go_on_without_the_other_words(client: Client) -> None:
    answer_all(client, START, Audience.CHECK)
    client.post(f"{SAFETY}?screen=3", {**BESIDE_FEVER, "fever": "unsure", "next": "yes"})
    page = client.get(f"{SAFETY}?screen=3")
    assert "Here is the question in other words" in text(page)
    wrong = client.post(f"{SAFETY}?screen=3", {"again": "yes", "next": "yes"})
    assert wrong.status_code == 422
    assert client.get(RESULT).headers["Location"] == f"{SAFETY}?screen=3"
    first = client.post(f"{SAFETY}?screen=3", {"again": "yes", "back": "yes"})
    assert "first=yes" in first.headers["Location"]
    assert "Fever or chills" in text(client.get(first.headers["Location"]))


def test_back_keeps_what_was_answered(client: Client) -> None:
    client.post(START, PAIN)
    back = client.post("/check/story/", {"worst": "7", "back": "yes"})
    assert back.status_code == 303
    assert back.headers["Location"] == START
    assert client.session["check"]["worst"] == 7
    assert 'value="dimple_left" checked' in client.get(START).content.decode()


def test_a_change_comes_back_to_the_result(client: Client) -> None:
    assert "See a doctor today" in text(check(client, fever="yes"))
    change = re.search(r'href="(/check/[^"]*then=end)"', client.get(RESULT).content.decode())
    assert change
    url = change[1].replace("&amp;", "&")
    done = client.post(url, {**BESIDE_FEVER, "fever": "no", "then": "end", "next": "yes"})
    assert done.headers["Location"] == RESULT
    assert "A therapist can help" in text(client.get(RESULT))


def test_a_change_that_opens_a_question_asks_it(client: Client) -> None:
    check(client)
    sent = {"age": "66", "sex": "male", "then": "end", "next": "yes"}
    assert client.post("/check/you/?then=end", sent).headers["Location"] == f"{SAFETY}?screen=3"


@pytest.mark.parametrize(
    ("url", "sent", "field", "words", "kept"),
    [
        (START, {"side": "left"}, "places", "Choose at least one place", 'value="left"'),
        (START, PAIN | {"side": "right"}, "side", "You marked the left side", "dimple_left"),
        (START, PAIN | {"region": ["nose"]}, "places", "is not on the list", 'value="left"'),
        ("/check/story/", {"pain_for_number": "x"}, "pain_for", "is not a number", 'value="x"'),
        ("/check/story/", {"pain_for_number": "4"}, "pain_for", "choose days", 'value="4"'),
        ("/check/story/", {"worst": "12"}, "worst", "is not a number", "Step 2"),
        ("/check/story/?screen=2", {"eases": "none"}, "hurts_when", "Tick what is true", "none"),
        ("/check/you/", {"age": "340"}, "age", "340 is too high. Enter 0 to 120.", "340"),
        ("/check/you/", {"age": "30", "sex": "x"}, "sex", "is not on the list", 'value="30"'),
        (
            SAFETY,
            {"numb_saddle": "no"},
            "lost_control",
            "Choose an answer",
            "4 questions still need an answer",
        ),
        ("/check/risks/?screen=2", {}, "sports", "Tick what is true", "Running"),
    ],
)
def test_wrong_input_is_marked_and_kept(
    client: Client, url: str, sent: dict[str, Any], field: str, words: str, kept: str
) -> None:
    answer_all(client, START, Audience.CHECK)
    page = client.post(url, sent | {"next": "yes"})
    assert page.status_code == 422
    assert words in " ".join(page.context["form"].errors[field])
    body = page.content.decode()
    assert 'role="alert"' in body
    assert f'id="id_{field}_error"' in body
    assert kept in body


def test_every_link_of_the_summary_reaches_a_control(client: Client) -> None:
    answer_all(client, START, Audience.CHECK)
    for url in (START, "/check/story/", "/check/story/?screen=2", "/check/you/", SAFETY):
        body = client.post(url, {"next": "yes"}).content.decode()
        summary = body.partition('class="errors"')[2].partition("</div>")[0]
        for target in re.findall(r'href="#([^"]+)"', summary):
            assert f'id="{target}"' in body, (url, target)


def test_an_ended_session_says_so(client: Client) -> None:
    sent = {"age": "34", "sex": "male", "next": "yes"}
    gone = client.post("/check/you/", sent, follow=True)
    assert gone.redirect_chain[-1][0] == START
    assert "The page was open too long" in gone.content.decode()


def test_an_ended_session_loses_no_emergency(client: Client) -> None:
    gone = client.post(SAFETY, {"numb_saddle": "yes", "next": "yes"})
    assert gone.headers["Location"] == RESULT
    page = client.get(RESULT)
    assert "Go to an emergency department now" in text(page)
    assert "I have new numbness between my legs." in text(page)


def test_nobody_jumps_ahead(client: Client) -> None:
    assert client.get(RESULT).headers["Location"] == START
    assert client.get("/check/risks/").headers["Location"] == START
    client.post(START, PAIN)
    assert client.get("/check/nonsense/").headers["Location"] == "/check/story/"
    assert client.get("/check/safety/?screen=x").headers["Location"] == "/check/story/"


def test_sending_twice_changes_nothing(client: Client) -> None:
    once = client.post(START, PAIN).headers["Location"]
    before = dict(client.session["check"])
    assert client.post(START, PAIN).headers["Location"] == once
    assert client.session["check"] == before


def test_beginning_anew(client: Client) -> None:
    client.post(START, PAIN)
    assert "Go on with the check" in client.get(reverse("check")).content.decode()
    assert client.post(reverse("check")).headers["Location"] == START
    assert "check" not in client.session


def test_nothing_is_stored_but_the_session(client: Client) -> None:
    check(client)
    assert not Patient.objects.exists()
    assert not Intake.objects.exists()
    assert client.get(RESULT).headers["Cache-Control"].count("no-store")


TOLD = [
    ({"chest": "yes"}, "I have new chest pain or short breath."),
    (
        {"chest": "unsure", "chest.again": "unsure"},
        "You are not sure about: “New chest pain or short breath”",
    ),
]


@pytest.mark.parametrize(("answers", "words"), TOLD)
def test_a_listed_sign_without_a_rule_is_help_today(
    client: Client, answers: dict[str, Any], words: str
) -> None:
    page = check(client, **answers)
    assert "Get help today" in text(page)
    assert "Chest pain or sudden trouble breathing" in text(page)
    assert words in text(page)
    assert "needs a doctor today" not in text(page)
    assert "<nav" not in page.content.decode()
    assert 'href="tel:112"' in page.content.decode()


def test_a_listed_sign_goes_before_what_is_soon(client: Client) -> None:
    page = check(client, health=ticked("cancer_active"), chest="yes")
    assert "Get help today" in text(page)


def test_no_listed_sign_ends_with_nothing_needs_a_doctor() -> None:
    listed = [sign for sign in the_guide().signs if sign.findings]
    questions = story_questions.interview().questionnaire.questions
    asked = [q for q in questions if q.kind is QuestionKind.YES_NO_UNSURE]
    signs = {sign.id for sign in listed}
    # Told by two answers together, or at a time; the safety rules have those.
    assert {sign.id for sign in the_guide().signs} - signs == {
        "fever_after_birth",
        "night_pain_and_cancer",
    }
    for sign in listed:
        behind = [q for q in asked if not sign.findings.isdisjoint(q.finding)]
        assert behind, sign.id
        for question in behind:
            told = story(age=62, sex="female", pregnancy="neither") | {question.id: "yes"}
            if question.asks_when and "pregnancy" in question.asks_when.text:
                told |= {"age": 30, "pregnancy": "pregnant", "pregnancy_weeks": 30}
            found = outcome_of(told, Audience.CHECK)
            assert found is not None, question.id
            assert found.stops, question.id


def test_what_one_is_not_sure_about_is_never_said_as_sure(client: Client) -> None:
    page = check(client, **{"fever": "unsure", "fever.again": "unsure"})
    assert "You are not sure about: “Fever or chills”" in text(page)
    assert "I am not sure about this: “Fever or chills”" in text(page)
    assert "I have had a fever" not in text(page)


def test_the_phone_text_has_age_place_and_beginning(client: Client) -> None:
    words = text(check(client, fever="yes", began="small_fall"))
    assert "My age: 38 years." in words
    assert "It hurts here:" in words
    assert "How it began: With a small fall, a stumble or a jolt." in words
    assert "How it began" not in text(check(Client(), fever="yes", began="other"))


@pytest.mark.parametrize(
    ("answers", "first"),
    [
        ({"pregnancy": "pregnant", "pregnancy_weeks": 30}, "Pregnant: bleeding, lost waters"),
        ({"pregnancy": "birth", "birth_ago": weeks(5)}, "Pregnant or just after birth"),
    ],
)
def test_around_a_birth_ones_own_signs_come_first(
    client: Client, answers: dict[str, Any], first: str
) -> None:
    words = text(check(client, sex="female", **answers))
    assert words.index("Go for help today") < words.index(first)
    assert words.index(first) < words.index("New numbness between your legs")
    assert words.count("One calf is swollen") == 1


def test_others_read_no_signs_of_a_pregnancy(client: Client) -> None:
    assert "Pregnant" not in text(check(client))


def test_a_list_with_nothing_ticked_is_read_back_as_none() -> None:
    question = story_questions.interview().questionnaire.by_id["hurts_when"]
    assert answer_words.of(question, {"hurts_when": [NOTHING_ELSE]}) == "None of these"


def test_only_what_was_said_is_read_back(client: Client) -> None:
    page = text(check(client, low_mood="yes"))
    to_say, told = page.split("You told us", 1)
    assert "I want to talk to someone." in to_say
    assert "I want to talk to someone." not in told
    assert "I have thoughts of hurting myself, or of not wanting to live." in told


@pytest.mark.parametrize("answers", [{}, {"fever": "yes"}, {"low_mood": "yes"}])
def test_answers_are_cleared_from_every_result(client: Client, answers: dict[str, Any]) -> None:
    page = check(client, **answers)
    assert "Clear my answers from this device" in text(page)
    done = client.post(reverse("check"), {"clear": "yes"}, follow=True)
    assert "Your answers are cleared from this phone." in done.content.decode()
    assert "check" not in client.session


def test_thoughts_of_self_harm_stay_small_and_off_paper(client: Client) -> None:
    page = check(client, low_mood="yes")
    assert 'class="story-say"' not in page.content.decode()
    assert 'class="small no-print"' in page.content.decode()
    assert "Call the emergency number" in text(page)


def test_an_expired_form_offers_the_check_again(db: None) -> None:
    page = Client(enforce_csrf_checks=True).post(START, PAIN)
    assert page.status_code == 403
    assert "Begin the check again" in page.content.decode()


FORBIDDEN = re.compile(
    r"\d+ ?%|probab|hypermobile|sensitized|sacroiliac_joint|disc\b|percent|\bstiff\b", re.IGNORECASE
)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"fever": "yes"},
        {"numb_saddle": "yes"},
        {"places": places("calf_left", "calf_right"), "side": "both"},
        {"age": 22, "pain_for": weeks(60)},
    ],
)
def test_no_chance_no_cause_no_profile(client: Client, answers: dict[str, Any]) -> None:
    assert not FORBIDDEN.search(text(check(client, **answers)))


def test_who_is_signed_in_may_check_too(client: Client, people: People) -> None:
    client.force_login(people.patient)
    page = check(client)
    assert reverse("intake") in page.content.decode()
    assert "within a day" not in text(page)


@pytest.mark.parametrize("who", ["therapist", "stranger"])
def test_answers_are_saved_where_there_is_a_place_for_them(
    client: Client, people: People, who: str
) -> None:
    client.force_login(getattr(people, who))
    page = check(client)
    assert ("Save my answers" in text(page)) is (who == "stranger")
    assert reverse("account_signup") not in page.content.decode()


@pytest.mark.parametrize("longest", [10 * HOUR, 168 * HOUR])
def test_what_a_visitor_answered_is_gone_within_a_day(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch, longest: int
) -> None:
    settings.SESSION_COOKIE_AGE = longest
    monkeypatch.setattr(session_limit, "SHARED", session_limit.Limit(longest, HOUR))
    assert "deleted within a day" in text(check(client))
    assert 0 < client.session.get_expiry_age() <= min(longest, DAY)
    anew = Client()
    anew.post(SAFETY, {"numb_saddle": "yes", "next": "yes"})
    assert "check" in anew.session
    assert anew.session.get_expiry_age() <= DAY
