"""The whole answer to a case: safety first, then everything that safety allows."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sijoint.clinical.case import Case
from sijoint.clinical.cluster import Cluster, Gate
from sijoint.clinical.differential import STANDS_OUT, Row, differential
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.facts import Facts
from sijoint.clinical.hypothesis import OTHER, SIJ, Floats
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.next_finding import NextFinding, next_findings
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan import Plan, build_plan
from sijoint.clinical.posterior import SideEvidence, read_side
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.clinical.prior import set_prior
from sijoint.clinical.profile import Profile, ProfileLabel, profile
from sijoint.clinical.safety import Safety, blocks_testing, screen
from sijoint.clinical.warning import asked_signs, would_stop

YOUNGEST = 16.0


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer to one case.

    Parameters
    ----------
    evidence_version : str
        SHA-256 of the evidence it rests on.
    evidence_set : EvidenceSet
        The set in front.
    unreviewed : mapping of str to int
        Claims of the evidence by memory or of our own design, that nobody has checked.
    safety : Safety
    asked : tuple of str
        Warning signs that were asked and could each have stopped everything.
    clusters : tuple of Cluster
        One for each painful side, left first.
    differential, next_findings, profile, plan
        None while safety stops everything, and under 16 years.
    cautions : tuple of Phrase
        What must be said with the plan: that another source leads.
    missing : tuple of Phrase
        What was not recorded and would matter, and why something is withheld.
    """

    evidence_version: str
    evidence_set: EvidenceSet
    unreviewed: Mapping[str, int]
    safety: Safety
    asked: tuple[str, ...]
    clusters: tuple[Cluster, ...]
    differential: tuple[Row, ...] | None
    next_findings: tuple[NextFinding, ...] | None
    profile: Profile | None
    plan: Plan | None
    cautions: tuple[Phrase, ...]
    missing: tuple[Phrase, ...]


def assess(
    case: Case,
    evidence: Evidence,
    *,
    evidence_set: EvidenceSet = EvidenceSet.POOLED,
    edited_prior: Mapping[str, float] | None = None,
    set_aside: Collection[str] = (),
    safety: Safety | None = None,
    label: ProfileLabel | None = None,
    with_plan: bool = True,
) -> Assessment:
    """Answer a case.

    Parameters
    ----------
    case : Case
        What was recorded; what is missing is never taken as negative.
    evidence : Evidence
        The rules and numbers.
    evidence_set : EvidenceSet
        Which published accuracy of the cluster stands in front.
    edited_prior : mapping of str to float, optional
        A clinic's own prior shares by source, 0 to 1 exclusive.
    set_aside : collection of str, optional
        Ids of safety rules that a clinician has set aside, with a reason of their own.
    safety : Safety, optional
        What the rules but those say of this case, where the caller has asked them already.
    label : ProfileLabel, optional
        A clinician's own label, which wins over the computed one.
    with_plan : bool
        Whether a plan is wanted; without it the answer is quicker, and `plan` is None.

    Returns
    -------
    Assessment
        The same bits for the same case, whatever the order of its findings.

    Raises
    ------
    PriorError
        If the edited shares leave no distribution possible.
    """
    # What was asked stays asked, whatever was set aside afterwards.
    asked = asked_signs(case, evidence.safety)
    evidence = replace(evidence, safety=evidence.safety.without(set_aside))
    safety = safety or screen(case, evidence.safety)
    sides = [read_side(case, side, evidence.model) for side in case.episode.side.sides]
    withheld = _withheld(case, safety)
    answer = _Answer(None, None, None, None)
    if withheld is None:
        answer = _answer(case, safety, sides, evidence, evidence_set, edited_prior)
        if label is not None and answer.profile is not None:
            answer = replace(answer, profile=answer.profile.relabelled(label))
        if with_plan and answer.profile is not None:
            plan = build_plan(case, profile=answer.profile, safety=safety, rules=evidence.plan)
            answer = replace(answer, plan=plan)
    return Assessment(
        evidence_version=evidence.version,
        evidence_set=evidence_set,
        unreviewed=evidence.unreviewed,
        safety=safety,
        asked=asked,
        clusters=tuple(side.cluster for side in sides),
        differential=answer.differential,
        next_findings=answer.next_findings,
        profile=answer.profile,
        plan=answer.plan,
        cautions=_cautions(answer.differential or ()),
        missing=(withheld,) if withheld else _missing(sides),
    )


