"""A million encoded cases, against the bare arithmetic that such a batch needs."""

from __future__ import annotations

import resource

import numpy as np

from bench.figure import Figure
from bench.people import random_people
from bench.timing import best_seconds
from sijoint.clinical.batch import BatchModel, Codes, Singles
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.model import EvidenceSet

CASES = 1_000_000
PEOPLE = 2_000
ROUNDS = 5
CHUNK = 2_048


def bare_arithmetic(codes: Codes, weights: Singles, counts: Singles, readout: Singles) -> Singles:
    """Product, lookup, exponential, normalisation and marginal product; nothing else.

    Worked in chunks that fit the cache, which is its fastest form.
    """
    result = np.empty((len(codes), readout.shape[1]), dtype=np.float32)
    rows = codes[:, 0].astype(np.intp)
    for start in range(0, len(codes), CHUNK):
        chunk = slice(start, start + CHUNK)
        joint = codes[chunk].astype(np.float32) @ weights
        joint += counts.take(rows[chunk], axis=0)
        np.exp(joint, out=joint)
        joint /= joint.sum(axis=1, keepdims=True)
        np.matmul(joint, readout, out=result[chunk])
    return result


def figures(evidence: Evidence) -> list[Figure]:
    """Cases a second, share of the bare arithmetic, and peak memory."""
    batch = BatchModel(evidence.model, evidence.safety.lexicon, EvidenceSet.POOLED)
    known = np.stack([batch.encode(case) for case in random_people(evidence, PEOPLE)])
    codes = np.tile(known, (CASES // PEOPLE, 1))
    random = np.random.default_rng(0)
    sets = len(evidence.model.hypotheses.sets)
    weights = (random.normal(size=(batch.width, sets)) * 0.1).astype(np.float32)
    readout = batch.readout[:, :-1]
    seconds = best_seconds(
        {
            "ours": lambda: batch.probabilities(codes),
            "bare": lambda: bare_arithmetic(codes, weights, batch.priors[1], readout),
        },
        rounds=ROUNDS,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rate = CASES / seconds["ours"]
    return [
        Figure("Batch of 1,000,000 encoded cases", rate, 1e6, "cases a second", True, "float32"),
        Figure(
            "The same, as a share of the bare arithmetic",
            seconds["bare"] / seconds["ours"],
            0.7,
            "of its speed",
            True,
            f"{seconds['ours']:.3f} s against {seconds['bare']:.3f} s",
        ),
        Figure("Peak memory of the benchmark process", peak, 1000.0, "MB", False, "all of it"),
    ]
