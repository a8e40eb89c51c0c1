"""Which texts of the evidence a person may meet, and which never leave the files.

Three tables, by array. A path steps into tables with a dot (``frame.name``); ``*`` stands for
every key of a table (``flag_text.*``); lists are walked. Every path that holds words has to be in
one of the three: a test fails on a new one until somebody decides.
"""

from __future__ import annotations

from collections.abc import Mapping

PATIENT: Mapping[str, str] = {
    "care_record": "patient_text",
    "condition": "patient",
    "adherence_rule": "patient_text",
    "contact_week": "patient_text",
    "deload_rule": "patient_text",
    "education": "title body",
    "equipment": "patient",
    "escalation": "patient_text",
    "exercise": (
        "patient steps cues errors progression_text regression_text stop_text flag_text.* "
        "frame.name"
    ),
    "exercise_change": "text",
    "exercise_function": "patient",
    "exercise_limit": "text",
    "exercise_state": "patient",
    "expected_course": "patient_text",
    "finding": "patient",
    "flare_plan": "patient_text",
    "frequent_question": "question answer",
    "goal_word": "patient",
    "guide_page": (
        "patient patient_text patient_meaning sections.patient sections.body "
        "sections.counts.patient_text sections.counts.patient_setting"
    ),
    "guide_risk": "patient patient_text",
    "help_place": "patient",
    "help_sign": "patient patient_say",
    "increment_rule": "patient_text",
    "maintenance_item": "patient patient_text",
    "manual_therapy": "patient patient_text",
    "manual_therapy_rule": "patient_text",
    "measure": "patient",
    "monthly_question": "patient_text",
    "plan_approach": "patient",
    "plan_stage": "patient",
    "pregnant_movement": "steps cues frame.name",
    "profile": "patient",
    "question": (
        "patient patient_title patient_lead patient_help patient_again patient_said unit "
        "option.patient option.patient_said"
    ),
    "question_step": "patient patient_lead",
    "return_after_gap": "patient_text",
    "review_point": "patient patient_text",
    "safety_advice": "patient_text",
    "stage_exit": "patient_text",
    "stage_gate": "patient",
    "stage_gate_item": "patient_text",
    "support": "patient patient_text schedule_text ask_first stop_when",
    "traffic_light": "word patient patient_text",
    "traffic_light_tuning": "patient_text",
    "visit_plan": "patient_text",
}
"""Texts that a person under care may read."""

PATIENT_PHRASES = ("plan.why.", "plan.caution.", "patient.", "handout.")
"""Phrases whose ids start so are printed on pages for patients."""

CLINICIAN: Mapping[str, str] = {
    "adherence_rule": "text action numbers.text",
    "care_record": "title text contents",
    "condition": "clinician",
    "contact_week": "text",
    "deload_rule": "text",
    "derived": "clinician",
    "education": "audience numbers.text",
    "equipment": "clinician",
    "escalation": "trigger action who numbers.text",
    "exercise": "clinician muscles",
    "exercise_function": "clinician",
    "exercise_state": "name principle",
    "expected_course": "text",
    "evaluation_section": "clinician group.clinician",
    "finding": "clinician how positive unit avoid_why why_recorded",
    "flare_plan": "text",
    "hands_on": "text",
    "increment_rule": "text numbers.text",
    "maintenance_item": "clinician text numbers.text",
    "manual_therapy": "clinician dose retest rationale evidence avoid_text numbers.text",
    "manual_therapy_rule": "text",
    "measure": "clinician unit bands.label",
    "monthly_question": "text",
    "pain_source": "clinician meaning",
    "phrase": "text",
    "plan_approach": "clinician",
    "plan_stage": "clinician",
    "prior_setting": "name",
    "profile": "clinician",
    "profile_domain": "clinician",
    "return_after_gap": "text",
    "review_point": "clinician text",
    "safety_rule": "title action",
    "stage_exit": "text",
    "stage_gate": "clinician only_for",
    "stage_gate_item": "text equivalents.note",
    "support": "clinician clinician_text position evidence avoid_text numbers.text",
    "thrust_contraindication": "text",
    "thrust_harm": "text",
    "traffic_light": "when_text action also_text",
    "traffic_light_tuning": "text",
    "visit_plan": "text",
}
"""Texts that only a clinician reads, here or in a letter."""

