"""The whole probability model as plain values, so that anyone can check an answer.

Every number that a posterior depends on stands in it, with the tables worked out from
them: sets of sources with their priors, signs with their chances and weights, groups,
and the provocation block step by step. What a number cannot say stands in `rules`.
A bound is written twice, as a ratio and as its logarithm, because a bound that never
binds could otherwise be wrong without anybody noticing.
"""

from __future__ import annotations

import math
from typing import Any

from sijoint.clinical.hypothesis import SIJ, Floats
from sijoint.clinical.model import Model
from sijoint.clinical.pregnancy import PregnancyRules
from sijoint.clinical.sign import Against, Cells, Reading, Sign
from sijoint.clinical.weight import DAMPING, Group, GroupTable
from sijoint.evidence import facts, model
from sijoint.evidence.block_table import tabulate_block
from sijoint.evidence.prior_table import tabulate_priors
from sijoint.evidence.read import Raw, version_of

FORMAT = "sijoint.model/1"

Json = dict[str, Any]


def export(raw: Raw) -> Json:
    """The probability model, fit for JSON.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Returns
    -------
    dict
        Format `sijoint.model/1`. Every list over hypotheses is in the order of
        ``hypotheses``; probabilities are 0 to 1, weights natural logarithms.

    Raises
    ------
    EvidenceError
        If an adjustment of the prior is anything but limits joined by ``and``.
    """
    built = model.build(raw)
    hypotheses = built.hypotheses
    return {
        "schema": FORMAT,
        "evidence": version_of(raw),
        "sources": list(hypotheses.sources),
        "sided_sources": [s for s in hypotheses.sources if s in built.sided_sources],
        "hypotheses": [[s for s in hypotheses.sources if s in each] for each in hypotheses.sets],
        "prior": tabulate_priors(built, facts.build(raw)),
        "damping": DAMPING,
        "groups": [_group(table.group) for table in built.point.groups],
        "history_cap": {"source": SIJ, **_bound(built.rules.sij_history_cap)},
        "signs": [_sign(sign, table) for table in built.point.groups for sign in table.signs],
        "block": _block(built),
        "gates": _gates(built),
        "waived_cap": built.rules.waived_cap,
        "pregnancy": _pregnancy(built.pregnancy),
        "rules": {record["id"]: record["text"] for record in raw["export_rule"]},
    }


def _bound(ratio: float) -> Json:
    return {"ratio": ratio, "log": math.log(ratio)}


# --- Signs and groups ---------------------------------------------------------------------


def _group(group: Group) -> Json:
    return {
        "id": group.id,
        "low": _bound(group.low),
        "high": _bound(group.high),
        "off_in": sorted(group.off_in),
        "history": group.sij_capped,
    }


def _sign(sign: Sign, table: GroupTable) -> Json:
    return {
        "id": sign.id,
        "group": sign.group,
        "kind": sign.kind.value,
        "findings": [_finding(sign, finding) for finding in sign.findings],
        "part_of": sign.part_of,
        "ignore_negative": sign.ignore_negative,
        "power": sign.power,
        **(_bands(sign, table) if sign.bands else _votes(sign, table)),
    }


def _finding(sign: Sign, finding: str) -> Json:
    limit = {"limit": sign.limits[finding]} if finding in sign.limits else {}
    return {"id": finding, "sided": finding in sign.sided, **limit}


def _votes(sign: Sign, table: GroupTable) -> Json:
    return {
        "votes": [
            {
                **_cells(cells),
                "chance": _by_set(table, table.chance(sign, index)),
                "weight_positive": _weight(table, sign, Reading(True, (index,))),
                "weight_negative": _weight(table, sign, Reading(False, (~index,))),
            }
            for index, cells in enumerate(sign.members)
        ]
    }


def _cells(cells: Cells) -> Json:
    return {
        "targets": {source: rate.value for source, rate in cells.targets.items()},
        "leak": cells.leak.value,
        "against": [_against(each) for each in cells.against],
    }


def _against(against: Against) -> Json:
    return {
        "source": against.source,
        "rate": against.rate.value,
        "rate_with_target": against.rate_with_target.value,
    }


def _bands(sign: Sign, table: GroupTable) -> Json:
    return {
        "bands": [
            {
                "first": band.first,
                "last": band.last,
                "source": band.source,
                "rate": band.rate.value,
                "leak": band.leak.value,
                "weight": _weight(table, sign, Reading(True, band=index)),
            }
            for index, band in enumerate(sign.bands)
        ],
    }


def _weight(table: GroupTable, sign: Sign, reading: Reading) -> list[float]:
    return _by_set(table, table.log_ratio(sign, reading))


def _by_set(table: GroupTable, by_pattern: Floats) -> list[float]:
    values: list[float] = by_pattern[0][table.pattern_of_set].tolist()
    return values


# --- The block ----------------------------------------------------------------------------


def _block(built: Model) -> Json:
    rules, point = built.block, built.point
    return {
        "tests": [
            {
                "id": test.id,
                "sided": test.id in built.sided_findings,
                "rate": test.rate.value,
                "false_positive_rate": test.false_positive_rate.value,
            }
            for test in rules.tests
        ],
        "loading": rules.loading,
        "floor": _bound(rules.floor),
        "ceiling": _bound(rules.ceiling),
        "positive_from": rules.positive_from,
        "selected_four": [t.id for t in rules.tests if t.id in rules.selected_four],
        "selected_four_from": rules.selected_four_from,
        "full_weight_from": rules.full_weight_from,
        "calibrated_on": list(rules.calibrated_on),
        "pooled_lr_positive": rules.pooled_positive,
        "pooled_lr_negative": rules.pooled_negative,
        "exponents": {
            each.value: {"above": float(both.above[0]), "below": float(both.below[0])}
            for each, both in point.tempering.items()
        },
        "whole_for": list(rules.whole_for),
        "root_for": list(rules.root_for),
        "set_power_above": point.set_power_above.tolist(),
        "set_power_below": point.set_power_below.tolist(),
        "tables": tabulate_block(built),
    }


# --- Screens and pregnancy ----------------------------------------------------------------


def _gates(built: Model) -> Json:
    gates = built.rules.gates
    return {
        "low_back": {
            "all_of": _named(gates.low_back, built),
            "one_of": _named(gates.low_back_one_of, built),
        },
        "hip": {
            "one_of": _named(gates.hip_one_of, built),
            "negative_one_of": _named(gates.hip_negative, built),
        },
    }


def _named(findings: tuple[str, ...], built: Model) -> list[Json]:
    return [{"id": finding, "sided": finding in built.sided_findings} for finding in findings]


def _pregnancy(rules: PregnancyRules) -> Json:
    return {
        "prior": rules.prior,
        "weeks_after_birth": rules.weeks_after_birth,
        "ceiling": {"probability": rules.ceiling, "odds": rules.ceiling / (1.0 - rules.ceiling)},
        "signs": [
            {
                "finding": sign.finding,
                "lr_positive": sign.lr_positive,
                "lr_negative": sign.lr_negative,
                "power": sign.power,
            }
            for sign in rules.signs
        ],
    }
