"""`sijoint handout`: one case on paper: the home programme, reports and letters, as PDF."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from sijoint.casefile.error import one_line, shortened
from sijoint.cli import output
from sijoint.cli.failure import STOPPED, WrongInputError
from sijoint.cli.option import Code, file_to_write, spoken, whole_number

if TYPE_CHECKING:
    from sijoint.clinical.assessment import Assessment
    from sijoint.clinical.case import Case
    from sijoint.clinical.evidence import Evidence
    from sijoint.documents.clinic import Clinic
    from sijoint.documents.home import Choices
    from sijoint.documents.record import CareRecord
    from sijoint.documents.typesetting import Paper
    from sijoint.documents.wording import Wording
    from sijoint.evidence.read import Raw

EXAMPLES = """\b
Examples:
  sijoint handout samples/one-sided-buttock-pain.toml -o plan.pdf
  sijoint handout case.toml -o plan.pdf --paper letter --lang es --stage 2
  sijoint handout case.toml -o report.pdf --document evaluation
  sijoint handout case.toml -o letter.pdf --document letter --record record.toml"""

LONGEST_TEXT = 200
"""Characters of a name, a number or an address that fit on paper."""

LONGEST_LINE = 400

USUAL_WEEKS = 2
"""Weeks of boxes to tick."""


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
        "--output",
        "-o",
        metavar="FILE.pdf",
        help="The file to write.",
        parser=file_to_write,
        show_default=False,
    ),
]
Kind = Annotated[
    Document, typer.Option(help="The programme for the person, or a paper for clinicians.")
]
Size = Annotated[PaperSize, typer.Option(help="Size of the pages.")]
StageNumber = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Stage of the home programme; the first unless given.",
        parser=whole_number("--stage", least=1),
        show_default=False,
    ),
]
Weeks = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        help="Weeks of boxes to tick on the home programme, 1 or 2; 2 unless given.",
        parser=whole_number("--weeks", least=1, most=2),
        show_default=False,
    ),
]
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
    raw: Raw
    words: Wording


def handout(
    case: CaseFile,
    to: Target,
    document: Kind = Document.HOME,
    paper: Size = PaperSize.A4,
    lang: Code = "en",
    stage: StageNumber = None,
    weeks: Weeks = None,
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

    _check_options(document, record, stage, weeks)
    for read in (case, record):
        _keep(read, to)
    clinic = _clinic(clinic_name, clinic_phone, clinic_url)
    answered = _answered(case, lang)
    if answered.assessment.safety.stop:
        typer.echo(_alert(answered), err=True)
        raise typer.Exit(STOPPED)
    choices = Choices(stage=stage, weeks=weeks or USUAL_WEEKS, clinic=clinic)
    output.save(_made(answered, document, paper, choices, _record(record, answered)), to)


def _check_options(
    document: Document, record: Path | None, stage: int | None, weeks: int | None
) -> None:
    """Refuse what the document does not use, instead of ignoring it."""
    if document in WITH_RECORD:
        if record is None:
            raise WrongInputError(f"--document {document} needs --record RECORD.toml")
    elif record is not None:
        raise WrongInputError("--record goes with --document letter or discharge")
    if document is not Document.HOME:
        for option, number in (("stage", stage), ("weeks", weeks)):
            if number is not None:
                raise WrongInputError(f"--{option} goes with --document home")


def _keep(read: str | Path | None, to: Path) -> None:
    """Refuse to write over a file that is read, whatever it is called."""
    if read is None or read == "-":
        return
    source = Path(read)
    with contextlib.suppress(OSError, ValueError):
        if source.exists() and to.exists() and source.samefile(to):
            raise WrongInputError(f"{to}: cannot be written: it is read as {source}")


def _answered(case: str, lang: str) -> _Answered:
    from sijoint.casefile.read import read_case
    from sijoint.clinical.assessment import assess
    from sijoint.documents.wording import Wording
    from sijoint.evidence.load import evidence_of
    from sijoint.evidence.read import read_release
    from sijoint.evidence.text import Texts

    language = spoken(lang)
    version, raw = read_release()
    evidence = evidence_of(raw, version)
    recorded = read_case(case, evidence.safety.lexicon.vocabulary)
    file = "standard input" if case == "-" else case
    answer = assess(recorded, evidence)
    return _Answered(file, recorded, answer, evidence, raw, Wording(Texts(raw), language))


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
        paper_name = "home programme" if record is None else "discharge summary"
        raise WrongInputError(f"{answered.file}: no {paper_name}: {missing}")
    if record is not None:
        return discharge(case, plan.maintenance, record, words, paper=paper)
    try:
        return home_programme(
            case,
            plan,
            profile,
            words,
            safety=answered.assessment.safety,
            paper=paper,
            choices=choices,
        )
    except NoProgrammeError as error:
        raise WrongInputError(f"{answered.file}: no home programme: {error}") from None
    except UnknownStageError as error:
        raise WrongInputError(f"{answered.file}: {error}") from None


def _record(path: Path | None, answered: _Answered) -> CareRecord | None:
    if path is None:
        return None
    from sijoint.documents.record_file import read_record

    def known(array: str) -> list[str]:
        return [str(each["id"]) for each in answered.raw[array]]

    return read_record(path, answered.evidence.safety.lexicon.vocabulary, known)


def _clinic(name: str, phone: str, address: str) -> Clinic:
    from sijoint.documents.clinic import Clinic

    for option, text in (("name", name), ("phone", phone), ("url", address)):
        if len(text) > LONGEST_TEXT:
            raise WrongInputError(f"--clinic-{option} has more than {LONGEST_TEXT} characters")
    if address and not _is_address(address):
        shown = shortened(address)
        raise WrongInputError(f'--clinic-url: "{shown}" is no address that starts with https://')
    return Clinic(name, phone, address)


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        # For example a bracket that is not closed.
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and " " not in text
