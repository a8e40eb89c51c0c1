"""The table of the provocation block: what each count weighs, step by step."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import combinations
from typing import Any

from sijoint.clinical.block import (
    bounded_ratio,
    count_table,
    few_tests_exponent,
    ordered_ratio,
)
from sijoint.clinical.model import EvidenceSet, Model, ModelTable

Json = dict[str, Any]


def tabulate_block(built: Model) -> list[Json]:
    """One table for each set of tests performed.

    Parameters
    ----------
    built : Model

    Returns
    -------
    list of dict
        Fit for JSON; each list is by the count of positives, from none to all. The
        steps are the raw ratio, after order restriction, after the cap at 1 below the
        threshold, after floor and ceiling, and after tempering. ``share`` is the part
        of its logarithm with which a ratio below 1 counts.
    """
    tests = range(len(built.block.tests))
    return [
        _table(performed, built.point)
        for size in range(1, len(tests) + 1)
        for performed in combinations(tests, size)
    ]


def _table(performed: tuple[int, ...], point: ModelTable) -> Json:
    rules = point.model.block
    unbounded = replace(rules, floor=0.0, ceiling=math.inf)
    with_joint, without_joint = count_table(point.rates, performed)
    ordered = ordered_ratio(with_joint, without_joint)
    size = len(performed)
    return {
        "tests": [rules.tests[test].id for test in performed],
        "with_joint": with_joint[0].tolist(),
        "without_joint": without_joint[0].tolist(),
        "ratio": (with_joint / without_joint)[0].tolist(),
        "ordered": ordered[0].tolist(),
        "capped": bounded_ratio(ordered, performed, unbounded)[0].tolist(),
        "bounded": bounded_ratio(ordered, performed, rules)[0].tolist(),
        "tempered": {s.value: point.count_ratios(s, performed)[0].tolist() for s in EvidenceSet},
        "share": [few_tests_exponent(size, count, rules) for count in range(size + 1)],
    }
