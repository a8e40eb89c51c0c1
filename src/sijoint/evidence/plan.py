"""Build the rules of the plan from the evidence."""

from __future__ import annotations

from sijoint.clinical.facts import Lexicon
from sijoint.clinical.plan.approach import Approach, Template
from sijoint.clinical.plan.goal import GoalWord, sought
from sijoint.clinical.plan.ladder import Careful, Ladder
from sijoint.clinical.plan.maintenance import FlareStep, MaintenanceItem, MaintenanceRules
from sijoint.clinical.plan.manual_therapy import Contraindication, Technique
from sijoint.clinical.plan.option import Weights
from sijoint.clinical.plan.review import Escalation, ReviewPoint
from sijoint.clinical.plan.rules import PlanRules
from sijoint.clinical.plan.stage import StageRule
from sijoint.clinical.plan.support import EducationUnit, Support
from sijoint.evidence import exercise, gate, restriction
from sijoint.evidence.read import Raw, Record
from sijoint.evidence.restriction import alerts_of, exercises_of, level_of, when_of


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
        If an exercise that is to be changed has no change, or a record names what does
        not exist; the message names it.
    KeyError
        If a bound is missing.
    InvalidExpressionError
        If an expression cannot be read or asks for what is not known.
    """
    library = exercise.build(raw)
    bounds = {record["id"]: record["value"] for record in raw["plan_bound"]}
    return PlanRules(
        lexicon=lexicon,
        exercises=library,
        restrictions=restriction.build(raw, lexicon, library),
        approaches=_approaches(raw),
        stages=tuple(_stage(r) for r in sorted(raw["plan_stage"], key=lambda r: r["number"])),
        goal_words=tuple(_goal_word(record) for record in raw["goal_word"]),
        weights=Weights(**{record["id"]: record["value"] for record in raw["plan_weight"]}),
        minutes_per_day=bounds["minutes_per_day"],
        fewest_exercises=bounds["fewest_exercises"],
        fewest_later=bounds["fewest_later"],
        most_cautions=bounds["most_cautions"],
        goal_share=bounds["goal_share"],
        strengths=frozenset(r["id"] for r in raw["exercise_function"] if r.get("strength")),
        ladder=_ladder(raw, lexicon),
        techniques=_techniques(raw, lexicon),
        contraindications=tuple(
            _contraindication(record, raw, lexicon) for record in raw["thrust_contraindication"]
        ),
        supports=tuple(_support(r, raw, lexicon) for r in _in_order(raw, "support")),
        education=tuple(_unit(r, lexicon) for r in _in_order(raw, "education")),
        gates=gate.build(raw, lexicon, library),
        reviews=_weeks(raw, "review_point"),
        escalation=tuple(_escalation(r, lexicon) for r in _in_order(raw, "escalation")),
        maintenance=_maintenance(raw),
    )


def _in_order(raw: Raw, array: str) -> list[Record]:
    return sorted(raw[array], key=lambda record: int(record["order"]))


def _weeks(raw: Raw, array: str) -> tuple[ReviewPoint, ...]:
    records = sorted(raw[array], key=lambda record: int(record["week"]))
    return tuple(ReviewPoint(record["id"], record["week"]) for record in records)


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
            unwanted=frozenset(record.get("unwanted", ())),
        )
        for record in raw["plan_approach"]
    }


def _ladder(raw: Raw, lexicon: Lexicon) -> Ladder:
    return Ladder(
        led_up_to=frozenset(record["id"] for record in raw["led_up_to"]),
        careful=tuple(
            Careful(when_of(record, "careful_person", lexicon), level_of(record))
            for record in raw["careful_person"]
        ),
    )


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
        activity=frozenset(record.get("activity", ())),
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
            avoid_when=when_of(record, "manual_therapy", lexicon, "avoid_when"),
            sessions=min(record["max_sessions"], sessions),
            weeks=min(record["max_weeks"], weeks),
            alerts=alerts_of(record, "manual_therapy", raw),
            avoid_alerts=alerts_of(record, "manual_therapy", raw, "avoid_alerts"),
            blocked_with=exercises_of(record, "manual_therapy", raw, "blocked_with"),
        )
        for record in _in_order(raw, "manual_therapy")
    )


def _contraindication(record: Record, raw: Raw, lexicon: Lexicon) -> Contraindication:
    return Contraindication(
        id=record["id"],
        is_hard=record["kind"] == "hard",
        when=when_of(record, "thrust_contraindication", lexicon),
        from_level=level_of(record),
        alerts=alerts_of(record, "thrust_contraindication", raw),
    )


def _support(record: Record, raw: Raw, lexicon: Lexicon) -> Support:
    return Support(
        id=record["id"],
        when=when_of(record, "support", lexicon),
        avoid_when=when_of(record, "support", lexicon, "avoid_when"),
        alerts=alerts_of(record, "support", raw),
        avoid_alerts=alerts_of(record, "support", raw, "avoid_alerts"),
        blocked_with=exercises_of(record, "support", raw, "blocked_with"),
    )


def _unit(record: Record, lexicon: Lexicon) -> EducationUnit:
    when = when_of(record, "education", lexicon)
    return EducationUnit(record["id"], record.get("profile"), when)


def _escalation(record: Record, lexicon: Lexicon) -> Escalation:
    when = when_of(record, "escalation", lexicon)
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
