"""The working profile: a hypothesis, with its points, its kinds of evidence and its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.profile import Profile, ProfileLabel, ProfilePattern
from sijoint.documents.report.profile import label_words, point_words, points_of, profile_word
from sijoint.documents.wording import Wording
from sijoint.records.knowledge import Knowledge
from sijoint.web.panel.bar import place


@dataclass(frozen=True, slots=True)
class PatternView:
    """One of the three profiles.

    Parameters
    ----------
    name, points : str
        The name, and ``1.5 of 3``.
    fill : str
        The points as a share of all that can be reached.
    reasons : tuple of str
        Findings with their points.
    domains : str
        How many kinds of evidence speak for it, and which; empty when none does.
    key : str
        Whether the finding that it cannot be named without is there.
    has_key : bool
        The same, for a mark.
    """

    name: str
    points: str
    fill: str
    reasons: tuple[str, ...]
    domains: str
    key: str
    has_key: bool


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The label or why none is given, the three profiles, and what must be said with them."""

    said: str
    is_withheld: bool
    patterns: tuple[PatternView, ...]
    caution: str


def profile_view(profile: Profile, case: Case, knowledge: Knowledge, words: Wording) -> ProfileView:
    """The profile in words.

    Parameters
    ----------
    profile : Profile
        The answer, under the clinician's own label where there is one.
    case : Case
        Says which kinds of evidence and which keys are there.
    knowledge : Knowledge
        The rules, and the names of their kinds of evidence.
    words : Wording
        The language.
    """
    rules = knowledge.evidence.profile
    facts = Facts(case, rules.lexicon)
    points, most = points_of(profile), rules.policy.maximum_points
    least = rules.policy.domain_points
    patterns = tuple(
        PatternView(
            name=profile_word(each.label, words),
            points=words.say(
                "{points} of {most}", points=points[each.label], most=words.number(most)
            ),
            fill=place(points[each.label] / most),
            reasons=tuple(
                point_words(p, words) for p in profile.because if p.profile is each.label
            ),
            domains=_domains(_names_of_domains(knowledge, each.label), each, least, facts, words),
            key=_key(has_key=each.key.holds(facts), words=words),
            has_key=each.key.holds(facts),
        )
        for each in rules.patterns
    )
    return ProfileView(
        said=label_words(profile, words),
        is_withheld=profile.withheld is not None,
        patterns=patterns,
        caution=words.render(Phrase("profile.caution")),
    )


def _key(*, has_key: bool, words: Wording) -> str:
    return words.say("Key finding recorded") if has_key else words.say("Key finding missing")


def _domains(
    names: Sequence[str], pattern: ProfilePattern, least: float, facts: Facts, words: Wording
) -> str:
    """The kinds of evidence that give enough to count."""
    concordant = [
        words.title("profile_domain", name)
        for name, domain in zip(names, pattern.domains, strict=True)
        if min(sum(r.points for r in domain.rules if r.when.holds(facts)), domain.cap) >= least
    ]
    if not concordant:
        return ""
    return words.plural(
        "{n} kind of evidence: {names}",
        "{n} kinds of evidence: {names}",
        len(concordant),
        names=words.joined(concordant),
    )


def _names_of_domains(knowledge: Knowledge, label: ProfileLabel) -> tuple[str, ...]:
    """Ids of the kinds of evidence of a profile, in the order of its rules."""
    return tuple(d["id"] for d in knowledge.raw["profile_domain"] if d["profile"] == label)
