"""A plan in a browser: proposed, edited, approved, printed; axe finds nothing on its pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from sijoint.accounts.models import User
from sijoint.records.actions import goal as goals
from sijoint.records.models import Alert, ManualTherapy, Plan
from tests.documents.pdf import Pdf
from tests.people import NOW, People
from tests.records.planning import answer, approved, make_evaluation, make_plan
from tests.web.test_public_browser import AXE, RUN

pytestmark = pytest.mark.django_db(transaction=True)
PHONE, DESK = (360, 760), (1440, 900)
KEPT = os.environ.get("PICTURES_FOLDER", "")

Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, live_server: Any, people: People) -> Iterator[Visit]:
    """Opens a page as somebody."""
    opened = []

    def open_page(path: str, who: User, size: tuple[int, int] = DESK, **options: Any) -> Page:
        client = Client()
        client.force_login(who)
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, bypass_csp=True, **options
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def draft(people: People) -> Plan:
    """A draft with a caution, a goal, and hands-on care that waits for its re-test."""
    evaluation = make_evaluation(people, conditions=["symphysis_pain"])
    answer(evaluation, "thigh_thrust", "left")
    plan = make_plan(people, evaluation)
    ManualTherapy.objects.create(
        clinic=people.clinic,
        plan=plan,
        technique_id="clinician_muscle_energy",
        target_finding="thigh_thrust",
        side="left",
        dose="5 times 8 s",
        before=6,
        by=people.therapist,
        at=NOW,
    )
    goals.add(
        episode=plan.episode,
        text="lift my child",
        by=people.therapist,
        at=NOW,
        baseline=3,
        target=8,
    )
    return plan


def violations(page: Page) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate(RUN)
    assert len(result["passes"]) > 15
    return [
        f"{violation['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def look(page: Page, name: str, size: tuple[int, int], theme: str) -> None:
    """Keep a picture where PICTURES_FOLDER names a folder: to be looked at."""
    if KEPT:
        page.screenshot(path=Path(KEPT) / f"{name}-{size[0]}-{theme}.png", full_page=True)


@pytest.mark.parametrize(
    ("size", "theme"), [(PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark")]
)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Visit, people: People, draft: Plan, size: tuple[int, int], theme: str
) -> None:
    first = draft.content["stages"][0]["exercises"][0]["id"]
    pages = [
        ("edit", reverse("plan_edit", args=[draft.id]), people.therapist),
        ("swap", reverse("plan_add", args=[draft.id, 1]) + f"?for={first}", people.therapist),
        ("approve", reverse("plan_approve", args=[draft.id]), people.therapist),
        ("plan", reverse("plan", args=[draft.id]), people.therapist),
        ("not-printed", reverse("handout", args=[draft.id]), people.therapist),
        ("waiting", reverse("plan_mine"), people.patient),
    ]
    for name, path, who in pages:
        page = visit(path, who, size, color_scheme=theme)
        look(page, name, size, theme)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0], name
        assert not violations(page), name


@pytest.mark.parametrize(("size", "theme"), [(PHONE, "light"), (DESK, "dark")])
def test_axe_finds_nothing_on_a_persons_own_plan(
    visit: Visit, people: People, size: tuple[int, int], theme: str
) -> None:
    plan = approved(people, make_evaluation(people, conditions=["symphysis_pain"]))
    page = visit(reverse("plan_mine"), people.patient, size, color_scheme=theme)
    look(page, "mine", size, theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert not violations(page)
    Alert.objects.create(
        clinic=people.clinic,
        patient=plan.patient,
        rule_id="CES-1",
        level="emergency",
        raised_at=NOW,
    )
    for who, address in (
        (people.patient, reverse("plan_mine")),
        (people.therapist, reverse("plan", args=[plan.id])),
    ):
        page = visit(address, who, size, color_scheme=theme)
        look(page, f"stopped-{who.name[:3]}", size, theme)
        assert not violations(page)


def test_from_the_proposal_to_the_paper(visit: Visit, people: People, live_server: Any) -> None:
    """By pointer: a dose, a removal taken back, a swap, approval, and the words on paper."""
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    row = next(e for e in plan.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = visit(reverse("plan_edit", args=[plan.id]), people.therapist)
    more = page.locator(f"#days-fewer-{row['id']}")
    more.click()
    page.wait_for_selector(f"#row-{row['id']} .was")
    assert page.evaluate("document.activeElement.id") == f"days-fewer-{row['id']}"
    last = plan.content["stages"][0]["exercises"][-1]["id"]
    page.locator(f"#remove-{last}").click()
    page.wait_for_selector(".notice button")
    assert page.evaluate("document.activeElement.textContent") == "Undo"
    assert not page.locator(f"#row-{last}").count()
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#row-{last}")
    page.locator(f"#swap-{last}").click()
    swap = page.locator("button[value=swap]").first
    comes = page.locator("input[name=instead]").first.get_attribute("value")
    reason = page.locator("form:has(button[value=swap])").first.locator("select[name=reason]")
    if reason.count():
        reason.select_option("tried")
    swap.click()
    page.wait_for_selector(f"#row-{comes}")
    page.locator("a[href$='/approve/']").click()
    page.get_by_role("button", name="Approve plan").click()
    page.wait_for_selector("text=Approved by Tom Therapist")
    plan.refresh_from_db()
    assert plan.state == "approved"
    link = page.locator("a[href$='handout.pdf']").get_attribute("href")
    paper = Pdf(page.request.get(f"{live_server.url}{link}").body())
    names = [page.locator("h3").all_inner_texts()]
    assert names
    said = " ".join(word.text for word in paper.words)
    assert "Your home programme" in said
    assert "hypermobile" not in said


def test_the_page_of_a_plan_is_printed_without_empty_paper(visit: Visit, people: People) -> None:
    approved(people)
    page = visit(reverse("plan_mine"), people.patient)
    names = page.locator(".plan-exercises h3").all_inner_texts()
    paper = Pdf(page.pdf(format="A4"))
    assert names[0].split()[0] in paper.page_texts[0]
    assert paper.pages < len(names) + 3
    for text in paper.page_texts:
        assert not text.rstrip().endswith("When to stop")


def test_a_refused_dose_takes_the_focus_and_keeps_what_was_typed(
    visit: Visit, people: People, draft: Plan
) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist)
    page.locator(f"#sets-{row['id']}").fill("44")
    page.keyboard.press("Tab")
    page.wait_for_selector("#plan-editor .errors")
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.locator(f"#sets-{row['id']}").input_value() == "44"


def test_two_rows_changed_at_once_are_both_saved(visit: Visit, people: People, draft: Plan) -> None:
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist)
    rows = [page.locator(".plan-row").nth(place) for place in (0, 1)]
    numbers = [row.locator("input[type=number]").first for row in rows]
    chosen = [
        (number.get_attribute("id"), number.input_value(), number.get_attribute("min"))
        for number in numbers
    ]
    wanted = {name: int(now) + (1 if now == least else -1) for name, now, least in chosen}
    for name, value in wanted.items():
        page.locator(f"#{name}").fill(str(value))
        page.keyboard.press("Tab")
    for row in rows:
        row.locator(".was").wait_for()
    draft.refresh_from_db()
    exercises = {e["id"]: e for e in draft.content["stages"][0]["exercises"]}
    for name, value in wanted.items():
        part, _, exercise = str(name).partition("-")
        assert exercises[exercise][part] == value


def test_a_change_that_does_not_arrive_is_told(visit: Visit, people: People, draft: Plan) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist)
    page.route("**/edit/", lambda route: route.abort())
    page.locator(f"#sets-{row['id']}").fill("1")
    page.keyboard.press("Tab")
    page.wait_for_selector("#plan-unsaved:not([hidden])")
    page.unroute("**/edit/")
    page.locator(f"#save-{row['id']}").click()
    page.wait_for_selector(f"#row-{row['id']} .was")
    assert page.locator("#plan-unsaved").is_hidden()


@pytest.mark.parametrize("way", ["approve/", "add/1/"])
def test_a_link_waits_for_the_dose_that_was_typed(
    visit: Visit, people: People, draft: Plan, way: str
) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist)
    page.locator(f"#sets-{row['id']}").fill("1")
    page.locator(f"a[href$='{way}']").click()
    page.wait_for_url(f"**/{way}")
    draft.refresh_from_db()
    exercises = {e["id"]: e for e in draft.content["stages"][0]["exercises"]}
    assert exercises[row["id"]]["sets"] == 1
    if way == "approve/":
        assert not page.get_by_text("it is the plan as proposed").count()


def test_nobody_is_led_on_past_a_dose_that_is_not_saved(
    visit: Visit, people: People, draft: Plan
) -> None:
    """Refused, or broken off: they stay and see why; the second time it may be saved."""
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist)
    on = page.locator("a[href$='/approve/']")
    page.locator(f"#sets-{row['id']}").fill("44")
    on.click()
    page.wait_for_selector("#plan-editor .errors")
    page.route("**/edit/", lambda route: route.abort())
    page.locator(f"#sets-{row['id']}").fill("1")
    on.click()
    page.wait_for_selector("#plan-unsaved:not([hidden])")
    page.wait_for_timeout(300)
    assert page.url.endswith("/edit/")
    page.unroute("**/edit/")
    on.click()
    page.wait_for_url("**/approve/")
    draft.refresh_from_db()
    exercises = {e["id"]: e for e in draft.content["stages"][0]["exercises"]}
    assert exercises[row["id"]]["sets"] == 1


@pytest.mark.parametrize("scripted", [True, False])
def test_enter_in_a_number_saves_its_row(
    visit: Visit, people: People, draft: Plan, scripted: bool
) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    address = reverse("plan_edit", args=[draft.id])
    page = visit(address, people.therapist, java_script_enabled=scripted)
    page.locator(f"#sets-{row['id']}").fill("1")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#row-{row['id']} .was")
    assert not page.locator(".errors").count()
    draft.refresh_from_db()
    assert draft.version == 2


def test_every_change_can_be_made_without_javascript(
    visit: Visit, people: People, draft: Plan
) -> None:
    name = draft.content["stages"][0]["exercises"][-1]["id"]
    page = visit(reverse("plan_edit", args=[draft.id]), people.therapist, java_script_enabled=False)
    page.locator(f"#up-{name}").click()
    page.locator(f"#remove-{name}").click()
    assert not page.locator(f"#row-{name}").count()
    page.get_by_role("button", name="Undo").click()
    assert page.locator(f"#row-{name}").count() == 1
    draft.refresh_from_db()
    assert draft.version == 4
