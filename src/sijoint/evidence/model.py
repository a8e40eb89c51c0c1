"""Build the probability model from its records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sijoint.clinical.block import BlockRules, BlockTest
from sijoint.clinical.cluster import GateRules
from sijoint.clinical.expression import parse
from sijoint.clinical.hypothesis import Hypotheses
from sijoint.clinical.model import DifferentialRules, Model
from sijoint.clinical.pregnancy import PregnancyRules, PregnancySign
from sijoint.clinical.prior import PriorAdjustment, PriorRules, PriorSetting
from sijoint.clinical.sign import Against, Band, Cells, Rate, Sign, SignKind
from sijoint.clinical.weight import Group
from sijoint.evidence.read import Raw, Record


def build(raw: Raw) -> Model:
    """The probability model.

    Parameters
    ----------
    raw : mapping of array name to records
        As read from the evidence files.

    Raises
    ------
    KeyError
        If a record or a field is missing; `sijoint evidence check` names it.
    """
    limits = raw["differential_rule"][0]
    hypotheses = Hypotheses(tuple(record["id"] for record in raw["pain_source"]))
    sided = frozenset(f["id"] for f in raw["finding"] if f["side"])
    return Model(
        hypotheses=hypotheses,
        sided_sources=frozenset(r["id"] for r in raw["pain_source"] if r["sided"]),
        sided_findings=sided,
        finding_order=tuple(f["id"] for f in sorted(raw["finding"], key=_order)),
        prior=_prior_rules(raw, hypotheses, limits),
        groups=tuple(_group(record) for record in raw["finding_group"]),
        signs=tuple(_sign(record, sided, limits) for record in raw["sign"]),
        block=_block(raw["block"][0], raw["block_test"], limits),
        pregnancy=_pregnancy(raw["pregnancy_answer"][0], raw["pregnancy_sign"], limits),
        rules=_differential_rules(limits),
    )


def _prior_rules(raw: Raw, hypotheses: Hypotheses, limits: Record) -> PriorRules:
    mass = raw["pair_mass"][0]
    return PriorRules(
        settings={r["id"]: _setting(r) for r in raw["prior_setting"]},
        adjustments=tuple(_adjustment(r) for r in raw["prior_adjustment"]),
        affinity=_affinity(raw["pair_affinity"], hypotheses.sources),
        spine_one_of=tuple(mass["one_of"]),
        spine_with=tuple(mass["with"]),
        other_floor=limits["other_floor"],
    )


def _order(record: Record) -> int:
    place: int = record["order"]
    return place


def _setting(record: Record) -> PriorSetting:
    return PriorSetting(
        id=record["id"],
        marginals=record["marginals"],
        other=record["other"],
        spine_pairs=record["spine_with_hip_or_sij"],
        other_pairs=record["other_pairs"],
    )


def _adjustment(record: Record) -> PriorAdjustment:
    return PriorAdjustment(
        id=record["id"],
        source=record["pain_source"],
        when=parse(record["when"]),
        odds=record.get("odds", 1.0),
        probability=record.get("probability"),
    )


def _affinity(
    records: Sequence[Record], sources: tuple[str, ...]
) -> Mapping[frozenset[str], float]:
    seeds: dict[frozenset[str], float] = {}
    for record in records:
        first, second = record["pairs_of"]
        partners = [s for s in sources if s != first] if second == "*" else [second]
        seeds.update({frozenset((first, partner)): record["seed"] for partner in partners})
    return seeds


def _group(record: Record) -> Group:
    return Group(
        id=record["id"],
        low=record["low"],
        high=record["high"],
        off_in=frozenset(record["off_in"]),
        sij_capped=record.get("sij_capped", False),
    )


def _sign(record: Record, sided: frozenset[str], limits: Record) -> Sign:
    n = _effective_n(record, limits)
    members = [] if "bands" in record else record.get("members", [record])
    findings = tuple(record["findings"])
    return Sign(
        id=record["id"],
        group=record["group"],
        kind=SignKind(record["kind"]),
        findings=findings,
        sided=sided.intersection(findings),
        limits=record.get("limits", {}),
        members=tuple(_cells(member, record, n) for member in members),
        bands=tuple(_band(band, record["bands_of"], n) for band in record.get("bands", [])),
        power=record["power"],
        ignore_negative=record.get("ignore_negative", False),
        part_of=record.get("part_of", ""),
        sources=tuple(record["source"]),
    )


def _cells(member: Record, record: Record, n: float) -> Cells:
    counts = member.get("counts", {})
    return Cells(
        targets={s: _rate(p, counts.get(s), n) for s, p in member["targets"].items()},
        leak=_rate(member["leak"], member.get("leak_counts"), n),
        against=tuple(
            Against(
                source=item["pain_source"],
                rate=_rate(item["rate"], None, n),
                rate_with_target=_rate(item["rate_with_target"], None, n),
            )
            for item in record.get("against", [])
        ),
    )


def _band(record: Record, source: str, n: float) -> Band:
    return Band(
        source=source,
        first=record["from"],
        last=record["to"],
        rate=_rate(record["rate"], None, n),
        leak=_rate(record["leak"], None, n),
    )


def _rate(value: float, counts: Any, n: float) -> Rate:
    return Rate(value, tuple(counts) if counts else None, n)


def _effective_n(record: Record, limits: Record) -> float:
    kind = "design" if record["mark"] == "design" else "memory"
    n: float = limits[f"effective_n_{kind}"]
    return n


def _block(record: Record, tests: Sequence[Record], limits: Record) -> BlockRules:
    return BlockRules(
        tests=tuple(_block_test(test, limits) for test in tests),
        loading=record["loading"],
        loading_range=_pair(record["loading_range"]),
        floor=record["floor"],
        ceiling=record["ceiling"],
        positive_from=record["positive_from"],
        selected_four=frozenset(record["selected_four"]),
        selected_four_from=record["selected_four_from"],
        negative_needs=record["negative_needs"],
        full_weight_from=limits["fewer_tests_full_weight"],
        calibrated_on=tuple(record["calibrated_on"]),
        whole_for=tuple(record["whole_for"]),
        root_for=tuple(record["root_for"]),
        pooled_positive=record["pooled_lr_positive"],
        pooled_positive_ci=_pair(record["pooled_lr_positive_ci"]),
        pooled_negative=record["pooled_lr_negative"],
        pooled_negative_ci=_pair(record["pooled_lr_negative_ci"]),
        sources=tuple(record["source"]),
    )


def _block_test(record: Record, limits: Record) -> BlockTest:
    n = _effective_n(record, limits)
    return BlockTest(
        id=record["id"],
        rate=_rate(record["rate"], record.get("counts"), n),
        false_positive_rate=_rate(record["false_positive_rate"], record.get("false_counts"), n),
    )


def _pair(values: Sequence[float]) -> tuple[float, float]:
    first, second = values
    return first, second


def _pregnancy(record: Record, signs: Sequence[Record], limits: Record) -> PregnancyRules:
    return PregnancyRules(
        prior=record["prior"],
        weeks_after_birth=record["weeks_after_birth"],
        ceiling=record["ceiling"],
        signs=tuple(_pregnancy_sign(sign, limits) for sign in signs),
        sources=tuple(record["source"]),
    )


def _pregnancy_sign(record: Record, limits: Record) -> PregnancySign:
    n = _effective_n(record, limits)
    return PregnancySign(
        id=record["id"],
        finding=record["finding"],
        lr_positive=record["lr_positive"],
        lr_negative=record["lr_negative"],
        rate=_rate(record["rate"], record.get("counts"), n),
        false_positive_rate=_rate(record["false_positive_rate"], record.get("false_counts"), n),
        power=record["power"],
        sources=tuple(record["source"]),
    )


def _differential_rules(limits: Record) -> DifferentialRules:
    return DifferentialRules(
        sij_history_cap=limits["sij_history_cap"],
        waived_cap=limits["waived_cap"],
        waived_widening=limits["waived_widening"],
        draws=limits["draws"],
        seed=limits["seed"],
        gates=GateRules(
            low_back=tuple(limits["low_back_gate"]),
            low_back_one_of=tuple(limits["low_back_gate_one_of"]),
            hip_one_of=tuple(limits["hip_gate_one_of"]),
            hip_negative=tuple(limits["hip_gate_negative"]),
        ),
    )
