"""Plans that are withdrawn because the record of the person has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.clinical.plan.recheck import Finding
from sijoint.documents.wording import Wording
from sijoint.evidence.text import Texts
from sijoint.language import language
from sijoint.records import knowledge
from sijoint.records.actions.plan import withdraw
from sijoint.records.models import Plan
from sijoint.records.queries.plan import barred

LONGEST = 500
"""Characters of a reason."""


@transaction.atomic
def suspend(*, plans: Iterable[Plan], by: User, at: datetime) -> list[Plan]:
    """Withdraw the plans that hold an exercise which the person must not do any more.

    Returns
    -------
    list of Plan
        Those that were withdrawn; each tells which exercises, in the words of the clinic.
    """
    found = [(plan, barred(plan)) for plan in plans]
    return [
        withdraw(plan=plan, reason=_told(plan, findings), by=by, at=at)
        for plan, findings in found
        if findings
    ]


def _told(plan: Plan, findings: tuple[Finding, ...]) -> str:
    """Why a plan is withdrawn, in the language of the clinic."""
    spoken = language(plan.clinic.language)
    words = Wording(Texts(knowledge.current().raw), spoken)
    names = [words.text(f"exercise.{each.about}.patient") for each in findings]
    with translation.override(plan.clinic.language):
        reason = _("The record has changed. Not allowed now: %(names)s") % {
            "names": ", ".join(names)
        }
    return Truncator(reason).chars(LONGEST)
