"""Facts: what a case answers to the names that an expression may use.

A name is a finding, a measure, a condition, a sport, a number derived from these by an
expression of the evidence, or one of the built-in facts below. What was not recorded is false
for an ungraded finding and for a condition, and missing for everything that carries a number.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from sijoint.clinical.case import Case, Irritability, PainSide, Result, Sex, Side
from sijoint.clinical.expression import Expression, InvalidExpressionError, parse
from sijoint.clinical.node import Term, Value
from sijoint.clinical.vocabulary import Vocabulary

BUILT_IN = (
    "age",  # years
    "dur",  # weeks of pain
    "onset",  # age in years when the pain began
    "pp",  # weeks after birth, 999 when none
    "preg",  # weeks of pregnancy, 0 when none
    "pregnant",
    "female",
    "male",
    "one_sided",  # the pain is on one side
    "irritability_high",
    "irritability_moderate",
)

WEEKS_PER_YEAR = 52.0
NO_BIRTH_WEEKS = 999.0

_ANY_SIDE = (None, Side.LEFT, Side.RIGHT)


@dataclass(frozen=True)
class Lexicon:
    """Every name that an expression may use.

    Parameters
    ----------
    vocabulary : Vocabulary
        Findings, measures, conditions and sports.
    derived : mapping of str to Expression
        Numbers and conditions computed from other names.

    Raises
    ------
    InvalidExpressionError
        If a name has two meanings, or a derived expression asks for an unknown name
        or, through others, for itself.
    """

    vocabulary: Vocabulary
    derived: Mapping[str, Expression]
    blank: Mapping[Term, Value] = field(init=False, repr=False, compare=False)
    order: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _askable: Mapping[str, frozenset[str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        words = self.vocabulary
        blank: dict[Term, Value] = dict.fromkeys(words.conditions | words.sports, False)
        blank |= {name: None if kind.is_graded else False for name, kind in words.findings.items()}
        blank |= dict.fromkeys(words.measures)
        object.__setattr__(self, "blank", blank)
        object.__setattr__(self, "order", self._ordered())
        object.__setattr__(self, "_askable", self._askable_names())
        self._check_derived()

    def parse(self, text: str, of: str) -> Expression:
        """Read an expression and check every name in it.

        Parameters
        ----------
        text : str
            The expression.
        of : str
            Whose expression it is, for the message: ``safety_rule CES-1``.

        Raises
        ------
        InvalidExpressionError
            If it cannot be read, or asks for what is not known. The message starts
            with `of`.
        """
        try:
            expression = parse(text)
            self.check(expression)
        except InvalidExpressionError as error:
            raise InvalidExpressionError(f"{of}: {error}") from error
        return expression

    def check(self, expression: Expression) -> None:
        """Refuse an expression that asks for what is not known.

        Raises
        ------
        InvalidExpressionError
            If a name is unknown, or a function is asked about a name of the wrong
            sort, for example the left side of a finding without sides.
        """
        for term in sorted(expression.terms, key=str):
            if isinstance(term, str):
                if term not in self.order:
                    raise InvalidExpressionError(f"unknown name {term!r} in {expression.text!r}")
            elif term[1] not in self._askable[term[0]]:
                asked = f"{term[0]}({term[1]})"
                raise InvalidExpressionError(f"{asked!r} cannot be asked in {expression.text!r}")

    def _ordered(self) -> dict[str, int]:
        words = self.vocabulary
        names = [
            *words.findings,
            *words.measures,
            *sorted(words.conditions),
            *BUILT_IN,
            *sorted(words.sports),
            *self.derived,
        ]
        twice = sorted(name for name, times in Counter(names).items() if times > 1)
        if twice:
            raise InvalidExpressionError(f"names with two meanings: {', '.join(twice)}")
        return {name: place for place, name in enumerate(names)}

    def _askable_names(self) -> dict[str, frozenset[str]]:
        kinds = self.vocabulary.findings
        sided = frozenset(name for name, kind in kinds.items() if kind.side)
        ungraded = frozenset(name for name, kind in kinds.items() if not kind.is_graded)
        return {
            "both": sided & ungraded,
            "neg": ungraded,
            "recorded": frozenset(kinds) | frozenset(self.vocabulary.measures),
            "left": sided,
            "right": sided,
            "painful": sided,
            "since": self.vocabulary.conditions,
        }

    def _check_derived(self) -> None:
        for name, expression in self.derived.items():
            try:
                self.check(expression)
            except InvalidExpressionError as error:
                raise InvalidExpressionError(f"derived {name}: {error}") from error
        needs = {name: each.names & self.derived.keys() for name, each in self.derived.items()}
        try:
            TopologicalSorter(needs).prepare()
        except CycleError as error:
            circle = ", ".join(sorted(set(error.args[1])))
            raise InvalidExpressionError(f"derived names that need each other: {circle}") from error


class Facts(dict[Term, Value]):
    """What one case answers; derived names and functions are worked out when first asked.

    Parameters
    ----------
    case : Case
        The case.
    lexicon : Lexicon
        The names.
    assumed : frozenset of str, optional
        Findings and measures to be taken as positive, or as higher than any limit,
        on every side where nothing was recorded. Used to ask what an answer still
        to come could change.
    """

    def __init__(self, case: Case, lexicon: Lexicon, assumed: frozenset[str] = frozenset()) -> None:
        super().__init__(lexicon.blank)
        self.case = case
        self.lexicon = lexicon
        self.recorded = frozenset(f.id for f in case.findings if f.is_recorded)
        self._assumed = assumed
        self.update(personal_facts(case))
        self.update(dict.fromkeys(case.patient.conditions | case.preferences.sports, True))
        self.update({name: self._assumption(name) for name in assumed - self.recorded})
        self.update({measure.id: measure.value for measure in case.measures})
        self._enter_findings()
        self._begun = dict(self)

    def assuming(self, name: str) -> Facts:
        """The facts with one finding or measure taken as positive, unless it was recorded.

        The same as reading the case anew with it assumed, and much quicker.
        """
        made = Facts.__new__(Facts)
        made.update(self._begun)
        made.case, made.lexicon, made.recorded = self.case, self.lexicon, self.recorded
        made._begun, made._assumed = self._begun, frozenset({name})
        if name not in self.recorded and self.case.score(name) is None:
            made[name] = made._assumption(name)
        return made

    def __missing__(self, term: Term) -> Value:
        """Work out a derived name or a function of a name, once."""
        if isinstance(term, str):
            value = self.lexicon.derived[term].evaluate(self)
        else:
            value = self._ask(*term)
        self[term] = value
        return value

    def _enter_findings(self) -> None:
        for finding in self.case.findings:
            if finding.is_recorded:
                value = _answer(finding.value, finding.result)
                before = self.get(finding.id)
                self[finding.id] = value if before is None else max(before, value)

    def _assumption(self, name: str) -> bool | float:
        return math.inf if self.lexicon.blank[name] is None else True

    def _ask(self, function: str, name: str) -> Value:
        match function:
            case "left" | "right":
                return self._worst(name, (Side(function),))
            case "painful":
                return self._worst(name, self.case.episode.side.sides)
            case "both":
                return all(self._on(name, side) for side in Side)
            case "neg":
                seen = [self.case.is_positive(name, side) for side in _ANY_SIDE]
                return False in seen and True not in seen
            case "recorded":
                return name in self.recorded or self.case.score(name) is not None
            case _:
                return self.case.patient.weeks_since.get(name)

    def _worst(self, name: str, sides: tuple[Side, ...]) -> Value:
        values = [value for side in sides if (value := self._on(name, side)) is not None]
        return max(values, default=self.lexicon.blank[name])

    def _on(self, name: str, side: Side) -> Value:
        finding = self.case.finding(name, side)
        if finding is not None:
            return _answer(finding.value, finding.result)
        return self._assumption(name) if name in self._assumed else None


def _answer(value: float | None, result: Result | None) -> bool | float:
    return result is Result.POSITIVE if value is None else value


def personal_facts(case: Case) -> dict[Term, Value]:
    """The built-in facts of a case, without its findings and measures."""
    person, episode = case.patient, case.episode
    after_birth = person.weeks_postpartum
    return {
        "age": person.age_years,
        "dur": episode.duration_weeks,
        "onset": person.age_years - episode.duration_weeks / WEEKS_PER_YEAR,
        "pp": NO_BIRTH_WEEKS if after_birth is None else after_birth,
        "preg": person.pregnancy_weeks or 0.0,
        "pregnant": case.is_pregnant,
        "female": person.sex is Sex.FEMALE,
        "male": person.sex is Sex.MALE,
        "one_sided": episode.side is not PainSide.BILATERAL,
        "irritability_high": episode.irritability is Irritability.HIGH,
        "irritability_moderate": episode.irritability is Irritability.MODERATE,
    }
