"""The evaluation report: everything that an assessment says, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.casefile.answer import limits_of
from sijoint.clinical.assessment import Assessment
from sijoint.clinical.case import Case
from sijoint.clinical.model import Model
from sijoint.clinical.phrase import Phrase
from sijoint.documents.report.baseline import baseline_section
from sijoint.documents.report.block import QUIET, bullets, paragraph, section
from sijoint.documents.report.care import care_section, follow_up_section
from sijoint.documents.report.head import clinician_fields, closing_fields, person_facts
from sijoint.documents.report.likelihood import likelihood_section, set_name
from sijoint.documents.report.likely import OF_INTEREST
from sijoint.documents.report.next_finding import next_section
from sijoint.documents.report.profile import profile_section
from sijoint.documents.report.programme import exclusion_section, programme_section
from sijoint.documents.report.reason import reason_section
from sijoint.documents.report.reference import References
from sijoint.documents.report.safety import safety_section
from sijoint.documents.report.screen import screen_section
from sijoint.documents.typesetting import Content, Paper, Template, typeset
from sijoint.documents.wording import Wording

SHOWN_ABOVE = frozenset({"missing.test"})
"""The cluster itself says which of its tests were not done."""


def evaluation(
    case: Case,
    assessment: Assessment,
    model: Model,
    words: Wording,
    *,
    paper: Paper = Paper.A4,
) -> bytes:
    """The evaluation report as PDF/UA, for a clinician.

    Parameters
    ----------
    case : Case
        What was recorded.
    assessment : Assessment
        Its answer. With a safety stop the report is the alert and nothing else.
    model : Model
        The model behind it: it knows through which claims a finding speaks.
    words : Wording
        The language.
    paper : Paper
        The size of the pages.

    Raises
    ------
    NotInstalledError
        If Typst or the font is missing.
    """
    content = evaluation_content(case, assessment, model, words)
    return typeset(Template.REPORT, content, paper=paper, language=words.code)


def evaluation_content(case: Case, assessment: Assessment, model: Model, words: Wording) -> Content:
    """The words and numbers of the report."""
    references = References(words)
    sections = [
        *_sections(case, assessment, model, references, words),
        _limits(assessment, words),
        references.section(),
    ]
    return {
        "title": words.say("Evaluation report"),
        "facts": person_facts(case, words),
        "fields": clinician_fields(words),
        "sections": sections,
        "closing": closing_fields(words),
        "footer": words.render(Phrase("limits.use")),
        "page": words.say("Page {page} of {pages}"),
    }


def _sections(
    case: Case, assessment: Assessment, model: Model, references: References, words: Wording
) -> Iterator[Content]:
    yield safety_section(assessment.safety, assessment.asked, references, words)
    yield baseline_section(case, words)
    rows = assessment.differential
    if rows is not None:
        is_used = not any(row.source in OF_INTEREST[1:] for row in rows)
        yield screen_section(assessment.clusters, case.gates, words, is_used=is_used)
        yield likelihood_section(rows, assessment.evidence_set, words)
        yield reason_section(rows, model, references, words)
    if assessment.next_findings is not None:
        yield next_section(assessment.safety, assessment.next_findings, words)
    if assessment.profile is not None:
        yield profile_section(assessment.profile, references, words)
    if assessment.plan is not None:
        yield programme_section(assessment.plan, assessment.cautions, words)
        yield care_section(assessment.plan, words)
        yield follow_up_section(assessment.plan, words)
        yield exclusion_section(assessment.plan, words)
    missing = [words.render(each) for each in assessment.missing if each.id not in SHOWN_ABOVE]
    if missing:
        yield section(words.say("Missing"), bullets(missing))


def _limits(assessment: Assessment, words: Wording) -> Content:
    said = [paragraph(words.render(limit)) for limit in limits_of(assessment)]
    version = words.say(
        "Evidence {version}. Accuracy of the provocation cluster, main set: {name}.",
        version=assessment.evidence_version,
        name=set_name(assessment.evidence_set, words),
    )
    return section(words.say("Limits"), *said, paragraph(version, QUIET))
