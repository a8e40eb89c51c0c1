"""Whole evaluations in a browser: by pointer, by keyboard, and with a connection that breaks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from sijoint.accounts.models import User
from sijoint.casefile.read import from_document
from sijoint.clinical.assessment import assess
from sijoint.records import knowledge
from sijoint.records.models import Answer, Evaluation, Plan, Tap
from sijoint.records.queries.answer import assessment_of
from sijoint.web.workspace.section import section_of, sections
from tests.people import People
from tests.records.chart import make_patient, record_case, tap, vignette
from tests.web.test_public_browser import AXE, RUN

pytestmark = pytest.mark.django_db(transaction=True)
DESK, PHONE = (1440, 900), (360, 740)

Visit = Callable[..., Page]
CASES = ("controls/s5-stress-leakage", "anchors/y6-hip-pattern")


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Visit]:
    """Opens a page as somebody."""
    opened = []

    def open_page(path: str, who: User, size: tuple[int, int] = DESK, **options: Any) -> Page:
        client = Client()
        client.force_login(who)
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, **options
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context in opened:
        context.close()


def _complaints(page: Page) -> list[str]:
    """What axe says, each with the first place."""
    found = page.evaluate(RUN)["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


def _begin(page: Page, case: dict[str, Any]) -> None:
    """From the chart to a story with its facts."""
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


def _key(found: dict[str, Any]) -> str:
    return f"{found['id']}-{found.get('side', 'whole')}"


def _open_group(page: Page, found: dict[str, Any]) -> None:
    group = page.locator("details.group", has=page.locator(f"#test-{found['id']}"))
    if group.get_attribute("open") is None:
        group.locator("summary").first.click()


def _sent(page: Page) -> None:
    """Wait until no tap waits on the device."""
    for _ in range(100):
        if page.evaluate("!Object.keys(localStorage).some((key) => key.startsWith('si-taps'))"):
            return
        page.wait_for_timeout(100)
    pytest.fail("a tap was never sent")


def _saved(page: Page, number: int) -> None:
    """Wait until the server has this many taps, and the page says so."""
    expect(page.locator("#save-state")).to_contain_text("Saved")
    _sent(page)
    assert Tap.objects.count() == number


def _tap(page: Page, found: dict[str, Any]) -> int:
    """Record one finding by pointer; how many taps it took."""
    _open_group(page, found)
    key = _key(found)
    if "value" in found:
        choice = page.locator(f"label[for='{key}-{found['value']}']")
        if choice.count():
            choice.click()
        else:
            page.locator(f"#{key}-value").fill(str(found["value"]))
            page.locator(f"#{key}-value").blur()
        return 1
    page.locator(f"label[for='{key}-{found['result']}']").click()
    taps = 1
    if "familiar_pain" in found:
        answer = "yes" if found["familiar_pain"] else "no"
        page.locator(f"label[for='{key}-familiar-{answer}']").click()
        taps += 1
    for name in ("location", "pain_side"):
        if name in found:
            page.locator(f"[name='{key}-{name}']").select_option(found[name])
            taps += 1
    return taps


def _press(page: Page, found: dict[str, Any]) -> int:
    """Record one finding by keyboard alone, once its row has the focus."""
    key = _key(found)
    if "value" in found:
        field = page.locator(f"[name='{key}-value']").first
        field.focus()
        if field.get_attribute("type") == "radio":
            page.locator(f"#{key}-{found['value']}").focus()
            page.keyboard.press("Space")
        else:
            page.keyboard.type(str(found["value"]))
            page.keyboard.press("Tab")
        return 1
    page.locator(f"#{key}-positive").focus()
    page.keyboard.press({"positive": "p", "negative": "n", "not_done": "d"}[found["result"]])
    taps = 1
    if "familiar_pain" in found:
        page.locator(f"#{key}-familiar-{'yes' if found['familiar_pain'] else 'no'}").focus()
        page.keyboard.press("Space")
        taps += 1
    for name in ("location", "pain_side"):
        if name in found:
            page.locator(f"[name='{key}-{name}']").focus()
            page.keyboard.type(found[name][:4])
            taps += 1
    return taps


def _record(
    page: Page, case: dict[str, Any], act: Callable[..., int], go: Callable[..., None]
) -> None:
    """Every finding of a case, section by section in the order of the room."""
    made = Evaluation.objects.get()
    taps = 0
    for section in sections():
        found = [each for each in case["findings"] if section_of(each["id"]) == section.id]
        if found:
            go(page, made, section.id, found)
            for each in found:
                taps += act(page, each)
            _saved(page, taps)


def _by_tabs(page: Page, _made: Evaluation, name: str, _found: list[dict[str, Any]]) -> None:
    page.locator(f".secs a[href$='/{name}/']").click()


def _by_keys(page: Page, made: Evaluation, name: str, found: list[dict[str, Any]]) -> None:
    """Ctrl and Enter lead on; groups are opened by Enter on their summary."""
    while f"/{name}/" not in page.url:
        page.locator("#section-form input:not([type=hidden])").first.focus()
        with page.expect_navigation():
            page.keyboard.press("Control+Enter")
    for each in found:
        group = page.locator("details.group", has=page.locator(f"#test-{each['id']}"))
        if group.get_attribute("open") is None:
            group.locator("summary").first.focus()
            page.keyboard.press("Enter")


def _expected(case: dict[str, Any]) -> Any:
    known = knowledge.current()
    return assess(from_document(case, known.vocabulary, file="vignette"), known.evidence)


def _finish(page: Page, press: bool) -> None:
    """Note, signature, plan, approval."""

    def act(role: str, name: str) -> None:
        target = page.get_by_role(role, name=name)
        if press:
            target.focus()
            with page.expect_navigation():
                page.keyboard.press("Enter")
        else:
            target.click()

    page.goto(f"/evaluations/{Evaluation.objects.get().id}/finish/")
    act("button", "Sign and lock")
    act("button", "Propose a plan")
    act("link", "See what they will see")
    act("button", "Approve plan")


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_a_whole_evaluation_to_an_approved_plan(people: People, visit: Visit, name: str, by: str):
    case = vignette(name)
    patient = make_patient(people)
    page = visit(f"/patients/{patient.id}/", people.therapist)
    _begin(page, case)
    if by == "pointer":
        _record(page, case, _tap, _by_tabs)
    else:
        _record(page, case, _press, _by_keys)
    answer = assessment_of(Evaluation.objects.select_related("clinic").get())
    expected = _expected(case)
    assert answer.differential == expected.differential
    assert answer.profile == expected.profile
    _finish(page, press=by == "keyboard")
    assert Plan.objects.get().state == "approved"


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_an_urgent_finding_replaces_the_answer_at_once(people, visit, size):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist, size)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    page.goto(f"/evaluations/{made.id}/safety/")
    assert re.search(r"\d ?%", page.locator("#answer").inner_text(timeout=2000) or "0 %")
    page.locator("label[for='saddle_anaesthesia-whole-positive']").click()
    expect(page.locator("#answer")).to_contain_text("Emergency")
    assert not re.search(r"\d ?%", page.locator("#answer").text_content())
    assert not re.search(r"\d ?%", page.locator("#foot").text_content())


def test_a_broken_connection_loses_nothing(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    page.goto(f"/evaluations/{made.id}/supine/")
    page.context.set_offline(True)
    page.locator("label[for='distraction-whole-positive']").click()
    page.locator("label[for='thigh_thrust-left-positive']").click()
    expect(page.locator("#save-state")).to_contain_text("Not saved: no connection")
    assert not Answer.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#save-state")).to_contain_text("Saved", timeout=15_000)
    _saved(page, 2)


def test_without_a_connection_one_stays_in_the_section(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    page.goto(f"/evaluations/{Evaluation.objects.get().id}/supine/")
    line = page.locator("#save-state")
    page.context.set_offline(True)
    page.locator("[data-next]").click()
    expect(line).to_contain_text("No connection: the next section opens when it is back.")
    page.locator(".secs a[href$='/side/']").click()
    page.locator("#distraction-whole-positive").focus()
    page.keyboard.press("Control+Enter")
    assert page.url.endswith("/supine/")
    page.context.set_offline(False)
    expect(line).to_have_text("Saved")
    page.route("**/answer/", lambda route: route.abort())
    page.locator("label[for='distraction-whole-positive']").click()
    expect(line).to_contain_text("Not saved: no connection")
    page.keyboard.press("Control+Enter")
    expect(line).to_contain_text("No connection: the next section")
    page.unroute("**/answer/")
    _saved(page, 1)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/side/")


def _sign_in_again(page: Page, token: str) -> None:
    """As in another tab: the token of this page is no longer taken."""
    origin = page.evaluate("location.origin")
    page.context.add_cookies([{"name": "csrftoken", "value": token * 32, "url": origin}])


def test_who_signed_in_again_is_told_to_load_the_page(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    page.goto(f"/evaluations/{Evaluation.objects.get().id}/supine/")
    _sign_in_again(page, "a")
    page.locator("label[for='distraction-whole-positive']").click()
    line = page.locator("#save-state")
    expect(line).to_contain_text("this page is out of date. Kept on this device.")
    assert "connection" not in line.inner_text()
    assert not Tap.objects.exists()
    page.reload()
    _saved(page, 1)
    page.goto(f"/evaluations/{Evaluation.objects.get().id}/finish/")
    _sign_in_again(page, "b")
    page.locator("textarea[name=note]").fill("My own words.")
    expect(page.locator(".note-state")).to_contain_text("out of date. Kept in this tab.")
    page.reload()
    expect(page.locator(".note-state")).to_have_text("Kept. It is not signed yet.")
    assert Evaluation.objects.get().note == "My own words."


def test_a_closed_laptop_sends_what_it_kept(people, visit):
    """The page is closed while the taps wait; the next page of the evaluation sends them."""
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    page.goto(f"/evaluations/{made.id}/supine/")
    page.context.set_offline(True)
    page.locator("label[for='distraction-whole-positive']").click()
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"/evaluations/{made.id}/side/")
    _saved(page, 1)
    assert Answer.objects.get().finding_id == "distraction"


def _offline_tap(page, made, name: str = "distraction-whole-positive") -> None:
    page.goto(f"/evaluations/{made.id}/supine/")
    page.context.set_offline(True)
    page.locator(f"label[for='{name}']").click()
    expect(page.locator("#save-state")).to_contain_text("Not saved")


def test_a_row_shows_what_waits_and_not_what_is_older(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    tap(made, people.therapist, "distraction", result="negative")
    _offline_tap(page, made)
    page.route("**/answer/", lambda route: route.abort())
    page.context.set_offline(False)
    page.reload()
    assert page.locator("#distraction-whole-positive").is_checked()
    page.unroute("**/answer/")
    page.evaluate("dispatchEvent(new Event('online'))")
    _saved(page, 2)
    assert page.locator("#distraction-whole-positive").is_checked()
    assert Answer.objects.get().result == "positive"


def test_other_pages_of_staff_send_what_waits(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    _offline_tap(page, made)
    context = page.context
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/worklist/")
    _sent(page)
    assert Answer.objects.get().finding_id == "distraction"


def test_nothing_is_signed_while_a_tap_waits(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    page.route("**/answer/", lambda route: route.abort())
    page.goto(f"/evaluations/{made.id}/supine/")
    page.locator("label[for='distraction-whole-positive']").click()
    expect(page.locator("#save-state")).to_contain_text("Not saved")
    page.goto(f"/evaluations/{made.id}/finish/")
    page.locator("textarea[name=note]").fill("My own words.")
    page.get_by_role("button", name="Sign and lock").click()
    page.wait_for_timeout(500)
    made.refresh_from_db()
    assert not made.is_signed
    page.unroute("**/answer/")
    page.get_by_role("button", name="Sign and lock").click()
    expect(page.locator(".errors")).to_contain_text("since this page was opened")
    expect(page.locator("textarea[name=note]")).to_have_value("My own words.")
    page.get_by_text("The draft from what is recorded now").click()
    expect(page.locator(".drafted")).to_contain_text("Distraction test: positive")
    page.get_by_role("button", name="Sign and lock").click()
    page.wait_for_url("**/signed/")
    assert Answer.objects.get().finding_id == "distraction"


def test_a_note_outlives_what_is_done_on_its_page(people, visit):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/finish/", people.therapist)
    page.locator("textarea[name=note]").fill("My own words.")
    page.locator("summary", has_text="Scores").click()
    page.locator("input[name=nprs_worst]").fill("4")
    page.get_by_role("button", name="Save the scores").click()
    expect(page.locator("textarea[name=note]")).to_have_value("My own words.")
    expect(page.get_by_text("Read it again before you sign")).to_be_visible()
    page.get_by_role("button", name="Sign and lock").click()
    page.wait_for_url("**/signed/")
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('si-note-'))") == []


def test_a_note_is_kept_while_it_is_written(people, visit):
    """Also where the connection breaks meanwhile, and on another device."""
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/finish/", people.therapist)
    page.locator("textarea[name=note]").fill("On the laptop.")
    expect(page.locator(".note-state")).to_have_text("Kept. It is not signed yet.")
    other = visit(f"/evaluations/{made.id}/finish/", people.therapist, PHONE)
    expect(other.locator("textarea[name=note]")).to_have_value("On the laptop.")
    other.context.set_offline(True)
    other.locator("textarea[name=note]").fill("On the phone.")
    expect(other.locator(".note-state")).to_contain_text("Kept in this tab")
    other.context.set_offline(False)
    other.reload()
    expect(other.locator("textarea[name=note]")).to_have_value("On the phone.")
    expect(other.locator(".note-state")).to_have_text("Kept. It is not signed yet.")
    page.reload()
    expect(page.locator("textarea[name=note]")).to_have_value("On the phone.")


def test_the_enter_key_clears_nothing(people, visit):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    before = Tap.objects.count()
    page = visit(f"/evaluations/{made.id}/standing/", people.therapist)
    page.locator("#forward_bend_cm-whole-value").fill("12")
    page.keyboard.press("Enter")
    _saved(page, before + 1)
    page.locator("#gait_antalgic-left-positive").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    _saved(page, before + 2)
    assert page.url.endswith("/standing/")
    held = {a.finding_id: a.value or a.result for a in Answer.objects.all()}
    assert held["forward_bend_cm"] == 12
    assert held["gait_antalgic"] == "positive"


def test_the_way_on_saves_changed_facts(people, visit):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/story/", people.therapist)
    page.locator("#facts > summary").click()
    page.get_by_label("Age in years").fill("52")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/safety/")
    made.refresh_from_db()
    assert made.facts["patient"]["age_years"] == 52


def test_who_leaves_changed_facts_is_asked(people, visit):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/story/", people.therapist)
    page.locator("#facts > summary").click()
    page.locator("#facts input[type=number]").first.fill("70")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("#sections a").last.evaluate("link => link.click()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.url.endswith("/story/")
    page.get_by_role("button", name="Save these facts").click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]


def test_the_focus_stays_on_what_is_being_answered(people, visit):
    page = visit(f"/patients/{make_patient(people).id}/", people.therapist)
    _begin(page, vignette("anchors/y1-three-of-five"))
    page.goto(f"/evaluations/{Evaluation.objects.get().id}/supine/")
    page.locator("#thigh_thrust-left-positive").focus()
    page.keyboard.press("p")
    _saved(page, 1)
    assert page.evaluate("document.activeElement.id") == "thigh_thrust-left-positive"
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    _saved(page, 2)
    assert page.evaluate("document.activeElement.id") == "thigh_thrust-left-negative"
    page.keyboard.press("Delete")
    page.wait_for_timeout(200)
    _saved(page, 3)
    assert not Answer.objects.get().is_set


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_section_is_in_sight_on_a_tablet(people, visit, language):
    User.objects.filter(pk=people.therapist.pk).update(language=language)
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/supine/", people.therapist, (768, 1024), locale=language)
    tabs = page.locator(".secs a").all()
    assert len(tabs) == len(sections()) + 1
    for tab in tabs:
        box = tab.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 768


def test_the_keyboard_skips_to_the_tests_and_to_the_answer(people, visit):
    made = record_case(people, vignette("anchors/y1-three-of-five"))
    page = visit(f"/evaluations/{made.id}/supine/", people.therapist)
    for words, place in (("Skip to the tests", "#main"), ("Skip to the answer", "#answer")):
        page.keyboard.press("Tab")
        link = page.locator(":focus")
        assert (link.inner_text(), link.get_attribute("href")) == (words, place)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answer"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, (768, 1024), PHONE])
def test_axe_finds_nothing_in_the_workspace(people, visit, size, scheme):
    patient = make_patient(people)
    page = visit(
        f"/patients/{patient.id}/", people.therapist, size, color_scheme=scheme, bypass_csp=True
    )
    _begin(page, vignette("anchors/y1-three-of-five"))
    made = Evaluation.objects.get()
    for path in ("story/", "supine/", "finish/", "waive/hip/", "override/", "how/thigh_thrust/"):
        page.goto(f"/evaluations/{made.id}/{path}")
        page.add_script_tag(path=AXE)
        assert _complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    for path in (f"/patients/{patient.id}/", "/patients/", "/worklist/", "/patients/new/"):
        page.goto(path)
        page.add_script_tag(path=AXE)
        assert _complaints(page) == [], path
