"""`sijoint schema`: the JSON Schema of the case file and of the answer."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sijoint.cli import output

EXAMPLE = "Example:  sijoint schema case > case.schema.json"


def schema(
    file: Annotated[
        Literal["case", "assessment"],
        typer.Argument(help="Which file: the case or the answer.", show_default=False),
    ],
) -> None:
    """Show the JSON Schema (2020-12) of the case file or of the answer."""
    import json

    from sijoint.casefile.schema import assessment_schema, case_schema
    from sijoint.evidence import vocabulary
    from sijoint.evidence.read import read_raw

    is_case = file == "case"
    shown = case_schema(vocabulary.build(read_raw())) if is_case else assessment_schema()
    output.write(json.dumps(shown, indent=2) + "\n")
