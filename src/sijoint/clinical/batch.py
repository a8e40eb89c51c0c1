"""Many cases at once: the point probabilities of encoded cases, in single precision.

Every group of signs has so few possible readings that its ratios in every set of
sources fit in a table. A case is then a row of small codes, and its answer a product of
looked-up rows, summed over sets and normalised. The tables are filled by the functions
that answer a single case, so there is one model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sijoint.clinical.case import Case, Episode, PainSide, Patient, Setting, Sex, Side
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.hypothesis import SIJ, Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.posterior import (
    SideEvidence,
    combined_weight,
    group_weights,
    read_side,
)
from sijoint.clinical.prior import set_prior
from sijoint.clinical.sign import Reading, Sign, SignKind, band_of, read_sign

Codes = NDArray[np.int8]
Singles = NDArray[np.float32]

MISSING, NEGATIVE, POSITIVE = 0, 1, 2
STATES = 3
MOST_ROWS = 2187
CHUNK = 2048
AGES = (30.0, 42.0, 50.0, 65.0, 80.0)
WEEKS = (4.0, 20.0, 2600.0)


@dataclass(frozen=True, slots=True)
class Column:
    """One code of a case: a sign, or one vote of a sign with several."""

    sign: Sign
    member: int


@dataclass(frozen=True, slots=True)
class LookUp:
    """Ratios in every set for all readings of some columns.

    Parameters
    ----------
    columns : tuple of int
        Columns of the codes, the first with the largest place value.
    rows : array, shape (3 ** columns, sets)
        Ratio for each combination of codes.
    """

    columns: tuple[int, ...]
    rows: Singles


@dataclass(frozen=True)
class BatchModel:
    """The model as tables over codes.

    The codes of a case are: the prior row; one for each `Column`; one for each test of
    the cluster; and 1 where a screen was waived. Codes of findings and tests are 0 for
    missing, 1 for negative, 2 for positive.

    Parameters
    ----------
    model : Model
    lexicon : Lexicon
        Names that the adjustments of the prior use.
    evidence_set : EvidenceSet
    """

    model: Model
    lexicon: Lexicon
    evidence_set: EvidenceSet

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The coded findings, group by group; a published count follows from its items."""
        return tuple(
            Column(sign, member)
            for group in self.model.groups
            for sign in self.model.signs
            if sign.group == group.id and sign.kind is not SignKind.COUNT
            for member in range(len(sign.members))
        )

    @property
    def width(self) -> int:
        """Number of codes of a case."""
        return 1 + len(self.columns) + len(self.model.block.tests) + 1

    @cached_property
    def priors(self) -> tuple[dict[tuple[float, ...], int], Singles]:
        """Row number of each prior, and the priors; shape (priors, sets)."""
        rows: dict[tuple[float, ...], int] = {}
        for setting, age, weeks in product(Setting, AGES, WEEKS):
            case = Case(Patient(age, Sex.UNKNOWN), Episode(weeks, PainSide.LEFT, setting))
            rows.setdefault(tuple(self._prior(case).tolist()), len(rows))
        return rows, np.array(list(rows), dtype=np.float32)

    def _prior(self, case: Case) -> Floats:
        facts = Facts(case, self.lexicon)
        return set_prior(case, facts, rules=self.model.prior, hypotheses=self.model.hypotheses)

    @cached_property
    def lookups(self) -> tuple[LookUp, ...]:
        """The tables: history together for its cap, the other groups packed, and the block."""
        return (*(self._group_lookup(pack) for pack in self._packs()), self._block_lookup())

    @cached_property
    def places(self) -> Singles:
        """Shape (codes, tables + 1): codes @ places is the row of the prior and each table."""
        places = np.zeros((self.width, len(self.lookups) + 1), dtype=np.float32)
        places[0, 0] = 1.0
        for table, lookup in enumerate(self.lookups, start=1):
            for power, column in enumerate(reversed(lookup.columns)):
                places[column, table] = STATES**power
        return places

    @cached_property
    def readout(self) -> Singles:
        """Shape (sets, sources + 2): sources, `other`, and the total that normalises."""
        readout = self.model.hypotheses.readout
        return np.column_stack([readout, np.ones(len(readout))]).astype(np.float32)

    def _packs(self) -> Iterator[tuple[str, ...]]:
        """Groups that share a table, so that no table has too many rows."""
        groups = self.model.groups
        yield tuple(g.id for g in groups if g.sij_capped)
        pack: list[str] = []
        rows = 1
        for group in (g for g in groups if not g.sij_capped):
            size = STATES ** sum(c.sign.group == group.id for c in self.columns)
            if pack and rows * size > MOST_ROWS:
                yield tuple(pack)
                pack, rows = [], 1
            pack.append(group.id)
            rows *= size
        yield tuple(pack)

    def _group_lookup(self, groups: tuple[str, ...]) -> LookUp:
        chosen = [i for i, c in enumerate(self.columns) if c.sign.group in groups]
        signs = [self.columns[i] for i in chosen]
        counts = [s for s in self.model.signs if s.group in groups and s.kind is SignKind.COUNT]
        rows = [
            self._ratio(_readings(signs, counts, codes))
            for codes in product(range(STATES), repeat=len(chosen))
        ]
        return LookUp(tuple(1 + i for i in chosen), np.array(rows, dtype=np.float32))

    def _ratio(self, readings: dict[str, Reading]) -> Floats:
        table = self.model.point
        weights = group_weights(readings, "", table)
        ratio: Floats = np.exp(combined_weight(weights, table)[0])
        return ratio

    def _block_lookup(self) -> LookUp:
        first = 1 + len(self.columns)
        tests = range(len(self.model.block.tests))
        rows = []
        for codes in product(range(STATES), repeat=len(tests)):
            performed = tuple(i for i in tests if codes[i] != MISSING)
            positives = codes.count(POSITIVE)
            rows.append(np.exp(self._block_weight(performed, positives)))
        columns = tuple(first + i for i in tests)
        return LookUp(columns, np.array(rows, dtype=np.float32))

    def _block_weight(self, performed: tuple[int, ...], positives: int) -> Floats:
        if not performed:
            return np.zeros(len(self.model.hypotheses.sets))
        weights = self.model.point.weight_of_count(performed, positives, self.evidence_set)
        weight: Floats = weights[0]
        return weight

    def encode(self, case: Case) -> Codes:
        """Codes of a case with pain on one side; shape (codes,).

        Raises
        ------
        ValueError
            If the pain is on both sides: encode each side as a case of its own.
        """
        sides = case.episode.side.sides
        if len(sides) != 1:
            raise ValueError("a case with pain on both sides has two rows; encode each side")
        evidence = read_side(case, sides[0], self.model)
        off = {g.id for g in self.model.groups if case.episode.setting in g.off_in}
        prior = self.priors[0][tuple(self._prior(case).tolist())]
        signs = [MISSING if c.sign.group in off else _code(c, case, sides[0]) for c in self.columns]
        tests = [_test_code(t.id, evidence) for t in self.model.block.tests]
        return np.array([prior, *signs, *tests, evidence.cluster.waived], dtype=np.int8)

    def probabilities(self, codes: Codes) -> Singles:
        """Probability of each source and of `other`.

        Parameters
        ----------
        codes : array of int8, shape (cases, codes)
            As given by `encode`; other values are not checked.

        Returns
        -------
        array of float32, shape (cases, sources + 1)
            Sources in the order of the model, `other` last.
        """
        result = np.empty((len(codes), len(self.model.hypotheses.sources) + 1), np.float32)
        for start in range(0, len(codes), CHUNK):
            self._chunk(codes[start : start + CHUNK], result[start : start + CHUNK])
        return result

    def _chunk(self, codes: Codes, result: Singles) -> None:
        rows = (codes.astype(np.float32) @ self.places).astype(np.intp)
        joint = self.priors[1].take(rows[:, 0], axis=0)
        ratio = np.empty_like(joint)
        for table, lookup in enumerate(self.lookups, start=1):
            np.take(lookup.rows, rows[:, table], axis=0, out=ratio, mode="clip")
            joint *= ratio
        sums = joint @ self.readout
        np.divide(sums[:, :-1], sums[:, -1:], out=result)
        joint_column = self.model.hypotheses.sources.index(SIJ)
        cap = np.where(codes[:, -1] == 1, self.model.rules.waived_cap, 1.0)
        np.minimum(result[:, joint_column], cap, out=result[:, joint_column])


