"""The prior over sets, by Newton's method on the dual of the relative entropy.

The engine fits the same shares by iterative proportional fitting; both have one answer.
"""

from __future__ import annotations

import operator
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Json = dict[str, Any]
Floats = NDArray[np.float64]

IS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
NEWTON_STEPS = 200


def applied_adjustments(prior: Json, document: Json) -> list[Json]:
    """The adjustments that hold for the person of a case file."""
    age, weeks = document["patient"]["age_years"], document["episode"]["duration_weeks"]
    facts = {"age": age, "dur": weeks, "onset": age - weeks / prior["weeks_per_year"]}
    return [
        adjustment
        for adjustment in prior["adjustments"]
        if all(IS[each["is"]](facts[each["fact"]], each["limit"]) for each in adjustment["when"])
    ]


def adjusted_shares(setting: Json, adjustments: list[Json]) -> Json:
    """The shares of a setting with adjustments applied and the other marginals scaled."""
    marginals = setting["marginals"]
    changed = {}
    for adjustment in adjustments:
        if "probability" in adjustment:
            changed[adjustment["source"]] = adjustment["probability"]
        else:
            share = marginals[adjustment["source"]]
            raised = share * adjustment["odds"]
            changed[adjustment["source"]] = raised / (1.0 - share + raised)
    room = _total(setting) - sum(changed.values())
    left = sum(share for source, share in marginals.items() if source not in changed)
    return {
        **setting,
        "marginals": {s: changed.get(s, share * room / left) for s, share in marginals.items()},
    }


def edited_shares(shares: Json, edited: dict[str, float], other_floor: float) -> Json:
    """The shares with those that a clinic set kept exact."""
    marginals = {**shares["marginals"], **edited}
    pairs = shares["spine_pairs"] + shares["other_pairs"]
    other = 1.0 + pairs - sum(marginals.values())
    if other < other_floor:
        room = 1.0 + pairs - other_floor - sum(edited.values())
        left = sum(share for source, share in marginals.items() if source not in edited)
        marginals = {s: edited.get(s, share * room / left) for s, share in marginals.items()}
        other = other_floor
    return {**shares, "marginals": marginals, "other": other}


def fit(export: Json, shares: Json) -> Floats:
    """The distribution over sets with these shares, nearest to the seeds."""
    prior = export["prior"]
    seeds = tuple((frozenset(each["pair"]), each["seed"]) for each in prior["seeds"])
    spine = (frozenset(prior["spine_pairs"]["one_of"]), frozenset(prior["spine_pairs"]["with"]))
    sets = tuple(frozenset(each) for each in export["hypotheses"])
    wanted = (
        shares["other"],
        shares["spine_pairs"],
        shares["other_pairs"],
        *(shares["marginals"][source] for source in export["sources"]),
    )
    return _fit(sets, tuple(export["sources"]), seeds, spine, wanted)


@lru_cache(maxsize=2000)
def _fit(
    sets: tuple[frozenset[str], ...],
    sources: tuple[str, ...],
    seeds: tuple[tuple[frozenset[str], float], ...],
    spine: tuple[frozenset[str], frozenset[str]],
    wanted: tuple[float, ...],
) -> Floats:
    rows = np.array(
        [
            [not each for each in sets],
            [_is_spine_pair(each, spine) for each in sets],
            [len(each) == 2 and not _is_spine_pair(each, spine) for each in sets],
            *([source in each for each in sets] for source in sources),
        ],
        dtype=float,
    )
    seed = np.array([dict(seeds).get(each, 1.0) for each in sets])
    target = np.array(wanted)
    multipliers = np.zeros(len(rows))
    for _ in range(NEWTON_STEPS):
        probability = seed * np.exp(multipliers @ rows)
        miss = target - rows @ probability
        if np.abs(miss).max() < 1e-15:
            break
        step = np.linalg.solve((rows * probability) @ rows.T, miss)
        # A step of more than 1 in the logarithm could overshoot.
        multipliers += step / max(1.0, np.abs(step).max())
    return np.asarray(seed * np.exp(multipliers @ rows))


def _is_spine_pair(each: frozenset[str], spine: tuple[frozenset[str], frozenset[str]]) -> bool:
    return len(each) == 2 and bool(each & spine[0]) and bool(each & spine[1])


def _total(shares: Json) -> float:
    """What the marginals sum to."""
    return float(1.0 - shares["other"] + shares["spine_pairs"] + shares["other_pairs"])
