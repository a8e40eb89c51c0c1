"""References: the ids by which one record of the evidence names another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from sijoint.clinical.profile import ProfileLabel
from sijoint.evidence.read import Raw, Record
from sijoint.evidence.vocabulary import SPORTS

SERIOUS_CAUSES = frozenset(
    {"cauda_equina", "fracture", "malignancy", "septic_sacroiliitis", "spinal_infection"}
    | {"serious_hip_or_pelvic_condition"}
)
"""What studies looked for beside the sources of pain."""

ANY = "*"
"""Stands for every source of pain in a pair."""

OTHER_KINDS: Mapping[str, frozenset[str]] = {
    "label": frozenset(ProfileLabel),
    "sport": SPORTS,
    "serious_cause": SERIOUS_CAUSES,
    "girdle": frozenset({"pelvic_girdle_pain"}),
    "any": frozenset({ANY}),
}
"""Ids that are no records."""

REFERENCES = """
    accuracy finding: finding
    accuracy items: finding
    accuracy target: pain_source girdle serious_cause
    ask_first findings: finding
    block calibrated_on: block_test
    block root_for: pain_source
    block selected_four: block_test
    block whole_for: pain_source
    block_test id: finding
    dependence marginals: accuracy
    dependence observed: accuracy
    differential_rule hip_gate_negative: finding
    differential_rule hip_gate_one_of: finding
    differential_rule low_back_gate: finding
    differential_rule low_back_gate_one_of: finding
    education profile: label
    exercise equipment: equipment
    exercise equipment_optional: equipment
    exercise functions: exercise_function
    exercise progression: exercise
    exercise rating: profile
    exercise regression: exercise
    exercise_change exercises: exercise
    exercise_change state: exercise_state
    exercise_limit alerts: safety_rule
    exercise_limit as_state: exercise_state
    exercise_limit exercises: exercise
    exercise_limit supersedes: exercise_state exercise_limit
    exercise_state c: exercise
    exercise_state supersedes: exercise_state exercise_limit
    exercise_state x: exercise
    flare_plan exercises: exercise
    flare_plan supports: support
    frequent_question education: education
    goal_word activity: exercise
    goal_word exercises: exercise
    goal_word functions: exercise_function
    goal_word sports: sport
    guide_page sections.education: education
    guide_page sections.exercises: exercise
    guide_page sections.maintenance: maintenance_item
    guide_page sections.manual_therapy: manual_therapy
    guide_page sections.questions: frequent_question
    guide_page sections.supports: support
    hands_on as: hands_on
    evaluation_section group.findings: finding
    hands_on id: finding
    help_sign findings: finding
    help_sign rules: safety_rule
    increment_rule exercises: exercise
    increment_rule profile: profile
    led_up_to id: exercise
    maintenance_item exercises: exercise
    maintenance_item profile: profile
    manual_therapy alerts: safety_rule
    manual_therapy avoid_alerts: safety_rule
    manual_therapy blocked_with: exercise
    manual_therapy rating: profile
    monthly_question measure: measure
    pair_affinity pairs_of: pain_source any
    pair_mass one_of: pain_source
    pair_mass with: pain_source
    plan_approach avoid: exercise manual_therapy
    plan_approach profile: label
    plan_approach rated_as: profile
    plan_approach unwanted: exercise_function
    plan_template exercises: exercise
    plan_template functions: exercise_function
    pregnancy_sign finding: finding
    pregnant_movement exercise: exercise
    pregnant_movement id: exercise
    prior_adjustment pain_source: pain_source
    prior_setting marginals: pain_source
    profile_domain profile: profile
    profile_rule domain: profile_domain
    profile_rule finding: finding condition measure derived
    qualitative_result finding: finding
    qualitative_result target: pain_source girdle serious_cause
    question advice: safety_rule
    question emergency: safety_rule
    question finding: finding
    question measure: measure
    question option.condition: condition
    question option.equipment: equipment
    question option.finding: finding
    question option.negative: finding
    question option.sport: sport
    question step: question_step
    review_point findings: finding
    review_point measures: measure
    risk_factor finding: finding
    safety_advice id: safety_rule
    sign against.pain_source: pain_source
    sign bands_of: pain_source
    sign counts: pain_source
    sign findings: finding
    sign group: finding_group
    sign limits: finding
    sign members.targets: pain_source
    sign part_of: sign
    sign solved_for: pain_source
    sign targets: pain_source
    stage_gate_item any.measure: measure
    stage_gate_item equivalents.exercise: exercise
    stage_gate_item exercise: exercise
    stage_gate_item gate: stage_gate
    stage_gate_item lights: traffic_light
    stage_gate_item measure: measure
    support alerts: safety_rule
    support avoid_alerts: safety_rule
    support blocked_with: exercise
    thrust_contraindication alerts: safety_rule
    traffic_light_tuning light: traffic_light
    traffic_light_tuning profile: profile
"""
"""Array, path of the field, and the arrays or kinds that its ids belong to."""

SOURCES = frozenset({"source", "licence_source", "bands_source"})
"""Fields at any depth that hold ids of sources."""


def reference_problems(raw: Raw) -> Iterator[str]:
    """One line for each id that no record has, or that two records of an array share.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Yields
    ------
    str
        ``<array> <id>: `` and what is wrong; the nearest known id is suggested.
    """
    yield from _identity_problems(raw)
    known = {array: {str(r.get("id", "")) for r in records} for array, records in raw.items()}
    for array, path, kinds in references():
        allowed = set().union(*(OTHER_KINDS.get(k) or known.get(k, set()) for k in kinds))
        for record in raw.get(array, []):
            wrong = (name for name in values_at(record, path) if name not in allowed)
            yield from (_unknown(array, record, ".".join(path), n, allowed) for n in wrong)
    cited = known.get("source", set())
    for array, records in raw.items():
        for record in records:
            wrong = (name for name in _cited(record) if name not in cited)
            yield from (_unknown(array, record, "source", n, cited) for n in wrong)


def _identity_problems(raw: Raw) -> Iterator[str]:
    """Records without an id, and ids that two records of an array share."""
    for array, records in raw.items():
        for name, times in Counter(str(r.get("id", "")) for r in records).items():
            if not name:
                yield f"{array}: a record has no id"
            elif times > 1:
                yield f"{array} {name}: {times} records have this id"


def values_at(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    """The ids at a path of a record: the strings of a list, the keys of a table."""
    if isinstance(value, list):
        for item in value:
            yield from values_at(item, path)
    elif path:
        if path[0] in value:
            yield from values_at(value[path[0]], path[1:])
    elif isinstance(value, dict):
        yield from value
    else:
        yield str(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like this one; empty when none is."""
    return next(iter(get_close_matches(name, sorted(known), n=1)), "")


def references() -> Iterator[tuple[str, tuple[str, ...], list[str]]]:
    """Array, path and kinds of every field that holds ids of records."""
    for line in REFERENCES.strip().splitlines():
        field, _, kinds = line.partition(":")
        array, path = field.split()
        yield array, tuple(path.split(".")), kinds.split()


def _cited(value: Any) -> Iterator[str]:
    """Ids of sources at any depth."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from values_at(item, ()) if key in SOURCES else _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


def _unknown(array: str, record: Record, field: str, name: str, known: set[str]) -> str:
    meant = nearest(name, known)
    suggestion = f", did you mean {meant}?" if meant else ""
    return f'{array} {record.get("id", "?")}: {field} "{name}" is not known{suggestion}'
