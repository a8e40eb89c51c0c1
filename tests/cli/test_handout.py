from __future__ import annotations

from pathlib import Path

import pytest

from sijoint.cli import handout as command
from tests.cli.conftest import Sijoint
from tests.documents.pdf import Pdf

SAMPLES = Path(__file__).parents[2] / "samples"
SAMPLE = str(SAMPLES / "one-sided-buttock-pain.toml")
STOP = str(SAMPLES / "runner-with-hop-pain.toml")
RECORD = str(SAMPLES / "record-of-care.toml")
YOUNG = """schema = "sijoint.case/1"
[patient]
age_years = 12
sex = "female"
[episode]
duration_weeks = 16
side = "left"
"""


def test_the_home_programme(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    outcome = sijoint("handout", SAMPLE, "-o", str(file))
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    pdf = Pdf(file.read_bytes())
    assert pdf.info["Title"] == "Your home programme"
    assert pdf.info["Page size"].endswith("(A4)")
    assert [path.name for path in tmp_path.iterdir()] == ["plan.pdf"]


def test_paper_language_stage_weeks_and_clinic(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    clinic = ("--clinic-name", "Riverside", "--clinic-phone", "944 000", "--clinic-url")
    outcome = sijoint(
        "handout", SAMPLE, "--output", str(file), "--paper", "letter", "--lang", "es",
        "--stage", "2", "--weeks", "1", *clinic, "https://riverside.example",
    )  # fmt: skip
    assert outcome.status == 0
    pdf = Pdf(file.read_bytes())
    assert pdf.info["Title"] == "Su programa en casa"
    assert pdf.info["Page size"].endswith("(letter)")
    for told in ("Riverside", "944 000", "https://riverside.example", "2 de 3"):
        assert told in pdf.text


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ("evaluation", "Evaluation report"),
        ("letter", "Record of care"),
        ("discharge", "Discharge summary"),
    ],
)
def test_papers_for_clinicians(sijoint: Sijoint, tmp_path: Path, document: str, title: str) -> None:
    file = tmp_path / "paper.pdf"
    record = () if document == "evaluation" else ("--record", RECORD)
    outcome = sijoint("handout", SAMPLE, "-o", str(file), "--document", document, *record)
    assert (outcome.status, outcome.err) == (0, "")
    assert Pdf(file.read_bytes()).info["Title"] == title


@pytest.mark.parametrize("document", ["home", "evaluation", "letter", "discharge"])
def test_a_stop_leaves_one_line_and_no_file(
    sijoint: Sijoint, tmp_path: Path, document: str
) -> None:
    file = tmp_path / "plan.pdf"
    record = ("--record", RECORD) if document in ("letter", "discharge") else ()
    outcome = sijoint("handout", STOP, "-o", str(file), "--document", document, *record)
    assert outcome.status == 1
    assert outcome.complaint.startswith(f"sijoint: {STOP}: urgent, nothing written: ")
    assert len(outcome.complaint) > len(STOP) + 60
    assert not list(tmp_path.iterdir())


def test_a_stop_keeps_a_file_that_was_there(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"kept")
    assert sijoint("handout", STOP, "-o", str(file)).status == 1
    assert file.read_bytes() == b"kept"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--paper", "a3"], "a3"),
        (["--lang", "xx"], "'xx': must be one of en, es"),
        (["--stage", "0"], "stage"),
        (["--stage", "9"], "stage 9: the plan has no such stage; allowed: 1, 2, 3"),
        (["--weeks", "5"], "weeks"),
        (["--document", "invoice"], "invoice"),
        (["--document", "letter"], "--document letter needs --record"),
        (["--document", "discharge"], "--document discharge needs --record"),
        (["--document", "letter", "--record", "none.toml"], "none.toml: cannot be read"),
        (["--document", "letter", "--record", SAMPLE], "schema"),
        (["--clinic-url", "riverside"], "is no address that starts with https://"),
        (["--clinic-url", "https://a b.example"], "is no address"),
        (["--clinic-url", "https://[bad"], "is no address that starts with https://"),
        (["--stage", "two"], "--stage two: a whole number is needed"),
        (["--weeks", "3"], "--weeks 3: must be 2 or less"),
        (["--record", RECORD], "--record goes with --document letter or discharge"),
        (
            ["--record", RECORD, "--document", "evaluation"],
            "--record goes with --document letter or discharge",
        ),
        (["--stage", "1", "--document", "evaluation"], "--stage goes with --document home"),
        (
            ["--weeks", "1", "--document", "letter", "--record", RECORD],
            "--weeks goes with --document home",
        ),
        (
            ["--stage", "1", "--document", "discharge", "--record", RECORD],
            "--stage goes with --document home",
        ),
        (["--clinic-name", "x" * 201], "--clinic-name has more than 200 characters"),
    ],
)
def test_wrong_input_is_told_in_one_line(
    sijoint: Sijoint, tmp_path: Path, options: list[str], told: str
) -> None:
    outcome = sijoint("handout", SAMPLE, "-o", str(tmp_path / "plan.pdf"), *options)
    assert outcome.status == 2
    assert told in outcome.complaint
    assert not list(tmp_path.iterdir())


