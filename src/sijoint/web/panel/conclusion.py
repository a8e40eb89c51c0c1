"""The clinician's own conclusions, each beside what was computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sijoint.clinical.assessment import Assessment
from sijoint.clinical.case import Case
from sijoint.clinical.profile import ProfileLabel, profile
from sijoint.clinical.safety import SafetyLevel
from sijoint.documents.percent import highest_of, percent
from sijoint.documents.report.likelihood import source_name
from sijoint.documents.report.likely import OF_INTEREST, leading, likely
from sijoint.documents.report.profile import label_words, profile_word
from sijoint.documents.report.safety import level_word
from sijoint.documents.wording import Wording
from sijoint.records.knowledge import Knowledge

PROFILE, SOURCE, SAFETY = "profile", "source", "safety."


class Held(Protocol):
    """A conclusion that holds, as a row of the chart has it; `by` is written as a name."""

    conclusion: str
    value: str
    reason: str
    by: object
    at: datetime


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What the clinician concluded, why, and what was computed."""

    said: str
    reason: str
    computed: str


def conclusions(
    held: Sequence[Held], assessment: Assessment, case: Case, knowledge: Knowledge, words: Wording
) -> tuple[Conclusion, ...]:
    """The conclusions in words; while safety stops everything, only those about safety.

    Parameters
    ----------
    held : sequence of Held
        About ``source``, ``profile`` or ``safety.<rule id>``.
    assessment : Assessment
        The answer with these conclusions in their place.
    case : Case
        From which the profile is computed again without them.
    knowledge : Knowledge
        The rules.
    words : Wording
        The language.
    """
    return tuple(
        Conclusion(
            said=conclusion_words(each, words),
            reason=each.reason,
            computed=_computed(each.conclusion, assessment, case, knowledge, words),
        )
        for each in held
        if each.conclusion.startswith(SAFETY) or not assessment.safety.stop
    )


def conclusion_words(held: Held, words: Wording) -> str:
    """What a clinician concluded, in a few words."""
    if held.conclusion == PROFILE:
        label = profile_word(ProfileLabel(held.value), words)
        return words.say("Your conclusion, profile: {label}", label=label)
    if held.conclusion == SOURCE:
        source = words.text(f"pain_source.{held.value}.clinician")
        return words.say("Your conclusion, source of pain: {source}", source=source)
    rule = held.conclusion.removeprefix(SAFETY)
    return words.say("Your conclusion: rule {rule} is set aside", rule=rule)


def _computed(
    about: str, assessment: Assessment, case: Case, knowledge: Knowledge, words: Wording
) -> str:
    if about == PROFILE:
        return words.say("Computed: {answer}", answer=_profile(assessment, case, knowledge, words))
    if about == SOURCE:
        return words.say("Computed: {answer}", answer=_source(assessment, words))
    record = words.record("safety_rule", about.removeprefix(SAFETY))
    level = level_word(SafetyLevel(record["level"]), words)
    return words.say("Computed: {answer}", answer=level)


def _profile(assessment: Assessment, case: Case, knowledge: Knowledge, words: Wording) -> str:
    """The label without the clinician's own."""
    given = likely(assessment.differential or ())
    joint = max((e.probability for e in given if e.row.source in OF_INTEREST), default=None)
    rules = knowledge.evidence.profile
    return label_words(profile(case, rules, safety=assessment.safety, joint=joint), words)


def _source(assessment: Assessment, words: Wording) -> str:
    """The leading source, with how likely it is."""
    first = next(iter(leading(assessment.differential or ())), None)
    if first is None:
        return words.say("no single source stands out")
    share = percent(first.probability, highest_of(first.row.source), words)
    name = source_name(first.row, words)
    return words.say("{source} {percent}", source=name, percent=share)
