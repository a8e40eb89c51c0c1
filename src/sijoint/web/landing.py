"""The page on which somebody begins after signing in."""

from __future__ import annotations

from django.urls import reverse

from sijoint.records.models import Consent, Plan
from sijoint.records.models.plan import PlanState
from sijoint.web import navigation
from sijoint.web.member import Member


def page_of(member: Member | None) -> str:
    """The address of the page.

    Somebody who works here begins on the first page of their navigation: a therapist on the
    worklist, an owner on outcomes, the front desk on people. A person in care begins on their
    plan when there is one, else on the questions, and before those on what they agree to.
    """
    if not member:
        return reverse("join")
    if member.is_staff:
        return reverse(navigation.pages_of(member)[0].name)
    own = {"clinic": member.clinic, "patient__user": member.user}
    if not Consent.objects.filter(withdrawn_at__isnull=True, **own).exists():
        return reverse("consent")
    if Plan.objects.filter(state=PlanState.APPROVED, **own).exists():
        return reverse("plan_mine")
    return reverse("intake")
