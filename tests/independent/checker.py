"""Answers a case file from the exported model alone, in a Bayesian network of pyAgrum.

The network holds the set of active sources, each source as a function of it, and one
witness for every group of findings and for the block. What a group says enters at its
witness as virtual evidence (Pearl), and the library does the rest. Nothing of sijoint
is imported.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.independent import prior as own_prior
from tests.independent.reading import Chart, block_count, is_familiar, screens, sign_weights
from tests.independent.verification import ContradictionError

with warnings.catch_warnings():
    # Its bindings warn while they load; where warnings are errors that ends the process.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pyagrum

Json = dict[str, Any]
Floats = NDArray[np.float64]

OTHER = "other"
JOINT = "sacroiliac_joint"
BLOCK = "block"
SETS = ("pooled", "laslett")

Row = dict[str, float | None]
Answer = dict[tuple[str, str | None], Row]


def answer(export: Json, document: Json, edited: dict[str, float] | None = None) -> Answer:
    """Probability of each source, by source and side, in both evidence sets.

    Parameters
    ----------
    export : dict
        As written by ``sijoint evidence export``.
    document : dict
        A case file that keeps the contract.
    edited : dict of str to float, optional
        Shares of the prior that a clinic set itself.
    """
    where = document["episode"]["side"]
    sides = ["left", "right"] if where == "bilateral" else [where]
    chart = Chart(document)
    if _is_pregnant(export["pregnancy"], document["patient"]):
        return _pregnancy_answer(export, chart, sides)
    prior = prior_of(export, document, edited)
    answers = {side: _side_answer(export, chart, side, prior) for side in sides}
    joined: Answer = {}
    for source in (*export["sources"], OTHER):
        if source in export["sided_sources"]:
            joined |= {(source, side): answers[side][source] for side in sides}
        else:
            rows = [answers[side][source] for side in sides]
            joined[source, None] = {key: _mean(row[key] for row in rows) for key in rows[0]}
    if "sij_fusion" in document["patient"].get("conditions", []):
        nothing: Row = dict.fromkeys(("prior", *SETS))
        joined |= {(JOINT, side): nothing for side in sides}
    return joined


def prior_of(export: Json, document: Json, edited: dict[str, float] | None = None) -> Floats:
    """The prior over sets: the exported one, or an own fit where a clinic edited it."""
    prior = export["prior"]
    setting = document["episode"].get("setting", "unselected")
    applied = own_prior.applied_adjustments(prior, document)
    if edited:
        shares = own_prior.adjusted_shares(prior["settings"][setting], applied)
        shares = own_prior.edited_shares(shares, edited, prior["other_floor"])
        return own_prior.fit(export, shares)
    names = [each["id"] for each in applied]
    for fitted in prior["fitted"]:
        if fitted["setting"] == setting and fitted["adjustments"] == names:
            return np.array(fitted["probability"])
    raise ContradictionError(f"no prior for {setting} with {names}")


def _mean(values: Any) -> float:
    return float(np.mean(list(values)))


# --- One side -----------------------------------------------------------------------------


def _side_answer(export: Json, chart: Chart, side: str, prior: Floats) -> dict[str, Row]:
    weights = _group_weights(export, chart, side)
    screened = screens(export["gates"], chart, side)
    network = Network.of(export, prior)
    before = network.probabilities({})
    rows: dict[str, Row] = {source: {"prior": share} for source, share in before.items()}
    for evidence_set in SETS:
        found = dict(weights)
        if "missing" not in screened.values():
            found[BLOCK] = _block_weight(export, chart, side, evidence_set)
        for source, probability in network.probabilities(found).items():
            rows[source][evidence_set] = probability
        if "waived" in screened.values():
            joint = rows[JOINT][evidence_set]
            rows[JOINT][evidence_set] = min(joint or 0.0, export["waived_cap"])
    return rows


def _group_weights(export: Json, chart: Chart, side: str) -> dict[str, Floats]:
    setting = chart.document["episode"].get("setting", "unselected")
    found = {}
    for group in export["groups"]:
        if setting not in group["off_in"]:
            signs = [sign for sign in export["signs"] if sign["group"] == group["id"]]
            weights = _read_signs(signs, chart, side)
            if weights:
                combined = np.array(
                    [_damped(c, export["damping"]) for c in zip(*weights, strict=True)]
                )
                found[group["id"]] = np.clip(combined, group["low"]["log"], group["high"]["log"])
    return _history_capped(export, found)


def _read_signs(signs: list[Json], chart: Chart, side: str) -> list[list[float]]:
    read = {sign["id"]: sign_weights(sign, chart, side) for sign in signs}
    replaced = {s["id"] for s in signs if read.get(s["part_of"]) is not None}
    return [weight for sign, weight in read.items() if weight is not None and sign not in replaced]


@lru_cache(maxsize=100_000)
def _damped(weights: tuple[float, ...], damping: float) -> float:
    """Of all choices of findings that speak the same way, the one that says most."""
    return max(_choices([w for w in weights if w > 0.0], damping), default=0.0) - max(
        _choices([-w for w in weights if w < 0.0], damping), default=0.0
    )


def _choices(weights: list[float], damping: float) -> list[float]:
    return [
        sum(chosen) / size * (1.0 + damping * (size - 1))
        for size in range(1, len(weights) + 1)
        for chosen in combinations(weights, size)
    ]


def _history_capped(export: Json, found: dict[str, Floats]) -> dict[str, Floats]:
    """History as one witness, so that its cap in sets with the joint can hold."""
    history = {group["id"] for group in export["groups"] if group["history"]}
    parts = [weight for group, weight in found.items() if group in history]
    if not parts:
        return found
    cap = export["history_cap"]
    with_joint = [cap["source"] in each for each in export["hypotheses"]]
    total = np.sum(parts, axis=0)
    capped = np.where(with_joint, np.minimum(total, cap["log"]), total)
    rest = {group: weight for group, weight in found.items() if group not in history}
    return {**rest, next(iter(history & found.keys())): capped}


def _block_weight(export: Json, chart: Chart, side: str, evidence_set: str) -> Floats:
    block = export["block"]
    performed, positives = block_count(block["tests"], chart, side)
    if not performed:
        return np.zeros(len(export["hypotheses"]))
    table = next(each for each in block["tables"] if frozenset(each["tests"]) == performed)
    weight = np.log(table["tempered"][evidence_set][positives])
    if weight > 0.0:
        return np.asarray(weight * np.array(block["set_power_above"]))
    return np.asarray(weight * table["share"][positives] * np.array(block["set_power_below"]))


# --- The network --------------------------------------------------------------------------


@dataclass(frozen=True)
class Network:
    """The Bayesian network of one prior, ready to be asked."""

    sources: tuple[str, ...]
    engine: pyagrum.LazyPropagation

    @classmethod
    def of(cls, export: Json, prior: Floats) -> Network:
        """The network of an export with this prior; built once."""
        sets = tuple(frozenset(each) for each in export["hypotheses"])
        groups = (*(group["id"] for group in export["groups"]), BLOCK)
        return _network((*export["sources"], OTHER), sets, groups, tuple(prior.tolist()))

    def probabilities(self, weights: dict[str, Floats]) -> dict[str, float]:
        """Probability of each source, given what the witnesses say."""
        self.engine.eraseAllEvidence()
        for witness, weight in weights.items():
            likelihood = np.exp(weight - weight.max()).tolist()
            self.engine.addEvidence(f"witness {witness}", likelihood)
        self.engine.makeInference()
        return {source: float(self.engine.posterior(source)[1]) for source in self.sources}


@lru_cache(maxsize=200)
def _network(
    sources: tuple[str, ...],
    sets: tuple[frozenset[str], ...],
    witnesses: tuple[str, ...],
    prior: tuple[float, ...],
) -> Network:
    net = pyagrum.BayesNet()
    net.add(pyagrum.LabelizedVariable("sets", "", len(sets)))
    net.cpt("sets")[:] = prior
    for source in sources:
        active = np.array([source in each or (source == OTHER and not each) for each in sets])
        net.add(pyagrum.LabelizedVariable(source, "", 2))
        net.addArc("sets", source)
        net.cpt(source)[:] = np.column_stack([~active, active]).astype(float)
    for witness in witnesses:
        net.add(pyagrum.LabelizedVariable(f"witness {witness}", "", len(sets)))
        net.addArc("sets", f"witness {witness}")
        net.cpt(f"witness {witness}")[:] = np.eye(len(sets))
    engine = pyagrum.LazyPropagation(net)
    for source in sources:
        engine.addTarget(source)
    return Network(sources, engine)


# --- Pregnancy ----------------------------------------------------------------------------


def _is_pregnant(pregnancy: Json, patient: Json) -> bool:
    after_birth = patient.get("weeks_postpartum", float("inf"))
    return "pregnancy_weeks" in patient or after_birth <= pregnancy["weeks_after_birth"]


def _pregnancy_answer(export: Json, chart: Chart, sides: list[str]) -> Answer:
    answers: Answer = {
        ("pelvic_girdle_pain", side): _girdle_row(export["pregnancy"], chart, side)
        for side in sides
    }
    for source in (*export["sources"], OTHER):
        if source != JOINT:
            where = sides if source in export["sided_sources"] else [None]
            answers |= {(source, side): dict.fromkeys(("prior", *SETS)) for side in where}
    return answers


def _girdle_row(pregnancy: Json, chart: Chart, side: str) -> Row:
    """A network of two states for each sign: recorded as virtual evidence."""
    net = pyagrum.fastBN("girdle[2]")
    net.cpt("girdle")[:] = [1.0 - pregnancy["prior"], pregnancy["prior"]]
    engine = pyagrum.LazyPropagation(net)
    ratio = 1.0
    for sign in pregnancy["signs"]:
        entry = chart.entry({"id": sign["finding"], "sided": True}, side)
        if entry is not None:
            is_positive = entry["value"] >= 1.0 if "value" in entry else is_familiar(entry)
            ratio *= sign["lr_positive" if is_positive else "lr_negative"] ** sign["power"]
    engine.addEvidence("girdle", [1.0 / max(1.0, ratio), ratio / max(1.0, ratio)])
    engine.makeInference()
    ceiling = pregnancy["ceiling"]["probability"]
    probability = min(float(engine.posterior("girdle")[1]), ceiling)
    return {"prior": pregnancy["prior"], "pooled": probability, "laslett": probability}
