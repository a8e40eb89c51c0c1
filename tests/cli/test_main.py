from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import sijoint as package
from sijoint.cli import assess, output
from sijoint.cli.failure import OutputClosedError
from sijoint.cli.main import app, main, run
from tests.cli.conftest import Sijoint

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "samples" / "one-sided-buttock-pain.toml"
STOP = ROOT / "samples" / "runner-with-hop-pain.toml"
PROGRAM = [sys.executable, "-c", "from sijoint.cli.main import run; run()"]


def started(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own."""
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [*PROGRAM, *arguments], capture_output=True, text=True, timeout=60, check=False, **options
    )


def test_help_says_what_each_command_does_and_what_the_exit_status_means(
    sijoint: Sijoint,
) -> None:
    shown = sijoint("--help")
    assert shown.status == 0
    for word in ("assess", "schema", "evidence", "--version", "Example:", "Exit status: 0"):
        assert word in shown.out
    assert sijoint("-h").out == shown.out


@pytest.mark.parametrize(
    "command",
    [
        "assess",
        "schema",
        "evidence",
        "evidence list",
        "evidence show",
        "evidence check",
        "evidence export",
    ],
)
def test_the_help_of_every_command_has_an_example(command: str) -> None:
    shown = CliRunner().invoke(app, [*command.split(), "--help"])
    assert shown.exit_code == 0
    assert f"sijoint {command.split()[0]}" in shown.output.partition("Example")[2]


def test_the_version_is_that_of_the_package(sijoint: Sijoint) -> None:
    assert sijoint("--version").out == f"sijoint {package.__version__}\n"


WRONG_USAGE = [
    ("", "missing command; see: sijoint --help"),
    ("asess x", "no such command 'asess'. Did you mean 'assess'?; see: sijoint --help"),
    ("assess", "missing argument 'CASE'; see: sijoint assess --help"),
    ("assess a b", "got unexpected extra argument(s) (b); see: sijoint assess --help"),
    ("assess a --jsn", "no such option: --jsn (Possible options: --json)"),
    ("assess a --evidence-set best", "'best' is not one of 'pooled', 'laslett'"),
    ("assess --evidence-set", "requires an argument"),
    ("schema", "missing argument"),
    ("schema chess", "'chess' is not one of 'case', 'assessment'"),
    ("evidence", "missing command; see: sijoint evidence --help"),
    ("evidence chess", "no such command 'chess'"),
    ("evidence list --mark chess", "'chess' is not one of 'verified', 'memory'"),
]


@pytest.mark.parametrize(("typed", "complaint"), WRONG_USAGE)
def test_wrong_usage_is_told_in_one_line(sijoint: Sijoint, typed: str, complaint: str) -> None:
    outcome = sijoint(*typed.split())
    assert outcome.status == 2
    assert outcome.complaint.startswith("sijoint: ")
    assert complaint in outcome.complaint


def test_what_was_typed_cannot_break_the_line(sijoint: Sijoint) -> None:
    outcome = sijoint("assess", f"--{'x' * 5000}\n\x1b[31m")
    assert outcome.status == 2
    assert len(outcome.complaint) < 500
    assert "\x1b" not in outcome.complaint


def test_an_internal_error_is_told_in_one_line(
    sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sijoint.evidence.read.read_release", broken)
    outcome = sijoint("assess", str(SAMPLE))
    assert outcome.status == 3
    assert outcome.complaint == (
        "sijoint: internal error: RuntimeError: the wheel came off (SIJOINT_DEBUG=1 shows where)"
    )


def test_debugging_shows_where(sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijoint.evidence.read.read_release", broken)
    monkeypatch.setenv("SIJOINT_DEBUG", "1")
    outcome = sijoint("assess", str(SAMPLE))
    assert outcome.status == 3
    assert "Traceback" in outcome.err


def broken() -> None:
    raise RuntimeError("the wheel\ncame off")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyboardInterrupt, 130),
        (typer.Abort, 130),
        (OutputClosedError, 141),
        (MemoryError, 3),
    ],
)
def test_ends_that_are_nobody_s_fault(
    sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch, error: type[BaseException], status: int
) -> None:
    def ended() -> None:
        raise error

    monkeypatch.setattr("sijoint.evidence.read.read_release", ended)
    # Under pytest there is a standard output that must not be thrown away.
    monkeypatch.setattr(output, "silence", lambda: None)
    outcome = sijoint("assess", str(SAMPLE))
    assert outcome.status == status
    assert outcome.out == ""
    assert len(outcome.err.splitlines()) == (status == 3)


def test_the_program_exits_with_the_status(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["sijoint", "schema", "chess"])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2


def test_exit_statuses_of_the_program() -> None:
    assert started("assess", str(SAMPLE)).returncode == 0
    assert started("assess", str(STOP)).returncode == 1
    assert started("assess", "nowhere.toml").returncode == 2
    assert started("assess", "--chess").returncode == 2


def test_the_program_tells_an_internal_error_without_a_trace(tmp_path: Path) -> None:
    spoilt = f"""
import sijoint.evidence.read as read
read.read_release = lambda: 1 / 0
from sijoint.cli.main import main
raise SystemExit(main(["assess", {str(SAMPLE)!r}]))
"""
    ended = subprocess.run(
        [sys.executable, "-c", spoilt], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert ended.returncode == 3
    assert ended.stdout == ""
    assert ended.stderr.splitlines() == [
        "sijoint: internal error: ZeroDivisionError: division by zero (SIJOINT_DEBUG=1 shows where)"
    ]


def test_a_reader_that_goes_away_is_no_error() -> None:
    line = f'{sys.executable} -c "from sijoint.cli.main import run; run()" schema case | true'
    ended = subprocess.run(
        ["bash", "-c", f"{line}; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stderr == ""
    # The reader may have gone before or after everything was written.
    assert ended.stdout.split() in (["141"], ["0"])


def test_a_closed_output_is_no_error() -> None:
    line = f'{sys.executable} -c "from sijoint.cli.main import run; run()" schema case >&-'
    ended = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (141, "")


def test_help_is_quick_because_it_needs_little() -> None:
    code = """
import sys
from sijoint.cli.main import main
main(["--help"])
slow = {"numpy", "pydantic", "rich", "highspy", "sijoint.evidence.read", "sijoint.clinical.model"}
print(slow & set(sys.modules), file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "set()"


def test_json_needs_no_rich() -> None:
    code = f"""
import sys
from sijoint.cli.main import main
main(["assess", "--json", {str(SAMPLE)!r}])
print("rich" in sys.modules, file=sys.stderr)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == "False"


def test_a_command_can_be_called_by_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    assess.assess(str(SAMPLE), as_json=True)
    assert capsys.readouterr().out.startswith('{\n  "schema": "sijoint.assessment/1"')
    assert main(["schema", "assessment"]) == 0