EVERYWHERE = frozenset({"id", "mark", "reason", "source", "where", "when", "avoid_when", "profile"})
"""Last parts of paths that hold ids, expressions or the record of where a claim comes from."""

NEVER_SHOWN_ARRAYS = frozenset(
    {
        # Ids and numbers of the model, and the words of studies, which are quoted as they stand.
        *("accuracy", "block", "block_test", "careful_person", "coverage_rule", "dependence"),
        *("differential_rule", "export_rule", "finding_group", "guideline", "led_up_to"),
        *("misprint", "pair_affinity", "pair_mass", "plan_bound", "plan_template", "plan_weight"),
        *("pregnancy_answer", "pregnancy_sign", "prevalence", "prior_adjustment"),
        *("profile_policy", "profile_rule", "qualitative_result", "reference_standard"),
        *("risk_factor", "sign", "source", "trial", "ask_first"),
        # Each language has its own words and their replacements; they are for authors.
        "forbidden_word",
    }
)
"""Arrays without a text that a page shows."""

NEVER_SHOWN: Mapping[str, str] = {
    "condition": "note",
    "derived": "value",
    "escalation": "urgency",
    "evaluation_section": "group.findings",
    "exercise": (
        "code synonyms category position equipment equipment_optional progression regression "
        "rating.* flags notes.text emg.muscle emg.note frame.lying frame.contacts frame.props "
        "frame.lower frame.reach.* picture.anchor picture.arrows picture.effort.* "
        "picture.glows_on picture.on.* picture.props.*"
    ),
    "exercise_change": "state exercises",
    "exercise_limit": "position exercises effect supersedes level_from alerts as_state",
    "exercise_state": "x c principle_mark supersedes note all_c_to_x_when",
    "finding": (
        "section kind position avoid_mark sensitive weight "
        "reliability.statistic reliability.raters reliability.note"
    ),
    "flare_plan": "exercises supports",
    "frequent_question": "education",
    # What people type, matched and never printed.
    "goal_word": "english spanish sports functions exercises activity",
    "guide_page": (
        "sections.figure sections.counts.record sections.education sections.questions "
        "sections.supports sections.maintenance sections.manual_therapy sections.exercises"
    ),
    "guide_risk": "change records",
    "help_place": "number countries",
    "help_sign": "level rules findings concerns",
    "hands_on": (
        "as beside focus force.kind force.on force.along force.hand frame.name frame.lower "
        "frame.contacts frame.props frame.reach.* picture.arrows picture.anchor picture.on.* "
        "picture.props.* picture.effort.* bones points sore signs"
    ),
    "increment_rule": "order_of_change exercises",
    "maintenance_item": "exercises",
    "manual_therapy": "rating.* avoid_alerts",
    "measure": (
        "better items scoring recovered.mark licence_verdict licence_why licence_mark "
        "licence_source note change.kind change.note change.subscale bands_mark bands_source "
        "cutoffs.note"
    ),
    "monthly_question": "measure",
    "plan_approach": "rated_as templates avoid unwanted",
    "pregnant_movement": (
        "exercise position frame.lying frame.contacts frame.props frame.lower frame.reach.* "
        "picture.anchor picture.arrows picture.effort.* picture.on.* picture.props.*"
    ),
    "profile": "key",
    "question": (
        "step kind audience sensitive emergency advice unsure fact measure finding side asks_when "
        "option.value option.finding option.negative option.condition option.sport "
        "option.equipment"
    ),
    "question_step": "audience",
    "review_point": "measures findings girdle_findings recompute",
    "safety_advice": "contact",
    "safety_rule": "level asked_of",
    "stage_gate_item": (
        "gate kind lights equivalents.place equivalents.exercise measure any.measure asked_of "
        "exercise"
    ),
    "support": "schedule.off_for avoid_alerts blocked_with alerts",
    "thrust_contraindication": "kind level_from alerts",
    "traffic_light": "shape",
    "traffic_light_tuning": "light",
}
"""Paths of the other arrays that hold ids, notes and numbers of studies."""