@dataclass(frozen=True, slots=True)
class _Answer:
    """What safety allows to be answered."""

    differential: tuple[Row, ...] | None
    next_findings: tuple[NextFinding, ...] | None
    profile: Profile | None
    plan: Plan | None


def _answer(
    case: Case,
    safety: Safety,
    sides: list[SideEvidence],
    evidence: Evidence,
    evidence_set: EvidenceSet,
    edited_prior: Mapping[str, float] | None,
) -> _Answer:
    model = evidence.model
    facts = Facts(case, evidence.safety.lexicon)
    prior = set_prior(
        case, facts, rules=model.prior, hypotheses=model.hypotheses, edited=edited_prior
    )
    rows = differential(case, sides, prior, model=model, evidence_set=evidence_set)
    return _Answer(
        differential=rows,
        next_findings=_next(case, facts, safety, sides, prior, evidence, evidence_set),
        profile=profile(
            case, safety=safety, joint=_joint_probability(rows), rules=evidence.profile
        ),
        plan=None,
    )


def _next(
    case: Case,
    facts: Facts,
    safety: Safety,
    sides: list[SideEvidence],
    prior: Floats,
    evidence: Evidence,
    evidence_set: EvidenceSet,
) -> tuple[NextFinding, ...]:
    """Nothing while an alert forbids further tests."""
    if blocks_testing(safety):
        return ()
    return next_findings(
        case,
        facts,
        sides,
        prior,
        model=evidence.model,
        findings=evidence.findings,
        evidence_set=evidence_set,
        warnings=would_stop(case, evidence.safety),
    )


def _withheld(case: Case, safety: Safety) -> Phrase | None:
    """Why nothing but the alert is answered, or None."""
    if safety.stop:
        return phrase("missing.stopped")
    return phrase("missing.under_16") if case.patient.age_years < YOUNGEST else None


def _joint_probability(rows: tuple[Row, ...]) -> float | None:
    """The highest probability given for the SI joint, or for pelvic girdle pain."""
    given = [
        row.probability
        for row in rows
        if row.source in (SIJ, PELVIC_GIRDLE_PAIN) and row.probability is not None
    ]
    return max(given, default=None)


def _cautions(rows: tuple[Row, ...]) -> tuple[Phrase, ...]:
    """Another source that stands out and is more likely than the joint that the plan is for."""
    joint = _joint_probability(rows) or 0.0
    others = [
        (row.probability, row)
        for row in rows
        if row.source not in (SIJ, PELVIC_GIRDLE_PAIN, OTHER) and row.probability is not None
    ]
    share, row = max(others, key=lambda other: other[0], default=(0.0, None))
    if row is None or share < STANDS_OUT or share <= joint:
        return ()
    return (phrase("caution.other_source", source=f"@pain_source.{row.source}.clinician"),)


def _missing(sides: list[SideEvidence]) -> tuple[Phrase, ...]:
    """Screens without an answer, and tests of the cluster that were not done."""
    missing: dict[Phrase, None] = {}
    for evidence in sides:
        cluster = evidence.cluster
        if cluster.low_back is Gate.MISSING:
            missing[phrase("missing.low_back_screen")] = None
        if cluster.hip is Gate.MISSING:
            missing[phrase("missing.hip_screen")] = None
        for test in cluster.not_done:
            name = f"@finding.{test}.clinician"
            missing[phrase("missing.test", test=name, side=f"@side.{cluster.side}")] = None
    return tuple(missing)
