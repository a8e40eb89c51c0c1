"""When to get help at once: the emergency department, a doctor today, the maternity unit."""

from __future__ import annotations

from sijoint.clinical.case import Case
from sijoint.documents.clinic import Clinic
from sijoint.documents.glyph import readable
from sijoint.documents.picture import qr_code
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

WARNING_SIGNS = "warning_signs"

SAME_DAY = "Call a doctor the same day for fever, a swollen calf or a bad fall."
MATERNITY = "Pregnant: call your maternity unit for bleeding, lost waters or fewer movements."
"""Lines of the warning signs that are no reason for an emergency department."""

SOON_AFTER_BIRTH = 6
"""Weeks after a birth in which the maternity unit is called."""


def signs_by_help(words: Wording) -> dict[str, Content]:
    """The warning signs as two headed lists: the emergency department, and a doctor today."""
    _, *signs = words.record("education", WARNING_SIGNS)["body"]
    now = [sign for sign in signs if sign not in (SAME_DAY, MATERNITY)]
    return {
        "now": {
            "title": words.say("Go to an emergency department now"),
            "lead": words.say("If one of these is new:"),
            "signs": [words.say(sign) for sign in now],
        },
        "today": {
            "title": words.say("Call a doctor today"),
            "lead": words.say("If you have one of these:"),
            "signs": [
                words.say("Fever."),
                words.say("A swollen calf."),
                words.say("A bad fall."),
            ],
        },
    }


def help_frame(case: Case, clinic: Clinic, words: Wording) -> Content:
    """The frame of help, as two groups, with whom to call.

    Parameters
    ----------
    case : Case
        Whether the maternity unit is named: in pregnancy and 6 weeks after a birth.
    clinic : Clinic
        Who is called for questions.
    words : Wording
        The language.
    """
    return {
        "title": words.text(f"education.{WARNING_SIGNS}.title"),
        **signs_by_help(words),
        "maternity": _maternity(case, words),
        "emergency": words.say("Emergency number"),
        "emergency_phone": clinic.emergency,
        "crisis": words.say("Thoughts of hurting yourself"),
        "crisis_phone": clinic.crisis,
        "questions": words.say("Questions, or pain that worries you? Call your clinic"),
        "clinic": readable(clinic.name),
        "phone": clinic.phone,
        "address": clinic.address,
        "qr": qr_code(clinic.address) if clinic.address else "",
        "qr_text": words.say("QR code of {address}", address=clinic.address),
    }


def _maternity(case: Case, words: Wording) -> str:
    if case.is_pregnant:
        return words.say(MATERNITY)
    weeks = case.patient.weeks_postpartum
    if weeks is not None and weeks <= SOON_AFTER_BIRTH:
        return words.say(
            "Soon after birth: call your maternity unit for fever or a bad headache. "
            "Call also for spots before your eyes or pain under the ribs."
        )
    return ""
