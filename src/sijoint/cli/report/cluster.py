"""The provocation cluster in the report: what was done, what counted, and the two screens."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from sijoint.cli.report.paper import Paper, number_of
from sijoint.cli.report.section import STRONG, indented, labelled, section
from sijoint.clinical.cluster import Cluster, ClusterResult
from sijoint.clinical.phrase import Phrase
from sijoint.documents.report.screen import waits

RESULTS = {
    ClusterResult.POSITIVE: "positive",
    ClusterResult.NEGATIVE: "negative",
    ClusterResult.INSUFFICIENT: "too few tests to say",
}


def cluster_part(clusters: Sequence[Cluster], paper: Paper, *, is_used: bool) -> RenderableType:
    """A line for each painful side, its tests and screens below it.

    Where the answer is about pelvic girdle pain, the cluster is shown and not used.
    """
    sides = (_side(each, paper, is_used=is_used) for each in clusters)
    return section(paper, "Provocation cluster", *sides)


def _side(cluster: Cluster, paper: Paper, *, is_used: bool) -> RenderableType:
    side = paper.side(cluster.side).capitalize()
    line = Text(f"{side}: {_result(cluster)}", style=STRONG)
    line.append(f" {_screens(cluster)}" if is_used else "", style="not bold")
    parts: list[RenderableType] = [line, indented(_tests(cluster, paper))]
    caution = waits(cluster) if is_used else Phrase("cluster.not_used")
    if caution is not None:
        parts.append(indented(paper.say(caution)))
    return Group(*parts)


def _result(cluster: Cluster) -> str:
    done, positive = len(cluster.performed), len(cluster.positive)
    if not done:
        return "no test done."
    return f"{RESULTS[cluster.result]}, {positive} of {number_of(done, 'test')}."


def _screens(cluster: Cluster) -> str:
    if cluster.low_back is cluster.hip:
        return f"Low back and hip screens {cluster.low_back}."
    return f"Low back screen {cluster.low_back}, hip screen {cluster.hip}."


def _tests(cluster: Cluster, paper: Paper) -> Table:
    """Positive, negative and missing tests, a line each."""
    signs = paper.signs
    negative = [test for test in cluster.performed if test not in cluster.positive]
    return labelled(
        (label, ", ".join(short_name(test, paper) for test in tests))
        for label, tests in (
            (f"{signs.yes} positive", cluster.positive),
            (f"{signs.no} negative", negative),
            (f"{signs.gap} not done", cluster.not_done),
        )
        if tests
    )


def short_name(test: str, paper: Paper) -> str:
    """The name of a test without its aliases."""
    return paper.title("finding", test).partition(",")[0].removesuffix(" test")
