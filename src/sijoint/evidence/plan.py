"""Build the rules of the plan from the evidence."""

from __future__ import annotations

from collections.abc import Mapping

from sijoint.clinical.expression import Expression
from sijoint.clinical.facts import Lexicon
from sijoint.clinical.phrase import Phrase, phrase
from sijoint.clinical.plan.approach import Approach, Template
from sijoint.clinical.plan.exercise import Exercise
from sijoint.clinical.plan.gate import Gate, GateItem
from sijoint.clinical.plan.goal import GoalWord, sought
from sijoint.clinical.plan.maintenance import FlareStep, MaintenanceItem, MaintenanceRules
from sijoint.clinical.plan.manual_therapy import Contraindication, Technique
from sijoint.clinical.plan.option import Weights
from sijoint.clinical.plan.review import Escalation, ReviewPoint
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.stage import StageRule
from sijoint.clinical.plan.state import Restriction
from sijoint.clinical.plan.support import EducationUnit, Support
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence import exercise
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.read import Raw, Record


def build(raw: Raw, lexicon: Lexicon) -> PlanRules:
    """The rules of the plan.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``exercise`` and the arrays of the folder
        ``plan``.
    lexicon : Lexicon
        Names that the expressions may use.

    Raises
    ------
    EvidenceError
        If an exercise that is to be changed has no change, or a bound or weight is
        missing; the message names it.
    InvalidExpressionError
        If an expression cannot be read or asks for what is not known.
    """
    library = exercise.build(raw)
    bounds = {record["id"]: record["value"] for record in raw["plan_bound"]}
    return PlanRules(
        lexicon=lexicon,
        exercises=library,
        restrictions=(*_states(raw, lexicon), *_limits(raw, lexicon, library)),
        approaches=_approaches(raw),
        stages=tuple(_stage(r) for r in sorted(raw["plan_stage"], key=lambda r: r["number"])),
        goal_words=tuple(_goal_word(record) for record in raw["goal_word"]),
        weights=Weights(**{record["id"]: record["value"] for record in raw["plan_weight"]}),
        minutes_per_day=bounds["minutes_per_day"],
        fewest_exercises=bounds["fewest_exercises"],
        techniques=_techniques(raw, lexicon),
        contraindications=tuple(
            _contraindication(record, lexicon) for record in raw["thrust_contraindication"]
        ),
        supports=tuple(_support(r, lexicon) for r in _in_order(raw, "support")),
        education=tuple(_unit(r, lexicon) for r in _in_order(raw, "education")),
        gates=_gates(raw, lexicon),
        reviews=_weeks(raw, "review_point"),
        escalation=tuple(_escalation(r, lexicon) for r in _in_order(raw, "escalation")),
        maintenance=_maintenance(raw),
    )


def _when(record: Record, array: str, lexicon: Lexicon, key: str = "when") -> Expression | None:
    text = record.get(key)
    return None if text is None else lexicon.parse(text, f"{array} {record['id']}")


def _level(record: Record) -> SafetyLevel | None:
    level = record.get("level_from")
    return None if level is None else SafetyLevel(level)


def _in_order(raw: Raw, array: str) -> list[Record]:
    return sorted(raw[array], key=lambda record: int(record["order"]))


def _weeks(raw: Raw, array: str) -> tuple[ReviewPoint, ...]:
    records = sorted(raw[array], key=lambda record: int(record["week"]))
    return tuple(ReviewPoint(record["id"], record["week"]) for record in records)


def _states(raw: Raw, lexicon: Lexicon) -> tuple[Restriction, ...]:
    changes: dict[str, dict[str, Phrase]] = {}
    for record in raw["exercise_change"]:
        text = phrase(f"exercise_change.{record['id']}.text")
        changes.setdefault(record["state"], {}).update(dict.fromkeys(record["exercises"], text))
    return tuple(
        _state(record, changes.get(record["id"], {}), lexicon) for record in raw["exercise_state"]
    )


def _state(record: Record, changes: Mapping[str, Phrase], lexicon: Lexicon) -> Restriction:
    unchanged = [name for name in record["c"] if name not in changes]
    if unchanged:
        raise EvidenceError(f"exercise_state {record['id']}: no change for {unchanged[0]}")
    strict_when = _when(record, "exercise_state", lexicon, "all_c_to_x_when")
    return Restriction(
        id=record["id"],
        when=_when(record, "exercise_state", lexicon),
        from_level=None,
        strict_when=strict_when,
        because=phrase("plan.because.state", state=f"@exercise_state.{record['id']}.patient"),
        forbids=frozenset(record["x"]),
        changes={name: changes[name] for name in record["c"]},
    )


def _limits(raw: Raw, lexicon: Lexicon, library: tuple[Exercise, ...]) -> tuple[Restriction, ...]:
    return tuple(_limit(record, lexicon, library) for record in raw["exercise_limit"])


