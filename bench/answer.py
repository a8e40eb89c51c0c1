"""A whole answer after import, on one core."""

from __future__ import annotations

from bench.figure import Figure
from bench.people import random_people
from bench.timing import best_seconds
from sijoint.clinical.assessment import assess
from sijoint.clinical.case import Case
from sijoint.clinical.differential import differential
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.facts import Facts
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.next_finding import next_findings
from sijoint.clinical.posterior import read_side
from sijoint.clinical.prior import set_prior
from sijoint.clinical.warning import would_stop

PEOPLE = 24
ROUNDS = 5


def differential_and_next(case: Case, evidence: Evidence) -> object:
    """Posterior with interval and reasons, and what to record next."""
    model = evidence.model
    facts = Facts(case, evidence.safety.lexicon)
    prior = set_prior(case, facts, rules=model.prior, hypotheses=model.hypotheses)
    sides = [read_side(case, side, model) for side in case.episode.side.sides]
    rows = differential(case, sides, prior, model=model, evidence_set=EvidenceSet.POOLED)
    coming = next_findings(
        case,
        facts,
        sides,
        prior,
        model=model,
        findings=evidence.findings,
        evidence_set=EvidenceSet.POOLED,
        warnings=would_stop(case, evidence.safety),
    )
    return rows, coming


def figures(evidence: Evidence) -> list[Figure]:
    """Milliseconds of the slowest of the people, each at its best of several rounds."""
    people = [
        case
        for case in random_people(evidence, 4 * PEOPLE)
        if assess(case, evidence).plan is not None
    ][:PEOPLE]
    partly, whole = 0.0, 0.0
    for case in people:
        seconds = best_seconds(
            {
                "partly": lambda case=case: differential_and_next(case, evidence),
                "whole": lambda case=case: assess(case, evidence),
            },
            rounds=ROUNDS,
        )
        partly = max(partly, seconds["partly"])
        whole = max(whole, seconds["whole"])
    of = f"the slowest of {len(people)} random people, best of {ROUNDS} rounds"
    return [
        Figure("Posterior, interval and next finding", partly * 1e3, 12.0, "ms", False, of),
        Figure("The whole answer with its plan", whole * 1e3, 60.0, "ms", False, of),
    ]
