"""What to record next: the expected information of everything not yet recorded.

The information of a result is how far it moves the whole differential (the
Kullback-Leibler divergence from what is believed now, in bits), averaged over the
results that may come. It is never negative, also where weights are damped.

Unasked warning signs and unanswered screens come first. The rest is listed by what it
gives for its time and burden: first everything that gives at least a quarter of the
best, then the remainder, each in the order of the room, so that a person changes
position as seldom as possible.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from sijoint.clinical.case import Case, Irritability, Side
from sijoint.clinical.cluster import unanswered
from sijoint.clinical.facts import Facts
from sijoint.clinical.finding import FindingRule
from sijoint.clinical.hypothesis import Floats
from sijoint.clinical.model import EvidenceSet, Model
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.posterior import SideEvidence, posterior
from sijoint.clinical.pregnancy import (
    PELVIC_GIRDLE_PAIN,
    answers_pregnancy,
    girdle_path,
    read_pregnancy_sign,
)
from sijoint.clinical.prospect import Prospect, prospects

WORTH_SHARE = 0.25
SHORTEST_MINUTES = 0.5
"""No answer costs less: asking, hearing and writing down."""
LEAST_BITS = 0.0005
STRONGEST_BURDEN = 3


class NextKind(StrEnum):
    """Why something is asked for."""

    GATE = "gate"
    RED_FLAG = "red_flag"
    FINDING = "finding"


@dataclass(frozen=True, slots=True)
class NextFinding:
    """Something worth recording next.

    Parameters
    ----------
    finding : str
    side : Side or None
        None for a finding without a side.
    kind : NextKind
    expected_bits : float
        Expected information about the differential; 0 for a warning sign.
    rule : FindingRule
        Position, minutes and burden.
    why : Phrase
    """

    finding: str
    side: Side | None
    kind: NextKind
    expected_bits: float
    rule: FindingRule
    why: Phrase

    @property
    def worth(self) -> float:
        """Bits for each minute and each step of burden."""
        minutes = max(self.rule.minutes, SHORTEST_MINUTES)
        return self.expected_bits / (minutes * self.rule.burden)


def next_findings(
    case: Case,
    facts: Facts,
    sides: Sequence[SideEvidence],
    prior: Floats,
    *,
    model: Model,
    findings: Mapping[str, FindingRule],
    evidence_set: EvidenceSet,
    warnings: Sequence[str],
) -> tuple[NextFinding, ...]:
    """What to record next, the most urgent first.

    Parameters
    ----------
    case, facts
        The person.
    sides : sequence of SideEvidence
        The painful sides.
    prior : array, shape (sets,)
    model : Model
    findings : mapping of str to FindingRule
        Every finding of the evidence.
    evidence_set : EvidenceSet
    warnings : sequence of str
        Warning signs that were not asked and would stop everything if present.
    """
    if answers_pregnancy(case, model.pregnancy):
        found = [n for e in sides for n in _girdle_findings(case, e.side, model, findings)]
    else:
        found = _best_per_finding(
            n for e in sides for n in _side_findings(case, e, prior, model, findings, evidence_set)
        )
    allowed = [n for n in found if not is_avoided(n.rule, case, facts)]
    gates = [gate for e in sides for gate in _gates(case, e, allowed, model)]
    asked = [n for w in warnings for n in _warning(w, case, findings)]
    first = _without_repeats([*(n for n in asked if not is_avoided(n.rule, case, facts)), *gates])
    taken = {(n.finding, n.side) for n in first}
    rest = [
        n for n in allowed if n.expected_bits >= LEAST_BITS and (n.finding, n.side) not in taken
    ]
    return (*first, *_in_order_of_the_room(rest))


def is_avoided(rule: FindingRule, case: Case, facts: Facts) -> bool:
    """Whether a finding must not be taken: a contraindication, or too much for a flare."""
    if rule.avoid_when is not None and rule.avoid_when.holds(facts):
        return True
    irritable = case.episode.irritability is Irritability.HIGH
    return irritable and rule.burden >= STRONGEST_BURDEN


def _side_findings(
    case: Case,
    evidence: SideEvidence,
    prior: Floats,
    model: Model,
    findings: Mapping[str, FindingRule],
    evidence_set: EvidenceSet,
) -> list[NextFinding]:
    chosen = list(prospects(case, evidence, model, evidence_set))
    if not chosen:
        return []
    before = posterior(prior, np.array([p.before for p in chosen]))
    after = posterior(prior, np.array([p.after for p in chosen]))
    chance = np.einsum("fs,frs->fr", before, np.array([p.chance for p in chosen]))
    bits = expected_bits(before, after, chance)
    moved = np.abs(after - before[:, None]) @ model.hypotheses.membership
    moves = np.einsum("fr,frk->fk", chance, moved)
    return [
        NextFinding(
            finding=p.finding,
            side=evidence.side if findings[p.finding].sided else None,
            kind=NextKind.FINDING,
            expected_bits=float(gain),
            rule=findings[p.finding],
            why=_why(p, evidence, moves[place], model),
        )
        for place, (p, gain) in enumerate(zip(chosen, bits, strict=True))
    ]


def expected_bits(before: Floats, after: Floats, chance: Floats) -> Floats:
    """Mean divergence of what would be believed from what is believed now.

    Parameters
    ----------
    before : array, shape (findings, sets)
        Probabilities now.
    after : array, shape (findings, results, sets)
        Probabilities after each result.
    chance : array, shape (findings, results)
        Chance of each result now.

    Returns
    -------
    array, shape (findings,)
        Bits, 0 or more.
    """
    ratio = np.log2(after / before[:, None])
    divergence = (after * ratio).sum(axis=2)
    bits: Floats = np.maximum((chance * divergence).sum(axis=1), 0.0)
    return bits


def _why(prospect: Prospect, evidence: SideEvidence, moves: Floats, model: Model) -> Phrase:
    """Which of the sources that it bears on it would move most; for a test, the cluster."""
    if not prospect.is_test:
        bears_on = model.bears_on(prospect.finding)
        named = model.hypotheses.sources
        about = max(bears_on, key=lambda source: float(moves[named.index(source)]))
        return phrase("next.why.tells", source=f"@pain_source.{about}.clinician")
    if not evidence.cluster.scored:
        return phrase("next.why.after_screens")
    done = len(evidence.cluster.performed)
    return phrase("next.why.cluster", done=done, of=len(model.block.tests))


def _best_per_finding(found: Iterable[NextFinding]) -> list[NextFinding]:
    """One entry for each finding and side; of an unsided one the side it tells most about."""
    best: dict[tuple[str, Side | None], NextFinding] = {}
    for entry in found:
        key = (entry.finding, entry.side)
        if key not in best or entry.expected_bits > best[key].expected_bits:
            best[key] = entry
    return list(best.values())


def _gates(
    case: Case, evidence: SideEvidence, allowed: Sequence[NextFinding], model: Model
) -> list[NextFinding]:
    """What would answer the missing screens, however little it tells.

    All of `low_back`, and where no alternative was recorded yet the best of them.
    """
    rules, side = model.rules.gates, evidence.side
    entries = {n.finding: n for n in allowed if n.side in (None, side)}
    recorded = {f.id for f in case.findings if f.is_recorded and f.side in (None, side)}
    gates = []
    for gate, answers in unanswered(evidence.cluster, rules).items():
        needed = [entries[f] for f in answers if f in entries and f in rules.low_back]
        choices = [entries[f] for f in answers if f in entries and f not in rules.low_back]
        if gate == "hip" or recorded.isdisjoint(rules.low_back_one_of):
            needed += sorted(choices, key=lambda n: -n.worth)[:1]
        why = phrase(f"next.why.gate_{gate}")
        gates += [replace(n, kind=NextKind.GATE, why=why) for n in needed]
    return gates


def _warning(
    finding: str, case: Case, findings: Mapping[str, FindingRule]
) -> Iterator[NextFinding]:
    """A warning sign to ask, on every painful side if it has one."""
    rule = findings[finding]
    why = phrase("next.why.red_flag")
    for side in case.episode.side.sides if rule.sided else (None,):
        yield NextFinding(finding, side, NextKind.RED_FLAG, 0.0, rule, why)


def _without_repeats(entries: Sequence[NextFinding]) -> list[NextFinding]:
    kept: dict[tuple[str, Side | None], NextFinding] = {}
    for entry in entries:
        kept.setdefault((entry.finding, entry.side), entry)
    return list(kept.values())


def _in_order_of_the_room(entries: Sequence[NextFinding]) -> list[NextFinding]:
    best = max((n.worth for n in entries), default=0.0)

    def key(entry: NextFinding) -> tuple[bool, int, float, str, str]:
        later = entry.worth < WORTH_SHARE * best
        return later, entry.rule.position.place, -entry.worth, entry.finding, entry.side or ""

    return sorted(entries, key=key)


def _girdle_findings(
    case: Case, side: Side, model: Model, findings: Mapping[str, FindingRule]
) -> list[NextFinding]:
    """What to record next about pelvic girdle pain, in pregnancy and soon after birth."""
    rules, ratios = model.pregnancy, model.point.parameters.pregnancy
    results = {s.id: read_pregnancy_sign(s, case, side) for s in rules.signs}
    known = [(s, r) for s in rules.signs if (r := results[s.id]) is not None]
    now = girdle_path(known, ratios, rules)[0, -1]
    found = []
    for sign in rules.signs:
        if results[sign.id] is None:
            rates = np.array([sign.rate.value, sign.false_positive_rate.value])
            positive = float(rates @ np.array([now, 1.0 - now]))
            ends = [girdle_path([*known, (sign, r)], ratios, rules)[0, -1] for r in (True, False)]
            bits = expected_bits(
                np.array([[now, 1.0 - now]]),
                np.array([[[p, 1.0 - p] for p in ends]]),
                np.array([[positive, 1.0 - positive]]),
            )
            why = phrase("next.why.tells", source=f"@pain_source.{PELVIC_GIRDLE_PAIN}.clinician")
            rule = findings[sign.finding]
            found.append(
                NextFinding(sign.finding, side, NextKind.FINDING, float(bits[0]), rule, why)
            )
    return found
