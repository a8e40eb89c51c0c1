"""Prospects: what each result of a finding not yet recorded would do on one side.

A prospect is one finding with its possible results; each result has its chance in
every set of sources, and the log weight of the sets once it is recorded. Only the
signs and groups that a finding touches are read again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from sijoint.clinical.block import count_distribution
from sijoint.clinical.case import Case, Finding, Result, Side
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.posterior import SideEvidence, combined_weight, group_weights
from sijoint.clinical.sign import Sign, SignKind, read_sign


@dataclass(frozen=True, slots=True)
class Prospect:
    """One finding that could be recorded next.

    Parameters
    ----------
    finding : str
    chance : array, shape (results, sets)
        Chance of each result in each set; each column sums to 1.
    before : array, shape (sets,)
        Log weight of the sets now.
    after : array, shape (results, sets)
        Log weight of the sets once the result is recorded.
    is_test : bool
        Whether it belongs to the provocation cluster.
    """

    finding: str
    chance: Floats
    before: Floats
    after: Floats
    is_test: bool


def prospects(
    case: Case, evidence: SideEvidence, model: Model, evidence_set: EvidenceSet
) -> Iterator[Prospect]:
    """Every scored finding that was not recorded on the side.

    Tests of the cluster are judged as if the screens were answered, so that the list
    also says what comes after them.
    """
    table = model.point
    groups = group_weights(evidence.readings, evidence.setting, table)
    base = combined_weight(groups, table)[0]
    count = table.block_weight(evidence.cluster, evidence_set)[0]
    now = base + count if evidence.counts else base
    tests = {test.id for test in model.block.tests}
    for finding in model.finding_order:
        side = evidence.side if finding in model.sided_findings else None
        if case.finding(finding, side) is not None:
            # Also a test that left the cluster, because it was felt in the groin.
            continue
        signs = model.signs_of(finding)
        if finding in evidence.cluster.not_done:
            yield _test_prospect(finding, evidence, model, evidence_set, base, base + count)
        elif signs and finding not in tests:
            after = [
                _with_result(_record(case, sample), evidence, model, groups, signs) - base + now
                for sample in _samples(finding, side, signs)
            ]
            chance = _chance(finding, signs, evidence, model)
            yield Prospect(finding, np.array([chance, 1.0 - chance]), now, np.array(after), False)


def _samples(finding: str, side: Side | None, signs: tuple[Sign, ...]) -> tuple[Finding, Finding]:
    """A positive and a negative result of a finding."""
    limit = next((s.limits[finding] for s in signs if finding in s.limits), None)
    if limit is None:
        return (
            Finding(finding, side, Result.POSITIVE),
            Finding(finding, side, Result.NEGATIVE),
        )
    at, over = Finding(finding, side, value=limit), Finding(finding, side, value=limit + 1.0)
    return (over, at) if signs[0].kind is SignKind.INFLAMMATORY else (at, over)


def _record(case: Case, finding: Finding) -> Case:
    """The case with one finding more, in place of one that was not done."""
    return case.with_finding(finding)


def _with_result(
    case: Case,
    evidence: SideEvidence,
    model: Model,
    groups: dict[str, Floats],
    signs: tuple[Sign, ...],
) -> Floats:
    """Log weight of the groups with one result more; shape (sets,)."""
    readings = dict(evidence.readings)
    for sign in signs:
        reading = read_sign(sign, case, evidence.side)
        if reading is not None:
            readings[sign.id] = reading
    touched = {sign.group for sign in signs}
    changed = groups | group_weights(readings, evidence.setting, model.point, touched)
    weight: Floats = combined_weight(changed, model.point)[0]
    return weight


def _chance(finding: str, signs: tuple[Sign, ...], evidence: SideEvidence, model: Model) -> Floats:
    """Chance that the finding is positive, in each set; shape (sets,).

    Where several findings share a sign, each is taken to be as likely as the sign.
    """
    sign = next(s for s in signs if s.kind is not SignKind.COUNT)
    group = next(g for g in model.point.groups if g.group.id == sign.group)
    member = sign.findings.index(finding) if len(sign.members) > 1 else 0
    chance: Floats = group.chance(sign, member)[0][group.pattern_of_set]
    return 1.0 - chance if sign.kind is SignKind.ABSENT else chance


def _test_prospect(
    test: str,
    evidence: SideEvidence,
    model: Model,
    evidence_set: EvidenceSet,
    base: Floats,
    before: Floats,
) -> Prospect:
    block, table = model.block, model.point
    performed = tuple(block.index(t) for t in evidence.cluster.performed)
    more = tuple(sorted((*performed, block.index(test))))
    positives = len(evidence.cluster.positive)
    after = [
        base + table.weight_of_count(more, positives + extra, evidence_set)[0] for extra in (1, 0)
    ]
    chance = _chance_of_test(block.index(test), performed, positives, model)
    return Prospect(test, np.array([chance, 1.0 - chance]), before, np.array(after), True)


def _chance_of_test(test: int, performed: tuple[int, ...], positives: int, model: Model) -> Floats:
    """Chance of a positive test given the count so far, in each set; shape (sets,).

    Without the joint, positives so far tell of a high reactivity, which makes further
    positives likely.
    """
    rates = model.point.rates
    at_points = count_distribution(rates.without_joint[0][:, list(performed)])[:, positives]
    weight = rates.node_weights * at_points
    without = float((weight * rates.without_joint[0, :, test]).sum() / weight.sum())
    whole = model.hypotheses.has_any(model.block.whole_for)
    return np.where(whole, rates.with_joint[0, test], without)
