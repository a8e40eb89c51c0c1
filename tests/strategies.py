"""Hypothesis strategies for cases: rich, quick, and nothing thrown away.

A case is built so that it cannot contradict itself, instead of being drawn freely and
filtered: `cases` gives clinical values, `case_documents` the tables of case files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from sijoint.casefile.case import to_document
from sijoint.clinical.case import (
    Case,
    Episode,
    Finding,
    Gates,
    Irritability,
    Location,
    Measure,
    PainSide,
    Patient,
    Preferences,
    Result,
    Setting,
    Sex,
    Side,
)
from sijoint.clinical.vocabulary import FindingKind, Vocabulary

Key = tuple[str, Side | None]

CLUSTER = ("distraction", "thigh_thrust", "compression", "sacral_thrust", "gaenslen", "faber")
SCREEN = ("centralization", "slr", "slump", "hip_internal_rotation_deg", "hip_scour", "fadir")
GOALS = ("walk 5 km", "lift my child", "sit through a film", "run again", "sleep on my side")

_FIRST_DAY = date(2026, 1, 1)
# What an examiner can write down for one ungraded finding: result, familiar pain,
# place, side of the pain. One draw for each finding keeps the strategy quick. Most
# answers of a real evaluation are negative, and most positive tests are familiar.
_Answer = tuple[Result, bool | None, Location | None, Side | None]
_TOLD: list[_Answer] = [
    (result, None, None, None)
    for result in [Result.NEGATIVE] * 5 + [Result.POSITIVE] * 4 + [Result.NOT_DONE]
]
_TESTED: list[_Answer] = [
    *_TOLD * 2,
    (Result.NEGATIVE, False, None, None),
    *((Result.POSITIVE, True, place, None) for place in [Location.POSTERIOR] * 3 + [*Location]),
    *((Result.POSITIVE, False, place, None) for place in [None, *Location]),
]
_SIDE_TOLD: list[_Answer] = [
    *_TESTED,
    *((Result.POSITIVE, True, Location.POSTERIOR, side) for side in Side for _ in range(4)),
]


def cases(vocabulary: Vocabulary) -> SearchStrategy[Case]:
    """Cases of people who could walk in, from an empty page to a full evaluation."""
    return _cases(vocabulary)


@st.composite
def case_documents(draw: DrawFn, vocabulary: Vocabulary) -> dict[str, Any]:
    """Tables of case files: findings in any order, some of them written down twice."""
    document = to_document(draw(cases(vocabulary)))
    findings = document.get("findings", [])
    if findings:
        again = draw(st.lists(st.sampled_from(findings), max_size=2))
        document["findings"] = draw(st.permutations([*findings, *again]))
    return document


@st.composite
def _cases(draw: DrawFn, vocabulary: Vocabulary) -> Case:
    episode = draw(_episodes())
    return Case(
        patient=draw(_patients(vocabulary)),
        episode=episode,
        gates=draw(_gates()),
        preferences=draw(_preferences(vocabulary)),
        findings=draw(_findings(vocabulary, episode.side)),
        measures=draw(_measures(vocabulary)),
        assessed_on=draw(st.none() | _days()),
    )


@st.composite
def _patients(draw: DrawFn, vocabulary: Vocabulary) -> Patient:
    sex = draw(st.sampled_from(Sex))
    pregnant, after_birth = draw(
        st.sampled_from([(False, False)] * 3 + [(True, False), (False, True), (True, True)])
    )
    conditions = draw(_some(vocabulary.conditions, 0, 4))
    dated = draw(st.sets(st.sampled_from(conditions))) if conditions else set()
    return Patient(
        age_years=draw(st.integers(16, 95) | st.integers(0, 120)),
        sex=sex,
        pregnancy_weeks=draw(_numbers(1, 43)) if pregnant and sex is not Sex.MALE else None,
        weeks_postpartum=draw(_numbers(0, 60)) if after_birth and sex is not Sex.MALE else None,
        weight_kg=draw(st.none() | _numbers(40, 160)),
        height_cm=draw(st.none() | _numbers(140, 210)),
        conditions=frozenset(conditions),
        weeks_since={name: draw(_numbers(0, 300)) for name in sorted(dated)},
    )


@cache
def _episodes() -> SearchStrategy[Episode]:
    return st.builds(
        Episode,
        duration_weeks=_numbers(0, 60) | _numbers(0, 1000),
        side=st.sampled_from(PainSide),
        setting=st.sampled_from(Setting),
        irritability=st.none() | st.sampled_from(Irritability),
    )


@cache
def _gates() -> SearchStrategy[Gates]:
    reason = st.sampled_from(["", "", "seen last week, repeated movements negative"])
    return st.builds(Gates, low_back_waived=reason, hip_waived=reason)


def _preferences(vocabulary: Vocabulary) -> SearchStrategy[Preferences]:
    return st.builds(
        Preferences,
        minutes_per_day=st.integers(5, 60) | st.integers(1, 240),
        equipment=_some(vocabulary.equipment, 0, 5).map(frozenset),
        goals=_some(GOALS, 0, 3).map(tuple),
        sports=_some(vocabulary.sports, 0, 3).map(frozenset),
    )


@st.composite
def _findings(draw: DrawFn, vocabulary: Vocabulary, pain: PainSide) -> tuple[Finding, ...]:
    fullness = draw(st.sampled_from([0, 3, 6]))
    keys = [
        *draw(_some(_keys(vocabulary, CLUSTER, pain.sides), fullness, 12)),
        *draw(_some(_keys(vocabulary, SCREEN, pain.sides), fullness, 12)),
        *draw(_some(_keys(vocabulary, vocabulary.findings, tuple(Side)), 2 * fullness, 30)),
    ]
    found = [
        draw(_finding(name, side, vocabulary.findings[name])) for name, side in dict.fromkeys(keys)
    ]
    return tuple(_without_contradiction(found))


@cache
def _finding(name: str, side: Side | None, kind: FindingKind) -> SearchStrategy[Finding]:
    if kind.minimum is not None and kind.maximum is not None:
        values = _numbers(kind.minimum, kind.maximum)
        return values.map(lambda value: Finding(name, side, value=value))
    answers = _SIDE_TOLD if kind.has_pain_side else _TESTED if kind.is_test else _TOLD
    return st.sampled_from(answers).map(
        lambda answer: Finding(name, side, answer[0], None, answer[1], answer[2], answer[3])
    )


@st.composite
def _measures(draw: DrawFn, vocabulary: Vocabulary) -> tuple[Measure, ...]:
    names = draw(_some(vocabulary.measures, 0, 4))
    measures = []
    for name in names:
        kind = vocabulary.measures[name]
        days = draw(st.lists(st.none() | _days(), min_size=1, max_size=3, unique=True))
        values = [draw(_numbers(kind.minimum, kind.maximum)) for _ in days]
        measures += [Measure(name, *scored) for scored in zip(values, days, strict=True)]
    return tuple(measures)


def _keys(vocabulary: Vocabulary, names: Iterable[str], sides: tuple[Side, ...]) -> list[Key]:
    kinds = vocabulary.findings
    return [
        (name, side)
        for name in names
        if name in kinds
        for side in (sides if kinds[name].side else (None,))
    ]


def _some(names: Iterable[Any], at_least: int, at_most: int) -> SearchStrategy[list[Any]]:
    return _some_of(tuple(sorted(names, key=str)), at_least, at_most)


@cache
def _some_of(options: tuple[Any, ...], at_least: int, at_most: int) -> SearchStrategy[list[Any]]:
    if not options:
        return st.just([])
    limits = min(at_least, len(options)), min(at_most, len(options))
    return st.lists(st.sampled_from(options), unique=True, min_size=limits[0], max_size=limits[1])


@cache
def _numbers(minimum: float, maximum: float) -> SearchStrategy[float]:
    """Numbers of the range, mostly whole, as people write them; tenths at times."""
    whole = st.integers(int(minimum), int(maximum))
    tenths = st.integers(int(minimum) * 10, int(maximum) * 10).map(lambda number: number / 10)
    return whole | whole | tenths


@cache
def _days() -> SearchStrategy[str]:
    return st.integers(0, 730).map(lambda days: (_FIRST_DAY + timedelta(days)).isoformat())


def _without_contradiction(findings: list[Finding]) -> list[Finding]:
    """The findings without what compression did to a leg raise that was easy.

    A positive change that contradicts the leg raise, or the opposite change on the
    same side, is left out.
    """
    easy = {finding.side for finding in findings if finding.id == "aslr" and not finding.value}
    better = {
        finding.side
        for finding in findings
        if finding.id == "aslr_better_with_compression" and finding.result is Result.POSITIVE
    }
    refused = {
        "aslr_better_with_compression": easy,
        "aslr_worse_with_compression": easy | better,
    }
    return [f for f in findings if f.side not in refused.get(f.id, ()) or not _is_positive(f)]


def _is_positive(finding: Finding) -> bool:
    return finding.result is Result.POSITIVE
