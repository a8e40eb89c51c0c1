"""Why a probability is what it is: the change that each finding made.

Findings are added one after the other in the order of the evidence, and each is
credited with the change of ten times the decimal logarithm of the odds. The credits
add up to the way from the prior to the posterior, whatever was damped or capped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.case import Case
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.posterior import SideEvidence, combined_weight, group_weights
from sijoint.clinical.sign import Reading, Sign, read_sign

CLUSTER = "provocation_cluster"


@dataclass(frozen=True, slots=True)
class Because:
    """What one finding did to one source.

    Parameters
    ----------
    finding : str
        Finding id; `provocation_cluster` for the cluster as a whole, `waived_screen`
        for the limit that a waived screen sets.
    weight_decibans : float
        Change of 10 log10 of the odds; positive speaks for the source.
    sources : tuple of str
        Evidence ids.
    """

    finding: str
    weight_decibans: float
    sources: tuple[str, ...]


def scored_findings(case: Case, model: Model, with_cluster: bool) -> tuple[str, ...]:
    """Recorded findings that a sign uses, and the cluster, in the order of the evidence.

    Parameters
    ----------
    case : Case
    model : Model
    with_cluster : bool
        Whether the cluster weighs; it stands where its first test stands.
    """
    places = {finding: place for place, finding in enumerate(model.finding_order)}
    recorded = {f.id for f in case.findings if f.is_recorded}
    used = {finding for sign in model.signs for finding in sign.findings}
    order = {finding: (places[finding], 1) for finding in recorded & used}
    if with_cluster:
        order[CLUSTER] = (places[model.block.tests[0].id], 0)
    return tuple(sorted(order, key=order.__getitem__))


def weights_by_step(
    case: Case,
    evidence: SideEvidence,
    model: Model,
    evidence_set: EvidenceSet,
    steps: Sequence[str],
) -> Floats:
    """Log weight of each set after each step, at the published values.

    Parameters
    ----------
    case : Case
    evidence : SideEvidence
        Everything recorded for the side.
    model : Model
    evidence_set : EvidenceSet
    steps : sequence of str
        As given by `scored_findings`; a finding of the other side changes nothing.

    Returns
    -------
    array, shape (steps + 1, sets)
        The first row is zero: nothing recorded.
    """
    table = model.point
    block = table.block_weight(evidence.cluster, evidence_set)[0] if evidence.counts else 0.0
    with_cluster = False
    added: set[str] = set()
    readings: dict[str, Reading] = {}
    groups: dict[str, Floats] = {}
    rows = [np.zeros(len(model.hypotheses.sets))]
    for step in steps:
        added.add(step)
        with_cluster = with_cluster or step == CLUSTER
        changed = _update(readings, model.signs_of(step), case.only(added), evidence)
        groups |= group_weights(readings, evidence.setting, table, changed)
        total = combined_weight(groups, table)[0]
        rows.append(total + block if with_cluster else total)
    return np.stack(rows)


def _update(
    readings: dict[str, Reading], signs: Sequence[Sign], case: Case, evidence: SideEvidence
) -> set[str]:
    """Read the signs of the finding just added; return the groups that changed."""
    changed = set()
    for sign in signs:
        reading = read_sign(sign, case, evidence.side)
        if reading is not None and readings.get(sign.id) != reading:
            readings[sign.id] = reading
            changed.add(sign.group)
    return changed


def decibans(probability: Floats) -> Floats:
    """Ten times the decimal logarithm of the odds; any shape."""
    odds: Floats = 10.0 * np.log10(probability / (1.0 - probability))
    return odds


def credits_of(steps: Sequence[str], path: Floats, model: Model) -> tuple[Because, ...]:
    """The change of each step, without those that changed nothing.

    Parameters
    ----------
    steps : sequence of str
    path : array, shape (steps + 1,)
        Probability of one source before and after each step.
    model : Model
        Names the sources of each finding.
    """
    changes = np.diff(decibans(path)).tolist()
    return tuple(
        Because(step, change, model.sources_of(step))
        for step, change in zip(steps, changes, strict=True)
        if change != 0.0
    )
