"""What a clinician reads about a rule that a plan does not keep, and about a change."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan.bound import Part
from sijoint.clinical.plan.edited import ReasonCode
from sijoint.clinical.plan.recheck import Finding, Kind
from sijoint.documents.wording import Wording
from sijoint.records.models import Plan
from sijoint.web.panel.safety import rule_title

REASONS = (
    (ReasonCode.TRIED, gettext_lazy("Tried here without symptoms")),
    (ReasonCode.TOLERATED, gettext_lazy("The person did it before and it went well")),
    (ReasonCode.GOAL, gettext_lazy("The person's goal needs it")),
    (ReasonCode.TEAM, gettext_lazy("Agreed with the doctor or the team")),
    (ReasonCode.OTHER, gettext_lazy("Another reason, in my words")),
)


def reason_text(code: str) -> str:
    """A reason of the list."""
    return str(dict(REASONS)[ReasonCode(code)])


def because_text(because: Phrase, words: Wording, *, has_equipment: bool) -> str:
    """Why an exercise is left out, as one clinician tells another.

    Parameters
    ----------
    because : Phrase
        As the rules give it: some of them speak to the person.
    words : Wording
    has_equipment : bool
        Whether any equipment is recorded; where none is, nothing is known of it.
    """
    values = dict(because.values)
    if because.id == "plan.because.equipment":
        said = _("Not at hand: %(name)s.") if has_equipment else _UNKNOWN_EQUIPMENT
        return str(said) % {"name": _named(values["equipment"], "clinician", words)}
    if because.id == "plan.because.state":
        return _("Left out for now: %(name)s.") % {"name": _named(values["state"], "name", words)}
    if because.id in _FOR_CLINICIANS:
        return str(_FOR_CLINICIANS[because.id])
    return words.render(because)


def _named(text_id: str, field: str, words: Wording) -> str:
    """Another text of the record that a text such as ``@equipment.band.patient`` is of."""
    array, name, _field = text_id.removeprefix("@").split(".")
    return words.text(f"{array}.{name}.{field}")


_UNKNOWN_EQUIPMENT = gettext_lazy("Equipment not recorded: %(name)s.")

_FOR_CLINICIANS: Mapping[str, object] = {
    "plan.because.time": gettext_lazy("Does not fit into the minutes of the day."),
    "plan.because.clinician": gettext_lazy("Taken out by a clinician."),
}


def told(finding: Finding, words: Wording, *, has_equipment: bool = True) -> str:
    """A rule that is not kept, as whole sentences: what is wrong and what to do."""
    because = finding.because
    values = {
        "name": _name(finding, words),
        "stage": finding.stage,
        "least": words.number(finding.least),
        "most": words.number(finding.most),
        "over": words.number(finding.excess / 10, 1),
        "because": because_text(because, words, has_equipment=has_equipment) if because else "",
    }
    if finding.kind is Kind.DOSE:
        return _dose(finding, values)
    if finding.kind is Kind.REASON and finding.because is None:
        return (
            _("%(name)s does not suit this way of working. Choose why you use it anyway.") % values
        )
    return str(_TEXTS[finding.kind]) % values


def _name(finding: Finding, words: Wording) -> str:
    for array in ("exercise", "support", "education", "review_point"):
        if words.record(array, finding.about):
            field = "title" if array == "education" else "patient"
            return words.text(f"{array}.{finding.about}.{field}")
    return ""


_TEXTS: Mapping[Kind, object] = {
    Kind.STOPPED: gettext_lazy(
        "A sign of danger is open. Nothing is planned until somebody has settled it."
    ),
    Kind.NO_STAGE: gettext_lazy(
        "Stage %(stage)s cannot be planned now: a sign must be settled first, or no goal needs it. "
        "Propose the plan anew."
    ),
    Kind.NO_PROGRAMME: gettext_lazy(
        "A home programme needs %(least)s exercises or more in each stage. Add one, or raise the "
        "minutes of the day in the story."
    ),
    Kind.BIRTH: gettext_lazy("Stage %(stage)s lasts past the birth. Propose the plan anew."),
    Kind.UNKNOWN: gettext_lazy("That is not in the plan any more. Look at the plan as it is now."),
    Kind.EMPTY: gettext_lazy("Stage %(stage)s needs %(least)s to %(most)s exercises."),
    Kind.FULL: gettext_lazy(
        "Stage %(stage)s needs %(least)s to %(most)s exercises. Remove one first."
    ),
    Kind.TWICE: gettext_lazy("It is in stage %(stage)s already. Change its dose instead."),
    Kind.TIME: gettext_lazy(
        "The longest day of stage %(stage)s would be %(over)s minutes too long: the day has "
        "%(most)s. Ask for less of something first."
    ),
    Kind.STRENGTH: gettext_lazy(
        "Stage %(stage)s needs an exercise for strength. Swap this one instead."
    ),
    Kind.BARRED: gettext_lazy("%(name)s: %(because)s"),
    Kind.NO_DOSE: gettext_lazy("The evidence has no dose of %(name)s for stage %(stage)s."),
    Kind.SIDE: gettext_lazy("%(name)s has no sides. Choose both."),
    Kind.REASON: gettext_lazy("%(name)s needs a change: %(because)s Choose why you use it anyway."),
    Kind.SUPPORT: gettext_lazy("%(name)s does not suit this person now."),
    Kind.NEEDED: gettext_lazy("%(name)s answers a sign that was found. It stays."),
    Kind.EDUCATION: gettext_lazy("%(name)s is not meant for this person."),
    Kind.REVIEW: gettext_lazy(
        "%(name)s: choose a day after the evaluation, with the reviews in their order."
    ),
}


def _dose(finding: Finding, values: Mapping[str, object]) -> str:
    """The bounds, and where they come from."""
    bounds = str(_DOSES[Part(finding.part)]) % values
    if finding.because is not None:
        return _("%(bounds)s The limit: %(because)s") % {**values, "bounds": bounds}
    return _("%(bounds)s The evidence has no more for this stage or the next.") % {"bounds": bounds}


_DOSES: Mapping[Part, object] = {
    Part.SETS: gettext_lazy("%(name)s needs %(least)s to %(most)s sets."),
    Part.REPS: gettext_lazy("%(name)s needs %(least)s to %(most)s repetitions."),
    Part.HOLD: gettext_lazy("%(name)s needs holds of %(least)s to %(most)s seconds."),
    Part.MINUTES: gettext_lazy("%(name)s needs %(least)s to %(most)s minutes."),
    Part.DAYS: gettext_lazy("%(name)s needs %(least)s to %(most)s days a week."),
    Part.TIMES: gettext_lazy("%(name)s needs %(least)s to %(most)s times a day."),
}

LABELS: Mapping[Part, tuple[object, object, object]] = {
    Part.SETS: (
        gettext_lazy("Sets"),
        gettext_lazy("One set fewer"),
        gettext_lazy("One set more"),
    ),
    Part.REPS: (
        gettext_lazy("Repetitions"),
        gettext_lazy("One repetition fewer"),
        gettext_lazy("One repetition more"),
    ),
    Part.HOLD: (
        gettext_lazy("Hold, seconds"),
        gettext_lazy("One second less"),
        gettext_lazy("One second more"),
    ),
    Part.MINUTES: (
        gettext_lazy("Minutes"),
        gettext_lazy("One minute less"),
        gettext_lazy("One minute more"),
    ),
    Part.DAYS: (
        gettext_lazy("Days a week"),
        gettext_lazy("One day fewer"),
        gettext_lazy("One day more"),
    ),
    Part.TIMES: (
        gettext_lazy("Times a day"),
        gettext_lazy("One time fewer"),
        gettext_lazy("One time more"),
    ),
}
"""What a number of a dose is called, and what its two buttons do."""

WAS: Mapping[Part, object] = {
    Part.SETS: gettext_lazy("%(value)s sets"),
    Part.REPS: gettext_lazy("%(value)s repetitions"),
    Part.HOLD: gettext_lazy("%(value)s s hold"),
    Part.MINUTES: gettext_lazy("%(value)s minutes"),
    Part.DAYS: gettext_lazy("%(value)s days a week"),
    Part.TIMES: gettext_lazy("%(value)s times a day"),
}


def withdrawn_words(plan: Plan, words: Wording) -> str:
    """Why a plan was withdrawn: what a clinician wrote, or what its safety rule looks for."""
    reason = plan.withdrawn_reason
    return rule_title(reason, words) if words.record("safety_rule", reason) else reason
