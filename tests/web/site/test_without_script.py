"""Without JavaScript: every way through the site renders and posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from sijoint.accounts.models import Clinic, User
from sijoint.casefile.read import from_document
from sijoint.clinical.assessment import assess
from sijoint.records import consent_text, knowledge
from sijoint.records.models import Evaluation, Intake, Patient, Plan
from sijoint.records.queries.answer import assessment_of
from sijoint.web.workspace.section import section_of, sections
from tests.people import People
from tests.records.chart import make_patient, vignette
from tests.records.planning import make_plan
from tests.web.test_story_browser import AGE, GOAL, choose, fill_field

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

Visit = Callable[..., Page]
PHONE, DESK = (360, 740), (1280, 900)
PASSWORD = "three grey herons"


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """Opens a page as somebody whose browser runs no scripts."""
    opened = []

    def open_page(path: str, who: User | None = None, size: tuple[int, int] = PHONE) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            base_url=live_server.url,
            java_script_enabled=False,
        )
        opened.append(context)
        if who is not None:
            client = Client()
            client.force_login(who)
            value = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()


def fill(page: Page, said: dict[str, str]) -> None:
    """Answer every question of a screen."""
    if page.get_by_label("Left, at the dimple", exact=True).count():
        page.get_by_label("Left, at the dimple", exact=True).check()
        page.get_by_label("Left", exact=True).check()
        return
    for group in page.locator("main form fieldset.field, main form div.field").all():
        name = group.locator("input, select, textarea").first.get_attribute("name") or ""
        fill_field(page, group, name, said.get(name, ""))


def walk(page: Page, said: dict[str, str], *, until: str) -> None:
    for _ in range(45):
        if until in page.url or page.get_by_role("button", name="Send my answers").count():
            return
        fill(page, said)
        page.get_by_role("button", name="Next").click()
    raise AssertionError(page.url)


@pytest.mark.parametrize(
    ("said", "heading"),
    [
        ({}, "A therapist can help"),
        ({"numb_saddle": "yes"}, "Go to an emergency department now"),
    ],
)
def test_the_first_check(visit: Visit, said: dict[str, str], heading: str) -> None:
    Clinic.objects.create(name="Riverside", slug="riverside")
    page = visit("/check/")
    walk(page, AGE | said, until="/check/result/")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_from_the_sign_up_to_the_sent_intake(visit: Visit, db: None) -> None:
    Clinic.objects.create(name="Riverside", slug="riverside")
    page = visit("/account/signup/")
    page.get_by_label("Your name").fill("Nora New")
    page.get_by_label("Email").fill("nora@example.org")
    page.get_by_label("Password", exact=False).first.fill(PASSWORD)
    page.get_by_label("I have read the terms").check()
    page.get_by_role("button", name="Make an account").click()
    page.goto("/start/")
    for kind in consent_text.KINDS:
        page.get_by_label(consent_text.current(kind).agree).check()
    page.get_by_role("button", name="Agree and go on").click()
    walk(page, AGE | GOAL, until="no such page")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers")
    assert Intake.objects.get(patient__user__email="nora@example.org").completed_at is not None


def record(page: Page, found: dict[str, Any]) -> None:
    """One finding, in the form of its section."""
    group = page.locator("details.group", has=page.locator(f"#test-{found['id']}"))
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()
    key = f"{found['id']}-{found.get('side', 'whole')}"
    if "value" in found:
        choice = page.locator(f"label[for='{key}-{found['value']}']")
        if choice.count():
            choice.click()
        else:
            page.locator(f"#{key}-value").fill(str(found["value"]))
        return
    page.locator(f"label[for='{key}-{found['result']}']").click()
    if "familiar_pain" in found:
        answer = "yes" if found["familiar_pain"] else "no"
        page.locator(f"label[for='{key}-familiar-{answer}']").click()
    for name in ("location", "pain_side"):
        if name in found:
            page.locator(f"[name='{key}-{name}']").select_option(found[name])


def test_an_evaluation_from_the_story_to_an_approved_plan(people: People, visit: Visit) -> None:
    case = vignette("anchors/y6-hip-pattern")
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist, DESK)
    page.get_by_role("button", name="Start an evaluation").click()
    patient, episode = case["patient"], case["episode"]
    page.get_by_label("Age in years").fill(str(patient["age_years"]))
    page.get_by_label("Sex").select_option(patient["sex"])
    page.get_by_label("Where the pain is").select_option(episode["side"])
    page.get_by_label("Weeks of pain").fill(str(episode["duration_weeks"]))
    page.get_by_text("Setting, conditions, sports, equipment and goals").click()
    setting = episode.get("setting", "unselected")
    page.get_by_label("Where people like this come from").select_option(setting)
    page.get_by_role("button", name="Save these facts").click()
    made = Evaluation.objects.get()
    for section in sections():
        mine = [each for each in case["findings"] if section_of(each["id"]) == section.id]
        if mine:
            page.goto(f"/evaluations/{made.id}/{section.id}/")
            for each in mine:
                record(page, each)
            page.get_by_role("button", name="Save this section").click()
            expect(page.locator(".errors")).to_have_count(0)
    answer = assessment_of(Evaluation.objects.select_related("clinic").get())
    known = knowledge.current()
    expected = assess(from_document(case, known.vocabulary, file="vignette"), known.evidence)
    assert answer.differential == expected.differential
    assert answer.profile == expected.profile
    page.goto(f"/evaluations/{made.id}/finish/")
    page.get_by_role("button", name="Sign and lock").click()
    page.get_by_role("button", name="Propose a plan").click()
    page.get_by_role("link", name="See what they will see").click()
    page.get_by_role("button", name="Approve plan").click()
    assert Plan.objects.get().state == "approved"


def test_a_plan_is_edited(people: People, visit: Visit) -> None:
    plan = make_plan(people)
    exercises = plan.content["stages"][0]["exercises"]
    row = next(each for each in exercises if each["sets"] > 1)
    last = exercises[-1]["id"]
    page = visit(f"/plans/{plan.id}/edit/", people.therapist, DESK)
    field = page.locator(f"#sets-{row['id']}")
    field.fill(str(row["sets"] - 1))
    field.press("Enter")
    plan.refresh_from_db()
    changed = next(e for e in plan.content["stages"][0]["exercises"] if e["id"] == row["id"])
    assert changed["sets"] == row["sets"] - 1
    page.locator(f"#remove-{last}").click()
    plan.refresh_from_db()
    assert last not in [each["id"] for each in plan.content["stages"][0]["exercises"]]
    page.get_by_role("button", name="Undo").click()
    plan.refresh_from_db()
    assert last in [each["id"] for each in plan.content["stages"][0]["exercises"]]


def test_the_forms_of_a_clinic(people: People, visit: Visit) -> None:
    page = visit("/clinic/settings/", people.owner)
    page.locator("#id_name").fill("Riverside Physio")
    page.get_by_role("main").locator("form").first.locator("button").last.click()
    people.clinic.refresh_from_db()
    assert people.clinic.name == "Riverside Physio"
    page.goto("/people/invite/")
    choose(page, page.locator("main form"), "[value=therapist]")
    page.get_by_label("Their email").fill("new@example.org")
    page.get_by_role("main").locator("form button").last.click()
    expect(page.locator("main input[value*='/invitations/']")).to_have_count(1)
    page.goto("/people/")
    expect(page.locator("main")).to_contain_text("new@example.org")


def test_a_person_is_added_found_and_corrected(people: People, visit: Visit) -> None:
    page = visit("/patients/new/", people.desk)
    page.get_by_label("Name").fill("Ana Fictional")
    page.get_by_role("main").locator("form button").last.click()
    made = Patient.objects.get(name="Ana Fictional")
    page.goto(f"/patients/{made.id}/contact/")
    page.get_by_label("Phone").fill("600 000 000")
    page.get_by_role("main").locator("form:has(#id_phone) button").last.click()
    made.refresh_from_db()
    assert made.phone == "600 000 000"
    page.goto("/patients/")
    page.locator("#q").fill("ana")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("link", name="Ana Fictional")).to_be_visible()
    assert "ana" not in page.url.lower().removeprefix("http://")