def _limit(record: Record, lexicon: Lexicon, library: tuple[Exercise, ...]) -> Restriction:
    """A limit speaks for its exercises and for every exercise of its position."""
    text = phrase(f"exercise_limit.{record['id']}.text")
    lying = {e.id for e in library if e.position == record.get("position")}
    names = sorted(lying | set(record["exercises"]))
    forbids = record["effect"] == "x"
    return Restriction(
        id=record["id"],
        when=_when(record, "exercise_limit", lexicon),
        from_level=_level(record),
        strict_when=None,
        because=text,
        forbids=frozenset(names if forbids else ()),
        changes={} if forbids else dict.fromkeys(names, text),
    )


def _approaches(raw: Raw) -> dict[str, Approach]:
    templates: dict[str, dict[int, Template]] = {}
    for record in raw["plan_template"]:
        template = Template(dict(record["functions"]), frozenset(record["exercises"]))
        templates.setdefault(record["templates"], {})[record["stage"]] = template
    return {
        record["profile"]: Approach(
            id=record["id"],
            profile=record["profile"],
            rated_as=record["rated_as"],
            avoids=frozenset(record["avoid"]),
            templates=templates[record["templates"]],
        )
        for record in raw["plan_approach"]
    }


def _stage(record: Record) -> StageRule:
    first, last = record["weeks"]
    return StageRule(record["id"], record["number"], (first, last), record["most"])


def _goal_word(record: Record) -> GoalWord:
    patterns = (*record["english"], *record["spanish"])
    return GoalWord(
        id=record["id"],
        phrases=tuple(sought(pattern) for pattern in patterns),
        sports=frozenset(record["sports"]),
        functions=frozenset(record["functions"]),
        exercises=frozenset(record["exercises"]),
        is_demanding=record["demanding"],
    )


def _techniques(raw: Raw, lexicon: Lexicon) -> tuple[Technique, ...]:
    """The techniques; none may go on for longer than the rule for all of them says."""
    limits = [record for record in raw["manual_therapy_rule"] if "max_sessions" in record]
    sessions = min(record["max_sessions"] for record in limits)
    weeks = min(record["max_weeks"] for record in limits)
    return tuple(
        Technique(
            id=record["id"],
            is_thrust=record["thrust"],
            is_prioritised=record["prioritised"],
            ratings=exercise.ratings_of(record),
            avoid_when=_when(record, "manual_therapy", lexicon, "avoid_when"),
            sessions=min(record["max_sessions"], sessions),
            weeks=min(record["max_weeks"], weeks),
        )
        for record in _in_order(raw, "manual_therapy")
    )


def _contraindication(record: Record, lexicon: Lexicon) -> Contraindication:
    return Contraindication(
        id=record["id"],
        is_hard=record["kind"] == "hard",
        when=_when(record, "thrust_contraindication", lexicon),
        from_level=_level(record),
    )


def _support(record: Record, lexicon: Lexicon) -> Support:
    return Support(
        id=record["id"],
        when=_when(record, "support", lexicon),
        avoid_when=_when(record, "support", lexicon, "avoid_when"),
    )


def _unit(record: Record, lexicon: Lexicon) -> EducationUnit:
    when = _when(record, "education", lexicon)
    return EducationUnit(record["id"], record.get("profile"), when)


def _gates(raw: Raw, lexicon: Lexicon) -> tuple[Gate, ...]:
    items: dict[str, list[GateItem]] = {}
    for record in _in_order(raw, "stage_gate_item"):
        items.setdefault(record["gate"], []).append(_gate_item(record, lexicon))
    return tuple(
        Gate(
            to=record["to"],
            items=tuple(items[record["id"]]),
            is_for_impact=record.get("only_for") == "running",
        )
        for record in raw["stage_gate"]
    )


def _gate_item(record: Record, lexicon: Lexicon) -> GateItem:
    """A criterion; one about a sum of leg raises counts only when there was one to lower."""
    least = record.get("only_when_first_sum_min")
    when = None
    if least is not None:
        of = f"stage_gate_item {record['id']}"
        when = lexicon.parse(f"left(aslr)+right(aslr)>={least}", of)
    return GateItem(f"stage_gate_item.{record['id']}.patient_text", when)


def _escalation(record: Record, lexicon: Lexicon) -> Escalation:
    when = _when(record, "escalation", lexicon)
    return Escalation(record["id"], record["at_week"], record["urgency"], when)


def _maintenance(raw: Raw) -> MaintenanceRules:
    return MaintenanceRules(
        items=tuple(_maintenance_item(record) for record in _in_order(raw, "maintenance_item")),
        flare=tuple(_flare_step(record) for record in _in_order(raw, "flare_plan")),
        contacts=_weeks(raw, "contact_week"),
        questions=tuple(record["id"] for record in _in_order(raw, "monthly_question")),
    )


def _maintenance_item(record: Record) -> MaintenanceItem:
    return MaintenanceItem(
        id=record["id"],
        profile=record.get("profile"),
        exercises=tuple(record["exercises"]),
        per_week=record["per_week"],
        minutes=record["minutes"],
    )


def _flare_step(record: Record) -> FlareStep:
    exercises = tuple(record.get("exercises", ()))
    return FlareStep(record["id"], exercises, tuple(record.get("supports", ())))
