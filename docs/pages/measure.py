"""Measures, conditions, and the points of the working profile."""

from __future__ import annotations

from typing import Any

from docs.pages.markdown import (
    code,
    mark,
    number,
    page,
    shared_numbers,
    sources,
    spaced,
    table,
)
from sijoint.evidence.read import Raw

MEASURES = """\
Scores only: an instrument whose rights are not clear is never shipped, and its score is typed in.
MIC is the smallest change that people called important; MDC the smallest beyond error."""

PROFILE = """\
A working hypothesis that chooses the plan; no criteria are validated. Points of a domain are summed
and capped, then summed over domains and kept between 0 and 3. A profile is named from {points:g}
points out of {domains} domains, with its key finding, a lead of {lead:g}, no safety rule from soon
up, and the SI joint at {least:g} % or more. Patients never read these names."""


def measures(raw: Raw) -> str:
    """The page of measures and conditions."""
    rows = [
        [
            code(m["id"]),
            m["clinician"],
            f"{number(m['min'])} to {number(m['max'])}",
            m["better"],
            "; ".join(_change(c) for c in m["change"]),
            spaced(m["licence_verdict"]),
            mark(m),
            sources(m),
        ]
        for m in raw["measure"]
    ]
    head = ["id", "name", "range", "better", "change", "rights", "mark", "source"]
    conditions = [[code(c["id"]), c["clinician"], c["note"]] for c in raw["condition"]]
    return page(
        "Measures and conditions",
        "## Measures",
        MEASURES,
        table(head, rows),
        "## Conditions",
        table(["id", "name", "means"], conditions),
    )


def _change(record: dict[str, Any]) -> str:
    value = number(record["value"])
    return f"{value} %" if record["kind"] == "percent" else f"{record['kind'].upper()} {value}"


def profile(raw: Raw) -> str:
    """The page of the working profile."""
    policy = raw["profile_policy"][0]
    parts = [
        PROFILE.format(
            points=policy["eligible_points"],
            domains=policy["eligible_domains"],
            lead=policy["lead"],
            least=100 * policy["least_probability"],
        )
    ]
    for each in raw["profile"]:
        domains = {d["id"]: d for d in raw["profile_domain"] if d["profile"] == each["id"]}
        rows = [
            [
                f"{domains[r['domain']]['clinician']} ({number(domains[r['domain']]['cap'])})",
                code(r["when"]),
                f"{r['points']:+g}",
                mark(r),
                sources(r),
            ]
            for r in raw["profile_rule"]
            if r["domain"] in domains
        ]
        parts += [
            f"## {each['clinician']}",
            f"Patients read: {each['patient']}. Key: {code(each['key'])} ({mark(each)}).",
            table(["domain (cap)", "when", "points", "mark", "source"], rows),
        ]
    expressions = [r["when"] for r in raw["profile_rule"]] + [p["key"] for p in raw["profile"]]
    shared = shared_numbers(raw, expressions)
    return page("Working profile", *parts, "## Numbers that rules share", shared)
