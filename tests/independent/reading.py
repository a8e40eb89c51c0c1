"""What a case file says on one side, read by the words of the exported rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]

OTHER_SIDE = {"left": "right", "right": "left"}
NOT_AT_THE_BACK = {"groin", "lateral", "midline"}


class Chart:
    """The recorded findings of a case file, by id and side."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self._found = {
            (entry["id"], entry.get("side")): entry
            for entry in document.get("findings", [])
            if entry.get("result") != "not_done"
        }

    def entry(self, finding: Json, side: str) -> Json | None:
        """What was recorded of an exported finding; None when it is missing."""
        return self._found.get((finding["id"], side if finding["sided"] else None))

    def result(self, finding: Json, side: str) -> bool | None:
        """Positive, negative, or None; a finding with a limit is positive up to it."""
        entry = self.entry(finding, side)
        if entry is None:
            return None
        if "limit" in finding:
            return bool(entry["value"] <= finding["limit"])
        return bool(entry["result"] == "positive")

    def results(self, findings: Iterable[Json], side: str) -> list[bool | None]:
        """The same for several findings."""
        return [self.result(finding, side) for finding in findings]


def sign_weights(sign: Json, chart: Chart, side: str) -> list[float] | None:
    """The weight of a sign in every set, or None when it is missing."""
    if sign["kind"] == "count":
        return _band_weight(sign, chart, side)
    if sign["kind"] == "mean":
        return _mean_weight(sign, chart, side)
    result = _RESULTS[sign["kind"]](sign["findings"], chart, side)
    if result is None or (sign["ignore_negative"] and not result):
        return None
    weight: list[float] = sign["votes"][0]["weight_positive" if result else "weight_negative"]
    return weight


def _band_weight(sign: Json, chart: Chart, side: str) -> list[float] | None:
    results = chart.results(sign["findings"], side)
    possible = range(results.count(True), results.count(True) + results.count(None) + 1)
    for band in sign["bands"]:
        if all(band["first"] <= count <= band["last"] for count in possible):
            weight: list[float] = band["weight"]
            return weight
    return None


def _mean_weight(sign: Json, chart: Chart, side: str) -> list[float] | None:
    results = chart.results(sign["findings"], side)
    votes = [
        vote["weight_positive" if result else "weight_negative"]
        for vote, result in zip(sign["votes"], results, strict=True)
        if result is not None
    ]
    return [sum(column) / len(votes) for column in zip(*votes, strict=True)] if votes else None


def _plain(findings: list[Json], chart: Chart, side: str) -> bool | None:
    return chart.result(findings[0], side)


def _absent(findings: list[Json], chart: Chart, side: str) -> bool | None:
    result = chart.result(findings[0], side)
    return None if result is None else not result


def _any(findings: list[Json], chart: Chart, side: str) -> bool | None:
    results = chart.results(findings, side)
    if True in results:
        return True
    return False if results.count(False) >= 2 else None


def _both_sides(findings: list[Json], chart: Chart, side: str) -> bool | None:
    results = [chart.result(findings[0], each) for each in (side, OTHER_SIDE[side])]
    return None if None in results else results == [True, True]


def _inflammatory(findings: list[Json], chart: Chart, side: str) -> bool | None:
    stiffness, better, no_better, waking, alternating = findings
    under = chart.result(stiffness, side)
    pair = chart.results([better, no_better], side)
    items = [
        None if under is None else not under,
        False if False in pair else (True if pair == [True, True] else None),
        chart.result(waking, side),
        chart.result(alternating, side),
    ]
    if items.count(True) >= 2:
        return True
    return None if None in items else False


def _groin(findings: list[Json], chart: Chart, side: str) -> bool | None:
    entry = chart.entry(findings[0], side)
    in_groin = entry is not None and entry.get("location") == "groin"
    return chart.result(findings[0], side) if in_groin else None


_RESULTS: dict[str, Callable[[list[Json], Chart, str], bool | None]] = {
    "finding": _plain,
    "at_most": _plain,
    "absent": _absent,
    "any": _any,
    "both_sides": _both_sides,
    "inflammatory": _inflammatory,
    "groin": _groin,
}


def block_count(tests: list[Json], chart: Chart, side: str) -> tuple[frozenset[str], int]:
    """Tests of the block that were performed for a side, and how many are positive."""
    results = {test["id"]: _test_result(test, chart, side) for test in tests}
    done = frozenset(test for test, result in results.items() if result is not None)
    return done, sum(results[test] is True for test in done)


def _test_result(test: Json, chart: Chart, side: str) -> bool | None:
    if test["id"] == "gaenslen":
        across = chart.entry(test, OTHER_SIDE[side])
        if across and across.get("pain_side") == side and is_familiar(across):
            return True
    entry = chart.entry(test, side)
    if entry is None or (test["id"] == "faber" and entry.get("location") == "groin"):
        return None
    return is_familiar(entry) and entry.get("pain_side", side) == side


def is_familiar(entry: Json) -> bool:
    """Whether a test brought the person's own pain on at the back, or at no named place."""
    return (
        entry["result"] == "positive"
        and entry.get("familiar_pain", True)
        and entry.get("location") not in NOT_AT_THE_BACK
    )


def screens(gates: Json, chart: Chart, side: str) -> dict[str, str]:
    """Each screen as answered, waived or missing."""
    low_back, hip = gates["low_back"], gates["hip"]
    answered = {
        "low_back": None not in chart.results(low_back["all_of"], side)
        and any(r is not None for r in chart.results(low_back["one_of"], side)),
        "hip": any(chart.entry(f, side) is not None for f in hip["one_of"])
        or False in chart.results(hip["negative_one_of"], side),
    }
    reasons = chart.document.get("gates", {})
    return {
        screen: "answered"
        if is_answered
        else ("waived" if reasons.get(f"{screen}_waived", "").strip() else "missing")
        for screen, is_answered in answered.items()
    }
