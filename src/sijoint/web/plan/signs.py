"""How many of the danger signs a plan rests on: one that was not asked is no reassurance."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from sijoint.records import knowledge
from sijoint.records.models import Plan
from sijoint.records.queries.plan import Present
from sijoint.web.panel.safety import danger_signs
from sijoint.web.workspace.section import section_of


@dataclass(frozen=True, slots=True)
class AskedSigns:
    """What a clinician is told before they approve a plan.

    Parameters
    ----------
    asked, of : int
        How many danger signs were asked in the evaluation, of how many.
    is_signed : bool
        Whether the evaluation is signed, so that nothing more can be asked in it.
    url : str
        The first sign that was not asked, or the signed evaluation; empty when all were asked.
    """

    asked: int
    of: int
    is_signed: bool
    url: str


def asked_signs(plan: Plan, present: Present) -> AskedSigns:
    """How many danger signs were asked in the evaluation that a plan rests on.

    Parameters
    ----------
    plan : Plan
    present : Present
        The person as that evaluation has them now.
    """
    signs = danger_signs(present.case, knowledge.current().evidence.safety)
    evaluation = plan.evaluation
    url = ""
    if signs.open and evaluation.is_signed:
        url = reverse("evaluation_signed", args=[evaluation.id])
    elif signs.open:
        first = signs.open[0]
        page = reverse("evaluation_section", args=[evaluation.id, section_of(first)])
        url = f"{page}#test-{first}"
    return AskedSigns(len(signs.asked), signs.of, evaluation.is_signed, url)
