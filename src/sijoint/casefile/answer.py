"""The answer as plain tables and lists: an assessment as `sijoint assess --json` writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sijoint import __version__
from sijoint.casefile.phrase import Table, said, said_all
from sijoint.casefile.plan import plan_of
from sijoint.clinical.phrase import Phrase, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijoint.clinical.assessment import Assessment
    from sijoint.clinical.cluster import Cluster
    from sijoint.clinical.differential import Row
    from sijoint.clinical.model import EvidenceSet
    from sijoint.clinical.next_finding import NextFinding
    from sijoint.clinical.profile import Profile
    from sijoint.clinical.safety import Safety
    from sijoint.evidence.text import Texts

FORMAT = "sijoint.assessment/1"


def answer_of(assessment: Assessment, texts: Texts) -> Table:
    """An assessment in the format `sijoint.assessment/1`.

    Parameters
    ----------
    assessment : Assessment
        The answer of the clinical core; its numbers are passed on unrounded.
    texts : Texts
        The words of the evidence that it rests on.

    Returns
    -------
    dict
        Tables, lists, strings, numbers, booleans and None, in the order of the
        contract.

    Raises
    ------
    EvidenceError
        If a text is missing; the message names it.
    """
    rows, found = assessment.differential, assessment.next_findings
    plan, leaning = assessment.plan, assessment.profile
    return {
        "schema": FORMAT,
        "versions": _versions(assessment),
        "safety": _safety(assessment.safety, assessment.asked, texts),
        "cluster": {
            **_cluster(leading_cluster(assessment.clusters)),
            "sides": [_cluster(cluster) for cluster in assessment.clusters],
        },
        "differential": None
        if rows is None
        else [_row(row, assessment.evidence_set.other, texts) for row in rows],
        "next_findings": None if found is None else [_next(each, texts) for each in found],
        "profile": None if leaning is None else _profile(leaning, texts),
        "plan": None if plan is None else plan_of(plan, texts),
        **said_all("cautions", assessment.cautions, texts),
        **said_all("missing", assessment.missing, texts),
        **said_all("limits", limits_of(assessment), texts),
    }


def written(answer: Table, *, in_ascii: bool = False) -> str:
    """The answer as JSON with a newline at its end; `in_ascii` for output that is no UTF-8."""
    return json.dumps(answer, ensure_ascii=in_ascii, allow_nan=False, indent=2) + "\n"


def leading_cluster(clusters: Sequence[Cluster]) -> Cluster:
    """The cluster of the side with more positive tests; the first when both have as many."""
    return max(clusters, key=lambda cluster: len(cluster.positive))


def limits_of(assessment: Assessment) -> tuple[Phrase, ...]:
    """What must be said with every answer: on what it rests, and what it is for."""
    return (phrase("limits.unreviewed", **assessment.unreviewed), phrase("limits.use"))


def _versions(assessment: Assessment) -> Table:
    return {
        "sijoint": __version__,
        "evidence": assessment.evidence_version,
        "evidence_set": str(assessment.evidence_set),
        "uses_unreviewed": dict(assessment.unreviewed),
    }


def _safety(safety: Safety, asked: Sequence[str], texts: Texts) -> Table:
    alerts = [
        {
            "id": alert.id,
            "level": str(alert.level),
            "because": list(alert.because),
            **said("action", alert.action, texts),
            "sources": list(alert.sources),
            "defers_tests": alert.defers_tests,
        }
        for alert in safety.alerts
    ]
    return {
        "level": str(safety.level),
        "stop": safety.stop,
        "alerts": alerts,
        "asked": list(asked),
        "not_asked": list(safety.not_asked),
    }


def _cluster(cluster: Cluster) -> Table:
    return {
        "side": str(cluster.side),
        "performed": list(cluster.performed),
        "positive": list(cluster.positive),
        "not_done": list(cluster.not_done),
        "result": str(cluster.result),
        "gates": {"low_back": str(cluster.low_back), "hip": str(cluster.hip)},
        "scored": cluster.scored,
    }


def _row(row: Row, other: EvidenceSet, texts: Texts) -> Table:
    return {
        "source": row.source,
        "side": None if row.side is None else str(row.side),
        "probability": row.probability,
        "interval": None if row.interval is None else list(row.interval),
        "prior": row.prior,
        "other_set": None
        if row.other_probability is None
        else {"name": str(other), "probability": row.other_probability},
        "because": [
            {
                "finding": each.finding,
                "weight_decibans": each.weight_decibans,
                "sources": list(each.sources),
            }
            for each in row.because
        ],
        **said("note", row.note, texts),
    }


def _next(found: NextFinding, texts: Texts) -> Table:
    return {
        "finding": found.finding,
        "side": None if found.side is None else str(found.side),
        "kind": str(found.kind),
        "position": str(found.rule.position),
        "expected_bits": found.expected_bits,
        "minutes": found.rule.minutes,
        "burden": found.rule.burden,
        **said("why", found.why, texts),
    }


def _profile(leaning: Profile, texts: Texts) -> Table:
    return {
        "hypermobile": leaning.hypermobile,
        "stiff": leaning.stiff,
        "sensitized": leaning.sensitized,
        "label": str(leaning.label),
        "named": [str(name) for name in leaning.named],
        "because": [
            {
                "finding": point.finding,
                "profile": str(point.profile),
                "points": point.points,
                "sources": list(point.sources),
            }
            for point in leaning.because
        ],
        **said("withheld", leaning.withheld, texts),
    }
