"""Spoken texts: every text that an answer may carry, so that none is ever missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sijoint.evidence.read import Raw
from sijoint.evidence.text import GAP
from sijoint.evidence.vocabulary import SPORTS

FIELDS: Mapping[str, tuple[str, ...]] = {
    "condition": ("clinician", "patient"),
    "derived": ("clinician",),
    "education": ("title",),
    "equipment": ("patient",),
    "escalation": ("trigger", "action", "who", "patient_text"),
    "exercise": ("clinician", "patient"),
    "exercise_change": ("text",),
    "exercise_function": ("clinician", "patient"),
    "exercise_limit": ("text",),
    "exercise_state": ("name", "patient"),
    "finding": ("clinician", "patient", "how", "positive"),
    "flare_plan": ("text", "patient_text"),
    "goal_word": ("patient",),
    "maintenance_item": ("clinician", "patient", "text"),
    "manual_therapy": ("clinician", "patient", "dose"),
    "measure": ("clinician", "patient"),
    "monthly_question": ("text", "patient_text"),
    "pain_source": ("clinician", "meaning"),
    "plan_approach": ("clinician", "patient"),
    "plan_stage": ("clinician", "patient"),
    "profile": ("clinician", "patient"),
    "review_point": ("clinician", "patient", "text"),
    "safety_rule": ("title", "action"),
    "stage_gate_item": ("text", "patient_text"),
    "support": ("clinician", "patient", "patient_text", "stop_when"),
    "thrust_contraindication": ("text",),
}
"""Fields whose texts an answer may carry, by array."""

PHRASES = {
    "cluster.not_used": "",
    "cluster.waits_for_both": "",
    "cluster.waits_for_hip": "",
    "cluster.waits_for_low_back": "",
    "differential.block_needed": "",
    "differential.no_leader": "",
    "differential.note.all_hurt": "",
    "differential.note.fused": "",
    "differential.note.girdle_pain": "",
    "differential.note.pregnancy": "",
    "differential.note.waived": "percent",
    "fact.provocation_cluster": "",
    "fact.waived_screen": "",
    "caution.other_source": "source",
    "limits.unreviewed": "memory design",
    "limits.use": "",
    "missing.hip_screen": "",
    "missing.low_back_screen": "",
    "missing.stopped": "",
    "missing.test": "test side",
    "missing.under_16": "",
    "next.why.after_screens": "",
    "next.why.cluster": "done of",
    "next.why.gate_hip": "",
    "next.why.gate_low_back": "",
    "next.why.red_flag": "",
    "next.why.tells": "source",
    "pain_source.other.clinician": "",
    "pain_source.pelvic_girdle_pain.clinician": "",
    "plan.because.cautions": "count",
    "plan.because.clinician": "",
    "plan.because.covered": "",
    "plan.because.equipment": "equipment",
    "plan.because.full": "count",
    "plan.because.impact": "",
    "plan.because.leap": "",
    "plan.because.no_programme": "",
    "plan.because.rating": "plan",
    "plan.because.second_choice": "plan",
    "plan.because.stage": "",
    "plan.because.state": "state",
    "plan.because.time": "",
    "plan.gate.hold_s": "exercise amount",
    "plan.gate.hold_s_each_side": "exercise amount",
    "plan.gate.metres": "exercise amount",
    "plan.gate.metres_each_side": "exercise amount",
    "plan.gate.minutes": "exercise amount",
    "plan.gate.need": "need count",
    "plan.gate.reps": "exercise amount",
    "plan.gate.reps_each_side": "exercise amount",
    "plan.note.birth": "",
    "plan.note.ends_early": "stage",
    "plan.note.no_programme": "",
    "plan.note.no_time": "",
    "plan.note.warning_sign": "",
    "plan.step.minutes": "",
    "plan.why.clinician": "function",
    "plan.why.function": "function plan",
    "plan.why.goal": "function plan goal",
    "plan.why.manual_therapy": "plan",
    "plan.why.second_choice": "function plan",
    "profile.caution": "",
    "profile.withheld.low_probability": "percent",
    "profile.withheld.no_probability": "",
    "profile.withheld.points": "",
    "profile.withheld.safety": "",
    "safety.none": "",
    "safety.nothing_asked": "",
    "safety.withdrawn": "",
    "side.left": "",
    "side.right": "",
    **{f"fact.{name}": "" for name in sorted(SPORTS)},
}
"""Phrases that an answer uses, each with the gaps that it fills."""


def text_problems(raw: Raw) -> Iterator[str]:
    """One line for each text that an answer would look for in vain.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Yields
    ------
    str
        ``<array> <id>: `` and what is wrong.
    """
    for array, fields in FIELDS.items():
        for record in raw.get(array, []):
            missing = (field for field in fields if not record.get(field))
            yield from (f"{array} {record.get('id', '?')}: it has no {f}" for f in missing)
    texts = {str(record.get("id")): record.get("text", "") for record in raw.get("phrase", [])}
    yield from (f"phrase {name}: there is no text" for name in PHRASES if not texts.get(name))
    for name, text in texts.items():
        filled = PHRASES.get(name, "").split()
        yield from (
            f"phrase {name}: nothing fills {{{gap}}}"
            for gap in sorted(set(GAP.findall(text)).difference(filled))
        )
