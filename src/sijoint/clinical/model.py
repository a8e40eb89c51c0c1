"""The probability model of the evidence, and its tables at the point and at the draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from sijoint.clinical.block import (
    NODES,
    BlockRates,
    BlockRules,
    Tempering,
    block_rates,
    block_ratios,
    few_tests_exponent,
    set_exponents,
    solve_tempering,
)
from sijoint.clinical.cluster import Cluster, GateRules
from sijoint.clinical.hypothesis import SIJ, Floats, Hypotheses
from sijoint.clinical.parameter import Parameters, drawn_parameters, point_parameters
from sijoint.clinical.pregnancy import PregnancyRules
from sijoint.clinical.prior import PriorRules
from sijoint.clinical.sign import Sign
from sijoint.clinical.weight import Group, GroupTable, group_tables, sources_of

DRAW_NODES = 32


class EvidenceSet(StrEnum):
    """Which published accuracy the block follows."""

    POOLED = "pooled"
    LASLETT = "laslett"

    @property
    def other(self) -> EvidenceSet:
        """The other of the two sets."""
        return EvidenceSet.LASLETT if self is EvidenceSet.POOLED else EvidenceSet.POOLED


@dataclass(frozen=True, slots=True)
class DifferentialRules:
    """Limits of the differential: caps, waivers and draws.

    Parameters
    ----------
    sij_history_cap : float
        Location, palpation and history together multiply the SI joint's odds by at
        most this.
    waived_cap : float
        The SI joint is shown no higher while a screen is waived.
    waived_widening : float
        How much wider the interval is then, about the point, in log odds.
    draws, seed : int
        Of the interval.
    gates : GateRules
    """

    sij_history_cap: float
    waived_cap: float
    waived_widening: float
    draws: int
    seed: int
    gates: GateRules


@dataclass(frozen=True)
class Model:
    """The probability model: data of the evidence, and what is computed from it once.

    Parameters
    ----------
    hypotheses : Hypotheses
        The named sources of pain and their sets.
    sided_sources, sided_findings : frozenset of str
        Sources and findings that have a side.
    finding_order : tuple of str
        Every finding, in the order of the evidence.
    prior, groups, signs, block, pregnancy, rules
        The parts.
    """

    hypotheses: Hypotheses
    sided_sources: frozenset[str]
    sided_findings: frozenset[str]
    finding_order: tuple[str, ...]
    prior: PriorRules
    groups: tuple[Group, ...]
    signs: tuple[Sign, ...]
    block: BlockRules
    pregnancy: PregnancyRules
    rules: DifferentialRules

    def signs_of(self, finding: str) -> tuple[Sign, ...]:
        """Signs that a finding takes part in."""
        return self._signs_by_finding.get(finding, ())

    def sources_of(self, finding: str) -> tuple[str, ...]:
        """Evidence ids behind a scored finding; those of the block for the cluster."""
        signs = self.signs_of(finding)
        found = (source for sign in signs for source in sign.sources)
        return tuple(dict.fromkeys(found)) if signs else self.block.sources

    def bears_on(self, finding: str) -> tuple[str, ...]:
        """The sources that the signs of a finding speak for or against, in their order."""
        named = frozenset[str]().union(*(sources_of(s) for s in self.signs_of(finding)))
        return tuple(source for source in self.hypotheses.sources if source in named)

    @cached_property
    def test_index(self) -> Mapping[str, int]:
        """Place of each test in the block."""
        return {test.id: index for index, test in enumerate(self.block.tests)}

    @cached_property
    def _signs_by_finding(self) -> Mapping[str, tuple[Sign, ...]]:
        found: dict[str, tuple[Sign, ...]] = {}
        for sign in self.signs:
            for finding in sign.findings:
                found[finding] = (*found.get(finding, ()), sign)
        return found

    @cached_property
    def point(self) -> ModelTable:
        """The model at its published values: one draw."""
        parameters = point_parameters(self.signs, self.block, self.pregnancy)
        return model_table(self, parameters, NODES)

    @cached_property
    def drawn(self) -> ModelTable:
        """The model at the drawn values, for intervals."""
        parameters = drawn_parameters(
            self.signs,
            self.block,
            self.pregnancy,
            draws=self.rules.draws,
            seed=self.rules.seed,
        )
        return model_table(self, parameters, DRAW_NODES)


@dataclass(frozen=True)
class ModelTable:
    """The model at given parameters; every array has one row per draw.

    Parameters
    ----------
    model : Model
    parameters : Parameters
    groups : tuple of GroupTable
    rates : BlockRates
    tempering : mapping of EvidenceSet to Tempering
    set_power_above, set_power_below : array, shape (sets,)
        Power with which a block ratio above 1, or below, counts in each set.
    nothing : array, shape (draws, sets)
        The log ratio of nothing recorded: zero.
    history_cap : array, shape (sets,)
        Most that the log ratio of history may be in each set.
    """

    model: Model
    parameters: Parameters
    groups: tuple[GroupTable, ...]
    rates: BlockRates
    tempering: dict[EvidenceSet, Tempering]
    set_power_above: Floats
    set_power_below: Floats
    nothing: Floats
    history_cap: Floats
    _ratios: dict[tuple[EvidenceSet, tuple[int, ...]], Floats] = field(
        default_factory=dict, repr=False
    )
    _weights: dict[tuple[tuple[int, ...], int, EvidenceSet], Floats] = field(
        default_factory=dict, repr=False
    )

    def count_ratios(self, evidence_set: EvidenceSet, performed: tuple[int, ...]) -> Floats:
        """Ratio by count of positives among the tests performed; shape (draws, n + 1)."""
        key = (evidence_set, performed)
        if key not in self._ratios:
            tempering = self.tempering[evidence_set]
            self._ratios[key] = block_ratios(self.rates, self.model.block, performed, tempering)
        return self._ratios[key]

    def block_weight(self, cluster: Cluster, evidence_set: EvidenceSet) -> Floats:
        """Log ratio of the cluster in each set; shape (draws, sets). The gates are not asked."""
        performed = tuple(self.model.test_index[test] for test in cluster.performed)
        return self.weight_of_count(performed, len(cluster.positive), evidence_set)

    def weight_of_count(
        self, performed: tuple[int, ...], positives: int, evidence_set: EvidenceSet
    ) -> Floats:
        """Log ratio in each set of a count among the tests performed; shape (draws, sets)."""
        if not self.parameters.is_point:
            return self._count_weight(performed, positives, evidence_set)
        key = (performed, positives, evidence_set)
        if key not in self._weights:
            self._weights[key] = self._count_weight(performed, positives, evidence_set)
        return self._weights[key]

    def _count_weight(
        self, performed: tuple[int, ...], positives: int, evidence_set: EvidenceSet
    ) -> Floats:
        if not performed:
            return self.nothing
        ratio = self.count_ratios(evidence_set, performed)[:, positives]
        share = few_tests_exponent(len(performed), positives, self.model.block)
        log = np.log(ratio)[:, None]
        weight: Floats = np.where(
            log > 0.0, log * self.set_power_above, log * share * self.set_power_below
        )
        return weight


def model_table(model: Model, parameters: Parameters, nodes: int) -> ModelTable:
    """The model at given parameters, with `nodes` points over the latent reactivity."""
    rates = block_rates(parameters.with_joint, parameters.without_joint, parameters.loading, nodes)
    pooled = solve_tempering(
        rates, model.block, parameters.pooled_positive, parameters.pooled_negative
    )
    ones = np.ones(len(parameters.loading))
    above, below = set_exponents(model.block, model.hypotheses)
    return ModelTable(
        model=model,
        parameters=parameters,
        groups=group_tables(model.groups, model.signs, model.hypotheses, parameters),
        rates=rates,
        tempering={
            EvidenceSet.POOLED: pooled,
            EvidenceSet.LASLETT: Tempering(ones, ones),
        },
        set_power_above=above,
        set_power_below=below,
        nothing=np.zeros((len(ones), len(above))),
        history_cap=np.where(
            model.hypotheses.has(SIJ), np.log(model.rules.sij_history_cap), np.inf
        ),
    )
