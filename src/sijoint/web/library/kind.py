"""The kinds of records, what they are called and what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sijoint.language import message


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: the array it stands in, its name and its use, in English.

    Parameters
    ----------
    array, name, use : str
    """

    array: str
    name: str
    use: str

    @property
    def said_name(self) -> str:
        """Its name in the language of the reader."""
        return _(self.name)

    @property
    def said_use(self) -> str:
        """What it is for, in the language of the reader."""
        return _(self.use) if self.use else ""


STUDIES = message("Studies and sources")
EXAMINATION = message("Questions and tests")
CHANCES = message("How chances are worked out")
SAFETY = message("Safety")
PLANS = message("Exercise and plans")
FOLLOWING = message("Following a plan")
WORDS = message("Words for people")
OTHER = message("Other records")

TABLE: Mapping[str, Mapping[str, tuple[str, str]]] = {
    STUDIES: {
        "source": (
            message("Source"),
            message("What was read, where it stands, and how much of it."),
        ),
        "accuracy": (
            message("Accuracy of a test"),
            message("Sensitivity, specificity and likelihood ratios, as a study printed them."),
        ),
        "qualitative_result": (
            message("Result in words"),
            message("What a study found about a test without a number that can be used."),
        ),
        "prevalence": (
            message("Share of people"),
            message("How many people of a group had pain from a source."),
        ),
        "risk_factor": (
            message("Risk factor"),
            message("What goes together with the pain, as studies printed it. Never weighed."),
        ),
        "trial": (
            message("Trial of treatment"),
            message("What was compared, and what came of it."),
        ),
        "guideline": (
            message("Guideline"),
            message("Statements of guidelines, with their grades."),
        ),
        "reference_standard": (
            message("Limits of the test injection"),
            message("How well the injection works that studies compare tests with."),
        ),
        "dependence": (
            message("Tests that repeat each other"),
            message("How far positive tests go together, so that none counts twice."),
        ),
        "misprint": (
            message("Misprint"),
            message("Numbers in circulation that are wrong, and the right ones."),
        ),
        "coverage_rule": (
            message("Rule of a payer"),
            message("When a payer covers injections or surgery."),
        ),
    },
    EXAMINATION: {
        "finding": (
            message("Finding"),
            message("A question or a test: how it is done, and what counts as positive."),
        ),
        "hands_on": (message("Picture of a test"), message("How a test is drawn.")),
        "derived": (message("Derived fact"), message("What follows from other findings.")),
        "condition": (message("Condition"), message("Illnesses and states that change a plan.")),
        "measure": (
            message("Measure"),
            message("Questionnaires and scales, their change thresholds and licences."),
        ),
        "question": (message("Question for people"), message("What people are asked, and how.")),
        "question_step": (message("Step of questions"), message("Which questions come together.")),
        "ask_first": (message("What to ask first"), message("Questions that come before others.")),
        "evaluation_section": (
            message("Part of an evaluation"),
            message("Which findings stand together on a screen."),
        ),
    },
    CHANCES: {
        "pain_source": (message("Source of pain"), message("What the chances are shared among.")),
        "sign": (message("Weighed sign"), message("How often a sign is seen with each source.")),
        "finding_group": (
            message("Group of signs"),
            message("Signs that tell the same thing, and how far they may count together."),
        ),
        "block": (
            message("Cluster of tests"),
            message("How the provocation tests count together."),
        ),
        "block_test": (message("Test of the cluster"), message("One provocation test in it.")),
        "prior_setting": (message("Chance before testing"), message("By where the person comes.")),
        "prior_adjustment": (
            message("Change of the chance before testing"),
            message("By what is known of the person."),
        ),
        "pair_mass": (
            message("Two sources at once"),
            message("How often two sources go together."),
        ),
        "pair_affinity": (
            message("Pair of sources"),
            message("Which sources go together more often."),
        ),
        "pregnancy_answer": (
            message("Answer in pregnancy"),
            message("How pelvic girdle pain is answered apart."),
        ),
        "pregnancy_sign": (message("Sign in pregnancy"), message("Signs of pelvic girdle pain.")),
        "differential_rule": (
            message("Rules of the reckoning"),
            message("Caps, screens and sizes that we set ourselves."),
        ),
        "export_rule": (
            message("Rule of the exported model"),
            message("What numbers alone cannot say about the model."),
        ),
        "profile": (message("Working profile"), message("A hypothesis that only clinicians see.")),
        "profile_domain": (message("Domain of a profile"), message("What its points are about.")),
        "profile_rule": (message("Point of a profile"), message("What gives a point.")),
        "profile_policy": (message("Policy of profiles"), message("When a profile may be named.")),
    },
    SAFETY: {
        "safety_rule": (
            message("Safety rule"),
            message("When a sign stops everything, and what to do."),
        ),
        "careful_person": (message("Careful person"), message("Who is treated with more care.")),
        "thrust_contraindication": (
            message("Reason against a thrust"),
            message("When no quick movement by hand may be done."),
        ),
        "thrust_harm": (message("Harm of a thrust"), message("What studies say about harm.")),
        "exercise_state": (
            message("State that limits exercise"),
            message("What it forbids or limits."),
        ),
        "exercise_limit": (message("Limit of exercise"), message("When an exercise is left out.")),
        "exercise_change": (message("Change of an exercise"), message("How a state changes it.")),
        "safety_advice": (
            message("Advice for a safety rule"),
            message("What people read when a rule speaks."),
        ),
        "help_sign": (message("Sign that needs help"), message("The signs of the help page.")),
        "help_place": (message("Emergency number"), message("The number to call, by place.")),
    },
    PLANS: {
        "exercise": (
            message("Exercise"),
            message("Steps, doses, what it trains, and its pictures."),
        ),
        "exercise_function": (
            message("Purpose of an exercise"),
            message("What an exercise is for."),
        ),
        "pregnant_movement": (
            message("Exercise in pregnancy"),
            message("How an exercise is done from week 20."),
        ),
        "led_up_to": (message("Lead up"), message("Exercises that need another one first.")),
        "equipment": (message("Equipment"), message("What an exercise needs.")),
        "plan_template": (
            message("Template of a plan"),
            message("Exercises by approach and stage."),
        ),
        "plan_approach": (message("Approach of a plan"), message("What a plan begins with.")),
        "plan_stage": (message("Stage of a plan"), message("The four stages.")),
        "plan_weight": (message("Weight of a choice"), message("How exercises are ranked.")),
        "plan_bound": (message("Bound of a plan"), message("The largest and smallest plan.")),
        "goal_word": (message("Word of a goal"), message("What people want to do again.")),
        "manual_therapy": (message("Hands-on care"), message("Techniques, doses and limits.")),
        "manual_therapy_rule": (
            message("Rule of hands-on care"),
            message("How much, and when to stop."),
        ),
        "support": (message("Support"), message("Belts, warmth, sleep, lifting and more.")),
    },
    FOLLOWING: {
        "traffic_light": (message("Traffic light"), message("Go on, hold, step back, or stop.")),
        "traffic_light_tuning": (
            message("Tuning of the light"),
            message("How an approach changes it."),
        ),
        "stage_gate": (message("Gate"), message("The way from one stage to the next.")),
        "stage_gate_item": (message("Item of a gate"), message("What opens a gate.")),
        "stage_exit": (message("Exit"), message("When a plan has reached its goals.")),
        "increment_rule": (message("Step up"), message("How fast load may grow.")),
        "deload_rule": (message("Step down"), message("When load is taken away.")),
        "return_after_gap": (
            message("Return after a gap"),
            message("Where to begin after missed days."),
        ),
        "adherence_rule": (
            message("Fit to the week"),
            message("What to do when a plan does not fit."),
        ),
        "contact_week": (message("Contact"), message("When the clinic gets in touch.")),
        "visit_plan": (message("Visits"), message("How often people come.")),
        "review_point": (message("Review"), message("What is measured again, and when.")),
        "escalation": (message("Next step"), message("When care has not helped enough yet.")),
        "expected_course": (message("Expected course"), message("What groups of people felt.")),
        "flare_plan": (message("Plan for a flare-up"), message("The first 72 hours and after.")),
        "maintenance_item": (message("Staying well"), message("What keeps people well.")),
        "monthly_question": (message("Monthly question"), message("What is asked later on.")),
        "care_record": (message("Record of care"), message("What a letter about care contains.")),
    },
    WORDS: {
        "guide_page": (message("Page of the guide"), message("What visitors and patients read.")),
        "guide_risk": (message("Something to mark"), message("The list on the page of causes.")),
        "education": (message("Unit of education"), message("Short units for patients.")),
        "frequent_question": (
            message("Frequent question"),
            message("Questions with their answers."),
        ),
        "forbidden_word": (
            message("Word that does harm"),
            message("What a text for patients never says, and what it says instead."),
        ),
        "phrase": (message("Phrase"), message("Sentences that answers are made of.")),
    },
}
"""Groups of kinds; each kind with its name and its use."""

KINDS: Mapping[str, Kind] = {
    array: Kind(array, *told) for kinds in TABLE.values() for array, told in kinds.items()
}


def kind_of(array: str) -> Kind:
    """The kind of an array; one that nobody has described is called by its array."""
    return KINDS.get(array, Kind(array, array.replace("_", " "), ""))


def grouped(arrays: Mapping[str, int]) -> list[tuple[str, list[tuple[Kind, int]]]]:
    """Every kind with the number of its records, by group; groups without records are left out.

    Parameters
    ----------
    arrays : mapping of str to int
        How many records each array has.
    """
    groups = [
        (_(group), [(kind_of(array), arrays[array]) for array in kinds if array in arrays])
        for group, kinds in TABLE.items()
    ]
    rest = [(kind_of(array), count) for array, count in arrays.items() if array not in KINDS]
    return [(name, kinds) for name, kinds in [*groups, (_(OTHER), rest)] if kinds]
