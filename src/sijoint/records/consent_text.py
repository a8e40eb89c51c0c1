"""What people agree to, in versions: a text is never changed, a new one takes its place."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.language import message

CARE, DATA = "care", "data"
KINDS = (CARE, DATA)
"""Both are needed before the questions of the intake."""


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One version of one text.

    Parameters
    ----------
    kind, version : str
        What it is about, and the day from which it holds.
    title, agree : str
        English: its heading, and what is ticked.
    lines : tuple of str
        English, one paragraph each.
    """

    kind: str
    version: str
    title: str
    agree: str
    lines: tuple[str, ...]


TEXTS = (
    ConsentText(
        CARE,
        "2026-11-22",
        message("Care at your clinic"),
        message("I agree to be asked, examined and treated by my clinic."),
        (
            message("Your therapist asks about your pain and your health."),
            message(
                "You are examined with movements and gentle tests. Some can hurt for a moment."
            ),
            message("You can say stop at any time. Nothing is done without your yes."),
            message("This program helps your therapist to think. It decides nothing by itself."),
            message("You can stop this agreement on this page, whenever you want."),
        ),
    ),
    ConsentText(
        DATA,
        "2026-11-22",
        message("Your data"),
        message("I agree that my clinic stores and uses my answers for my care."),
        (
            message("We store your name, how to reach you, your answers, findings and plan."),
            message("The therapists of your clinic can read them. Other clinics cannot."),
            message("Only therapists can read answers about sex, bladder and low mood."),
            message("The front desk sees your name and how to reach you, and no answers."),
            message("Every time somebody opens your record, that is written down."),
            message("You can read and correct your answers, and ask for a copy or for deletion."),
            message("The law may oblige your clinic to keep parts of your record for some years."),
            message("You can stop this agreement on this page. What was done before stays valid."),
        ),
    ),
)
"""All versions that were ever shown, the newest of a kind last."""


def current(kind: str) -> ConsentText:
    """The version that is shown now.

    Examples
    --------
    >>> current(DATA).title
    'Your data'
    """
    return [text for text in TEXTS if text.kind == kind][-1]
