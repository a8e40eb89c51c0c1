"""The accuracy data and their neighbours: what was printed is what is stored."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from sijoint.evidence.read import EVIDENCE_FOLDER

Record = dict[str, Any]

# Laslett 2005, single tests: sensitivity and specificity exactly as printed.
LASLETT_2005 = {
    "laslett_2005_thigh_thrust": ("0.88", "0.69"),
    "laslett_2005_distraction": ("0.60", "0.81"),
    "laslett_2005_compression": ("0.69", "0.69"),
    "laslett_2005_sacral_thrust": ("0.63", "0.75"),
    "laslett_2005_gaenslen_right": ("0.53", "0.71"),
    "laslett_2005_gaenslen_left": ("0.50", "0.77"),
}

# The ranges that a case file accepts.
MEASURE_RANGES = {
    "nprs_now": (0, 10),
    "nprs_average": (0, 10),
    "nprs_worst": (0, 10),
    "nprs_best": (0, 10),
    "psfs": (0, 10),
    "rmdq": (0, 24),
    "odi": (0, 100),
    "pgq": (0, 100),
    "csi": (0, 100),
    "start_back_total": (0, 9),
    "start_back_psych": (0, 5),
    "promis_pi_t": (10, 90),
    "promis_pf_t": (10, 90),
    "groc": (-5, 5),
    "peg": (0, 10),
}

MARKS = {"verified", "memory", "derived", "design"}

# Instruments whose items may be shipped; of all others only a score is stored.
SHIPPED = {"nprs_now", "nprs_average", "nprs_worst", "nprs_best", "psfs", "rmdq", "groc"}

RATE_KEYS = ("sensitivity", "specificity", "post_test", "auc", "p", "share", "expected_sensitivity")
RATIO_KEYS = ("lr_pos", "lr_neg", "dor", "odds_ratio")


def load(folder: Path) -> dict[str, list[Record]]:
    """All records by array, with numbers as decimals that keep the printed digits."""
    arrays: dict[str, list[Record]] = {}
    for path in sorted(folder.rglob("*.toml")):
        document = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
        header = document.pop("file")
        for name, records in document.items():
            arrays.setdefault(name, []).extend(header | record for record in records)
    return arrays


DATA = load(EVIDENCE_FOLDER)
ACCURACY = {record["id"]: record for record in DATA["accuracy"]}
OWN_ARRAYS = (
    "accuracy",
    "qualitative_result",
    "prevalence",
    "risk_factor",
    "dependence",
    "reference_standard",
    "misprint",
    "guideline",
    "coverage_rule",
    "trial",
    "measure",
)


def half_a_unit(printed: Decimal | int) -> Fraction:
    """Half a unit of the last printed digit."""
    exponent = Decimal(printed).as_tuple().exponent
    assert isinstance(exponent, int)
    return Fraction(10) ** exponent / 2


def agrees(exact: Fraction, printed: Decimal | int) -> bool:
    """Whether the exact value rounds to the printed one."""
    return abs(exact - Fraction(printed)) <= half_a_unit(printed)


def rates_of(cells: dict[str, int]) -> tuple[Fraction, Fraction]:
    """Sensitivity and specificity from a table of counts."""
    return (
        Fraction(cells["tp"], cells["tp"] + cells["fn"]),
        Fraction(cells["tn"], cells["fp"] + cells["tn"]),
    )


def walk(value: object) -> Iterator[Record]:
    """Every table inside a value, the outermost first."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from walk(item)
    elif isinstance(value, list):
        for item in value:
            yield from walk(item)


def numbers_under(table: Record, key: str) -> list[Decimal | int]:
    """The value of a key and its range, when they stand in the table."""
    found = [table[key]] if key in table else []
    return [*found, *table.get(f"{key}_range", [])]


def counted() -> list[str]:
    """Ids of the records that hold a table of counts."""
    return [name for name, record in ACCURACY.items() if "cells" in record]


