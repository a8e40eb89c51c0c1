"""Case files by chance, from a fixed seed, and a fixed battery that visits every corner."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

SIDES = ("left", "right")
LOCATIONS = (*["posterior"] * 6, "groin", "lateral", "midline", "other")
AGES = (18, 28, 34, 39.9, 40, 45, 50, 59.5, 60, 66, 70, 70.5, 74, 90)
WEEKS = (0, 6, 11.9, 12, 16, 26, 52, 260, 1040, 2600)
NEVER_SCORED = {"gillet": True, "standing_flexion": True, "sij_shear": True, "fever": False}


def chance_document(chance: random.Random, export: Json) -> Json:
    """One case file: any part may be missing, anything may be on both sides."""
    findings = chance_findings(chance, export)
    chance.shuffle(findings)
    return {
        "schema": "sijoint.case/1",
        "patient": _patient(chance),
        "episode": {
            "duration_weeks": chance.choice(WEEKS),
            "side": chance.choice((*SIDES, "bilateral")),
            "setting": chance.choice(list(export["prior"]["settings"])),
        },
        "gates": {
            f"{screen}_waived": chance.choice(["", "  ", "seen last week"])
            for screen in export["gates"]
        },
        "findings": findings,
    }


def _patient(chance: random.Random) -> Json:
    patient: Json = {
        "age_years": chance.choice((chance.choice(AGES), chance.randint(16, 95))),
        "sex": chance.choice(["female", "female", "other", "unknown"]),
    }
    kind = chance.random()
    if kind < 0.04:
        patient["pregnancy_weeks"] = chance.randint(4, 40)
    elif kind < 0.10:
        patient["weeks_postpartum"] = chance.choice([2, 26, 26.5, 40])
    if chance.random() < 0.06:
        patient["conditions"] = ["sij_fusion"]
    return patient


def chance_findings(chance: random.Random, export: Json) -> list[Json]:
    """Findings with a leaning: many people have much of one or two sources and little else."""
    sided = {f["id"]: f["sided"] for sign in export["signs"] for f in sign["findings"]}
    graded = {f["id"] for sign in export["signs"] for f in sign["findings"] if "limit" in f}
    tests = {test["id"]: test["sided"] for test in export["block"]["tests"]}
    leaning = set(chance.sample([group["id"] for group in export["groups"]], 2))
    leaning_to = {f["id"] for s in export["signs"] if s["group"] in leaning for f in s["findings"]}
    fullness = chance.choice([0.1, 0.4, 0.8, 0.95])
    reactivity = chance.choice([0.2, 0.6, 0.95])
    found = []
    for name, has_side in {**sided, **tests, **NEVER_SCORED, "aslr": True}.items():
        for side in SIDES if has_side else (None,):
            if chance.random() < fullness:
                positive = chance.random() < (0.8 if name in leaning_to else 0.35)
                entry = {"id": name} if side is None else {"id": name, "side": side}
                if name in graded or name == "aslr":
                    found.append({**entry, "value": _value(chance, name)})
                elif name in tests:
                    found.append({**entry, **_test_result(chance, name, has_side, reactivity)})
                else:
                    found.append({**entry, "result": _result(chance, positive)})
    return found


def _value(chance: random.Random, name: str) -> float:
    if name == "aslr":
        return chance.randint(0, 5)
    if name == "morning_stiffness_minutes":
        return chance.choice([0, 15, 30, 31, 60])
    return chance.choice([10, 24.5, 25, 26, 40])


def _result(chance: random.Random, positive: bool) -> str:
    if chance.random() < 0.06:
        return "not_done"
    return "positive" if positive else "negative"


def _test_result(chance: random.Random, name: str, has_side: bool, reactivity: float) -> Json:
    entry: Json = {"result": _result(chance, chance.random() < reactivity)}
    if chance.random() < 0.5:
        entry["familiar_pain"] = chance.random() < 0.85
    if chance.random() < 0.6:
        entry["location"] = chance.choice(LOCATIONS)
    if (not has_side or name == "gaenslen") and chance.random() < 0.3:
        entry["pain_side"] = chance.choice(SIDES)
    return entry


# --- The battery --------------------------------------------------------------------------


def battery(export: Json) -> Iterator[tuple[Json, dict[str, float] | None]]:
    """Few people that every number of the rules decides about; with edited priors beside."""
    screened = [
        {"id": "centralization", "result": "negative"},
        {"id": "slr", "side": "left", "result": "negative"},
        {"id": "hip_internal_rotation_deg", "side": "left", "value": 40},
    ]
    for age, weeks in _edges(export["prior"]):
        yield _document(age, weeks, []), None
    yield _document(50, 52, []), {"sacroiliac_joint": 0.35}
    yield _document(50, 52, []), {"sacroiliac_joint": 0.15, "lumbar_disc": 0.25}
    for limit in _limits(export["signs"]):
        yield _document(50, 52, list(limit)), None
    many = [
        {"id": name, "side": "left", "result": "positive"} for name in ("slr", "slump", "fadir")
    ]
    yield _document(50, 52, many), None
    positive = [_positive(test) for test in export["block"]["tests"]]
    for count in range(len(positive) + 1):
        yield _document(50, 52, [*screened, *positive[:count]]), None
    waived = _document(50, 52, positive, setting="post_fusion_sacrum")
    yield {**waived, "gates": {"low_back_waived": "yes", "hip_waived": "yes"}}, None
    yield from ((each, None) for each in _mothers(export["pregnancy"]))


def _edges(prior: Json) -> Iterator[tuple[float, float]]:
    """People just beside every limit of the adjustments, within 1 percent of it."""
    for adjustment in prior["adjustments"]:
        for each in adjustment["when"]:
            for nearly in (0.9995, 1.0, 1.0005):
                value = each["limit"] * nearly
                if each["fact"] == "age":
                    yield value, 52
                elif each["fact"] == "dur":
                    yield 34, value
                else:
                    for weeks in (6, 520):
                        yield value + weeks / prior["weeks_per_year"], weeks


def _limits(signs: list[Json]) -> Iterator[list[Json]]:
    """Values just beside the limit of every graded finding, where they decide a sign."""
    for sign in signs:
        for graded in sign["findings"]:
            if "limit" in graded:
                for nearly in (0.995, 1.0, 1.005):
                    entry = {"id": graded["id"], "value": graded["limit"] * nearly}
                    if graded["sided"]:
                        entry["side"] = "left"
                    yield [entry, *_others(sign, graded["id"])]


def _others(sign: Json, graded: str) -> list[Json]:
    """Results of the other findings of a sign that leave the decision to the graded one."""
    names = [f for f in sign["findings"] if f["id"] != graded]
    results = {"count": "ppnn", "inflammatory": "nnpn"}.get(sign["kind"], "")
    return [
        {"id": f["id"], "result": "positive" if letter == "p" else "negative"}
        | ({"side": "left"} if f["sided"] else {})
        for f, letter in zip(names, results, strict=True)
    ]


def _positive(test: Json) -> Json:
    side = {"side": "left"} if test["sided"] else {}
    return {"id": test["id"], "result": "positive", "location": "posterior", **side}


def _mothers(pregnancy: Json) -> Iterator[Json]:
    p4 = {"id": "thigh_thrust", "side": "left", "result": "positive"}
    no_p4 = {**p4, "result": "negative"}
    raise_ = {"id": "aslr", "side": "left", "value": 1}
    easy = {**raise_, "value": 0}
    for findings in ([], [p4], [p4, raise_], [no_p4], [raise_], [easy], [no_p4, easy]):
        document = _document(30, 10, findings)
        yield {**document, "patient": {**document["patient"], "pregnancy_weeks": 30}}
    for nearly in (0.995, 1.0, 1.005):
        document = _document(30, 10, [p4])
        weeks = pregnancy["weeks_after_birth"] * nearly
        yield {**document, "patient": {**document["patient"], "weeks_postpartum": weeks}}


def _document(age: float, weeks: float, findings: list[Json], setting: str = "below_l5") -> Json:
    return {
        "schema": "sijoint.case/1",
        "patient": {"age_years": age, "sex": "female"},
        "episode": {"duration_weeks": weeks, "side": "left", "setting": setting},
        "findings": findings,
    }
