"""`sijoint handout`: one case on paper: the home programme, reports and letters, as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sijoint.casefile.error import one_line, shortened
from sijoint.cli import output
from sijoint.cli.failure import STOPPED, WrongInputError

if TYPE_CHECKING:
    from sijoint.clinical.assessment import Assessment
    from sijoint.clinical.case import Case
    from sijoint.clinical.evidence import Evidence
    from sijoint.documents.clinic import Clinic
    from sijoint.documents.home import Choices
    from sijoint.documents.record import CareRecord
    from sijoint.documents.typesetting import Paper
    from sijoint.documents.wording import Wording
    from sijoint.evidence.text import Texts

EXAMPLES = """\b
Examples:
  sijoint handout samples/one-sided-buttock-pain.toml -o plan.pdf
  sijoint handout case.toml -o plan.pdf --paper letter --lang es --stage 2
  sijoint handout case.toml -o report.pdf --document evaluation
  sijoint handout case.toml -o letter.pdf --document letter --record record.toml"""

LONGEST_TEXT = 200
"""Characters of a name, a number or an address that fit on paper."""

LONGEST_LINE = 400


class Document(StrEnum):
    """What can be printed of a case."""

    HOME = "home"
    EVALUATION = "evaluation"
    LETTER = "letter"
    DISCHARGE = "discharge"


class PaperSize(StrEnum):
    """Sizes of paper, as they are typed."""

    A4 = "a4"
    LETTER = "letter"


WITH_RECORD = (Document.LETTER, Document.DISCHARGE)

CaseFile = Annotated[
    str,
    typer.Argument(
        metavar="CASE",
        help="A case file, TOML or JSON; - reads standard input.",
        show_default=False,
    ),
]
Target = Annotated[
    Path,
    typer.Option(
        "--output", "-o", metavar="FILE.pdf", help="The file to write.", show_default=False
    ),
]
Kind = Annotated[
    Document, typer.Option(help="The programme for the person, or a paper for clinicians.")
]
Size = Annotated[PaperSize, typer.Option(help="Size of the pages.")]
Code = Annotated[str, typer.Option(metavar="CODE", help="Language of the words: en or es.")]
StageNumber = Annotated[
    int | None,
    typer.Option(help="Stage of the programme; the first unless given.", min=1, show_default=False),
]
Weeks = Annotated[int, typer.Option(help="Weeks of boxes to tick.", min=1, max=2)]
RecordFile = Annotated[
    Path | None,
    typer.Option(
        metavar="RECORD.toml",
        help="The record of care that letter and discharge need.",
        show_default=False,
    ),
]
ClinicName = Annotated[str, typer.Option(help="Printed on the programme.", show_default=False)]
ClinicPhone = Annotated[str, typer.Option(help="Whom the person calls.", show_default=False)]
ClinicAddress = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Also printed as a QR code.", show_default=False)
]


@dataclass(frozen=True, slots=True)
class _Answered:
    """A case with its answer, and the words to print it in."""

    file: str
    case: Case
    assessment: Assessment
    evidence: Evidence
    texts: Texts
    words: Wording


def handout(
    case: CaseFile,
    to: Target,
    document: Kind = Document.HOME,
    paper: Size = PaperSize.A4,
    lang: Code = "en",
    stage: StageNumber = None,
    weeks: Weeks = 2,
    record: RecordFile = None,
    clinic_name: ClinicName = "",
    clinic_phone: ClinicPhone = "",
    clinic_url: ClinicAddress = "",
) -> None:
    """Print one case: the home programme with pictures, or a paper for clinicians.

    The file is tagged PDF (PDF/UA). When a safety alert stops the answer, nothing is
    written: the alert is told, and the exit status is 1.
    """
    from sijoint.documents.home import Choices

    if document in WITH_RECORD and record is None:
        raise WrongInputError(f"--document {document} needs --record RECORD.toml")
    clinic = _clinic(clinic_name, clinic_phone, clinic_url)
    answered = _answered(case, lang)
    if answered.assessment.safety.stop:
        typer.echo(_alert(answered), err=True)
        raise typer.Exit(STOPPED)
    choices = Choices(stage=stage, weeks=weeks, clinic=clinic)
    output.save(_made(answered, document, paper, choices, _record(record, answered)), to)


def _answered(case: str, lang: str) -> _Answered:
    from sijoint.casefile.read import read_case
    from sijoint.clinical.assessment import assess
    from sijoint.documents.wording import Wording
    from sijoint.evidence.load import evidence_of
    from sijoint.evidence.read import read_release
    from sijoint.evidence.text import Texts
    from sijoint.language import UnknownLanguageError, language

    try:
        spoken = language(lang)
    except UnknownLanguageError as error:
        raise WrongInputError(str(error)) from None
    version, raw = read_release()
    evidence, texts = evidence_of(raw, version), Texts(raw)
    recorded = read_case(case, evidence.safety.lexicon.vocabulary)
    file = "standard input" if case == "-" else case
    answer = assess(recorded, evidence)
    return _Answered(file, recorded, answer, evidence, texts, Wording(texts, spoken))


def _alert(answered: _Answered) -> str:
    """The gravest alert in one line."""
    gravest = max(answered.assessment.safety.alerts, key=lambda alert: alert.level.rank)
    action = answered.words.render(gravest.action)
    told = f"sijoint: {answered.file}: {gravest.level}, nothing written: {action}"
    return one_line(shortened(" ".join(told.split()), LONGEST_LINE))


def _made(
    answered: _Answered,
    document: Document,
    size: PaperSize,
    choices: Choices,
    record: CareRecord | None,
) -> bytes:
    """The PDF of a document."""
    from sijoint.documents.typesetting import Paper

    paper, case, words = Paper(size.value), answered.case, answered.words
    if document is Document.EVALUATION:
        from sijoint.documents.report.evaluation import evaluation

        model = answered.evidence.model
        return evaluation(case, answered.assessment, model, words, paper=paper)
    if document is Document.LETTER and record is not None:
        from sijoint.documents.report.letter import letter

        return letter(case, record, words, paper=paper)
    return _of_plan(answered, record, paper=paper, choices=choices)


def _of_plan(
    answered: _Answered, record: CareRecord | None, *, paper: Paper, choices: Choices
) -> bytes:
    """The discharge summary where there is a record, else the home programme."""
    from sijoint.documents.error import NoProgrammeError, UnknownStageError
    from sijoint.documents.home import handout as home_programme
    from sijoint.documents.report.discharge import discharge

    plan, profile = answered.assessment.plan, answered.assessment.profile
    case, words = answered.case, answered.words
    if plan is None or profile is None:
        missing = " ".join(words.render(each) for each in answered.assessment.missing)
        raise WrongInputError(f"{answered.file}: no home programme: {missing}")
    if record is not None:
        return discharge(case, plan.maintenance, record, words, paper=paper)
    try:
        return home_programme(case, plan, profile, words, paper=paper, choices=choices)
    except NoProgrammeError as error:
        raise WrongInputError(f"{answered.file}: no home programme: {error}") from None
    except UnknownStageError as error:
        raise WrongInputError(f"{answered.file}: {error}") from None


def _record(path: Path | None, answered: _Answered) -> CareRecord | None:
    if path is None:
        return None
    from sijoint.documents.record_file import read_record

    def is_known(array: str, name: str) -> bool:
        return bool(answered.texts.record(array, name))

    return read_record(path, answered.evidence.safety.lexicon.vocabulary, is_known)


def _clinic(name: str, phone: str, address: str) -> Clinic:
    from sijoint.documents.clinic import Clinic

    for option, text in (("name", name), ("phone", phone), ("url", address)):
        if len(text) > LONGEST_TEXT:
            raise WrongInputError(f"--clinic-{option} has more than {LONGEST_TEXT} characters")
    parts = urlsplit(address)
    is_address = parts.scheme in ("http", "https") and parts.netloc and " " not in address
    if address and not is_address:
        shown = shortened(address)
        raise WrongInputError(f'--clinic-url: "{shown}" is no address that starts with https://')
    return Clinic(name, phone, address)
