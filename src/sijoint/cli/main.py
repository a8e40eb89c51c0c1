"""The command `sijoint`: from what was typed to an exit status.

Only what every command needs is imported here: each command imports the rest itself,
so that help and complaints about typing are quick.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from sijoint import __version__
from sijoint.casefile.error import CaseError, one_line, shortened
from sijoint.cli import (
    assess,
    audit,
    backup,
    clinic,
    evidence,
    failure,
    figure,
    handout,
    output,
    schema,
    serve,
)

LONGEST_MESSAGE = 400

app = typer.Typer(
    name="sijoint",
    help="""Decision support for sacroiliac (SI) joint physical therapy.

    From one case file to safety, the likely sources of pain, what to test next, a
    working profile and a staged plan. For research and teaching; not a diagnosis.

    Exit status: 0 answered, 1 a safety alert stopped the answer (or a check found
    problems), 2 wrong input, 3 internal error.""",
    epilog="Example:  sijoint assess samples/one-sided-buttock-pain.toml",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("assess", short_help="Answer one case.", epilog=assess.EXAMPLES)(assess.assess)
app.command("schema", short_help="Show the JSON Schema of a file.", epilog=schema.EXAMPLE)(
    schema.schema
)
app.command("figure", short_help="Draw a picture.", epilog=figure.EXAMPLE)(figure.figure)
app.command("handout", short_help="Print one case.", epilog=handout.EXAMPLES)(handout.handout)
app.add_typer(evidence.app, name="evidence")
app.add_typer(clinic.app, name="clinic")
app.add_typer(audit.app, name="audit")
app.command("serve", short_help="Serve the web application.", epilog=serve.EXAMPLES)(serve.serve)
app.command("backup", short_help="Copy the database.", epilog=backup.EXAMPLE)(backup.backup)
app.command("worker", short_help="Do what servers put off.")(serve.worker)
app.command(
    "manage",
    short_help="Run a command of Django.",
    epilog=serve.MANAGE_EXAMPLE,
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)(serve.manage)


def _show_version(wanted: bool) -> None:
    if wanted:
        output.write(f"sijoint {__version__}\n")
        raise typer.Exit


@app.callback()
def _sijoint(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


def main(arguments: Sequence[str]) -> int:
    """Run a command.

    Parameters
    ----------
    arguments : sequence of str
        What was typed after ``sijoint``.

    Returns
    -------
    int
        The exit status: 0 answered, 1 safety stop, 2 wrong input, 3 internal error,
        130 interrupted, 141 when the reader of the output went away.
    """
    command = typer.main.get_command(app)
    try:
        return command.main(list(arguments), prog_name="sijoint", standalone_mode=False) or 0
    except typer.TyperException as error:
        return _complain(f"sijoint: {_usage(error)}", failure.WRONG_INPUT)
    except CaseError as error:
        return _complain(str(error), failure.WRONG_INPUT)
    except failure.WrongInputError as error:
        return _complain(f"sijoint: {error}", failure.WRONG_INPUT)
    except failure.OutputClosedError:
        output.silence()
        return failure.PIPE_CLOSED
    except (KeyboardInterrupt, typer.Abort):
        return failure.INTERRUPTED
    except Exception as error:
        if os.environ.get("SIJOINT_DEBUG") == "1":
            traceback.print_exc()
        return _complain(f"sijoint: internal error: {_internal(error)}", failure.INTERNAL)


def run() -> NoReturn:
    """Run the command that was typed, and exit."""
    # One case needs no second thread, and starting the pool takes longer than the answer.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # Looking for plug-ins reads the record of every installed package.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A process that lives for half a second has no garbage worth looking for.
    gc.disable()
    sys.exit(main(sys.argv[1:]))


def _complain(message: str, status: int) -> int:
    """Say what is wrong in one physical line."""
    typer.echo(one_line(shortened(" ".join(message.split()), LONGEST_MESSAGE)), err=True)
    return status


def _usage(error: typer.TyperException) -> str:
    """What was typed wrong, and where the help is."""
    message = error.format_message().replace("Value error, ", "").rstrip(".")
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "sijoint"
    return f"{message[:1].lower()}{message[1:]}; see: {path} --help"


def _internal(error: Exception) -> str:
    return f"{type(error).__name__}: {error} (SIJOINT_DEBUG=1 shows where)"
