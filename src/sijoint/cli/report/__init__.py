"""The report of an assessment for people at a terminal.

This package alone imports Rich: nothing else in the program needs it.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator

from rich.console import Console, RenderableType

from sijoint.casefile.answer import limits_of
from sijoint.cli import output
from sijoint.cli.report.care import care_part, follow_up_part
from sijoint.cli.report.cluster import cluster_part
from sijoint.cli.report.differential import answers_girdle_pain, differential_part
from sijoint.cli.report.exclusion import exclusion_part
from sijoint.cli.report.next_finding import next_part
from sijoint.cli.report.paper import Paper
from sijoint.cli.report.plan import plan_part
from sijoint.cli.report.profile import profile_part
from sijoint.cli.report.reason import reason_parts
from sijoint.cli.report.safety import safety_part
from sijoint.cli.report.section import items, note, section
from sijoint.clinical.assessment import Assessment
from sijoint.evidence.text import Texts

SHOWN_ABOVE = frozenset({"missing.test"})
"""The cluster itself says which of its tests were not done."""


def report(assessment: Assessment, texts: Texts) -> str:
    """The report of an assessment, as wide and as coloured as standard output allows.

    Parameters
    ----------
    assessment : Assessment
        The answer. When safety stops it, the report is the alert and nothing else.
    texts : Texts
        The words of the evidence that it rests on.
    """
    paper = Paper(texts, width=output.width(), encoding=output.encoding())
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=paper.width,
        force_terminal=output.is_terminal(),
        no_color=bool(os.environ.get("NO_COLOR")),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in _parts(assessment, paper):
        console.print(part)
    lines = (line.rstrip() for line in buffer.getvalue().splitlines())
    return "".join(f"{line}\n" for line in lines)


def _parts(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    yield safety_part(assessment.safety, assessment.asked, paper)
    if assessment.safety.stop:
        return
    yield from _answers(assessment, paper)
    missing = [paper.say(each) for each in assessment.missing if each.id not in SHOWN_ABOVE]
    if missing:
        yield section(paper, "Missing", items(paper, missing))
    yield ""
    yield note(" ".join(paper.say(limit) for limit in limits_of(assessment)))


def _answers(assessment: Assessment, paper: Paper) -> Iterator[RenderableType]:
    """What is answered; nothing of it under 16 years."""
    rows = assessment.differential
    if rows is not None:
        yield cluster_part(assessment.clusters, paper, is_used=not answers_girdle_pain(rows))
        yield differential_part(rows, assessment.evidence_set, paper)
        yield from reason_parts(rows, paper)
    if assessment.next_findings is not None:
        yield next_part(assessment, assessment.next_findings, paper)
    if assessment.profile is not None:
        yield profile_part(assessment.profile, paper)
    if assessment.plan is not None:
        yield plan_part(assessment.plan, assessment.cautions, paper)
        yield care_part(assessment.plan, paper)
        yield follow_up_part(assessment.plan, paper)
        yield exclusion_part(assessment.plan, paper)
