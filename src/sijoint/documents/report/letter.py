"""The record of care so far, as a letter: what was done and measured, and no opinion.

Whoever decides about a procedure asks for it. It lists, and neither supports nor opposes.
"""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.clinical.assessment import YOUNGEST
from sijoint.clinical.case import Case
from sijoint.documents.record import CareRecord
from sijoint.documents.report.block import STRONG, paragraph, section
from sijoint.documents.report.course import (
    dates_section,
    measures_section,
    sessions_section,
    tests_section,
    tried_section,
    with_evaluation,
)
from sijoint.documents.report.head import clinician_fields, closing_fields, person_facts
from sijoint.documents.report.reference import References
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording

RECORD = "care_record.record_of_care"


def letter(case: Case, record: CareRecord, words: Wording, *, paper: Paper = Paper.A4) -> bytes:
    """The record of care as PDF/UA.

    Parameters
    ----------
    case : Case
        The first evaluation; its measures and tests join the record.
    record : CareRecord
        What was done and measured since.
    words : Wording
        The language.
    paper : Paper
        The size of the pages.

    Raises
    ------
    NotInstalledError
        If Typst or the font is missing.

    Notes
    -----
    It holds no probability, no profile and no advice.
    """
    content = letter_content(case, record, words)
    return typeset(Template.REPORT, content, paper=paper, language=words.code)


def letter_content(case: Case, record: CareRecord, words: Wording) -> Content:
    """The words and numbers of the letter."""
    whole = with_evaluation(case, record, words)
    references = References(words)
    statement = words.text(f"{RECORD}.text")
    return {
        "title": _title(record, words),
        "facts": person_facts(case, words),
        "fields": clinician_fields(words),
        "sections": [
            section(
                words.say("What this letter is"),
                paragraph(words.say("A list of the care that was given, as it was recorded.")),
                paragraph(statement, STRONG),
                *_of_adults(case, words),
            ),
            dates_section(whole, words),
            sessions_section(whole, words),
            tests_section(whole, words),
            measures_section(whole, references, words),
            tried_section(whole.tried, words),
            references.section(),
        ],
        "closing": closing_fields(words),
        "footer": statement,
        "page": words.say("Page {page} of {pages}"),
    }


def _title(record: CareRecord, words: Wording) -> str:
    """What it is called: "so far" only while care goes on."""
    if record.ended_on is None:
        return words.text(f"{RECORD}.title")
    return words.say("Record of care")


def _of_adults(case: Case, words: Wording) -> Iterator[Content]:
    """For a child: whom the numbers beside the scores were found in."""
    if case.patient.age_years < YOUNGEST:
        yield paragraph(
            words.say(
                "The person is under {age} years: the tests, scores and important changes were"
                " studied in adults.",
                age=words.number(YOUNGEST),
            )
        )
