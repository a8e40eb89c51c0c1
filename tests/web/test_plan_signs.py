"""Who edits or approves a plan reads how many of the danger signs were asked."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from sijoint.records import knowledge
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.models import Plan
from sijoint.records.queries.recorded import recorded_in
from sijoint.web.panel.safety import danger_signs
from tests.people import People
from tests.records.planning import LATER, answer, make_plan
from tests.web.test_plan import signed_in, text, url

pytestmark = pytest.mark.django_db
NOT_THERE = {"temperature": {"value": 36.8}}
"""What is measured has no negative result."""


@pytest.fixture
def therapist(people: People) -> Client:
    return signed_in(people.therapist)


@pytest.fixture
def draft(people: People) -> Plan:
    return make_plan(people)


def test_a_plan_says_how_many_danger_signs_were_asked(
    people: People, draft: Plan, therapist: Client
) -> None:
    asked = f'href="/evaluations/{draft.evaluation_id}/'
    for name in ("plan_edit", "plan_approve"):
        page = text(therapist.get(url(name, draft)))
        notice = page.split('id="signs-asked"')[1].split("</section>")[0]
        assert re.search(r">0 of \d+ danger signs asked<", notice)
        assert asked in notice
        assert "#test-" in notice
    assert "Approve plan" in page
    evaluations.sign(evaluation=draft.evaluation, note="Seen.", by=people.therapist, at=LATER)
    notice = text(therapist.get(url("plan_approve", draft))).split('id="signs-asked"')[1]
    assert "The signed evaluation asked no more than that." in notice
    assert f"{asked}signed/" in notice


def test_a_plan_after_every_danger_sign_says_so_plainly(draft: Plan, therapist: Client) -> None:
    case = recorded_in(draft.evaluation).case
    assert case is not None
    for sign in danger_signs(case, knowledge.current().evidence.safety).open:
        is_sided = knowledge.current().evidence.findings[sign].sided
        for side in ("left", "right") if is_sided else ("",):
            answer(draft.evaluation, sign, side, **NOT_THERE.get(sign, {"result": "negative"}))
    page = text(therapist.get(url("plan_approve", draft)))
    assert 'id="signs-asked"' not in page
    assert re.search(r"(\d+) of \1 danger signs asked\.", page)
