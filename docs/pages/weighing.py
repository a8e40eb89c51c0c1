"""What a finding weighs: the chances and weights of its signs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from docs.pages.markdown import code, mark, number, sources, spaced
from sijoint.evidence.read import Raw

Record = dict[str, Any]

KINDS = {
    "absent": "not having it speaks for",
    "any": "any of {findings}",
    "at_most": "{limit} or less",
    "both_sides": "on both sides",
    "count": "the count of {findings}",
    "finding": "",
    "groin": "felt in the groin",
    "inflammatory": "inflammatory back pain, two or more of {findings}",
    "mean": "the mean of {findings}",
}


def weights_of(finding: str, raw: Raw) -> list[str]:
    """One sentence for each sign that uses the finding, and one for the cluster."""
    signs = [s for s in raw["sign"] if finding in s["findings"]]
    tests = [t for t in raw["block_test"] if t["id"] == finding]
    girdle = [s for s in raw["pregnancy_sign"] if s["finding"] == finding]
    return [
        *(_sign(sign, finding) for sign in signs),
        *(_test(test) for test in tests),
        *(_girdle(sign) for sign in girdle),
    ]


def _girdle(sign: Record) -> str:
    ratios = (sign["lr_positive"], sign["lr_negative"])
    yes, no = (f"{10 * sign['power'] * math.log10(ratio):+.1f} dB" for ratio in ratios)
    said = f"LR+ {ratios[0]:g}, LR- {ratios[1]:g}; {yes} when positive, {no} when negative"
    return (
        f"In pregnancy and 26 weeks after birth, for pelvic girdle pain: {said} ({_origin(sign)})."
    )


def _test(test: Record) -> str:
    return (
        f"In the provocation cluster: positive in {_percent(test['rate'])} with the joint as"
        f" source, in {_percent(test['false_positive_rate'])} without ({_origin(test)})."
        " The cluster weighs as a [count](priors.md#the-provocation-cluster)."
    )


def _sign(sign: Record, finding: str) -> str:
    how = KINDS[sign["kind"]].format(
        findings=", ".join(code(f) for f in sign["findings"]),
        limit=number(sign.get("limits", {}).get(finding)),
    )
    about = "; ".join(filter(None, (f"group {code(sign['group'])}", how)))
    said = " ".join(_bands(sign) if "bands" in sign else _cells(sign, finding))
    instead = f" Only while {code(sign['part_of'])} is not decided." if "part_of" in sign else ""
    return f"{said} ({about}; {_origin(sign)}).{instead}"


def _origin(sign: Record) -> str:
    return ", ".join(filter(None, (mark(sign), sources(sign))))


def _cells(sign: Record, finding: str) -> Iterator[str]:
    members = sign.get("members", [sign])
    member = members[sign["findings"].index(finding) if len(members) > 1 else 0]
    for source, rate in member["targets"].items():
        yes, no = (
            _decibans(rate, member["leak"], sign["power"], is_yes) for is_yes in (True, False)
        )
        negative = "nothing" if sign.get("ignore_negative") else no
        yield (
            f"{spaced(source).capitalize()}: positive in {_percent(rate)}, else in"
            f" {_percent(member['leak'])}; {yes} dB when positive, {negative} when negative."
        )
    for item in sign.get("against", []):
        rates = f"{_percent(item['rate'])}, {_percent(item['rate_with_target'])} beside its target"
        yield f"Speaks against {spaced(item['pain_source'])}: positive in {rates}."


def _bands(sign: Record) -> Iterator[str]:
    for band in sign["bands"]:
        weight = 10 * sign["power"] * math.log10(band["rate"] / band["leak"])
        count = f"{band['from']} to {band['to']}" if band["from"] < band["to"] else band["from"]
        yield f"{spaced(sign['bands_of']).capitalize()}: {count} positive {weight:+.1f} dB."


def _decibans(rate: float, leak: float, power: float, is_yes: bool) -> str:
    ratio = rate / leak if is_yes else (1 - rate) / (1 - leak)
    return f"{10 * power * math.log10(ratio):+.1f}"


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"
