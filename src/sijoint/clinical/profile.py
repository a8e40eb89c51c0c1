"""The working profile: which of three treatment emphases the findings lean towards.

A hypothesis to treat by and to check at every review, never a probability and never a
diagnosis: no criteria are validated, and the agreement between clinicians is unknown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from sijoint.clinical.case import Case
from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.reason import grounds
from sijoint.clinical.safety import Safety, SafetyLevel


class ProfileLabel(StrEnum):
    """The name given to a profile; a stored code that no patient reads."""

    HYPERMOBILE = "hypermobile"
    STIFF = "stiff"
    SENSITIZED = "sensitized"
    MIXED = "mixed"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """Points for one finding.

    Parameters
    ----------
    finding : str
        The name that the answer shows, as long as it is true.
    when : Expression
        Gives the points when this holds.
    points : float
        In halves; negative speaks against.
    sources : tuple of str
        Source ids.
    """

    finding: str
    when: Expression
    points: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProfileDomain:
    """One kind of evidence: its points are summed, then capped."""

    cap: float
    rules: tuple[ProfileRule, ...]


@dataclass(frozen=True, slots=True)
class ProfilePattern:
    """One profile: its domains, and the key without which it is never named."""

    label: ProfileLabel
    key: Expression
    domains: tuple[ProfileDomain, ...]


@dataclass(frozen=True, slots=True)
class ProfilePolicy:
    """When a label is given.

    Parameters
    ----------
    eligible_points : float
        Points a profile needs to be named.
    eligible_domains : int
        Domains that must contribute, each with `domain_points` or more.
    domain_points : float
        See `eligible_domains`.
    lead : float
        Points by which a single label must lead the others.
    maximum_points : float
        Points are clipped to 0 to this.
    least_probability : float
        Chance of the sacroiliac joint below which no label is given, 0 to 1.
    """

    eligible_points: float
    eligible_domains: int
    domain_points: float
    lead: float
    maximum_points: float
    least_probability: float


@dataclass(frozen=True, slots=True)
class ProfileRules:
    """The names, the three profiles in the order of the answer, and the policy."""

    lexicon: Lexicon
    patterns: tuple[ProfilePattern, ...]
    policy: ProfilePolicy


@dataclass(frozen=True, slots=True)
class ProfilePoint:
    """Points that one finding gave to one profile, before caps."""

    finding: str
    profile: ProfileLabel
    points: float
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """The answer.

    Parameters
    ----------
    hypermobile, stiff, sensitized : float
        Points in halves, 0 to 3.
    label : ProfileLabel
        The working label.
    named : tuple of ProfileLabel
        The profiles that the label stands for: one, all of a mixed label, or none.
    because : tuple of ProfilePoint
        What gave points, in the order of the evidence.
    withheld : Phrase or None
        Why no label is given; None when one is.
    """

    hypermobile: float
    stiff: float
    sensitized: float
    label: ProfileLabel
    named: tuple[ProfileLabel, ...]
    because: tuple[ProfilePoint, ...]
    withheld: Phrase | None

    def relabelled(self, label: ProfileLabel) -> Profile:
        """The same points under a clinician's own label, which always wins.

        A mixed label stands for the two profiles with the most points.
        """
        named: tuple[ProfileLabel, ...] = (label,)
        if label is ProfileLabel.UNDETERMINED:
            named = ()
        elif label is ProfileLabel.MIXED:
            points = {
                ProfileLabel.HYPERMOBILE: self.hypermobile,
                ProfileLabel.STIFF: self.stiff,
                ProfileLabel.SENSITIZED: self.sensitized,
            }
            most = sorted(points, key=lambda each: -points[each])[:2]
            named = tuple(each for each in points if each in most)
        return replace(self, label=label, named=named, withheld=None)


@dataclass(frozen=True, slots=True)
class _Score:
    """The points of one profile, and whether it may be named."""

    label: ProfileLabel
    points: float
    is_eligible: bool
    because: tuple[ProfilePoint, ...]


def profile(case: Case, rules: ProfileRules, *, safety: Safety, joint: float | None) -> Profile:
    """Points for the three profiles, and a label where one is justified.

    Parameters
    ----------
    case : Case
        What was recorded; what was not recorded gives no points.
    rules : ProfileRules
        The rules.
    safety : Safety
        The answer of the safety screen. From level soon up no label is given.
    joint : float or None
        Chance of the sacroiliac joint, 0 to 1, the higher side when both were
        answered; None when no probability is shown, and then no label is given.

    Returns
    -------
    Profile
        The points are always there; the label is undetermined when it is withheld.

    References
    ----------
    osullivan-beales-2007 : the nearest published scheme, called hypothetical.
    iasp-nociplastic : what sensitized leans on.
    """
    facts = Facts(case, rules.lexicon)
    scores = tuple(_score(pattern, facts, rules.policy) for pattern in rules.patterns)
    named = _named(scores, rules.policy.lead)
    withheld = _withheld(named, rules.policy, safety.level, joint)
    points = {score.label: score.points for score in scores}
    return Profile(
        hypermobile=points[ProfileLabel.HYPERMOBILE],
        stiff=points[ProfileLabel.STIFF],
        sensitized=points[ProfileLabel.SENSITIZED],
        label=ProfileLabel.UNDETERMINED if withheld else _label(named),
        named=() if withheld else named,
        because=tuple(point for score in scores for point in score.because),
        withheld=withheld,
    )


def _score(pattern: ProfilePattern, facts: Facts, policy: ProfilePolicy) -> _Score:
    true = [[rule for rule in d.rules if rule.when.holds(facts)] for d in pattern.domains]
    capped = [
        min(sum(rule.points for rule in rules), domain.cap)
        for rules, domain in zip(true, pattern.domains, strict=True)
    ]
    points = min(max(0.0, sum(capped)), policy.maximum_points)
    concordant = sum(1 for each in capped if each >= policy.domain_points)
    is_eligible = (
        points >= policy.eligible_points
        and concordant >= policy.eligible_domains
        and pattern.key.holds(facts)
    )
    because = tuple(_point(rule, pattern.label, facts) for rules in true for rule in rules)
    return _Score(pattern.label, points, is_eligible, because)


def _point(rule: ProfileRule, label: ProfileLabel, facts: Facts) -> ProfilePoint:
    names = grounds(rule.when, facts)
    finding = rule.finding if rule.finding in names else next(iter(names), rule.finding)
    return ProfilePoint(finding, label, rule.points, rule.sources)


def _named(scores: tuple[_Score, ...], lead: float) -> tuple[ProfileLabel, ...]:
    """Every eligible profile; beside a single one also those it does not lead clearly."""
    eligible = [score for score in scores if score.is_eligible]
    if len(eligible) != 1:
        return tuple(score.label for score in eligible)
    first = eligible[0]
    return tuple(
        score.label for score in scores if score is first or first.points - score.points < lead
    )


def _label(named: tuple[ProfileLabel, ...]) -> ProfileLabel:
    return named[0] if len(named) == 1 else ProfileLabel.MIXED


def _withheld(
    named: tuple[ProfileLabel, ...],
    policy: ProfilePolicy,
    level: SafetyLevel,
    joint: float | None,
) -> Phrase | None:
    if level >= SafetyLevel.SOON:
        return phrase("profile.withheld.safety")
    if joint is None:
        return phrase("profile.withheld.no_probability")
    if joint < policy.least_probability:
        return phrase("profile.withheld.low_probability", percent=100 * policy.least_probability)
    return None if named else phrase("profile.withheld.points")