def test_an_output_that_cannot_be_written(sijoint: Sijoint, tmp_path: Path) -> None:
    for target in (tmp_path / "none" / "plan.pdf", tmp_path, f"{tmp_path}/new/"):
        outcome = sijoint("handout", SAMPLE, "-o", str(target))
        assert outcome.status == 2
        assert "cannot be written" in outcome.complaint
    assert not list(tmp_path.iterdir())


def test_standard_output_takes_no_pdf(
    sijoint: Sijoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = sijoint("handout", SAMPLE, "-o", "-")
    assert outcome.status == 2
    assert "-: cannot be written: it is no file; name a file" in outcome.complaint
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("read", ["case", "record"])
@pytest.mark.parametrize("way", ["same", "symlink", "hardlink", "roundabout"])
def test_what_is_read_is_never_written_over(
    sijoint: Sijoint, tmp_path: Path, read: str, way: str
) -> None:
    files = {"case": tmp_path / "case.toml", "record": tmp_path / "record.toml"}
    files["case"].write_bytes(Path(SAMPLE).read_bytes())
    files["record"].write_bytes(Path(RECORD).read_bytes())
    before = files[read].read_bytes()
    target = files[read] if way == "same" else tmp_path / "other.pdf"
    if way == "symlink":
        target.symlink_to(files[read])
    elif way == "hardlink":
        target.hardlink_to(files[read])
    elif way == "roundabout":
        (tmp_path / "folder").mkdir()
        target = tmp_path / "folder" / ".." / files[read].name
    outcome = sijoint(
        "handout", str(files["case"]), "-o", str(target), "--document", "letter",
        "--record", str(files["record"]),
    )  # fmt: skip
    assert outcome.status == 2
    assert "cannot be written: it is read as" in outcome.complaint
    assert files[read].read_bytes() == before


def test_a_protected_file_stays(sijoint: Sijoint, tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(b"kept")
    file.chmod(0o444)
    outcome = sijoint("handout", SAMPLE, "-o", str(file), "--document", "evaluation")
    assert outcome.status == 2
    assert f"{file}: cannot be written: permission denied" in outcome.complaint
    assert file.read_bytes() == b"kept"


def test_no_output_no_work(sijoint: Sijoint) -> None:
    outcome = sijoint("handout", SAMPLE)
    assert outcome.status == 2
    assert "--output" in outcome.complaint


def test_a_child_has_no_home_programme(sijoint: Sijoint, tmp_path: Path) -> None:
    case = tmp_path / "child.toml"
    case.write_text(YOUNG, encoding="utf-8")
    outcome = sijoint("handout", str(case), "-o", str(tmp_path / "plan.pdf"))
    assert outcome.status == 2
    assert f"{case}: no home programme: Under 16 years" in outcome.complaint
    paper = ("--document", "discharge", "--record", RECORD)
    outcome = sijoint("handout", str(case), "-o", str(tmp_path / "plan.pdf"), *paper)
    assert outcome.status == 2
    assert f"{case}: no discharge summary: Under 16 years" in outcome.complaint
    assert not (tmp_path / "plan.pdf").exists()


def test_too_little_time_is_no_home_programme(sijoint: Sijoint, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    text = Path(SAMPLE).read_text(encoding="utf-8")
    assert "minutes_per_day = 20" in text
    case.write_text(text.replace("minutes_per_day = 20", "minutes_per_day = 1"), encoding="utf-8")
    outcome = sijoint("handout", str(case), "-o", str(tmp_path / "plan.pdf"))
    assert outcome.status == 2
    assert f"{case}: no home programme: stage 1 has fewer than 2" in outcome.complaint
    assert not (tmp_path / "plan.pdf").exists()


def test_a_missing_font_is_told_in_one_line(
    sijoint: Sijoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sijoint.documents import typesetting

    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    typesetting._fonts.cache_clear()
    try:
        outcome = sijoint("handout", SAMPLE, "-o", str(tmp_path / "plan.pdf"))
    finally:
        typesetting._fonts.cache_clear()
    assert outcome.status == 3
    assert "the font Source Sans 3 of the printed page is missing: make setup" in outcome.complaint
    assert not list(tmp_path.iterdir())


def test_the_examples_name_options_that_exist() -> None:
    for option in ("--paper", "--lang", "--stage", "--document", "--record"):
        assert option in command.EXAMPLES


def test_a_sign_to_check_soon_stands_on_the_first_page(sijoint: Sijoint, tmp_path: Path) -> None:
    case = tmp_path / "young.toml"
    sample = (SAMPLES / "one-sided-buttock-pain.toml").read_text("utf-8")
    # Under 18 years a medical review comes first: a "soon" rule of the safety table.
    case.write_text(sample.replace("age_years = 34", "age_years = 17"), "utf-8")
    file = tmp_path / "plan.pdf"
    assert sijoint("handout", str(case), "-o", str(file)).status == 0
    first = Pdf(file.read_bytes()).page_texts[0]
    assert "See a doctor in the next 2 weeks" in " ".join(first.split())
