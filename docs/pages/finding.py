"""Every finding: how it is asked or done, what counts, and what it weighs."""

from __future__ import annotations

from typing import Any

from docs.pages.markdown import bullets, code, mark, number, page, sources, spaced, table
from docs.pages.weighing import weights_of
from sijoint.evidence.read import Raw

Record = dict[str, Any]

SECTIONS = {
    "pain_where": "Pain: where",
    "pain_when": "Pain: when",
    "onset": "How it began",
    "risk": "Risk",
    "red_flag": "Red flags",
    "inflammatory": "Inflammatory",
    "movement": "Posture and movement",
    "low_back": "Low back first",
    "palpation": "Palpation",
    "provocation": "Provocation",
    "function": "Function",
    "hip": "Hip and buttock",
    "pelvic_floor": "Pelvic floor",
    "sensitivity": "Sensitivity of the nervous system",
}

INTRODUCTION = """\
Weights are in decibans (dB), ten times the base-10 logarithm of the odds: +3 doubles the odds, -3
halves them. They are those of the finding alone, before its group is damped and clipped (see
[priors and weights](priors.md)). A finding that does not weigh anything is recorded for safety, for
the profile, for the plan, or because the next clinician wants to know."""


def pages(raw: Raw) -> dict[str, str]:
    """The list of findings, and a page for each section."""
    findings = sorted(raw["finding"], key=lambda f: f["order"])
    made = {"findings.md": page("Findings", INTRODUCTION, *_lists(findings, raw))}
    for section, title in SECTIONS.items():
        of_section = [f for f in findings if f["section"] == section]
        parts = [part for finding in of_section for part in _finding(finding, raw)]
        made[file_of(section)] = page(title, *parts)
    return made


def file_of(section: str) -> str:
    """The file of a section."""
    return f"findings-{section.replace('_', '-')}.md"


def _lists(findings: list[Record], raw: Raw) -> list[str]:
    parts = []
    for section, title in SECTIONS.items():
        rows = [
            [
                f"[{code(f['id'])}]({file_of(section)}#{f['id']})",
                f["clinician"],
                "per side" if f["side"] else "",
                _answers(f),
                "weighs" if weights_of(f["id"], raw) else "recorded",
            ]
            for f in findings
            if f["section"] == section
        ]
        parts += [f"## {title}", table(["id", "name", "side", "answer", "weight"], rows)]
    return parts


def _answers(finding: Record) -> str:
    if finding["kind"] == "result":
        return "positive or negative"
    return f"{number(finding['min'])} to {number(finding['max'])} {finding['unit']}"


def _finding(finding: Record, raw: Raw) -> list[str]:
    weights = weights_of(finding["id"], raw)
    why = finding.get("why_recorded", "")
    facts = [
        f"**Patient reads:** {finding['patient']}",
        f"**How:** {finding['how']}",
        f"**Counts as positive:** {finding['positive']}" if finding["positive"] else "",
        _avoid(finding),
        *(f"**Weighs:** {weight}" for weight in weights),
        "" if weights else f"**Weighs nothing.** {why}".strip(),
        *(f"**Reliability:** {_reliability(each)}" for each in finding.get("reliability", [])),
        _time(finding),
        f"**Mark:** {mark(finding)}{_origin(finding)}",
    ]
    return [
        f'<a id="{finding["id"]}"></a>',
        f"## {finding['clinician']}",
        bullets(_led(finding, facts)),
    ]


def _led(finding: Record, facts: list[str]) -> list[str]:
    side = ", per side" if finding["side"] else ""
    return [f"**Id:** {code(finding['id'])}{side}; {_answers(finding)}", *facts]


def _time(finding: Record) -> str:
    minutes = number(finding["minutes"])
    return f"**Takes:** {minutes} min, {finding['position']}, burden {finding['burden']}"


def _avoid(finding: Record) -> str:
    if "avoid_when" not in finding:
        return ""
    return f"**Not done when** {code(finding['avoid_when'])}: {finding['avoid_why']}"


def _origin(finding: Record) -> str:
    parts = [sources(finding), finding["where"], finding.get("reason", "")]
    return "".join(f"; {part}" for part in parts if part)


def _reliability(record: Record) -> str:
    value = record.get("value")
    ends = [record.get("low"), record.get("high")]
    said = number(value) if value is not None else " to ".join(number(end) for end in ends)
    raters = {"between": "between raters", "within": "within one rater"}.get(
        record.get("raters", ""), spaced(record.get("raters", ""))
    )
    parts = [f"{record['statistic']} {said}", raters, record["mark"], sources(record)]
    return ", ".join(part for part in parts if part)
