"""Belts and other aids of a plan: how they are used, and when they come off."""

from __future__ import annotations

from collections.abc import Sequence

from sijoint.clinical.case import Case
from sijoint.clinical.plan.support import PlannedSupport
from sijoint.documents.banner import SUPPORT
from sijoint.documents.caution import sentences
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

PRINTED = (
    "pelvic_belt",
    "pelvic_belt_low",
    "heel_lift",
    "walking_aid",
    "lifting_after_surgery",
    "activity_with_an_obstetric_restriction",
    "sleep_in_pregnancy",
    "pelvic_floor_practice",
    "return_to_run_after_birth",
)
"""The supports that only some people get; what is for everyone is told at the visit."""

BABY = "Baby moves less than usual"


def aids(supports: Sequence[PlannedSupport], case: Case, words: Wording) -> list[Content]:
    """The supports that were chosen for this person, each with the sign to stop.

    Parameters
    ----------
    supports : sequence of PlannedSupport
        Of the plan.
    case : Case
        Whether the person is pregnant.
    words : Wording
        The language.
    """
    return [
        {
            "title": words.text(f"{SUPPORT}.{each.id}.patient"),
            "text": words.text(f"{SUPPORT}.{each.id}.patient_text"),
            "stop": _stop(each.id, case, words),
        }
        for each in supports
        if each.id in PRINTED
    ]


def _stop(name: str, case: Case, words: Wording) -> str:
    """When to stop; what is about a baby only in pregnancy."""
    english = sentences(words.record(SUPPORT, name)["stop_when"])
    said = sentences(words.text(f"{SUPPORT}.{name}.stop_when"))
    if case.is_pregnant or len(said) != len(english):
        return " ".join(said)
    pairs = zip(said, english, strict=True)
    return " ".join(text for text, source in pairs if not source.startswith(BABY))