@pytest.mark.parametrize("name", counted())
def test_cells_reproduce_the_printed_rates(name: str) -> None:
    record = ACCURACY[name]
    sensitivity, specificity = rates_of(record["cells"])
    assert all(agrees(sensitivity, printed) for printed in numbers_under(record, "sensitivity"))
    assert all(agrees(specificity, printed) for printed in numbers_under(record, "specificity"))
    assert sum(record["cells"].values()) == record["n"]


@pytest.mark.parametrize("name", [name for name in counted() if "lr_pos" in ACCURACY[name]])
def test_cells_reproduce_the_printed_ratios(name: str) -> None:
    record = ACCURACY[name]
    sensitivity, specificity = rates_of(record["cells"])
    assert agrees(sensitivity / (1 - specificity), record["lr_pos"])
    if "lr_neg" in record:
        assert agrees((1 - sensitivity) / specificity, record["lr_neg"])


@pytest.mark.parametrize(("name", "printed"), LASLETT_2005.items())
def test_laslett_2005_stands_exactly_as_printed(name: str, printed: tuple[str, str]) -> None:
    record = ACCURACY[name]
    assert (str(record["sensitivity"]), str(record["specificity"])) == printed
    assert record["use"] == "model"


@pytest.mark.parametrize("array", OWN_ARRAYS)
def test_probabilities_lie_between_0_and_1(array: str) -> None:
    for table in walk(DATA[array]):
        for key in RATE_KEYS:
            numbers = [n for n in numbers_under(table, key) if not isinstance(n, str)]
            numbers += table.get(f"{key}_ci", []) if key != "auc" else []
            assert all(0 <= n <= 1 for n in numbers), (table.get("id"), key)


def test_ratios_are_positive_and_intervals_hold_their_point() -> None:
    for record in ACCURACY.values():
        for key in (*RATE_KEYS, *RATIO_KEYS):
            assert all(n > 0 for n in numbers_under(record, key)), (record["id"], key)
            if f"{key}_ci" in record:
                low, high = record[f"{key}_ci"]
                assert low <= record[key] <= high, (record["id"], key)


def test_every_claim_has_a_mark_and_a_source_that_exists() -> None:
    sources = {record["id"] for record in DATA["source"]}
    for array in DATA:
        for table in walk(DATA[array]):
            cited = table.get("source", [])
            assert set(cited) <= sources, (array, table.get("id"), cited)
            if "mark" in table:
                assert table["mark"] in MARKS, (array, table.get("id"))


@pytest.mark.parametrize("array", OWN_ARRAYS)
def test_own_records_are_unique_and_never_verified_without_a_source(array: str) -> None:
    ids = [record["id"] for record in DATA[array]]
    assert len(ids) == len(set(ids))
    for table in walk(DATA[array]):
        if table.get("mark") in {"verified", "derived"}:
            assert table.get("source", ["that of the record around it"]), (array, table)
        if table.get("mark") == "design":
            assert table["reason"], (array, table)


def test_sources_are_unique_and_say_what_was_seen() -> None:
    ids = [record["id"] for record in DATA["source"]]
    assert len(ids) == len(set(ids)), sorted({name for name in ids if ids.count(name) > 1})
    seen = {"abstract", "first page", "table", "full text", "secondary page", "title", "none"}
    assert {record["seen"] for record in DATA["source"]} <= seen


def test_accuracy_names_one_finding_that_exists_or_one_composite_or_item() -> None:
    findings = {record["id"] for record in DATA["finding"]}
    for record in ACCURACY.values():
        named = [key for key in ("finding", "composite", "item") if key in record]
        assert len(named) == 1, record["id"]
        of_the_case = [record["finding"]] if "finding" in record else []
        assert {*of_the_case, *record.get("items", [])} <= findings, record["id"]
        assert record["use"] in {"model", "shown", "rejected"}


