"""What clinicians read and record beside a plan: limits, reasons, hands-on care, goals, paper."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.audit.models import Event
from sijoint.clinical.phrase import phrase
from sijoint.records.actions import goal as goals
from sijoint.records.actions import manual_therapy
from sijoint.records.actions import plan as plans
from sijoint.records.models import ManualTherapy, Plan
from sijoint.web.plan.words import because_text
from sijoint.web.wording import wording
from tests.documents.pdf import Pdf
from tests.people import NOW, People
from tests.records.planning import answer, make_evaluation, make_plan
from tests.web.test_plan import names, open_stop, send, signed_in, text, url

pytestmark = pytest.mark.django_db
BABY = "Carry my baby up two flights"


@pytest.fixture
def therapist(people: People) -> Client:
    return signed_in(people.therapist)


@pytest.fixture
def draft(people: People) -> Plan:
    evaluation = make_evaluation(people)
    answer(evaluation, "thigh_thrust", "left")
    answer(evaluation, "aslr", "left", value=3)
    answer(evaluation, "pain_sitting")
    return make_plan(people, evaluation)


def technique(plan: Plan, client: Client) -> str:
    page = text(client.get(url("plan_edit", plan)))
    return page.split('name="technique_id"')[1].split('value="')[2].split('"')[0]


# ---- limits of a dose


def test_the_limits_of_a_dose_stand_beside_its_number(draft: Plan, therapist: Client) -> None:
    page = text(therapist.get(url("plan_edit", draft)))
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    field = page.split(f'id="days-{row["id"]}"')[1][:900]
    assert f'aria-describedby="days-range-{row["id"]}"' in field
    assert re.search(r"1 to \d, from the (evidence|change above)", field)


def test_a_refused_number_is_marked_and_the_summary_leads_to_it(
    draft: Plan, therapist: Client
) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    page = text(send(therapist, draft, "dose", about=row["id"], sets=99))
    assert f'href="#sets-{row["id"]}"' in page
    assert f'id="sets-error-{row["id"]}"' in page
    assert page.count('aria-invalid="true"') == 1
    assert "novalidate" in page.split(f'id="row-{row["id"]}"')[1][:300]


# ---- what may not be added


def test_a_forbidden_exercise_is_found_and_refused_with_the_same_reason(
    people: People, therapist: Client
) -> None:
    plan = make_plan(people, make_evaluation(people, pregnancy_weeks=30))
    page = text(therapist.get(url("plan_add", plan, 1) + "?q=dead bug"))
    assert 'value="add"' not in page
    reason = page.split('class="plan-barred"')[1].split("<span>")[1].split("</span>")[0]
    assert "Left out for now: Pregnant, 28 weeks or more." in reason
    response = send(therapist, plan, "add", about="dead_bug", reason="tried")
    assert response.status_code == 422
    assert reason in text(response)


def test_what_is_in_the_stage_or_has_no_dose_for_it_is_found_too(
    draft: Plan, therapist: Client
) -> None:
    held = names(draft)[0]
    name = wording().text(f"exercise.{held}.clinician")
    page = text(therapist.get(url("plan_add", draft, 1), {"q": name}))
    assert "It is in stage 1 already." in page
    later = text(therapist.get(url("plan_add", draft, 1), {"q": "deadlift"}))
    assert "plan-barred" in later
    assert 'value="add"' not in later


@pytest.mark.parametrize(
    ("has_equipment", "said"),
    [(True, "Not at hand: elastic band."), (False, "Equipment not recorded: elastic band.")],
)
def test_a_clinician_reads_whether_equipment_is_known(has_equipment: bool, said: str) -> None:
    lacking = phrase("plan.because.equipment", equipment="@equipment.band.patient")
    assert because_text(lacking, wording(), has_equipment=has_equipment) == said


def test_no_reason_on_the_editor_speaks_to_the_person(people: People, therapist: Client) -> None:
    evaluation = make_evaluation(people, pregnancy_weeks=22)
    evaluation.facts["preferences"]["equipment"] = []
    evaluation.save()
    plan = make_plan(people, evaluation)
    page = text(therapist.get(url("plan_edit", plan)))
    reasons = page.split("in no stage, and why")[1]
    assert "Equipment not recorded: " in reasons
    for told in ("you do not have", "your minutes", "Your therapist"):
        assert told not in reasons


# ---- hands-on care


def test_hands_on_care_is_only_for_tests_of_the_body(draft: Plan, therapist: Client) -> None:
    page = text(therapist.get(url("plan_edit", draft)))
    offered = page.split('name="target_finding"')[1].split("</select>")[0]
    assert 'value="thigh_thrust"' in offered
    assert 'value="aslr"' in offered
    assert 'value="pain_sitting"' not in offered


def test_a_re_test_takes_the_value_of_the_finding_in_its_unit(
    draft: Plan, therapist: Client
) -> None:
    data = {
        "technique_id": technique(draft, therapist),
        "target_finding": "aslr",
        "measure": "value",
        "before": 3,
    }
    assert therapist.post(url("plan_hands_on", draft), data).status_code == 303
    entry = ManualTherapy.objects.get()
    assert "After, 0 to 5 points" in text(therapist.get(url("plan_edit", draft)))
    retest = reverse("plan_retest", args=[entry.id])
    wrong = therapist.post(retest, {"after": 7})
    assert wrong.status_code == 422
    assert "Enter a number from 0 to 5." in text(wrong)
    assert therapist.post(retest, {"after": 1}).status_code == 303
    assert "At the re-test: 3 to 1 points." in text(therapist.get(url("plan_edit", draft)))
    plain = {**data, "target_finding": "thigh_thrust"}
    refused = therapist.post(url("plan_hands_on", draft), plain)
    assert "This finding has no value of its own." in text(refused)


def test_nothing_is_chosen_to_begin_with_and_nothing_chosen_is_refused(
    draft: Plan, therapist: Client
) -> None:
    page = text(therapist.get(url("plan_edit", draft)))
    for name in ("technique_id", "target_finding"):
        offered = page.split(f'name="{name}"')[1].split("</select>")[0]
        assert offered.split("<option")[1].strip() == 'value="" selected>Choose</option>'
    refused = therapist.post(url("plan_hands_on", draft), {"technique_id": "", "side": ""})
    assert refused.status_code == 422
    said = text(refused).split('id="hands"')[1].split("</section>")[0]
    assert "Choose a technique." in said
    assert "Choose the finding that it is for." in said
    assert said.count('aria-invalid="true"') == 2
    assert not ManualTherapy.objects.exists()


# ---- before approval, and after


def test_everything_added_is_told_before_approval(
    people: People, draft: Plan, therapist: Client
) -> None:
    goals.add(episode=draft.episode, text=BABY, by=people.therapist, at=NOW)
    manual_therapy.add(
        plan=draft,
        technique_id=technique(draft, therapist),
        target_finding="thigh_thrust",
        by=people.therapist,
        at=NOW,
    )
    send(therapist, draft, "review", about="week_2", on="2026-12-09")
    support = draft.content["supports"][0]["id"]
    send(therapist, draft, "remove_support", about=support)
    page = text(therapist.get(url("plan_approve", draft)))
    changed = page.split('id="changed"')[1].split("</section>")[0]
    assert "Nothing: it is the plan as proposed." not in changed
    assert f"Goal: {BABY}" in changed
    assert wording().name("thigh_thrust") in changed
    assert wording().date("2026-12-09") in changed
    assert "taken out" in changed


def test_the_page_of_a_plan_shows_goals_and_hands_on_care(
    people: People, draft: Plan, therapist: Client
) -> None:
    goals.add(episode=draft.episode, text=BABY, by=people.therapist, at=NOW)
    entry = manual_therapy.add(
        plan=draft,
        technique_id=technique(draft, therapist),
        target_finding="thigh_thrust",
        by=people.therapist,
        at=NOW,
        before=6,
    )
    retest = reverse("plan_retest", args=[entry.id])
    assert retest not in text(therapist.get(url("plan", draft)))
    plans.approve(plan=draft, by=people.therapist, at=NOW)
    page = text(therapist.get(url("plan", draft)))
    assert BABY in page
    assert "Pain before: 6 of 10." in page
    assert retest in page


def test_a_review_that_is_over_is_not_told_as_still_to_come(
    draft: Plan, people: People, therapist: Client
) -> None:
    plans.approve(plan=draft, by=people.therapist, at=NOW)
    own = signed_in(people.patient)
    pages = [text(own.get(reverse("plan_mine") + f"?stage={n}")) for n in (1, 2)]
    assert ["<dt>Week 2" in page for page in pages] == [True, False]


def test_a_person_prints_their_plan_in_the_language_of_the_page(
    draft: Plan, people: People, therapist: Client
) -> None:
    plans.approve(plan=draft, by=people.therapist, at=NOW)
    spanish = {"accept-language": "es"}

    def printed(client: Client) -> str:
        paper = client.get(url("handout", draft), headers=spanish)
        return " ".join(" ".join(Pdf(paper.content).page_texts).split())

    assert "Su programa en casa" in printed(signed_in(people.patient))
    assert "Your home programme" in printed(therapist)


def test_the_handout_names_whom_to_call_whose_it_is_and_who_approved_it(
    people: People, draft: Plan, therapist: Client
) -> None:
    people.clinic.emergency_number, people.clinic.crisis_number = "112", "024"
    people.clinic.save()
    goals.add(episode=draft.episode, text=BABY, by=people.therapist, at=NOW)
    plans.approve(plan=draft, by=people.therapist, at=NOW)
    paper = Pdf(therapist.get(url("handout", draft)).content)
    said = " ".join(" ".join(paper.page_texts).split())
    assert "Emergency number 112" in said
    assert "024" in said
    assert "Name: Pat Patient" in said
    assert BABY in said
    assert "Approved by Tom Therapist on " in said
    assert "signs before you start" not in said


# ---- what goes wrong is told, and every look at a plan stands in the trail


def test_a_wrong_re_test_of_a_followed_plan_is_marked_and_kept(
    draft: Plan, therapist: Client, people: People
) -> None:
    data = {"technique_id": technique(draft, therapist), "target_finding": "thigh_thrust"}
    therapist.post(url("plan_hands_on", draft), data | {"side": "left", "before": 6})
    plans.approve(plan=draft, by=people.therapist, at=NOW)
    entry = ManualTherapy.objects.get()
    page = therapist.post(reverse("plan_retest", args=[entry.id]), {"after": "11"})
    assert page.status_code == 422
    assert 'value="11" aria-invalid="true"' in text(page)
    assert f'href="#after-{entry.id}"' in text(page)


def test_a_wrong_reason_leaves_the_whole_page_of_the_plan(draft: Plan, therapist: Client) -> None:
    page = therapist.post(url("plan_withdraw", draft), {"reason": ""})
    assert page.status_code == 422
    assert "What Pat Patient will see" in text(page)


def test_a_stop_met_in_the_editor_leads_to_what_it_says(draft: Plan, therapist: Client) -> None:
    open_stop(draft)
    sent = {"act": "dose", "about": names(draft)[0], "version": draft.version, "stage": 1}
    answered = therapist.post(url("plan_edit", draft), sent, headers={"hx-request": "true"})
    assert answered.headers["HX-Redirect"] == url("plan_edit", draft)


@pytest.mark.parametrize("name", ["plan", "plan_edit", "plan_approve"])
def test_each_look_at_a_plan_stands_in_the_trail(draft: Plan, therapist: Client, name: str) -> None:
    before = Event.objects.filter(verb="plan.read").count()
    therapist.get(url(name, draft))
    assert Event.objects.filter(verb="plan.read").count() == before + 1
