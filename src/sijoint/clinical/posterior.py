"""The posterior of one side: signs, cluster and prior brought together."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.case import Case, Side
from sijoint.clinical.cluster import Cluster, read_cluster
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet, Model, ModelTable
from sijoint.clinical.sign import Reading, read_sign


@dataclass(frozen=True)
class SideEvidence:
    """What was recorded that bears on one side.

    Parameters
    ----------
    side : Side
    setting : str
        Chooses which groups count.
    readings : mapping of str to Reading
        Results of the signs, by sign id; signs not recorded are absent.
    cluster : Cluster
    counts : bool
        Whether the cluster may weigh: no screen is missing, and a test was done.
    """

    side: Side
    setting: str
    readings: Mapping[str, Reading]
    cluster: Cluster
    counts: bool


def read_side(case: Case, side: Side, model: Model) -> SideEvidence:
    """Read signs, cluster and gates of one side."""
    touched = {s.id: s for f in case.findings for s in model.signs_of(f.id)}
    readings = {
        sign_id: reading
        for sign_id, sign in touched.items()
        if (reading := read_sign(sign, case, side)) is not None
    }
    cluster = read_cluster(
        case, side, block=model.block, gates=model.rules.gates, sided=model.sided_findings
    )
    counts = cluster.scored and bool(cluster.performed)
    return SideEvidence(side, case.episode.setting.value, readings, cluster, counts)


def group_weights(
    readings: Mapping[str, Reading],
    setting: str,
    table: ModelTable,
    among: Container[str] | None = None,
) -> dict[str, Floats]:
    """Log likelihood ratio of each group that says anything; shape (draws, sets) each.

    Parameters
    ----------
    readings : mapping of str to Reading
        By sign id.
    setting : str
        Groups that are off in it are left out.
    table : ModelTable
    among : container of str, optional
        Only these groups; all unless given.
    """
    weights = {}
    for group in table.groups:
        chosen = among is None or group.group.id in among
        if chosen and setting not in group.group.off_in:
            weight = group.weight(readings)
            if weight is not None:
                weights[group.group.id] = weight
    return weights


def combined_weight(weights: Mapping[str, Floats], table: ModelTable) -> Floats:
    """Sum of the groups, with history capped in sets with the SI joint; (draws, sets)."""
    history, total = table.nothing, table.nothing
    for group in table.groups:
        weight = weights.get(group.group.id)
        if weight is not None and group.group.sij_capped:
            history = history + weight
        elif weight is not None:
            total = total + weight
    return total + np.minimum(history, table.history_cap)


def log_weight(evidence: SideEvidence, table: ModelTable, evidence_set: EvidenceSet) -> Floats:
    """Log likelihood ratio of everything recorded, in each set; shape (draws, sets).

    Groups first, each damped and clipped; then the cap on history for sets with the
    SI joint; then the block.
    """
    total = combined_weight(group_weights(evidence.readings, evidence.setting, table), table)
    if evidence.counts:
        total = total + table.block_weight(evidence.cluster, evidence_set)
    return total


def posterior(prior: Floats, weight: Floats) -> Floats:
    """Probability of each set; weight has shape (draws, sets), each row sums to 1."""
    scaled = prior * np.exp(weight - weight.max(axis=-1, keepdims=True))
    result: Floats = scaled / scaled.sum(axis=-1, keepdims=True)
    return result
