"""The safety rules, and the numbers that they share."""

from __future__ import annotations

from docs.pages.markdown import code, codes, mark, page, shared_numbers, sources, table
from sijoint.evidence.read import Raw

INTRODUCTION = """\
Every rule whose condition holds is listed in the answer; the highest level wins. **Emergency**:
hospital now. **Urgent**: the same day, or within 24 to 48 hours. **Soon**: within 2 weeks
(rheumatology 4). **Routine**: a letter or a re-check. At urgent and emergency nothing else is
shown. From soon up there is no thrust manipulation and no impact exercise. What was not recorded is
false for firing and is listed as not asked. The level none means that none of the signs that were
asked about was reported; it never means safe. A dagger (†) marks rules under which nothing more is
tested.

In a condition `count(...)` counts what is true, `both(x)` is positive left and right, `neg(x)` is
recorded negative, `recorded(x)` is answered at all."""


def render(raw: Raw) -> str:
    """The page of the safety rules."""
    rules = [
        [
            f'<a id="{r["id"].lower()}"></a>**{r["id"]}**{" †" if r.get("defers_tests") else ""}',
            r["level"],
            code(r["when"]),
            r["action"],
            mark(r),
            " ".join(part for part in (sources(r), r["where"]) if part),
        ]
        for r in raw["safety_rule"]
    ]
    first = [[code(r["when"]), codes(r["findings"]), r["reason"]] for r in raw["ask_first"]]
    head = ["rule", "level", "fires when", "action", "mark", "source"]
    return page(
        "Safety rules",
        INTRODUCTION,
        table(head, rules),
        "## Numbers that rules share",
        shared_numbers(raw, (r["when"] for r in (*raw["safety_rule"], *raw["ask_first"]))),
        "## What is asked first",
        table(["when", "findings", "why"], first),
    )
