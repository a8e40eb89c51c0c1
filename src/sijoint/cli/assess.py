"""`sijoint assess`: one case to an assessment."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from sijoint.cli import output
from sijoint.cli.failure import STOPPED

EXAMPLES = """\b
Examples:
  sijoint assess samples/one-sided-buttock-pain.toml
  sijoint assess case.toml --json --evidence-set laslett > answer.json
  cat case.json | sijoint assess -"""


def assess(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE",
            help="A case file, TOML or JSON; - reads standard input.",
            show_default=False,
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Write the answer as JSON instead of a report.")
    ] = False,
    evidence_set: Annotated[
        Literal["pooled", "laslett"],
        typer.Option(help="Whose accuracy of the provocation cluster stands in front."),
    ] = "pooled",
) -> None:
    """Answer one case: safety, likely sources, what to test next, profile and plan.

    Exit status 1 means that a safety alert stopped the answer: then only the alert is shown.
    """
    from sijoint.casefile.read import read_case
    from sijoint.clinical import assessment
    from sijoint.clinical.model import EvidenceSet
    from sijoint.evidence.load import evidence_of
    from sijoint.evidence.read import read_release
    from sijoint.evidence.text import Texts

    version, raw = read_release()
    evidence = evidence_of(raw, version)
    recorded = read_case(case, evidence.safety.lexicon.vocabulary)
    answer = assessment.assess(recorded, evidence, evidence_set=EvidenceSet(evidence_set))
    if as_json:
        from sijoint.casefile.answer import answer_of, written

        in_ascii = not output.encoding().lower().startswith("utf")
        output.write(written(answer_of(answer, Texts(raw)), in_ascii=in_ascii))
    else:
        from sijoint.cli.report import report

        output.write(report(answer, Texts(raw)))
    if answer.safety.stop:
        raise typer.Exit(STOPPED)
