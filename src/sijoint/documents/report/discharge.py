"""The discharge summary: how care went, and how the person goes on alone."""

from __future__ import annotations

from collections.abc import Sequence

from sijoint.clinical.case import Case
from sijoint.clinical.plan.maintenance import Maintenance
from sijoint.documents.later import flare_steps, reviews, routine
from sijoint.documents.record import CareRecord, Goal
from sijoint.documents.report.block import bullets, facts, paragraph, section, table
from sijoint.documents.report.course import (
    measures_section,
    tests_section,
    tried_section,
    with_evaluation,
)
from sijoint.documents.report.head import clinician_fields, closing_fields, person_facts
from sijoint.documents.report.reference import References
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
    """The words and numbers of the summary; the part that the person keeps is in their words."""
    whole = with_evaluation(case, record, words)
    references = References(words)
    lead, *signs = words.list("education", "warning_signs", "body")
    sections = [
        _course(whole, words),
        _goals(whole.goals, words),
        measures_section(whole, references, words),
        tests_section(whole, words),
        tried_section(whole.tried, words),
        _routine(maintenance, words),
        section(words.text("education.flare.title"), bullets(flare_steps(maintenance, words))),
        _contacts(maintenance, words),
        section(words.text("education.warning_signs.title"), paragraph(lead), bullets(signs)),
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
        sessions = words.say(
            "{done} of {planned} planned, {share}",
            done=record.done,
            planned=record.planned,
            share=words.percent(record.done / record.planned),
        )
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
    rows = [[g.text, words.number(g.before), words.number(g.now)] for g in goals]
    headers = [words.say("Goal"), words.say("At the start"), words.say("Now")]
    return section(title, table(headers, rows, numbers=(1, 2)))


def _routine(maintenance: Maintenance, words: Wording) -> Content:
    title = words.text("education.staying_well.title")
    rows = [
        [item["title"], item["text"], _choices(item["exercises"], words)]
        for item in routine(maintenance, words)
    ]
    if not rows:
        return section(title, paragraph(words.say("No routine can be offered yet.")))
    headers = [words.say("Part"), words.say("How much"), words.say("Choose from")]
    return section(title, table(headers, rows, widths=(1, 2, 3)))


def _choices(exercises: Sequence[Content], words: Wording) -> str:
    """The exercises, each with how it must be changed."""
    said = []
    for each in exercises:
        if each["cautions"]:
            said.append(
                words.say(
                    "{name}: {caution}", name=each["name"], caution=" ".join(each["cautions"])
                )
            )
        else:
            said.append(words.say("{name}.", name=each["name"]))
    return " ".join(said)


def _contacts(maintenance: Maintenance, words: Wording) -> Content:
    rows = [
        [each["when"], each["day"], each["text"]]
        for each in reviews(maintenance.contacts, "contact_week", words)
    ]
    questions = [words.text(f"monthly_question.{q}.patient_text") for q in maintenance.questions]
    headers = [words.say("Week"), words.say("Day"), words.say("What")]
    return section(
        words.say("We stay in touch"),
        table(headers, rows, widths=(0, 0, 1)),
        paragraph(words.say("Questions for each month:")),
        bullets(questions),
    )
