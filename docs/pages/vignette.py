"""Every vignette: what was recorded, what the software answers, and what is expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docs.pages.markdown import bullets, code, codes, number, page, spaced, table
from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.case import Case, Finding
from sijoint.clinical.differential import Row
from sijoint.evidence.load import evidence_of
from sijoint.evidence.read import Raw
from sijoint.evidence.text import Texts
from tests.vignettes import Vignette, vignettes

KINDS = {
    "anchors": "Anchors: made-up people who fix the numbers",
    "reports": "Published cases",
    "mimics": "Mimics: something else than a mechanical SI joint",
    "controls": "Controls: nothing, or little, must alarm",
}

INTRODUCTION = """\
Each case is a file in `tests/vignettes/` and a test. Published cases hold only what was seen in the
report; whatever it leaves out is not recorded, and what a case file needs besides is said under
"Added". Synthetic cases are no patients. Probabilities are those of the evidence set `pooled`, with
the 95 % interval; "SI joint" is the chance of responding to a block of the joint."""

ROWS = 4
WORD = re.compile(r"([a-z]+)(\d*)")


def render(raw: Raw) -> str:
    """The page of cases."""
    evidence, texts = evidence_of(raw), Texts(raw)
    answers = [
        (kind, each, assess(each.case, evidence))
        for kind in KINDS
        for each in sorted(vignettes(kind), key=_by_number)
    ]
    parts = [INTRODUCTION, _index(answers)]
    for kind, title in KINDS.items():
        parts.append(f"## {title}")
        for _, vignette, answer in (each for each in answers if each[0] == kind):
            parts += _vignette(vignette, answer, texts)
    return page("Cases", *parts)


def _by_number(vignette: Vignette) -> list[tuple[str, int]]:
    """Y2 before Y12: letters and digits of the name, compared apart."""
    return [(letters, int(digits or 0)) for letters, digits in WORD.findall(vignette.name)]


def _index(answers: list[tuple[str, Vignette, Assessment]]) -> str:
    rows = [
        [f"[{v.title}](#{v.name})", answer.safety.level, _rules(answer), _leader(answer)]
        for _, v, answer in answers
    ]
    return table(["case", "safety", "rules", "leads"], rows)


def _rules(answer: Assessment) -> str:
    links = [f"[{a.id}](../reference/safety.md#{a.id.lower()})" for a in answer.safety.alerts]
    return ", ".join(links)


def _leader(answer: Assessment) -> str:
    rows = _ranked(answer)
    return f"{spaced(rows[0].source)} {_percent(rows[0].probability)}" if rows else "not shown"


def _ranked(answer: Assessment) -> list[Row]:
    given = [row for row in answer.differential or () if row.probability is not None]
    return sorted(given, key=lambda row: -(row.probability or 0.0))


def _vignette(vignette: Vignette, answer: Assessment, texts: Texts) -> list[str]:
    origin = f"[Source]({vignette.source})" if vignette.source else ""
    return [
        f'<a id="{vignette.name}"></a>',
        f"### {vignette.title}",
        f"{vignette.note} {origin}".strip(),
        f"**Recorded.** {_person(vignette.case)}",
        _findings(vignette.case, texts),
        "**Answer**",
        bullets(_answer(answer, texts)),
        "**Expected**",
        bullets(_expected(vignette.expect)),
    ]


def _person(case: Case) -> str:
    patient, episode = case.patient, case.episode
    weeks = [
        ("weeks pregnant", patient.pregnancy_weeks),
        ("weeks after birth", patient.weeks_postpartum),
    ]
    parts = [
        f"Age {number(patient.age_years)}, {patient.sex}",
        *(f"{number(value)} {name}" for name, value in weeks if value is not None),
        f"pain for {_weeks(episode.duration_weeks)}, {episode.side}",
        f"setting {code(episode.setting)}",
        *(f"{spaced(c)}" for c in sorted(patient.conditions)),
        *(f"{m.id} {number(m.value)}" for m in case.measures),
        *(f"sport: {sport}" for sport in sorted(case.preferences.sports)),
    ]
    return "; ".join(parts) + "."


def _weeks(weeks: float) -> str:
    return "1 week" if weeks == 1 else f"{number(weeks)} weeks"


def _findings(case: Case, texts: Texts) -> str:
    ordered = sorted(case.findings, key=lambda f: texts.record("finding", f.id)["order"])
    rows = [[texts.name(f.id), f.side or "", _result(f)] for f in ordered]
    return table(["finding", "side", "result"], rows)


def _result(finding: Finding) -> str:
    if finding.value is not None:
        return number(finding.value)
    unfamiliar = "not the person's own pain" if finding.familiar_pain is False else ""
    felt = f"felt {finding.location}" if finding.location else ""
    return ", ".join(filter(None, (spaced(finding.result or ""), unfamiliar, felt)))


def _answer(answer: Assessment, texts: Texts) -> Iterator[str]:
    safety = answer.safety
    yield f"Safety: {safety.level}"
    for alert in safety.alerts:
        because = ", ".join(texts.name(word) for word in alert.because)
        yield f"{alert.id}, {alert.level}: {texts.render(alert.action)} Because: {because}."
    if answer.differential is None:
        yield "Nothing else is shown."
        return
    for cluster in answer.clusters:
        scored = "" if cluster.scored else ", not scored while a screen is missing"
        count = f"{len(cluster.positive)} of {len(cluster.performed)} positive"
        yield f"Cluster, {cluster.side}: {count}, {cluster.result}{scored}"
    yield from (_source(row) for row in _ranked(answer)[:ROWS])
    yield from _plan(answer, texts)


def _source(row: Row) -> str:
    low, high = row.interval or (0.0, 1.0)
    where = f", {row.side}" if row.side else ""
    interval = f"({_percent(low)} to {_percent(high)})"
    return f"{spaced(row.source).capitalize()}{where}: {_percent(row.probability)} {interval}"


def _plan(answer: Assessment, texts: Texts) -> Iterator[str]:
    if answer.profile is not None:
        yield f"Profile: {answer.profile.label}"
    if answer.plan is not None:
        for stage in answer.plan.stages[:1]:
            names = [texts.english(f"exercise.{item.id}.clinician") for item in stage.exercises]
            yield f"Plan, stage {stage.number} of {len(answer.plan.stages)}: {'; '.join(names)}"
        if answer.plan.note is not None:
            yield texts.render(answer.plan.note)


def _expected(expect: dict[str, Any]) -> Iterator[str]:
    safety = expect["safety"]
    rules = ", ".join(safety["rules"]) or "no rule"
    yield f"Safety {safety['level']}: {rules}"
    if "not_asked_first" in safety:
        yield f"First of what was not asked: {codes(safety['not_asked_first'])}"
    if "leads" in expect:
        yield f"{spaced(expect['leads']).capitalize()} leads"
    if "cluster" in expect:
        yield f"Cluster {expect['cluster']['result']}"
    for each in expect.get("probability", []):
        span = f"{_percent(each['low'])} to {_percent(each['high'])}"
        yield f"{spaced(each['source']).capitalize()} {span} in the set {code(each['set'])}"
    yield from (_change(each) for each in expect.get("change", []))
    if "profile" in expect:
        yield f"Profile {expect['profile']['label']}"
    if "plan" in expect:
        yield f"Not offered: {codes(expect['plan']['without'])}"


def _change(each: dict[str, Any]) -> str:
    source = spaced(each.get("source", "every source")).capitalize()
    than = "its prior" if each["against"] == "prior" else f"[{each['against']}](#{each['against']})"
    if each["low"] == each["high"] == 0:
        return f"{source} the same as {than} in the set {code(each['set'])}"
    span = f"{100 * each['low']:+g} to {100 * each['high']:+g} points"
    return f"{source} {span} from {than} in the set {code(each['set'])}"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"
