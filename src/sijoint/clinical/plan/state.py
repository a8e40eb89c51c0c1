"""Which restrictions hold in a stage: now, and in every week that the stage will last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sijoint.clinical.case import Case
from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Facts, Lexicon
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.exercise import NO_LIMIT, DoseLimit
from sijoint.clinical.safety import SafetyLevel

LAST_WEEK_OF_PREGNANCY = 42
"""A plan that reaches further also counts as the first weeks after birth."""

_TIMED_NAMES = frozenset({"pregnant", "preg", "pp"})
_TIMED_FUNCTION = "since"


@dataclass(frozen=True, slots=True)
class Restriction:
    """A state of the person, or a limit beside the states, and what it asks.

    Parameters
    ----------
    id : str
        Id of the state or limit in the evidence.
    when : Expression or None
        Holds while this does; None for one that only looks at the safety level.
    from_level : SafetyLevel or None
        Holds while the safety level is at least this; None for one that does not.
    strict_when : Expression or None
        While this holds too, whatever would be changed is forbidden.
    because : Phrase
        Why an exercise is left out.
    forbids : frozenset of str
        Exercises that are never offered while it holds.
    changes : mapping of str to Phrase
        Exercises that are offered only with this change.
    alerts : frozenset of str, optional
        Holds while any of these safety rules has fired.
    limits : mapping of str to DoseLimit, optional
        How much of them the changes allow, by exercise.
    supersedes : frozenset of str, optional
        Restrictions that are silent about the exercises of which this one speaks; what
        they forbid stays forbidden.
    """

    id: str
    when: Expression | None
    from_level: SafetyLevel | None
    strict_when: Expression | None
    because: Phrase
    forbids: frozenset[str]
    changes: Mapping[str, Phrase]
    alerts: frozenset[str] = frozenset()
    limits: Mapping[str, DoseLimit] = field(default_factory=dict)
    supersedes: frozenset[str] = frozenset()

    @property
    def is_timed(self) -> bool:
        """Whether the calendar alone can begin or end it."""
        terms = self.when.terms if self.when is not None else frozenset()
        return any(
            term in _TIMED_NAMES if isinstance(term, str) else term[0] == _TIMED_FUNCTION
            for term in terms
        )


@dataclass(frozen=True, slots=True)
class Held:
    """The restrictions that hold in one stage.

    Parameters
    ----------
    ids : tuple of str
        In the order of the evidence.
    forbidden : mapping of str to Phrase
        Why each exercise is out; the first restriction that says so.
    cautions : mapping of str to tuple of Phrase
        What must change about the others, from every restriction that asks and is not
        superseded; each change once.
    limits : mapping of str to DoseLimit, optional
        How much of them is allowed.
    """

    ids: tuple[str, ...]
    forbidden: Mapping[str, Phrase]
    cautions: Mapping[str, tuple[Phrase, ...]]
    limits: Mapping[str, DoseLimit] = field(default_factory=dict)


class Outlook:
    """What holds for a person now and later.

    A state that ends with time is ended by a review, never by the calendar, so whatever
    holds now holds in every stage; what begins later is added from the stage that
    reaches it.

    Parameters
    ----------
    case : Case
        The person today.
    lexicon : Lexicon
        The names that the restrictions use.
    restrictions : tuple of Restriction
        In the order of the evidence.
    level : SafetyLevel
        Of the safety screen today.
    fired : frozenset of str
        Ids of the safety rules that fired.
    most_cautions : int
        An exercise that would need more changes at once is forbidden.
    """

    def __init__(
        self,
        case: Case,
        *,
        lexicon: Lexicon,
        restrictions: tuple[Restriction, ...],
        level: SafetyLevel,
        fired: frozenset[str],
        most_cautions: int,
    ) -> None:
        self._case = case
        self._lexicon = lexicon
        self._restrictions = restrictions
        self._most_cautions = most_cautions
        self._now = Facts(case, lexicon)
        self._holding = {r.id for r in restrictions if _holds_now(r, self._now, level, fired)}
        self._timed = tuple(r for r in restrictions if r.is_timed)
        self._by_week: dict[int, frozenset[str]] = {}

    def hold(self, weeks: tuple[int, int]) -> Held:
        """The restrictions of a stage.

        Parameters
        ----------
        weeks : tuple of int
            First and last week of the stage, counted from today.
        """
        ids = self._holding | self._beginning(range(weeks[0], weeks[1] + 1))
        holding = tuple(r for r in self._restrictions if r.id in ids)
        cautions = _cautions(holding)
        forbidden: dict[str, Phrase] = {}
        for restriction in holding:
            for exercise in self._forbidden_by(restriction):
                forbidden.setdefault(exercise, restriction.because)
        for exercise, changes in cautions.items():
            if len(changes) > self._most_cautions:
                forbidden.setdefault(exercise, phrase("plan.because.cautions", count=len(changes)))
        return Held(tuple(r.id for r in holding), forbidden, cautions, _limits(holding))

    def _beginning(self, weeks: range) -> frozenset[str]:
        """The restrictions that the calendar alone puts into these weeks."""
        if not _has_calendar(self._case):
            return frozenset()
        return frozenset[str]().union(*map(self._in_week, weeks))

    def _in_week(self, week: int) -> frozenset[str]:
        """Those of one week, worked out once: stages and gates share their weeks."""
        if week not in self._by_week:
            self._by_week[week] = frozenset(
                restriction.id
                for case in _cases_in(self._case, week)
                for restriction in _that_hold(self._timed, Facts(case, self._lexicon))
            )
        return self._by_week[week]

    def _forbidden_by(self, restriction: Restriction) -> frozenset[str]:
        strict = restriction.strict_when
        if strict is not None and strict.holds(self._now):
            return restriction.forbids | restriction.changes.keys()
        return restriction.forbids


def _cautions(holding: tuple[Restriction, ...]) -> dict[str, tuple[Phrase, ...]]:
    """The changes that are asked of each exercise, each once, without what is superseded."""
    silenced = {
        (other, exercise)
        for restriction in holding
        for other in restriction.supersedes
        for exercise in restriction.forbids | restriction.changes.keys()
    }
    cautions: dict[str, tuple[Phrase, ...]] = {}
    for restriction in holding:
        for exercise, change in restriction.changes.items():
            asked = cautions.get(exercise, ())
            if (restriction.id, exercise) not in silenced and change not in asked:
                cautions[exercise] = (*asked, change)
    return cautions


def _limits(holding: tuple[Restriction, ...]) -> dict[str, DoseLimit]:
    """The strictest of what is asked of each exercise; what is superseded counts too."""
    limits: dict[str, DoseLimit] = {}
    for restriction in holding:
        for exercise, limit in restriction.limits.items():
            limits[exercise] = limits.get(exercise, NO_LIMIT).stricter(limit)
    return limits


def _holds_now(
    restriction: Restriction, facts: Facts, level: SafetyLevel, fired: frozenset[str]
) -> bool:
    if restriction.from_level is not None and level >= restriction.from_level:
        return True
    if not restriction.alerts.isdisjoint(fired):
        return True
    return restriction.when is not None and restriction.when.holds(facts)


def _that_hold(restrictions: tuple[Restriction, ...], facts: Facts) -> Iterator[Restriction]:
    return (r for r in restrictions if r.when is not None and r.when.holds(facts))


def _has_calendar(case: Case) -> bool:
    person = case.patient
    return bool(case.is_pregnant or person.weeks_postpartum is not None or person.weeks_since)


def _cases_in(case: Case, weeks: int) -> Iterator[Case]:
    """The person after some weeks; around a birth at its latest and just after it."""
    person = case.patient
    since = {name: passed + weeks for name, passed in person.weeks_since.items()}
    after_birth = person.weeks_postpartum
    later = replace(
        person,
        weeks_since=since,
        weeks_postpartum=None if after_birth is None else after_birth + weeks,
    )
    if person.pregnancy_weeks is None:
        yield replace(case, patient=later)
        return
    past_term = person.pregnancy_weeks + weeks - LAST_WEEK_OF_PREGNANCY
    if past_term <= 0:
        expecting = replace(later, pregnancy_weeks=person.pregnancy_weeks + weeks)
        yield replace(case, patient=expecting)
        return
    for passed in (0.0, past_term):
        born = replace(later, pregnancy_weeks=None, weeks_postpartum=passed)
        yield replace(case, patient=born)
