"""The provocation cluster on paper, with the two screens that come before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.case import Gates
from sijoint.clinical.cluster import Cluster, ClusterResult, Gate
from sijoint.clinical.phrase import Phrase
from sijoint.documents.report.block import STRONG, facts, paragraph, section
from sijoint.documents.report.written import written
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording


def screen_section(
    clusters: Sequence[Cluster], gates: Gates, words: Wording, *, is_used: bool
) -> Content:
    """The result, the tests and the screens of each painful side.

    Parameters
    ----------
    clusters : sequence of Cluster
        One for each painful side.
    gates : Gates
        Why a screen was skipped.
    words : Wording
        The language.
    is_used : bool
        False where the answer is about pelvic girdle pain: then the cluster is only shown.
    """
    blocks = [block for each in clusters for block in _side(each, gates, words, is_used=is_used)]
    return section(words.say("Provocation cluster"), *blocks)


def names_of_tests(tests: Sequence[str], words: Wording) -> str:
    """Tests by their short names."""
    return words.joined(words.title("finding", test).partition(",")[0] for test in tests)


def _side(cluster: Cluster, gates: Gates, words: Wording, *, is_used: bool) -> Iterator[Content]:
    negative = [test for test in cluster.performed if test not in cluster.positive]
    yield paragraph(result_words(cluster, words), STRONG)
    rows = [
        (words.say("Positive"), names_of_tests(cluster.positive, words)),
        (words.say("Negative"), names_of_tests(negative, words)),
        (words.say("Not done"), names_of_tests(cluster.not_done, words)),
    ]
    if is_used:
        rows += [
            (
                words.say("Low back screen"),
                gate_words(cluster.low_back, gates.low_back_waived, words),
            ),
            (words.say("Hip screen"), gate_words(cluster.hip, gates.hip_waived, words)),
        ]
    yield facts(rows)
    caution = waits(cluster) if is_used else Phrase("cluster.not_used")
    if caution is not None:
        yield paragraph(words.render(caution))


def result_words(cluster: Cluster, words: Wording) -> str:
    """The side, what the cluster says there, and how many of the tests were positive."""
    side = words.side(cluster.side)
    begun = side[:1].upper() + side[1:]
    done = len(cluster.performed)
    if not done:
        return words.say("{side}: no test done", side=begun)
    return words.plural(
        "{side}: {result}, {positive} of {n} test",
        "{side}: {result}, {positive} of {n} tests",
        done,
        side=begun,
        result=result_word(cluster.result, words),
        positive=len(cluster.positive),
    )


def result_word(result: ClusterResult, words: Wording) -> str:
    """What the cluster says by its published rule."""
    return {
        ClusterResult.POSITIVE: words.say("positive"),
        ClusterResult.NEGATIVE: words.say("negative"),
        ClusterResult.INSUFFICIENT: words.say("too few tests to say"),
    }[result]


def gate_words(gate: Gate, reason: str, words: Wording) -> str:
    """The state of a screen; a waiver with its reason."""
    if gate is Gate.WAIVED:
        return words.say("waived: {reason}", reason=written(reason, words))
    return words.say("answered") if gate is Gate.ANSWERED else words.say("missing")


def waits(cluster: Cluster) -> Phrase | None:
    """What the cluster waits for before it counts; None when both screens are there."""
    missing = {"low_back": cluster.low_back, "hip": cluster.hip}
    names = [name for name, gate in missing.items() if gate is Gate.MISSING]
    if not names:
        return None
    return Phrase(f"cluster.waits_for_{names[0] if len(names) == 1 else 'both'}")
