"""Rates: probabilities lie between 0 and 1, counts give the printed rates, priors add up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sijoint.evidence.read import Raw, Record

PROBABILITIES = frozenset(
    {"sensitivity", "specificity", "auc", "post_test", "p", "share", "prior", "probability"}
    | {"rate", "false_positive_rate", "rate_with_target", "leak", "targets", "marginals"}
    | {"spine_with_hip_or_sij", "other_pairs", "other_floor", "waived_cap", "sij"}
    | {"least_probability", "expected_sensitivity", "expected_false_positive"}
)
"""Fields at any depth that hold a probability, or a list or table of them."""

PRINTED_OUTSIDE = frozenset({"auc_ci"})
"""A normal approximation may print an end above 1, and what was printed is stored."""

RANGES = ("_ci", "_range")
"""Endings of fields that hold an interval of the field before."""

LEAST_OTHER = 0.10
"""What no prior may take from the causes that have no name."""

EXACT = 1e-9
DESIGNED = 0.005 + EXACT
"""A rate that the model uses may be the mean of printed rates."""


Counted = tuple[str, int, int, float, float]
"""Name of a rate, its positives and negatives, the rate, and how far off it may be."""


def rate_problems(raw: Raw) -> Iterator[str]:
    """One line for each rate that cannot be right.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Yields
    ------
    str
        ``<array> <id>: `` and what is wrong.
    """
    for array, records in raw.items():
        for record in records:
            problems = [*_outside(record), *_miscounted(record)]
            if array == "prior_setting":
                problems += _unbalanced(record)
            yield from (f"{array} {record.get('id', '?')}: {problem}" for problem in problems)


def _outside(value: Any) -> Iterator[str]:
    """Probabilities below 0 or above 1, at any depth."""
    if isinstance(value, dict):
        for key, item in value.items():
            if _is_probability(key):
                wrong = (n for n in _numbers(item) if not 0 <= n <= 1)
                yield from (f"{key} {n:g} is no probability" for n in wrong)
            else:
                yield from _outside(item)
    elif isinstance(value, list):
        for item in value:
            yield from _outside(item)


def _is_probability(key: str) -> bool:
    names = (key.removesuffix(ending) for ending in ("", *RANGES))
    return key not in PRINTED_OUTSIDE and not PROBABILITIES.isdisjoint(names)


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        yield from _numbers(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    elif isinstance(value, int | float):
        yield value


def _miscounted(record: Record) -> Iterator[str]:
    """Rates that the counts beside them do not give."""
    for name, positive, negative, rate, tolerance in _counted(record):
        total = positive + negative
        if not total or abs(positive / total - rate) > tolerance:
            yield f"{positive} of {total} do not give {name} {rate:g}"
    cells, n = record.get("cells"), record.get("n")
    if cells and n is not None and sum(cells.values()) != n:
        yield f"the cells add up to {sum(cells.values())}, not to n {n}"


def _counted(record: Record) -> Iterator[Counted]:
    """Every rate of a record that has counts."""
    yield from _printed(record)
    for name, of in (("rate", "counts"), ("false_positive_rate", "false_counts")):
        if name in record and record.get(of):
            yield name, *record[of], record[name], DESIGNED
    for member in record.get("members", [record]):
        for source, pair in member.get("counts", {}).items() if "targets" in member else ():
            yield f"target {source}", *pair, member["targets"].get(source, -1.0), DESIGNED
        if "leak_counts" in member:
            yield "leak", *member["leak_counts"], member["leak"], DESIGNED


def _printed(record: Record) -> Iterator[Counted]:
    """The rates that a study printed beside its counts."""
    if cells := record.get("cells"):
        for name, yes, no in (("sensitivity", "tp", "fn"), ("specificity", "tn", "fp")):
            if name in record:
                yield name, cells[yes], cells[no], record[name], _half_a_digit(record[name])
    if {"k", "n", "p"} <= record.keys():
        yield "p", record["k"], record["n"] - record["k"], record["p"], _half_a_digit(record["p"])


def _half_a_digit(printed: float) -> float:
    """Half a unit of the last digit; rates are printed with two digits or more."""
    digits = len(f"{printed!r}".partition(".")[2])
    return float(0.5 * 10.0 ** -max(2, digits)) + EXACT


def _unbalanced(setting: Record) -> Iterator[str]:
    """Shares of one source and of pairs that do not fill what `other` leaves."""
    other = setting["other"]
    pairs = setting["spine_with_hip_or_sij"] + setting["other_pairs"]
    total = sum(setting["marginals"].values())
    if abs(total - (1.0 - other + pairs)) > EXACT:
        yield f"the marginals add up to {total:g}, not to {1.0 - other + pairs:g}"
    if not LEAST_OTHER - EXACT <= other <= 1.0:
        yield f"other {other:g} is not between {LEAST_OTHER:g} and 1"
