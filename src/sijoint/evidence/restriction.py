"""Build the restrictions of the plan: the states of a person, and the limits beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Lexicon
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.exercise import NO_LIMIT, DoseLimit, Exercise
from sijoint.clinical.plan.state import Restriction
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record


@dataclass(frozen=True, slots=True)
class Change:
    """What a state or a limit asks of one exercise."""

    text: Phrase
    limit: DoseLimit


def build(raw: Raw, lexicon: Lexicon, library: tuple[Exercise, ...]) -> tuple[Restriction, ...]:
    """The states in the order of the evidence, then the limits.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``exercise_state``, ``exercise_change``,
        ``exercise_limit`` and the ids of ``safety_rule``.
    lexicon : Lexicon
        Names that the expressions may use.
    library : tuple of Exercise
        All exercises.

    Raises
    ------
    EvidenceError
        If an exercise that is to be changed has no change, a number of a change is not
        about its exercises, or an id is unknown; the message names it.
    """
    states = _states(raw, lexicon, library)
    limits = (_limit(record, raw, lexicon, library, states) for record in raw["exercise_limit"])
    restrictions = (*states.values(), *limits)
    known = frozenset(restriction.id for restriction in restrictions)
    for restriction in restrictions:
        _known(restriction.supersedes, known, f"restriction {restriction.id}")
    return restrictions


def when_of(record: Record, array: str, lexicon: Lexicon, key: str = "when") -> Expression | None:
    """An expression of a record; None when it has none."""
    text = record.get(key)
    return None if text is None else lexicon.parse(text, f"{array} {record['id']}")


def level_of(record: Record) -> SafetyLevel | None:
    """The safety level from which a record holds; None when it does not look at it."""
    level = record.get("level_from")
    return None if level is None else SafetyLevel(level)


def alerts_of(record: Record, array: str, raw: Raw, key: str = "alerts") -> frozenset[str]:
    """The safety rules that a record names.

    Raises
    ------
    EvidenceError
        If one of them does not exist; the message names the record and the rule.
    """
    rules = frozenset(rule["id"] for rule in raw["safety_rule"])
    return _known(frozenset(record.get(key, ())), rules, f"{array} {record['id']}")


def exercises_of(record: Record, array: str, raw: Raw, key: str) -> frozenset[str]:
    """The exercises that a record names under a key.

    Raises
    ------
    EvidenceError
        If one of them does not exist; the message names the record and the exercise.
    """
    library = frozenset(exercise["id"] for exercise in raw["exercise"])
    return _known(frozenset(record.get(key, ())), library, f"{array} {record['id']}")


def _known(names: frozenset[str], known: frozenset[str], of: str) -> frozenset[str]:
    if names - known:
        raise EvidenceError(f"{of}: unknown id {min(names - known)}")
    return names


def _states(raw: Raw, lexicon: Lexicon, library: tuple[Exercise, ...]) -> dict[str, Restriction]:
    changes: dict[str, dict[str, Change]] = {}
    texts: dict[str, Phrase] = {}
    for record in raw["exercise_change"]:
        # The same words are one text, so that nobody reads them twice.
        own = phrase(f"exercise_change.{record['id']}.text")
        text = texts.setdefault(record["text"], own)
        change = Change(text, _dose_limit(record, library))
        changes.setdefault(record["state"], {}).update(dict.fromkeys(record["exercises"], change))
    return {
        record["id"]: _state(record, changes.get(record["id"], {}), lexicon)
        for record in raw["exercise_state"]
    }


def _dose_limit(record: Record, library: tuple[Exercise, ...]) -> DoseLimit:
    """The numbers of a change; each of its exercises must be bound by one of them."""
    limit = DoseLimit(
        sets=record.get("max_sets", NO_LIMIT.sets),
        reps=record.get("max_reps", NO_LIMIT.reps),
        hold_s=record.get("max_hold_s", NO_LIMIT.hold_s),
        minutes=record.get("max_minutes", NO_LIMIT.minutes),
        share=record.get("share", NO_LIMIT.share),
    )
    of = f"exercise_change {record['id']}"
    if min(limit.sets, limit.reps, limit.hold_s, limit.minutes) < 1 or not 0 < limit.share <= 1:
        raise EvidenceError(f"{of}: a limit of the dose is out of range")
    if limit != NO_LIMIT:
        for exercise in library:
            doses = (forms[0] for forms in exercise.doses.values())
            if exercise.id in record["exercises"] and not all(map(limit.speaks_of, doses)):
                raise EvidenceError(f"{of}: none of its numbers is about {exercise.id}")
    return limit


def _state(record: Record, changes: Mapping[str, Change], lexicon: Lexicon) -> Restriction:
    unchanged = [name for name in record["c"] if name not in changes]
    if unchanged:
        raise EvidenceError(f"exercise_state {record['id']}: no change for {unchanged[0]}")
    asked = {name: changes[name] for name in record["c"]}
    return Restriction(
        id=record["id"],
        when=when_of(record, "exercise_state", lexicon),
        from_level=None,
        strict_when=when_of(record, "exercise_state", lexicon, "all_c_to_x_when"),
        because=phrase("plan.because.state", state=f"@exercise_state.{record['id']}.patient"),
        forbids=frozenset(record["x"]),
        changes={name: change.text for name, change in asked.items()},
        limits={name: change.limit for name, change in asked.items() if change.limit != NO_LIMIT},
        supersedes=frozenset(record.get("supersedes", ())),
    )


def _limit(
    record: Record,
    raw: Raw,
    lexicon: Lexicon,
    library: tuple[Exercise, ...],
    states: Mapping[str, Restriction],
) -> Restriction:
    """A limit speaks for its exercises and those of its position, or as a state does."""
    text = phrase(f"exercise_limit.{record['id']}.text")
    limit = Restriction(
        id=record["id"],
        when=when_of(record, "exercise_limit", lexicon),
        from_level=level_of(record),
        strict_when=None,
        because=text,
        forbids=frozenset(),
        changes={},
        alerts=alerts_of(record, "exercise_limit", raw),
        supersedes=frozenset(record.get("supersedes", ())),
    )
    if "as_state" in record:
        return _as_state(limit, record, states)
    lying = {e.id for e in library if e.position == record.get("position")}
    names = sorted(lying | set(record["exercises"]))
    if record["effect"] == "x":
        return replace(limit, forbids=frozenset(names))
    return replace(limit, changes=dict.fromkeys(names, text))


def _as_state(limit: Restriction, record: Record, states: Mapping[str, Restriction]) -> Restriction:
    of = f"exercise_limit {record['id']}"
    if record.get("exercises"):
        raise EvidenceError(f"{of}: it speaks for a state, so it names no exercises")
    _known(frozenset({record["as_state"]}), frozenset(states), of)
    state = states[record["as_state"]]
    return replace(
        limit,
        strict_when=state.strict_when,
        forbids=state.forbids,
        changes=state.changes,
        limits=state.limits,
        supersedes=limit.supersedes | state.supersedes,
    )
