"""The pages of a plan without JavaScript, and who is refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.accounts.models import User
from sijoint.records.actions import erasure as erasures
from sijoint.records.actions import goal as goals
from sijoint.records.actions import plan as plans
from sijoint.records.models import Alert, Evaluation, Goal, ManualTherapy, Plan
from tests.people import NOW, People
from tests.records.planning import (
    answer,
    approved,
    make_evaluation,
    make_patient,
    make_plan,
    set_person,
)

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def therapist(people: People) -> Client:
    return signed_in(people.therapist)


@pytest.fixture
def patient(people: People) -> Client:
    return signed_in(people.patient)


@pytest.fixture
def draft(people: People) -> Plan:
    evaluation = make_evaluation(people)
    answer(evaluation, "thigh_thrust", "left")
    return make_plan(people, evaluation)


def names(plan: Plan, number: int = 1) -> list[str]:
    return [e["id"] for e in plan.content["stages"][number - 1]["exercises"]]


def url(name: str, plan: Plan, *more: Any) -> str:
    return reverse(name, args=[plan.id, *more])


def send(client: Client, plan: Plan, act: str, **fields: Any) -> Any:
    data = {"act": act, "version": plan.version, "stage": 1, **fields}
    response = client.post(url("plan_edit", plan), data)
    plan.refresh_from_db()
    return response


def text(response: Any) -> str:
    return response.content.decode()


def open_stop(plan: Plan, level: str = "emergency") -> Alert:
    return Alert.objects.create(
        clinic=plan.clinic, patient=plan.patient, rule_id="CES-1", level=level, raised_at=NOW
    )


# ---- editing


def test_a_plan_is_proposed_from_an_evaluation(people: People, therapist: Client) -> None:
    evaluation = make_evaluation(people)
    response = therapist.post(reverse("plan_propose", args=[evaluation.id]))
    plan = Plan.objects.get()
    assert response.url == url("plan_edit", plan)


def test_a_stop_proposes_nothing_and_says_why(people: People, therapist: Client) -> None:
    evaluation = make_evaluation(people)
    answer(evaluation, "saddle_anaesthesia")
    response = therapist.post(reverse("plan_propose", args=[evaluation.id]))
    assert response.url == reverse("evaluation", args=[evaluation.id])
    assert not Plan.objects.exists()


def test_the_editor_shows_stage_minutes_rows_and_limits(draft: Plan, therapist: Client) -> None:
    page = text(therapist.get(url("plan_edit", draft)))
    assert "Stage 1 of 3" in page
    assert "minutes on the longest day" in page
    for name in names(draft):
        assert f'id="row-{name}"' in page
    assert "Reasons and limits" in page
    for part in ("hands", "supports", "advice", "goals", "reviews"):
        assert f'id="{part}"' in page
    second = text(therapist.get(url("plan_edit", draft) + "?stage=2"))
    assert "Stage 2 of 3" in second


def test_a_row_is_removed_and_the_removal_is_taken_back(draft: Plan, therapist: Client) -> None:
    before = names(draft)
    response = send(therapist, draft, "remove", about=before[-1])
    assert response.status_code == 303
    assert names(draft) == before[:-1]
    undo = url("plan_undo", draft, draft.version)
    assert undo in text(therapist.get(response.url))
    assert therapist.post(undo + "?stage=1").status_code == 303
    draft.refresh_from_db()
    assert names(draft) == before
    therapist.post(undo)
    draft.refresh_from_db()
    assert draft.version == 3


def test_a_dose_is_changed_and_the_row_says_what_it_was(draft: Plan, therapist: Client) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["reps"] > 1)
    response = send(therapist, draft, "dose", about=row["id"], sets=1, days=3)
    assert response.status_code == 303
    assert f"#row-{row['id']}" in response.url
    page = text(therapist.get(response.url))
    assert "was" in page
    after = next(e for e in draft.content["stages"][0]["exercises"] if e["id"] == row["id"])
    assert after["per_week"] == 3 * after["sessions_per_day"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"sets": 99}, "sets."),
        ({"sets": "many"}, "Enter a number for Sets."),
        ({"sets": 1.5}, "A dose has whole numbers only."),
        ({"days": 0}, "days a week."),
        ({"side": "up"}, ""),
    ],
)
def test_a_wrong_dose_keeps_what_was_typed_and_says_what_to_do(
    draft: Plan, therapist: Client, fields: dict, said: str
) -> None:
    row = next(e for e in draft.content["stages"][0]["exercises"] if e["sets"] > 1)
    response = send(therapist, draft, "dose", about=row["id"], **fields)
    page = text(response)
    assert response.status_code == 422
    assert 'role="alert"' in page
    assert said in page
    for value in fields.values():
        assert said == "" or f'value="{value}"' in page
    assert draft.version == 1


def test_what_may_be_added_comes_first_and_the_rest_says_why_not(
    draft: Plan, therapist: Client
) -> None:
    send(therapist, draft, "remove", about=names(draft)[-1])
    page = text(therapist.get(url("plan_add", draft, 1)))
    assert 'value="add"' in page
    assert "plan-barred" in page
    assert page.index('value="add"') < page.index("plan-barred")
    found = text(therapist.get(url("plan_add", draft, 1) + "?q=breathing"))
    assert 0 < found.count("<li class=") < page.count("<li class=")
    nothing = text(therapist.get(url("plan_add", draft, 1) + "?q=zebra"))
    assert "No exercise has these words" in nothing


def test_an_exercise_is_swapped(draft: Plan, therapist: Client) -> None:
    goes = names(draft)[0]
    page = text(therapist.get(url("plan_add", draft, 1) + f"?for={goes}"))
    comes = page.split('name="instead" value="')[1].split('"')[0]
    response = send(therapist, draft, "swap", about=goes, instead=comes, reason="tried")
    assert response.status_code == 303
    assert names(draft)[0] == comes


def test_a_forbidden_exercise_is_refused_however_it_is_sent(
    people: People, therapist: Client
) -> None:
    plan = make_plan(people, make_evaluation(people, pregnancy_weeks=30))
    page = text(therapist.get(url("plan_add", plan, 1)))
    assert 'name="about" value="toe_tap_march"' not in page
    response = send(therapist, plan, "add", about="toe_tap_march", reason="tried")
    assert response.status_code == 422
    assert 'role="alert"' in text(response)
    assert plan.version == 1


def test_what_must_be_changed_asks_why(people: People, therapist: Client) -> None:
    plan = make_plan(people, make_evaluation(people, conditions=["symphysis_pain"]))
    send(therapist, plan, "remove", about=names(plan)[-1])
    page = text(therapist.get(url("plan_add", plan, 1)))
    asked = next(part for part in page.split('<li class="card-si"')[1:] if 'name="reason"' in part)
    name = asked.split('name="about" value="')[1].split('"')[0]
    refused = send(therapist, plan, "add", about=name)
    assert refused.status_code == 422
    assert "Choose why you use it anyway" in text(refused)
    assert send(therapist, plan, "add", about=name, reason="other").status_code == 422
    said = {"reason": "other", "reason_text": "did it last year"}
    assert send(therapist, plan, "add", about=name, **said).status_code == 303
    assert "did it last year" in text(therapist.get(url("plan_edit", plan)))


def test_somebody_elses_change_is_told_by_name(people: People, draft: Plan) -> None:
    first, second, *_ = names(draft)
    seen = draft.version
    send(signed_in(people.second), draft, "down", about=first)
    response = send(signed_in(people.therapist), draft, "remove", about=second, version=seen)
    assert response.status_code == 422
    assert "Sara Second" in text(response)


def test_supports_advice_and_reviews_are_edited(draft: Plan, therapist: Client) -> None:
    support = draft.content["supports"][0]["id"]
    lesson = draft.content["education"][0]["id"]
    send(therapist, draft, "remove_support", about=support)
    assert support not in [s["id"] for s in draft.content["supports"]]
    assert "May be added" in text(therapist.get(url("plan_edit", draft)))
    send(therapist, draft, "add_support", about=support)
    assert support in [s["id"] for s in draft.content["supports"]]
    send(therapist, draft, "remove_education", about=lesson)
    send(therapist, draft, "add_education", about=lesson)
    send(therapist, draft, "review", about="week_2", on="2026-12-09")
    assert draft.content["reviews"][0]["on"] == "2026-12-09"
    assert send(therapist, draft, "review", about="week_2", on="2020-01-01").status_code == 422
    assert send(therapist, draft, "review", about="week_2", on="").status_code == 422


def test_hands_on_care_is_recorded_with_its_re_test(draft: Plan, therapist: Client) -> None:
    page = text(therapist.get(url("plan_edit", draft)))
    technique = page.split('name="technique_id"')[1].split('value="')[2].split('"')[0]
    data = {
        "technique_id": technique,
        "target_finding": "thigh_thrust",
        "side": "left",
        "dose": "grade II",
        "before": 6,
    }
    assert therapist.post(url("plan_hands_on", draft), data).status_code == 303
    entry = ManualTherapy.objects.get()
    assert therapist.post(reverse("plan_retest", args=[entry.id]), {"after": 4}).status_code == 303
    page = text(therapist.get(url("plan_edit", draft)))
    assert "6 to 4 of 10" in page
    wrong = therapist.post(url("plan_hands_on", draft), {**data, "before": 40})
    assert wrong.status_code == 422
    assert "Enter a number from 0 to 10." in text(wrong)
    assert therapist.post(reverse("plan_hands_off", args=[entry.id])).status_code == 303
    assert ManualTherapy.objects.get().removed_at is not None
    assert therapist.post(reverse("plan_hands_off", args=[entry.id])).status_code == 303


def test_goals_are_added_rated_and_ended(draft: Plan, therapist: Client) -> None:
    add = url("plan_goal", draft)
    assert therapist.post(add, {"text": "lift my child", "baseline": 3}).status_code == 303
    goal = Goal.objects.get()
    rate = url("plan_goal_rate", draft, goal.id)
    assert therapist.post(rate, {"value": 6}).status_code == 303
    assert therapist.post(rate, {"value": 60}).status_code == 422
    assert therapist.post(add, {"text": ""}).status_code == 422
    assert "lift my child" in text(therapist.get(url("plan_edit", draft)))
    end = url("plan_goal_end", draft, goal.id)
    assert therapist.post(end).status_code == 303
    assert therapist.post(end).status_code == 303
    assert "lift my child" not in text(therapist.get(url("plan_edit", draft)))


# ---- approval, paper, withdrawal


def test_approval_shows_their_words_and_what_was_changed(draft: Plan, therapist: Client) -> None:
    send(therapist, draft, "remove", about=names(draft)[-1])
    page = text(therapist.get(url("plan_approve", draft)))
    assert "taken out" in page
    assert "How much pain is fine" in page
    assert "hypermobile" not in page.lower()
    stale = therapist.post(url("plan_approve", draft), {"version": 1})
    assert stale.status_code == 422
    assert therapist.post(url("plan_approve", draft), {}).status_code == 422
    done = therapist.post(url("plan_approve", draft), {"version": draft.version})
    assert done.url == url("plan", draft)
    draft.refresh_from_db()
    assert draft.state == "approved"
    assert "Approved by Tom Therapist" in text(therapist.get(url("plan", draft)))
    assert therapist.get(url("plan_approve", draft)).url == url("plan", draft)
    assert therapist.get(url("plan_edit", draft)).url == url("plan", draft)


def test_a_changed_record_must_be_seen_first(people: People, therapist: Client) -> None:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    set_person(evaluation, conditions=["wrist_problem"])
    assert "Bring up to date" in text(therapist.get(url("plan_edit", plan)))
    assert therapist.post(url("plan_approve", plan), {"version": 1}).status_code == 422
    assert send(therapist, plan, "refresh").status_code == 303
    assert "Bring up to date" not in text(therapist.get(url("plan_edit", plan)))


def test_the_handout_is_printed_once_it_is_approved(
    people: People, therapist: Client, patient: Client
) -> None:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    for client in (therapist, patient):
        waiting = client.get(url("handout", plan))
        assert waiting.status_code == 409
        assert "not printed" in text(waiting)
    plans.approve(plan=plan, by=people.therapist, at=NOW)
    for client in (therapist, patient):
        paper = client.get(url("handout", plan))
        assert paper.status_code == 200
        assert paper.headers["Content-Type"] == "application/pdf"
        assert paper.content.startswith(b"%PDF")
    assert patient.get(url("handout", plan) + "?stage=9").status_code == 404
    stop = open_stop(plan)
    assert patient.get(url("handout", plan)).status_code == 409
    stop.delete()
    plans.withdraw(plan=plan, reason="ended", by=people.therapist, at=NOW)
    gone = therapist.get(url("handout", plan))
    assert gone.status_code == 409
    assert "withdrawn" in text(gone)


def test_a_plan_is_withdrawn_with_a_reason_and_begun_anew(
    people: People, therapist: Client
) -> None:
    plan = approved(people)
    assert therapist.post(url("plan_withdraw", plan), {"reason": ""}).status_code == 422
    therapist.post(url("plan_withdraw", plan), {"reason": "moved away"})
    assert "moved away" in text(therapist.get(url("plan", plan)))
    again = therapist.post(url("plan_revise", plan))
    draft = Plan.objects.get(state="draft")
    assert again.url == url("plan_edit", draft)


def test_a_stop_closes_every_page_of_the_plan(draft: Plan, therapist: Client) -> None:
    open_stop(draft)
    editor = therapist.get(url("plan_edit", draft))
    assert editor.status_code == 409
    assert "Emergency: now. Stop" in text(editor)
    assert names(draft)[0] not in text(editor)
    assert therapist.get(url("plan_add", draft, 1)).url == url("plan", draft)
    assert "Approve plan" not in text(therapist.get(url("plan_approve", draft)))
    assert therapist.post(url("plan_approve", draft), {"version": 1}).status_code == 422
    assert send(therapist, draft, "remove", about=names(draft)[0]).status_code == 409
    assert "si-figure" not in text(therapist.get(url("plan", draft)))


# ---- the person's own page


def test_a_person_without_a_plan_is_told_that_it_comes(people: People, patient: Client) -> None:
    waiting = "Your therapist is preparing your plan"
    assert waiting in text(patient.get(reverse("plan_mine")))
    make_plan(people)
    assert waiting in text(patient.get(reverse("plan_mine")))


def test_a_person_reads_their_plan_in_their_words(people: People, patient: Client) -> None:
    plan = approved(people)
    page = text(patient.get(reverse("plan_mine")))
    for name in names(plan):
        assert f"/exercises/{name}/" in page
    assert "How much pain is fine" in page
    assert reverse("handout", args=[plan.id]) in page
    for word in ("hypermobile", "sensitized", "probability", "%"):
        assert word not in page.lower().replace("100%", "")
    second = text(patient.get(reverse("plan_mine") + "?stage=2"))
    assert f"/exercises/{names(plan, 2)[0]}/" in second


def test_a_stop_leaves_nothing_but_the_advice(people: People, patient: Client) -> None:
    plan = approved(people)
    alert = open_stop(plan)
    page = text(patient.get(reverse("plan_mine")))
    assert "Go to an emergency department now" in page
    assert "tel:112" in page
    assert "/exercises/" not in page
    assert "<nav" not in page
    alert.level = "urgent"
    alert.save()
    assert "See a doctor today" in text(patient.get(reverse("plan_mine")))


def test_an_exercise_is_shown_in_motion() -> None:
    shown = Client().get("/exercises/bird_dog/left.svg")
    assert shown.headers["Content-Type"] == "image/svg+xml"
    assert b"<animate" in shown.content
    assert Client().get("/exercises/bird_dog/up.svg").status_code == 404
    assert Client().get("/exercises/flying/left.svg").status_code == 404


def test_what_belongs_to_somebody_forgotten_is_not_reached(
    people: People, therapist: Client
) -> None:
    plan = approved(people)
    draft = make_plan(people, plan.evaluation)
    goal = goals.add(episode=plan.episode, text="walk", baseline=3, by=people.therapist, at=NOW)
    entry = ManualTherapy.objects.create(
        clinic=people.clinic,
        plan=draft,
        technique_id="clinician_muscle_energy",
        target_finding="thigh_thrust",
        side="left",
        before=6,
        by=people.therapist,
        at=NOW,
    )
    wish = erasures.ask(patient=plan.patient, by=people.patient, at=NOW)
    erasures.do(erasure=wish, by=people.owner, at=NOW)
    for name in ("plan", "handout", "plan_edit", "plan_approve"):
        for held in (plan, draft):
            assert therapist.get(reverse(name, args=[held.id])).status_code == 404
    posts = [
        reverse(name, args=[held.id])
        for name in ("plan_revise", "plan_withdraw", "plan_goal", "plan_hands_on", "plan_edit")
        for held in (plan, draft)
    ]
    posts += [
        reverse("plan_goal_end", args=[plan.id, goal.id]),
        reverse("plan_goal_rate", args=[plan.id, goal.id]),
        reverse("plan_retest", args=[entry.id]),
        reverse("plan_hands_off", args=[entry.id]),
        reverse("plan_propose", args=[plan.evaluation_id]),
    ]
    for address in posts:
        assert therapist.post(address, {"value": 3, "text": "x"}).status_code == 404, address
    assert Plan.objects.count() == 2
    assert ManualTherapy.objects.filter(id=entry.id).exists()


# ---- who is refused


@pytest.fixture
def addresses(people: People) -> list[tuple[str, str]]:
    evaluation = make_evaluation(people)
    plan = make_plan(people, evaluation)
    entry = ManualTherapy.objects.create(
        clinic=people.clinic,
        plan=plan,
        technique_id="sij_thrust",
        target_finding="faber",
        by=people.therapist,
        at=NOW,
    )
    goal = goals.add(episode=plan.episode, text="walk", by=people.therapist, at=NOW)
    return [
        ("get", url("plan", plan)),
        ("get", url("plan_edit", plan)),
        ("post", url("plan_edit", plan)),
        ("get", url("plan_add", plan, 1)),
        ("get", url("plan_approve", plan)),
        ("post", url("plan_approve", plan)),
        ("post", url("plan_undo", plan, 1)),
        ("post", url("plan_revise", plan)),
        ("post", url("plan_withdraw", plan)),
        ("post", reverse("plan_propose", args=[evaluation.id])),
        ("post", url("plan_hands_on", plan)),
        ("post", reverse("plan_retest", args=[entry.id])),
        ("post", reverse("plan_hands_off", args=[entry.id])),
        ("post", url("plan_goal", plan)),
        ("post", url("plan_goal_rate", plan, goal.id)),
        ("post", url("plan_goal_end", plan, goal.id)),
    ]


def asked(client: Client, addresses: list[tuple[str, str]]) -> set[int]:
    return {getattr(client, method)(address).status_code for method, address in addresses}


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("colleague", 404),
        ("patient", 403),
        ("desk", 403),
        ("owner", 403),
        ("stranger", 403),
    ],
)
def test_nobody_else_reaches_a_plan(
    people: People, addresses: list[tuple[str, str]], who: str, status: int
) -> None:
    assert asked(signed_in(getattr(people, who)), addresses) == {status}
    assert Plan.objects.get().version == 1


def test_who_is_signed_out_signs_in(addresses: list[tuple[str, str]]) -> None:
    assert asked(Client(), addresses) == {302}
    assert Client().get(reverse("plan_mine")).status_code == 302


@pytest.mark.parametrize(
    ("who", "status"),
    [("colleague", 404), ("desk", 404), ("owner", 404), ("stranger", 403)],
)
def test_nobody_else_prints_a_plan(people: People, who: str, status: int) -> None:
    plan = approved(people)
    assert signed_in(getattr(people, who)).get(url("handout", plan)).status_code == status
    assert Client().get(url("handout", plan)).status_code == 302


def test_another_person_in_care_prints_no_plan_but_their_own(people: People) -> None:
    from sijoint.accounts.models import Membership
    from sijoint.accounts.role import RoleName

    plan = approved(people)
    other = User.objects.create_user("other@example.org", "a long password")
    Membership.objects.create(clinic=people.clinic, user=other, role=RoleName.PATIENT)
    assert signed_in(other).get(url("handout", plan)).status_code == 404
    assert "preparing" in text(signed_in(other).get(reverse("plan_mine")))


@pytest.mark.parametrize("who", ["therapist", "colleague", "desk", "owner", "stranger"])
def test_only_a_person_in_care_has_a_plan_of_their_own(people: People, who: str) -> None:
    assert signed_in(getattr(people, who)).get(reverse("plan_mine")).status_code == 403


def test_the_record_of_another_clinic_stays_there(people: People) -> None:
    make_patient(people)
    assert Evaluation.objects.count() == 0
    assert "First tell us your story" in text(signed_in(people.patient).get(reverse("plan_mine")))