def test_independence_gives_the_expected_counts_of_laslett_2005() -> None:
    rows = [row for row in DATA["dependence"] if row["kind"] == "count_against_independence"]
    for row in rows:
        marginals = [rates_of(ACCURACY[name]["cells"]) for name in row["marginals"]]
        at_least = row["at_least"]
        true = chance_of([sensitivity for sensitivity, _ in marginals], at_least)
        false = chance_of([1 - specificity for _, specificity in marginals], at_least)
        assert agrees(true, row["expected_sensitivity"])
        assert agrees(false, row["expected_false_positive"])
        assert ACCURACY[row["observed"]]["at_least"] == at_least
    assert len(rows) == 5


def chance_of(shares: list[Fraction], at_least: int) -> Fraction:
    """Chance of a number of positives among independent tests."""
    chance = [Fraction(1)]
    for share in shares:
        missed = [value * (1 - share) for value in chance]
        hit = [value * share for value in chance]
        chance = [a + b for a, b in zip([*missed, Fraction(0)], [Fraction(0), *hit], strict=True)]
    return sum(chance[at_least:], start=Fraction(0))


@pytest.mark.parametrize("array", ["prevalence", "reference_standard"])
def test_counts_reproduce_the_printed_shares(array: str) -> None:
    for record in DATA[array]:
        if "k" in record and "p" in record:
            assert agrees(Fraction(record["k"], record["n"]), record["p"]), record["id"]


def test_misprints_are_never_used() -> None:
    assert all(record["never_use"] is True for record in DATA["misprint"])
    assert not [r for r in ACCURACY.values() if r.get("finding") and rates(r) == ("0.91", "0.83")]
    assert rates(ACCURACY["laslett_2003_ge3_of5_noncentralizer"]) == ("0.91", "0.87")
    assert rates(ACCURACY["laslett_2005_sacral_thrust"]) == ("0.63", "0.75")
    assert rates(ACCURACY["martin_2014_seated_piriformis"]) == ("0.52", "0.90")
    assert "lr_neg" not in ACCURACY["laslett_2005_ge3_of6"]
    assert "lr_neg_ci" not in ACCURACY["hancock_2007_cluster"]


def rates(record: Record) -> tuple[str, str]:
    """Sensitivity and specificity as they are written."""
    return str(record.get("sensitivity")), str(record.get("specificity"))


def test_counts_from_memory_are_not_called_verified() -> None:
    marks = {k: ACCURACY[f"laslett_2005_ge{k}_of6"]["mark"] for k in range(1, 6)}
    assert marks == {1: "memory", 2: "memory", 3: "verified", 4: "memory", 5: "memory"}


def test_measures_of_the_case_file_have_the_ranges_of_the_contract() -> None:
    of_the_case = {record["id"]: record for record in DATA["measure"] if record["case_file"]}
    ranges = {name: (record["min"], record["max"]) for name, record in of_the_case.items()}
    assert ranges == MEASURE_RANGES


def test_only_cleared_instruments_are_shipped() -> None:
    verdicts = {record["id"]: record["licence_verdict"] for record in DATA["measure"]}
    assert set(verdicts.values()) == {"ship", "score_entry", "clinic_pack"}
    assert {name for name, verdict in verdicts.items() if verdict == "ship"} == SHIPPED


def test_bands_of_measures_follow_each_other_over_the_whole_range() -> None:
    for record in DATA["measure"]:
        bands = record.get("bands", [])
        if bands:
            assert (bands[0]["min"], bands[-1]["max"]) == (record["min"], record["max"])
            assert all(low["max"] + 1 == high["min"] for low, high in pairwise(bands))


def test_no_surgical_trial_sets_an_expectation() -> None:
    surgical = [record for record in DATA["trial"] if "fusion" in record["arms"]]
    assert len(surgical) == 4
    assert not any(record["expectation_use"] for record in surgical)
    usable = [record for record in DATA["trial"] if record["expectation_use"]]
    assert all(r["mark"] == "verified" and ("effects" in r or "counts" in r) for r in usable)
