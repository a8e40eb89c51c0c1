"""The discharge summary: how care went, and how the person goes on alone."""

from __future__ import annotations

from collections.abc import Sequence

from sijoint.clinical.case import Case
from sijoint.clinical.plan.maintenance import Maintenance
from sijoint.documents.record import CareRecord, Goal
from sijoint.documents.report.afterwards import (
    contacts_section,
    flare_section,
    help_section,
    routine_section,
)
from sijoint.documents.report.block import facts, paragraph, section, table
from sijoint.documents.report.course import (
    adherence,
    measures_section,
    tests_section,
    tried_section,
    with_evaluation,
)
from sijoint.documents.report.head import clinician_fields, closing_fields, person_facts
from sijoint.documents.report.reference import References
from sijoint.documents.report.written import written
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording


def discharge(
    case: Case,
    maintenance: Maintenance,
    record: CareRecord,
    words: Wording,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """The discharge summary as PDF/UA.

    Parameters
    ----------
    case : Case
        The first evaluation.
    maintenance : Maintenance
        Of the plan that was followed.
    record : CareRecord
        What was done and measured.
    words : Wording
        The language.
    paper : Paper
        The size of the pages.

    Raises
    ------
    NotInstalledError
        If Typst or the font is missing.
    """
    content = discharge_content(case, maintenance, record, words)
    return typeset(Template.REPORT, content, paper=paper, language=words.code)


def discharge_content(
    case: Case, maintenance: Maintenance, record: CareRecord, words: Wording
) -> Content:
    """The words and numbers of the summary."""
    whole = with_evaluation(case, record, words)
    references = References(words)
    sections = [
        _course(whole, words),
        _goals(whole.goals, words),
        measures_section(whole, references, words),
        tests_section(whole, words),
        tried_section(whole.tried, words),
        routine_section(maintenance, words),
        flare_section(maintenance, words),
        contacts_section(maintenance, words),
        help_section(case, record.ended_on, words),
        references.section(),
    ]
    return {
        "title": words.say("Discharge summary"),
        "facts": person_facts(case, words),
        "fields": clinician_fields(words),
        "sections": sections,
        "closing": closing_fields(words),
        "footer": words.say("This does not replace a visit."),
        "page": words.say("Page {page} of {pages}"),
    }


def _course(record: CareRecord, words: Wording) -> Content:
    ended = words.say("care goes on") if record.ended_on is None else words.date(record.ended_on)
    sessions = words.say("none recorded")
    if record.home_weeks:
        sessions = adherence(record, words)
    return section(
        words.say("Course"),
        facts(
            [
                (words.say("From"), words.date(record.started_on)),
                (words.say("To"), ended),
                (words.say("Visits"), str(len(record.visits))),
                (words.say("Sessions at home"), sessions),
            ]
        ),
    )


def _goals(goals: Sequence[Goal], words: Wording) -> Content:
    title = words.say("The person's own goals, 0 cannot to 10 as before")
    if not goals:
        return section(title, paragraph(words.say("None were recorded.")))
    rows = [[written(g.text, words), words.number(g.before), words.number(g.now)] for g in goals]
    headers = [words.say("Goal"), words.say("At the start"), words.say("Now")]
    return section(title, table(headers, rows, numbers=(1, 2)))
