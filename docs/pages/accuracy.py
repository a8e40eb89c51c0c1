"""What each study printed about each test, with the ratios computed from it."""

from __future__ import annotations

import math
from itertools import groupby
from typing import Any

from docs.pages.markdown import code, mark, number, page, sources, spaced, table
from sijoint.evidence.read import Raw

Record = dict[str, Any]
NORMAL_975 = 1.959963984540054

HEAD = ["test", "study", "n", "sens", "spec", "LR+", "LR-", "reference standard", "use", "mark"]
HEAD += ["source"]

INTRODUCTION = """\
Sensitivity, specificity and counts stand as printed. Ratios in *italics* are computed here from
them: LR+ is sensitivity / (1 - specificity), LR- is (1 - sensitivity) / specificity, and where
counts were printed the 95 % interval is that of the logarithm of the ratio. Other ratios are those
of the source. Use: **model**, enters the probability model; **shown**, only shown; **rejected**,
kept so that nobody takes it for news."""


def render(raw: Raw) -> str:
    """The page of accuracy, by the source of pain."""
    records = sorted(raw["accuracy"], key=lambda r: (r["target"], _about(r), r["study"], r["id"]))
    parts = [INTRODUCTION]
    for target, group in groupby(records, key=lambda r: r["target"]):
        parts += [f"## {spaced(target).capitalize()}", table(HEAD, map(_row, group))]
    return page("Diagnostic accuracy", *parts, *_misprints(raw))


def ratios(record: Record) -> tuple[str, str]:
    """LR+ and LR-, as printed or computed; empty where neither is possible."""
    computed = _computed(record)
    printed = [_printed(record, key) for key in ("lr_pos", "lr_neg")]
    positive, negative = (p or c for p, c in zip(printed, computed, strict=True))
    return positive, negative


def _computed(record: Record) -> tuple[str, str]:
    cells = record.get("cells")
    if cells:
        tp, fn, fp, tn = (cells[key] for key in ("tp", "fn", "fp", "tn"))
        return _from_counts(tp, fn, fp, tn), _from_counts(fn, tp, tn, fp)
    sensitivity, specificity = record.get("sensitivity"), record.get("specificity")
    if sensitivity is None or specificity is None:
        return "", ""
    return _ratio(sensitivity, 1.0 - specificity), _ratio(1.0 - sensitivity, specificity)


def _from_counts(yes: int, no: int, false: int, true: int) -> str:
    """The ratio yes / (yes + no) to false / (false + true), with its interval."""
    ratio = _ratio(yes / (yes + no), false / (false + true))
    if not (yes and false):
        return ratio
    spread = math.sqrt(1 / yes - 1 / (yes + no) + 1 / false - 1 / (false + true))
    middle = math.log(yes / (yes + no) / (false / (false + true)))
    ends = (math.exp(middle + sign * NORMAL_975 * spread) for sign in (-1, 1))
    return f"{ratio} ({' to '.join(f'{end:.2f}' for end in ends)})"


def _ratio(over: float, under: float) -> str:
    return f"*{over / under:.2f}*" if under > 1e-9 else "*no limit*"


def _printed(record: Record, key: str) -> str:
    text = number(record.get(key)) or _span(record.get(f"{key}_range"))
    interval = record.get(f"{key}_ci")
    return f"{text} ({_span(interval)})" if text and interval else text


def _span(ends: list[float] | None) -> str:
    return " to ".join(number(end) for end in ends) if ends else ""


def _share(record: Record, key: str) -> str:
    return number(record.get(key)) or _span(record.get(f"{key}_range"))


def _about(record: Record) -> str:
    return str(record.get("finding") or record.get("composite") or record.get("item") or "")


def _row(record: Record) -> list[str]:
    return [
        code(_about(record)),
        record["study"],
        number(record.get("n")),
        _share(record, "sensitivity"),
        _share(record, "specificity"),
        *ratios(record),
        record["reference"],
        record["use"],
        mark(record),
        sources(record),
    ]


def _misprints(raw: Raw) -> list[str]:
    rows = [[r["printed"], r["correct"], r["why"], sources(r)] for r in raw["misprint"]]
    return ["## Misprints, never used", table(["printed", "instead", "why", "source"], rows)]
