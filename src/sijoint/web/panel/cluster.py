"""The provocation cluster of one side: what counted, what did not and why, and the two screens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sijoint.clinical.case import Case, Location, Result, Side
from sijoint.clinical.cluster import Cluster, Gate
from sijoint.clinical.phrase import Phrase
from sijoint.documents.report.screen import gate_words, names_of_tests, result_word, waits
from sijoint.documents.wording import Wording

FABER = "faber"


@dataclass(frozen=True, slots=True)
class GateView:
    """A screen: its name, its state in words, and the state for a mark."""

    name: str
    said: str
    state: str


@dataclass(frozen=True, slots=True)
class ClusterView:
    """The cluster of one painful side.

    Parameters
    ----------
    side, side_name : str
        ``left`` or ``right``, and its word with a capital.
    count : str
        How many of the tests done were positive.
    result : str
        What the published rule says; that it is not counted yet; or that it is not used.
    is_scored : bool
        Whether the count weighs.
    caution, caution_lead : str
        What it waits for; empty when it waits for nothing.
    not_done : str
        Names of the tests that were not done.
    not_counted : tuple of str
        Positive tests that do not count as positive here, by reason.
    gates : tuple of GateView
        The screens; empty where the cluster is not used.
    """

    side: str
    side_name: str
    count: str
    result: str
    is_scored: bool
    caution_lead: str
    caution: str
    not_done: str
    not_counted: tuple[str, ...]
    gates: tuple[GateView, ...]


def cluster_view(
    cluster: Cluster, case: Case, sided: frozenset[str], words: Wording, *, is_used: bool
) -> ClusterView:
    """The cluster in words.

    Parameters
    ----------
    cluster : Cluster
        Of one side.
    case : Case
        The findings behind it, and why a screen was waived.
    sided : frozenset of str
        Findings that have a side.
    words : Wording
        The language.
    is_used : bool
        False where the answer is about pelvic girdle pain: then the cluster is only shown.
    """
    side = words.side(cluster.side)
    lead, caution = _caution(cluster, words, is_used=is_used)
    return ClusterView(
        side=str(cluster.side),
        side_name=side[:1].upper() + side[1:],
        count=count_words(cluster, words),
        result=_result(cluster, words, is_used=is_used),
        is_scored=is_used and cluster.scored and bool(cluster.performed),
        caution_lead=lead,
        caution=caution,
        not_done=names_of_tests(undone(cluster, case), words),
        not_counted=tuple(_not_counted(cluster, case, sided, words)),
        gates=_gates(cluster, case, words) if is_used else (),
    )


def count_words(cluster: Cluster, words: Wording) -> str:
    """How many of the tests that were done are positive."""
    done = len(cluster.performed)
    if not done:
        return words.say("No test done")
    return words.plural(
        "{positive} of {n} test positive",
        "{positive} of {n} tests positive",
        done,
        positive=len(cluster.positive),
    )


def _result(cluster: Cluster, words: Wording, *, is_used: bool) -> str:
    if not cluster.performed:
        return ""
    if not is_used:
        return words.say("not used")
    if not cluster.scored:
        return words.say("not counted yet")
    return result_word(cluster.result, words)


def _caution(cluster: Cluster, words: Wording, *, is_used: bool) -> tuple[str, str]:
    """What stands between the tests and their weight: in a few words, and what to do."""
    if not is_used:
        return "", words.render(Phrase("cluster.not_used"))
    if waits(cluster) is None:
        return "", ""
    both = cluster.low_back is Gate.MISSING and cluster.hip is Gate.MISSING
    if both:
        said = words.say("Answer or waive the low back and hip screens.")
    elif cluster.hip is Gate.MISSING:
        said = words.say("Answer or waive the hip screen.")
    else:
        said = words.say("Answer or waive the low back screen.")
    return words.say("Cluster not counted yet."), said


def _gates(cluster: Cluster, case: Case, words: Wording) -> tuple[GateView, ...]:
    low_back = gate_words(cluster.low_back, case.gates.low_back_waived, words)
    hip = gate_words(cluster.hip, case.gates.hip_waived, words)
    return (
        GateView(words.say("Low back screen"), low_back, str(cluster.low_back)),
        GateView(words.say("Hip screen"), hip, str(cluster.hip)),
    )


def _not_counted(
    cluster: Cluster, case: Case, sided: frozenset[str], words: Wording
) -> Iterator[str]:
    """Positive tests that count as negative, and FABER in the groin, which leaves the cluster."""
    tests = _unfamiliar(cluster, case, sided)
    if tests:
        yield words.say(
            "Recorded, counts as negative: {tests}. Not their familiar pain, or not felt at the "
            "back of this side.",
            tests=names_of_tests(tests, words),
        )
    if _left_the_cluster(cluster, case):
        yield words.say("FABER was felt in the groin: a hip finding, no test of the cluster.")


def undone(cluster: Cluster, case: Case) -> list[str]:
    """Tests that were not done; one that was, and left the cluster, is not among them."""
    left = {FABER} if _left_the_cluster(cluster, case) else set()
    return [test for test in cluster.not_done if test not in left]


def _left_the_cluster(cluster: Cluster, case: Case) -> bool:
    faber = case.finding(FABER, cluster.side)
    return (
        faber is not None
        and faber.result is Result.POSITIVE
        and faber.location is Location.GROIN
        and FABER in cluster.not_done
    )


def _unfamiliar(cluster: Cluster, case: Case, sided: frozenset[str]) -> Sequence[str]:
    return [
        test
        for test in cluster.performed
        if test not in cluster.positive and _is_positive(case, test, cluster.side, sided)
    ]


def _is_positive(case: Case, test: str, side: Side, sided: frozenset[str]) -> bool:
    found = case.finding(test, side if test in sided else None)
    return found is not None and found.result is Result.POSITIVE
