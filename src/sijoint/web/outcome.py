"""What a person is told after their answers: help first, and nothing else while it is urgent.

Never a probability, a cause or a profile.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from sijoint.accounts.models import Clinic
from sijoint.casefile.story_case import said_yes
from sijoint.clinical.safety import Alert, SafetyLevel
from sijoint.evidence.questionnaire import Advice, Audience, Contact
from sijoint.records import story
from sijoint.web.guide import help as help_page
from sijoint.web.guide.page import the_guide
from sijoint.web.wording import wording


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers lead to.

    Parameters
    ----------
    level : str
        The gravest that fired.
    contact : str
        Whom to call, a `Contact`.
    texts : tuple of str
        What to know, for the gravest level.
    said : tuple of str
        The answers behind it, as the person would say them.
    question : str
        Id of the first question behind it, to change its answer; empty when none is.
    routine : tuple of str
        What may wait for the next visit.
    """

    level: str
    contact: str
    texts: tuple[str, ...]
    said: tuple[str, ...]
    question: str
    routine: tuple[str, ...] = ()

    @property
    def stops(self) -> bool:
        """Whether nothing else may be shown."""
        return SafetyLevel(self.level).stops


def outcome_of(answers: Mapping[str, Any], audience: Audience) -> Outcome | None:
    """What answers lead to; None while too little is known.

    A yes that alone is an emergency is one also where everything else is missing.
    """
    interview = story.interview()
    safety = story.screen(answers, audience)
    alone = interview.emergency(answers, audience)
    if safety is None:
        return _alone(answers, audience, alone) if alone else None
    gravest = [alert for alert in safety.alerts if alert.level == safety.level]
    names = [name for alert in gravest for name in alert.because]
    said = interview.said(answers, names, audience)
    routine = [alert for alert in safety.alerts if alert.level is SafetyLevel.ROUTINE]
    return Outcome(
        level=safety.level.value,
        contact=_contact(gravest),
        texts=_texts(gravest),
        said=_say(said),
        question=_first_question(answers, names, audience),
        routine=() if safety.level is SafetyLevel.ROUTINE else _texts(routine),
    )


def heading(outcome: Outcome) -> str:
    """The heading of a page that holds nothing but help."""
    is_now = outcome.level == SafetyLevel.EMERGENCY
    if outcome.contact == Contact.MATERNITY:
        if is_now:
            return _("Call your maternity unit now")
        return _("Call your maternity unit today")
    if outcome.contact == Contact.CRISIS:
        return _("Talk to someone now")
    return _("Go to an emergency department now") if is_now else _("See a doctor today")


def numbers(request: HttpRequest, outcome: Outcome) -> dict[str, Any]:
    """Whom to call: the number of the clinic's place, else all that we know."""
    clinic = clinic_for(request)
    phone = ""
    if clinic is not None:
        is_now = outcome.level == SafetyLevel.EMERGENCY
        crisis = clinic.crisis_number if outcome.contact == Contact.CRISIS else ""
        phone = crisis or (clinic.emergency_number if is_now else clinic.phone)
    listed = not phone and outcome.level == SafetyLevel.EMERGENCY
    places = help_page.places(the_guide(), wording()) if listed else []
    return {"phone": phone, "places": places}


def clinic_for(request: HttpRequest) -> Clinic | None:
    """The clinic of who is signed in; of a visitor, the only one that there is."""
    if request.member:
        return request.member.clinic
    some = list(Clinic.objects.all()[:2])
    return some[0] if len(some) == 1 else None


def _alone(answers: Mapping[str, Any], audience: Audience, rule: str) -> Outcome:
    interview = story.interview()
    asked = interview.asked(answers, audience)
    told = [q for q in asked if q.emergency == rule and said_yes(q, answers)]
    advice = interview.questionnaire.advice[rule]
    return Outcome(
        level=SafetyLevel.EMERGENCY.value,
        contact=advice.contact.value,
        texts=_say([advice.patient]),
        said=_say(question.said for question in told),
        question=told[0].id,
    )


def _first_question(answers: Mapping[str, Any], names: Sequence[str], audience: Audience) -> str:
    for question in story.interview().asked(answers, audience):
        conditions = {option.condition for option in question.options}
        is_behind = not {*question.findings, *conditions}.isdisjoint(names)
        if is_behind and question.id in answers and said_yes(question, answers) is not False:
            return question.id
    return ""


def _advice(alerts: Iterable[Alert]) -> list[Advice]:
    known = story.interview().questionnaire.advice
    return [known[alert.id] for alert in alerts if alert.id in known]


def _contact(alerts: Sequence[Alert]) -> str:
    """Whom to call for several alerts of one level: an emergency department serves for all."""
    contacts = [advice.contact for advice in _advice(alerts)]
    return next((c.value for c in Contact if c in contacts), Contact.DOCTOR.value)


def _texts(alerts: Iterable[Alert]) -> tuple[str, ...]:
    return _say(advice.patient for advice in _advice(alerts))


def _say(texts: Iterable[str]) -> tuple[str, ...]:
    say = wording().say
    return tuple(dict.fromkeys(say(text) for text in texts))
