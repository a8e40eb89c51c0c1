"""The head of a paper for clinicians: who it is about, without a name."""

from __future__ import annotations

from sijoint.clinical.case import Case, PainSide, Sex
from sijoint.documents.wording import Wording


def clinician_fields(words: Wording) -> list[str]:
    """What is written by hand: a case file holds no name."""
    return [words.say("Name"), words.say("Date of birth"), words.say("Clinician")]


def closing_fields(words: Wording) -> list[str]:
    """What is written by hand at the end."""
    return [words.say("Place and date"), words.say("Signature")]


def person_facts(case: Case, words: Wording) -> list[str]:
    """Age, sex and episode in a few words each; what was not recorded is left out."""
    patient = case.patient
    facts = [
        words.say("{age} years", age=words.number(patient.age_years)),
        _sex(patient.sex, words),
        _pain(case.episode.side, words),
        words.say("for {weeks} weeks", weeks=words.number(case.episode.duration_weeks)),
    ]
    if patient.pregnancy_weeks is not None:
        facts.append(
            words.say("week {week} of pregnancy", week=words.number(patient.pregnancy_weeks))
        )
    if patient.weeks_postpartum is not None:
        facts.append(
            words.say("{weeks} weeks after birth", weeks=words.number(patient.weeks_postpartum))
        )
    if case.assessed_on is not None:
        facts.append(words.say("evaluated on {day}", day=words.date(case.assessed_on)))
    return [fact for fact in facts if fact]


def _sex(sex: Sex, words: Wording) -> str:
    return {
        Sex.FEMALE: words.say("female"),
        Sex.MALE: words.say("male"),
        Sex.OTHER: words.say("other sex"),
        Sex.UNKNOWN: "",
    }[sex]


def _pain(side: PainSide, words: Wording) -> str:
    return {
        PainSide.LEFT: words.say("pain on the left"),
        PainSide.RIGHT: words.say("pain on the right"),
        PainSide.BILATERAL: words.say("pain on both sides"),
    }[side]
