"""The same model as Bayesian networks of the peers.

The hypothesis node has one state for each set of sources. Its children are the tables
of the batch engine: one child for each pack of groups, with one state for each reading
of its findings and one state more that takes the rest of the probability. Damping,
clips and caps are in those tables, so the peers give exactly the same answers from hard
evidence. A network with one child for each finding would be smaller, but could not.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pyagrum
from pgmpy.factors.discrete import TabularCPD
from pgmpy.inference import VariableElimination
from pgmpy.models import DiscreteBayesianNetwork

from sijoint.clinical.batch import BatchModel, Codes
from sijoint.clinical.hypothesis import Floats

HYPOTHESIS = "hypothesis"
PRIOR = "prior"

Peer = Callable[[Codes], Floats]


def child_tables(batch: BatchModel) -> dict[str, Floats]:
    """P(state | set) of each child; shape (sets, states), each row sums to 1."""
    tables = {}
    for index, lookup in enumerate(batch.lookups):
        rows = lookup.rows.astype(np.float64)
        share = rows / (rows.sum(axis=0).max() * (1.0 + 1e-12))
        tables[f"g{index}"] = np.ascontiguousarray(np.vstack([share, 1.0 - share.sum(axis=0)]).T)
    return tables


def states_of(codes: Codes, batch: BatchModel) -> tuple[int, dict[str, int]]:
    """The prior row and the state of each child."""
    rows = (codes.astype(np.float32) @ batch.places).astype(int).tolist()
    return rows[0], {f"g{index}": row for index, row in enumerate(rows[1:])}


def pyagrum_peer(batch: BatchModel) -> Peer:
    """LazyPropagation, its junction tree kept, evidence changed in place."""
    network = pyagrum.BayesNet()
    priors = batch.priors[1].astype(np.float64)
    prior = network.add(pyagrum.LabelizedVariable(PRIOR, "", len(priors)))
    hypothesis = network.add(pyagrum.LabelizedVariable(HYPOTHESIS, "", priors.shape[1]))
    network.addArc(prior, hypothesis)
    network.cpt(prior)[:] = np.full(len(priors), 1.0 / len(priors))
    network.cpt(hypothesis)[:] = priors / priors.sum(axis=1, keepdims=True)
    tables = child_tables(batch)
    for name, table in tables.items():
        child = network.add(pyagrum.LabelizedVariable(name, "", table.shape[1]))
        network.addArc(hypothesis, child)
        network.cpt(child)[:] = table
    engine = pyagrum.LazyPropagation(network)
    engine.setTargets({HYPOTHESIS})
    for name in (PRIOR, *tables):
        engine.addEvidence(name, 0)

    def answer(codes: Codes) -> Floats:
        row, states = states_of(codes, batch)
        engine.chgEvidence(PRIOR, row)
        for name, state in states.items():
            engine.chgEvidence(name, state)
        engine.makeInference()
        sets: Floats = engine.posterior(HYPOTHESIS).toarray()
        return sets @ batch.model.hypotheses.readout

    return answer


def pgmpy_peer(batch: BatchModel) -> Peer:
    """Exact variable elimination, the default exact engine of pgmpy."""
    priors = batch.priors[1].astype(np.float64)
    tables = child_tables(batch)
    edges = [(PRIOR, HYPOTHESIS), *((HYPOTHESIS, name) for name in tables)]
    network = DiscreteBayesianNetwork(edges)
    network.add_cpds(
        TabularCPD(PRIOR, len(priors), np.full((len(priors), 1), 1.0 / len(priors))),
        TabularCPD(
            HYPOTHESIS,
            priors.shape[1],
            (priors / priors.sum(axis=1, keepdims=True)).T,
            evidence=[PRIOR],
            evidence_card=[len(priors)],
        ),
        *(
            TabularCPD(
                name, table.shape[1], table.T, evidence=[HYPOTHESIS], evidence_card=[len(table)]
            )
            for name, table in tables.items()
        ),
    )
    engine = VariableElimination(network)

    def answer(codes: Codes) -> Floats:
        row, states = states_of(codes, batch)
        evidence = {PRIOR: row, **states}
        found = engine.query([HYPOTHESIS], evidence=evidence, show_progress=False)
        sets = np.asarray(found.values, dtype=np.float64)
        return sets @ batch.model.hypotheses.readout

    return answer


def versions() -> str:
    """Versions of the peers and of what they stand on."""
    import pgmpy

    return f"pyAgrum {pyagrum.__version__}, pgmpy {pgmpy.__version__}, NumPy {np.__version__}"
