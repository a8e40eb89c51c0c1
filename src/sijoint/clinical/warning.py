"""Warning signs: which are still to be asked before anything else, and which were asked."""

from __future__ import annotations

from functools import lru_cache

from sijoint.clinical.case import Case
from sijoint.clinical.facts import Facts
from sijoint.clinical.safety import SafetyRule, SafetyRules, first_asked, highest, reachable


def would_stop(case: Case, rules: SafetyRules) -> tuple[str, ...]:
    """The findings that alone, if positive, would raise the level to a stop.

    Parameters
    ----------
    case : Case
        What was recorded.
    rules : SafetyRules
        The rules; only those that the finding could fire are run again.

    Returns
    -------
    tuple of str
        Ids of findings that were not recorded and may be tested, the most pressing
        first. At the level urgent only those that would make it an emergency.
    """
    facts = Facts(case, rules.lexicon)
    return tuple(name for name in _alone(case, rules) if not rules.forbids(name, facts))


def stop_signs(case: Case, rules: SafetyRules) -> tuple[str, ...]:
    """The findings that could have stopped everything by themselves, recorded or still to ask.

    What must not be tested in this person is one of them only if it was recorded: its answer
    can never come.
    """
    facts = Facts(case, rules.lexicon)
    return tuple(
        name
        for name in _alone(case.only(()), rules)
        if name in facts.recorded or not rules.forbids(name, facts)
    )


def asked_signs(case: Case, rules: SafetyRules) -> tuple[str, ...]:
    """The recorded findings that could have stopped everything by themselves.

    Parameters
    ----------
    case : Case
        What was recorded.
    rules : SafetyRules
        The rules.

    Returns
    -------
    tuple of str
        Empty when no such question was asked: then the level none says nothing.
    """
    recorded = {finding.id for finding in case.findings if finding.is_recorded}
    return tuple(name for name in stop_signs(case, rules) if name in recorded)


# Asked twice for each answer, and of the case without findings all through an evaluation.
@lru_cache(maxsize=256)
def _alone(case: Case, rules: SafetyRules) -> tuple[str, ...]:
    facts = Facts(case, rules.lexicon)
    level = highest(tuple(rule for rule in rules.rules if rule.when.holds(facts)))
    higher = tuple(rule for rule in rules.by_level if rule.level.stops and rule.level > level)
    waiting: dict[str, list[SafetyRule]] = {}
    for rule, names in reachable(facts, rules, higher):
        for name in names:
            waiting.setdefault(name, []).append(rule)
    found = {name: None for name, its in waiting.items() if _would_fire(its, name, facts)}
    return first_asked(found, facts, rules)


def _would_fire(rules: list[SafetyRule], name: str, facts: Facts) -> bool:
    positive = facts.assuming(name)
    return any(rule.when.holds(positive) for rule in rules)