def _readings(
    columns: Sequence[Column], counts: Sequence[Sign], codes: tuple[int, ...]
) -> dict[str, Reading]:
    """Readings of the signs whose codes are not missing, and of counts that are decided."""
    readings: dict[str, Reading] = {}
    votes: dict[str, list[int]] = {}
    for column, code in zip(columns, codes, strict=True):
        sign = column.sign
        if code == MISSING or (code == NEGATIVE and sign.ignore_negative):
            continue
        if len(sign.members) > 1:
            vote = column.member if code == POSITIVE else ~column.member
            votes.setdefault(sign.id, []).append(vote)
        else:
            readings[sign.id] = Reading(code == POSITIVE)
    for sign_id, signed in votes.items():
        readings[sign_id] = Reading(any(v >= 0 for v in signed), tuple(signed))
    for count in counts:
        items = [c for col, c in zip(columns, codes, strict=True) if col.sign.part_of == count.id]
        band = band_of(count, items.count(POSITIVE), len(items) - items.count(MISSING))
        if band is not None:
            readings[count.id] = Reading(True, band=band)
    return readings


def _code(column: Column, case: Case, side: Side) -> int:
    reading = read_sign(column.sign, case, side)
    if reading is None:
        return MISSING
    if len(column.sign.members) == 1:
        return POSITIVE if reading.positive else NEGATIVE
    if column.member in reading.votes:
        return POSITIVE
    return NEGATIVE if ~column.member in reading.votes else MISSING


def _test_code(test: str, evidence: SideEvidence) -> int:
    if not evidence.counts or test not in evidence.cluster.performed:
        return MISSING
    return POSITIVE if test in evidence.cluster.positive else NEGATIVE
