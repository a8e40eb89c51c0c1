"""`sijoint evidence`: browse, check and export the evidence."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sijoint.cli import output
from sijoint.cli.failure import STOPPED, WrongInputError
from sijoint.cli.option import file_to_write

app = typer.Typer(
    help="Browse, check and export the evidence that every answer rests on.",
    short_help="Browse, check and export the evidence.",
    epilog="Example:  sijoint evidence show thigh_thrust",
    rich_markup_mode=None,
)


@app.command(
    "list",
    short_help="List every record.",
    epilog="Example:  sijoint evidence list --kind accuracy --mark memory",
)
def list_records(
    kind: Annotated[
        str, typer.Option(help="Only this kind of record, for example finding.", show_default=False)
    ] = "",
    mark: Annotated[
        Literal["verified", "memory", "derived", "design"] | None,
        typer.Option(help="Only records with this mark.", show_default=False),
    ] = None,
) -> None:
    """List every record: id, kind, mark and short name, one on each line."""
    from sijoint.evidence.browse import list_lines
    from sijoint.evidence.read import read_raw
    from sijoint.evidence.reference import nearest

    raw = read_raw()
    if kind and kind not in raw:
        raise WrongInputError(_unknown("kind of record", kind, nearest(kind, raw)))
    output.write("".join(f"{line}\n" for line in list_lines(raw, kind=kind, mark=mark or "")))


@app.command(
    "show",
    short_help="Show a record with its sources.",
    epilog="Example:  sijoint evidence show thigh_thrust",
)
def show_record(
    name: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Id of a record; KIND.ID where several kinds share the id.",
            show_default=False,
        ),
    ],
) -> None:
    """Show a record: every field, its sources with their links, and who has checked it."""
    from sijoint.evidence.browse import find, known_names, record_text
    from sijoint.evidence.read import read_raw
    from sijoint.evidence.reference import nearest

    raw = read_raw()
    found = find(raw, name)
    if not found:
        raise WrongInputError(_unknown("id of a record", name, nearest(name, known_names(raw))))
    width = output.width()
    output.write("\n".join(record_text(raw, kind, record, width) for kind, record in found))


@app.command("check", short_help="Check every claim.", epilog="Example:  sijoint evidence check")
def check_evidence() -> None:
    """Check every claim: ids, sources, marks, rates, priors, expressions and texts.

    Problems are listed one on each line, and then the exit status is 1. A review that
    has expired is only warned about.
    """
    from datetime import date

    from sijoint.evidence.check import check
    from sijoint.evidence.read import read_raw

    found = check(read_raw(), date.today())  # noqa: DTZ011 (a review is due on a calendar day)
    for line in found.problems:
        output.write(f"{line}\n")
    for line in found.warnings:
        output.write(f"warning: {line}\n")
    counts = found.counts
    output.write(
        f"{counts['total']} claims, {counts['unreviewed']} unreviewed, "
        f"{counts['memory']} from memory, {counts['design']} of our own design; "
        f"{len(found.problems) or 'no'} {'problem' if len(found.problems) == 1 else 'problems'}\n"
    )
    if found.problems:
        raise typer.Exit(STOPPED)


@app.command(
    "export",
    short_help="Write the probability model as JSON.",
    epilog="Example:  sijoint evidence export model.json",
)
def export_model(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="The JSON file to write.",
            parser=file_to_write,
            show_default=False,
        ),
    ],
) -> None:
    """Write the whole probability model as JSON, so that anyone can check an answer."""
    import json

    from sijoint.evidence.export import export
    from sijoint.evidence.read import read_raw

    output.save(json.dumps(export(read_raw()), ensure_ascii=False, indent=1) + "\n", file)


def _unknown(noun: str, name: str, meant: str) -> str:
    suggestion = f", did you mean {meant}?" if meant else ""
    return f'"{name}" is no known {noun}{suggestion}'
