"""One posterior from a validated case, against the peers, with the same answers asserted."""

from __future__ import annotations

import numpy as np

from bench.figure import Figure
from bench.network import Peer, pgmpy_peer, pyagrum_peer, versions
from bench.people import random_people
from bench.timing import Contender, best_seconds
from sijoint.clinical.batch import BatchModel, Codes
from sijoint.clinical.case import Case, Side
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.facts import personal_facts
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.posterior import log_weight, posterior, read_side
from sijoint.clinical.prior import set_prior

PEOPLE = 64
ROUNDS = 15
SAME = 1e-6
MODES = {
    "pyAgrum": "LazyPropagation with changed evidence",
    "pgmpy": "VariableElimination",
}


def our_posterior(case: Case, evidence: Evidence) -> Floats:
    """Probabilities of the sources, from the validated case."""
    model = evidence.model
    prior = set_prior(case, personal_facts(case), rules=model.prior, hypotheses=model.hypotheses)
    side = read_side(case, Side.LEFT, model)
    weight = log_weight(side, model.point, EvidenceSet.POOLED)
    answer: Floats = (posterior(prior, weight) @ model.hypotheses.readout)[0]
    return answer


def figures(evidence: Evidence) -> list[Figure]:
    """Ratios of the time for one posterior, after the answers were compared."""
    people = random_people(evidence, PEOPLE)
    batch = BatchModel(evidence.model, evidence.safety.lexicon, EvidenceSet.POOLED)
    codes = [batch.encode(case) for case in people]
    peers = {"pyAgrum": pyagrum_peer(batch), "pgmpy": pgmpy_peer(batch)}
    apart = _compare(people, codes, peers, evidence)
    contenders: dict[str, Contender] = {
        "case": lambda: [our_posterior(case, evidence) for case in people],
        "codes": lambda: [batch.probabilities(row[None]) for row in codes],
    }
    for name, peer in peers.items():
        contenders[name] = lambda peer=peer: [peer(row) for row in codes]
    total = best_seconds(contenders, rounds=ROUNDS)
    each = {name: seconds / PEOPLE * 1e6 for name, seconds in total.items()}
    detail = f"{versions()}; answers agree to {apart:.0e}"
    return [_figure("pyAgrum", each, 10.0, detail), _figure("pgmpy", each, 30.0, detail)]


def _compare(
    people: list[Case], codes: list[Codes], peers: dict[str, Peer], evidence: Evidence
) -> float:
    """The largest difference of any answer; an error when it is more than rounding."""
    ours = np.array([our_posterior(case, evidence) for case in people])
    apart = max(
        float(np.abs(ours - np.array([peer(row) for row in codes])).max())
        for peer in peers.values()
    )
    if apart > SAME:
        raise AssertionError(f"the peers answer differently, by {apart:g}")
    return apart


def _figure(peer: str, each: dict[str, float], target: float, detail: str) -> Figure:
    mode = MODES[peer]
    return Figure(
        what=f"One posterior from the validated case, against {peer}, {mode}",
        value=each[peer] / each["case"],
        target=target,
        unit="times faster",
        at_least=True,
        detail=(
            f"{each['case']:.0f} us, reading the case included; {peer} {each[peer]:.0f} us from "
            f"codes already read; from such codes ours takes {each['codes']:.0f} us, which is "
            f"{each[peer] / each['codes']:.1f} times faster; {detail}"
        ),
    )
