"""One posterior from a validated case, against the peers, with the same answers asserted."""

from __future__ import annotations

from itertools import cycle

import numpy as np

from bench.figure import Figure
from bench.network import pgmpy_peer, pyagrum_peer, versions
from bench.people import random_people
from bench.timing import best_seconds
from sijoint.clinical.batch import BatchModel
from sijoint.clinical.case import Case, Side
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.facts import personal_facts
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import log_weight, posterior, read_side
from sijoint.clinical.prior import set_prior

PEOPLE = 64
ROUNDS = 15
SLOW_PEOPLE = 8


def our_posterior(case: Case, evidence: Evidence) -> Floats:
    """Probabilities of the sources, from the validated case."""
    model = evidence.model
    prior = set_prior(case, personal_facts(case), rules=model.prior, hypotheses=model.hypotheses)
    side = read_side(case, Side.LEFT, model)
    weight = log_weight(side, model.point, EvidenceSet.POOLED)
    answer: Floats = (posterior(prior, weight) @ model.hypotheses.readout)[0]
    return answer


def figures(evidence: Evidence) -> list[Figure]:
    """Ratios of the time for one posterior."""
    people = random_people(evidence, PEOPLE)
    batch = BatchModel(evidence.model, evidence.safety.lexicon, EvidenceSet.POOLED)
    codes = [batch.encode(case) for case in people]
    agrum, pgm = pyagrum_peer(batch), pgmpy_peer(batch)
    ours = np.array([our_posterior(case, evidence) for case in people])
    difference = np.abs(ours - np.array([agrum(c) for c in codes])).max()
    slow = np.abs(ours[:SLOW_PEOPLE] - np.array([pgm(c) for c in codes[:SLOW_PEOPLE]])).max()
    if max(difference, slow) > 1e-6:
        raise AssertionError(f"the peers answer differently: by {difference:g} and {slow:g}")
    seconds = best_seconds(
        {
            "ours": lambda: [our_posterior(case, evidence) for case in people],
            "pyAgrum": lambda: [agrum(c) for c in codes],
        },
        rounds=ROUNDS,
    )
    next_code = cycle(codes)
    seconds |= best_seconds({"pgmpy": lambda: pgm(next(next_code))}, rounds=SLOW_PEOPLE)
    one = seconds["ours"] / PEOPLE
    against_agrum = seconds["pyAgrum"] / PEOPLE
    detail = f"{versions()}; answers agree to {max(difference, slow):.0e}"
    return [
        Figure(
            "One posterior against pyAgrum, LazyPropagation with changed evidence",
            against_agrum / one,
            10.0,
            "times faster",
            True,
            f"{one * 1e6:.0f} us from the case; pyAgrum {against_agrum * 1e6:.0f} us from "
            f"codes already read; {detail}",
        ),
        Figure(
            "One posterior against pgmpy, VariableElimination",
            seconds["pgmpy"] / one,
            30.0,
            "times faster",
            True,
            f"pgmpy {seconds['pgmpy'] * 1e3:.1f} ms from codes already read",
        ),
    ]
