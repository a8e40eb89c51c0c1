"""Safety: the screen for danger that comes before everything else.

The rules are evidence, owned by clinicians. What was not recorded never raises the level: it
is listed as not asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from sijoint.clinical.case import Case
from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.reason import awaited, grounds, raising_names


class SafetyLevel(StrEnum):
    """How soon somebody else must look; ordered from none to emergency.

    Emergency: hospital now. Urgent: the same day or within 48 hours. Soon: within
    2 weeks (rheumatology 4). Routine: a letter or a re-check.
    """

    NONE = "none"
    ROUTINE = "routine"
    SOON = "soon"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """0 for none to 4 for emergency."""
        return _LEVELS.index(self)

    @property
    def stops(self) -> bool:
        """Whether nothing but the alert may be shown."""
        return self >= SafetyLevel.URGENT

    def __lt__(self, other: str) -> bool:
        return self.rank < SafetyLevel(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= SafetyLevel(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > SafetyLevel(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= SafetyLevel(other).rank


_LEVELS = tuple(SafetyLevel)


@dataclass(frozen=True, slots=True)
class SafetyRule:
    """One rule of the screen.

    Parameters
    ----------
    id : str
        Id in the evidence, for example ``CES-1``.
    level, when : SafetyLevel, Expression
        The level, never none, and what makes the rule fire.
    sources : tuple of str
        Ids of its sources; empty when it rests on usual practice.
    defers_tests : bool
        Whether nothing more is tested while it fires.
    asked_of : Expression or None
        Of whom its findings are asked; None means of everybody. It never keeps the
        rule from firing.
    """

    id: str
    level: SafetyLevel
    when: Expression
    sources: tuple[str, ...] = ()
    defers_tests: bool = False
    asked_of: Expression | None = None


@dataclass(frozen=True, slots=True)
class AskFirst:
    """Findings that head the list of what was not asked.

    Parameters
    ----------
    when, findings : Expression, tuple of str
        For whom, and which ids in the order of asking.
    """

    when: Expression
    findings: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SafetyRules:
    """The whole screen; one is the same as another only if it is the same object.

    Parameters
    ----------
    lexicon : Lexicon
        The names that the rules use, with the derived numbers.
    rules : tuple of SafetyRule
        In the order of the evidence.
    ask_first : tuple of AskFirst
        The first one that holds comes first.
    avoid : mapping of str to Expression
        Findings that are not asked for while this holds, because they must not be tested then.
    """

    lexicon: Lexicon
    rules: tuple[SafetyRule, ...]
    ask_first: tuple[AskFirst, ...] = ()
    avoid: Mapping[str, Expression] = field(default_factory=dict)
    askable: frozenset[str] = field(init=False, repr=False, compare=False)
    by_level: tuple[SafetyRule, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = self.lexicon.vocabulary
        answers = words.findings.keys() | words.measures.keys()
        raising = (raising_names(rule.when, self.lexicon) for rule in self.rules)
        object.__setattr__(self, "askable", frozenset().union(*raising) & answers)
        by_level = tuple(sorted(self.rules, key=lambda rule: -rule.level.rank))
        object.__setattr__(self, "by_level", by_level)

    def without(self, set_aside: Collection[str]) -> SafetyRules:
        """The rules but those with these ids, which a clinician has set aside."""
        if not set_aside:
            return self
        return replace(self, rules=tuple(r for r in self.rules if r.id not in set_aside))

    def forbids(self, finding: str, facts: Facts) -> bool:
        """Whether a finding must not be tested now, so that nobody can be blamed for a gap."""
        avoid = self.avoid.get(finding)
        return avoid is not None and avoid.holds(facts)


@dataclass(frozen=True, slots=True)
class Alert:
    """A rule that fired.

    Parameters
    ----------
    id, level : str, SafetyLevel
        Of the rule.
    because : tuple of str
        The recorded names that made it fire: findings, measures, conditions, facts
        of the person, sports, then derived numbers.
    action : Phrase
        What to do.
    sources : tuple of str
        Source ids.
    defers_tests : bool
        Whether nothing more is tested while it fires.
    numbers : tuple of (str, float)
        Those of the names that carry a number, with it.
    """

    id: str
    level: SafetyLevel
    because: tuple[str, ...]
    action: Phrase
    sources: tuple[str, ...]
    defers_tests: bool
    numbers: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Safety:
    """The answer of the screen.

    Parameters
    ----------
    level : SafetyLevel
        The highest level that fired.
    stop : bool
        True at urgent and emergency: nothing may distract from the alert.
    alerts : tuple of Alert
        Every rule that fired, in the order of the evidence.
    not_asked : tuple of str
        Findings that were not recorded, may be tested and could make a rule fire,
        the most pressing first.
    """

    level: SafetyLevel
    stop: bool
    alerts: tuple[Alert, ...]
    not_asked: tuple[str, ...]


def screen(case: Case, rules: SafetyRules) -> Safety:
    """Run every safety rule on a case.

    Parameters
    ----------
    case : Case
        What was recorded; what was not recorded counts as absent for firing.
    rules : SafetyRules
        The rules.

    Returns
    -------
    Safety
        The highest level, all alerts, and what was not asked.

    Notes
    -----
    The level none means that none of the signs that were asked about is present. It
    never means safe.

    References
    ----------
    ifompt-2020 : levels of concern instead of single flags.
    henschke-2009 : four of five people with acute low back pain have a red flag.
    """
    facts = Facts(case, rules.lexicon)
    fired = tuple(rule for rule in rules.rules if rule.when.holds(facts))
    level = highest(fired)
    return Safety(
        level=level,
        stop=level.stops,
        alerts=tuple(_alert(rule, facts) for rule in fired),
        not_asked=_not_asked(facts, rules),
    )


def blocks_testing(safety: Safety) -> bool:
    """Whether an alert forbids any further test."""
    return any(alert.defers_tests for alert in safety.alerts)


def blocks_thrust(safety: Safety) -> bool:
    """Whether thrusts, impact, sport and heavy work are out: any level from soon up."""
    return safety.level >= SafetyLevel.SOON


def highest(fired: tuple[SafetyRule, ...]) -> SafetyLevel:
    """The gravest level of the rules that fired."""
    return max((rule.level for rule in fired), default=SafetyLevel.NONE)


def _alert(rule: SafetyRule, facts: Facts) -> Alert:
    because = grounds(rule.when, facts)
    numbers = ((name, facts[name]) for name in because)
    return Alert(
        id=rule.id,
        level=rule.level,
        because=because,
        action=phrase(f"safety_rule.{rule.id}.action"),
        sources=rule.sources,
        defers_tests=rule.defers_tests,
        numbers=tuple((n, v) for n, v in numbers if v is not None and not isinstance(v, bool)),
    )


def _not_asked(facts: Facts, rules: SafetyRules) -> tuple[str, ...]:
    open_names: dict[str, None] = {}
    for _, names in reachable(facts, rules, rules.by_level):
        open_names |= dict.fromkeys(n for n in names if not rules.forbids(n, facts))
    return first_asked(open_names, facts, rules)


def first_asked(names: dict[str, None], facts: Facts, rules: SafetyRules) -> tuple[str, ...]:
    """The names, headed by those that this person is asked first."""
    heads = (entry.findings for entry in rules.ask_first if entry.when.holds(facts))
    first = [name for findings in heads for name in findings if name in names]
    return tuple(dict.fromkeys([*first, *names]))


def reachable(
    facts: Facts, rules: SafetyRules, among: tuple[SafetyRule, ...]
) -> list[tuple[SafetyRule, list[str]]]:
    """The rules that do not fire but still could, with the findings they wait for."""
    hoped = Facts(facts.case, rules.lexicon, assumed=rules.askable)
    findings = rules.lexicon.vocabulary.findings
    reachable = []
    for rule in among:
        if rule.when.holds(facts) or not rule.when.holds(hoped):
            continue
        if rule.asked_of is None or rule.asked_of.holds(facts):
            names = awaited(rule.when, facts, hoped)
            unasked = [n for n in names if n in findings and n not in facts.recorded]
            reachable.append((rule, unasked))
    return reachable
