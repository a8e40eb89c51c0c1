"""The sources, and how many claims of each kind there are."""

from __future__ import annotations

from collections import Counter

from docs.pages.markdown import bullets, code, page, spaced, table
from sijoint.evidence.claim import claims, count_claims
from sijoint.evidence.read import Raw

MARKS = ("verified", "memory", "derived", "design")

SOURCES = """\
What was seen of each source stands beside it: a claim is called verified when the cited part was
read, even if the rest was not. "Claims" counts the records that cite it."""

INDEX = """\
These pages are made from `src/sijoint/evidence/data/` by `make docs`, so they say what the software
uses. To propose a change, edit the data: see [CONTRIBUTING](../../CONTRIBUTING.md)."""

PAGES = {
    "safety.md": "Safety rules, with the numbers that they share",
    "findings.md": "Findings: how each is asked or done, and what it weighs",
    "accuracy.md": "Diagnostic accuracy by study, with computed ratios, and known misprints",
    "priors.md": "Priors by setting, signs, groups, the provocation cluster",
    "profile.md": "The working profile",
    "exercises.md": "Exercises with doses",
    "restrictions.md": "Restrictions on exercises",
    "measures.md": "Measures and conditions",
    "sources.md": "Sources",
}


def sources(raw: Raw) -> str:
    """The page of sources."""
    cited = Counter(source for _, r in claims(raw) for source in set(r.get("source", [])))
    rows = [
        [
            f'<a id="{s["id"]}"></a>{code(s["id"])}',
            f"[{s['title']}]({s['url']})" if s["url"] else s["title"],
            s["in"],
            s["seen"],
            cited[s["id"]],
            s["note"],
        ]
        for s in sorted(raw["source"], key=lambda s: s["id"])
    ]
    return page("Sources", SOURCES, table(["id", "title", "in", "seen", "claims", "note"], rows))


def index(raw: Raw) -> str:
    """The first page, with what is claimed and by which mark."""
    rows = []
    for array in sorted(raw):
        records = raw[array]
        marks = Counter(r["mark"] for r in records if "mark" in r)
        checked = sum(1 for r in records if r["review"].get("checked_by"))
        counts = [marks[mark] or "" for mark in MARKS]
        rows.append([spaced(array), len(records), *counts, checked or ""])
    total = count_claims(raw)
    said = ", ".join(f"{total[mark]} {mark}" for mark in MARKS)
    return page(
        "The evidence",
        INDEX,
        bullets(f"[{title}]({file})" for file, title in PAGES.items()),
        "## What stands behind it",
        f"{total['total']} claims, {total['unreviewed']} of them not checked by a second person:"
        f" {said}. Phrases and sources are not counted as claims.",
        table(["records", "number", *MARKS, "checked"], rows),
    )
