"""Whether an export agrees with itself: every table worked out again from its inputs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from tests.independent import block as own_block
from tests.independent import prior as own_prior

Json = dict[str, Any]
Place = tuple[str | int, ...]
Check = Callable[[], None]

EXACT = 1e-12
FITTED = 1e-10


class ContradictionError(Exception):
    """Two numbers of the export contradict each other; the message says where."""


def verify(export: Json) -> None:
    """Work out everything that the export lists twice.

    Raises
    ------
    ContradictionError
        At the first table that does not follow from its inputs.
    """
    for _, check in checks(export):
        check()


def checks(export: Json) -> Iterator[tuple[Place, Check]]:
    """Every check, with the place of the table that it works out again."""
    for part in (_settings, _fitted, _groups, _signs, _block, _pregnancy):
        yield from part(export)


def _same(where: str, given: ArrayLike, expected: ArrayLike, tolerance: float = EXACT) -> None:
    given, expected = np.asarray(given, dtype=float), np.asarray(expected, dtype=float)
    if given.shape != expected.shape:
        raise ContradictionError(f"{where}: {given.shape} numbers instead of {expected.shape}")
    far = ~np.isclose(given, expected, rtol=1e3 * tolerance, atol=tolerance)
    if far.any():
        first = np.atleast_1d(far).argmax()
        pair = f"{given.flat[first]} instead of {expected.flat[first]}"
        raise ContradictionError(f"{where}, number {first + 1}: {pair}")


def _whole(where: str, number: float) -> None:
    if number != int(number):
        raise ContradictionError(f"{where}: {number} is not a whole number")


def _settings(export: Json) -> Iterator[tuple[Place, Check]]:
    for name, setting in export["prior"]["settings"].items():
        yield ("prior", "settings", name), partial(_sums, name, setting)


def _sums(name: str, setting: Json) -> None:
    pairs = setting["spine_pairs"] + setting["other_pairs"]
    total = 1.0 - setting["other"] + pairs
    _same(f"marginals of {name}", sum(setting["marginals"].values()), total)


def _fitted(export: Json) -> Iterator[tuple[Place, Check]]:
    for index, fitted in enumerate(export["prior"]["fitted"]):
        yield ("prior", "fitted", index), partial(_fit, export, fitted)


def _fit(export: Json, fitted: Json) -> None:
    prior = export["prior"]
    applied = [each for each in prior["adjustments"] if each["id"] in fitted["adjustments"]]
    shares = own_prior.adjusted_shares(prior["settings"][fitted["setting"]], applied)
    where = f"prior {fitted['setting']} {fitted['adjustments']}"
    for source in export["sources"]:
        _same(f"{where} {source}", fitted["marginals"][source], shares["marginals"][source], FITTED)
    _same(f"{where} other", fitted["other"], shares["other"], FITTED)
    _same(where, fitted["probability"], own_prior.fit(export, shares), FITTED)


def _groups(export: Json) -> Iterator[tuple[Place, Check]]:
    for index, group in enumerate(export["groups"]):
        for end in ("low", "high"):
            yield ("groups", index, end), partial(_bound, f"{group['id']} {end}", group[end])
    for end in ("floor", "ceiling"):
        yield ("block", end), partial(_bound, f"block {end}", export["block"][end])
    yield ("history_cap",), partial(_bound, "history cap", export["history_cap"])


def _bound(where: str, bound: Json) -> None:
    _same(where, bound["log"], math.log(bound["ratio"]))


def _signs(export: Json) -> Iterator[tuple[Place, Check]]:
    for index, sign in enumerate(export["signs"]):
        for place, vote in enumerate(sign.get("votes", [])):
            yield ("signs", index, "votes", place), partial(_vote, export, sign, vote)
        for place, band in enumerate(sign.get("bands", [])):
            yield ("signs", index, "bands", place), partial(_band, export, sign, band)
        if "bands" in sign:
            yield ("signs", index, "bands"), partial(_bands, sign)


def _vote(export: Json, sign: Json, vote: Json) -> None:
    chance = np.array([_chance(vote, set(each)) for each in export["hypotheses"]])
    leak, power = vote["leak"], sign["power"]
    _same(f"{sign['id']} chance", vote["chance"], chance)
    _same(f"{sign['id']} positive", vote["weight_positive"], power * np.log(chance / leak))
    negative = power * np.log((1.0 - chance) / (1.0 - leak))
    _same(f"{sign['id']} negative", vote["weight_negative"], negative)


def _chance(vote: Json, active: set[str]) -> float:
    """Noisy-or, as the chance that not one cause works: the leak and each cause beside it."""
    hits = [max(vote["targets"][source], vote["leak"]) for source in active & set(vote["targets"])]
    for against in vote["against"]:
        if against["source"] in active:
            rate: float = against["rate_with_target" if hits else "rate"]
            return rate
    causes = [1.0 - (1.0 - hit) / (1.0 - vote["leak"]) for hit in hits]
    fails = math.prod(1.0 - cause for cause in [vote["leak"], *causes])
    return 1.0 - fails


def _band(export: Json, sign: Json, band: Json) -> None:
    ratio = sign["power"] * (math.log(band["rate"]) - math.log(band["leak"]))
    weight = [ratio if band["source"] in each else 0.0 for each in export["hypotheses"]]
    _same(f"{sign['id']} weight", band["weight"], weight)


def _bands(sign: Json) -> None:
    """The bands cover every count once, and their shares sum to 1 with the target and without."""
    counts = []
    for band in sign["bands"]:
        _whole(sign["id"], band["first"])
        _whole(sign["id"], band["last"])
        counts += range(int(band["first"]), int(band["last"]) + 1)
    _same(f"{sign['id']} counts", counts, range(len(sign["findings"]) + 1))
    for name in ("rate", "leak"):
        _same(f"{sign['id']} {name}", sum(band[name] for band in sign["bands"]), 1.0)


def _block(export: Json) -> Iterator[tuple[Place, Check]]:
    block = export["block"]
    yield ("block",), partial(_block_numbers, export)
    yield ("block", "exponents"), partial(_exponents, block)
    for index, table in enumerate(block["tables"]):
        yield ("block", "tables", index), partial(_table, block, table)


def _block_numbers(export: Json) -> None:
    block = export["block"]
    for name in ("positive_from", "selected_four_from", "full_weight_from"):
        _whole(name, block[name])
    whole = [bool({*each} & {*block["whole_for"]}) for each in export["hypotheses"]]
    root = [bool({*each} & {*block["root_for"]}) for each in export["hypotheses"]]
    above = [1.0 if w else 0.5 if r else 0.0 for w, r in zip(whole, root, strict=True)]
    _same("set power above", block["set_power_above"], above)
    _same("set power below", block["set_power_below"], [1.0 if w else 0.0 for w in whole])


def _exponents(block: Json) -> None:
    own = {"pooled": own_block.solve_exponents(block), "laslett": {"above": 1.0, "below": 1.0}}
    for name, exponents in own.items():
        for end, exponent in exponents.items():
            _same(f"exponent {name} {end}", block["exponents"][name][end], exponent)


def _table(block: Json, table: Json) -> None:
    performed = frozenset(table["tests"])
    where = f"block {table['tests']}"
    steps = own_block.table(block, performed)
    for name, step in steps.items():
        _same(f"{where} {name}", table[name], step)
    for name, exponents in block["exponents"].items():
        final = own_block.tempered(block, steps["bounded"], exponents)
        _same(f"{where} {name}", table["tempered"][name], final)
    counts = range(len(performed) + 1)
    shares = [own_block.share(block, len(performed), count) for count in counts]
    _same(f"{where} share", table["share"], shares)


def _pregnancy(export: Json) -> Iterator[tuple[Place, Check]]:
    ceiling = export["pregnancy"]["ceiling"]
    yield ("pregnancy", "ceiling"), partial(_ceiling, ceiling)


def _ceiling(ceiling: Json) -> None:
    odds = ceiling["probability"] / (1.0 - ceiling["probability"])
    _same("pregnancy ceiling", ceiling["odds"], odds)
