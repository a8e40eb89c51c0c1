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
from sijoint.casefile.story_case import is_unsure, said_yes
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.questionnaire import Advice, Audience, Contact, Question, QuestionKind
from sijoint.records import story
from sijoint.web import answer_words
from sijoint.web.guide import help as help_page
from sijoint.web.guide.page import the_guide
from sijoint.web.wording import wording

PREGNANCY = "pregnancy"
"""The question whose answers are the concerns of the signs of the help page."""

ABOUT = ("age", "places", "pain_for", "began")
"""Questions whose answers are told on the phone."""

CANNOT_SAY = "other"
"""Of how the pain began: nothing to tell on the phone."""

EMERGENCY_LEVEL = "emergency"
"""Of the signs of the help page."""


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
    questions : tuple of str
        Ids of the questions behind it, to change their answers.
    routine : tuple of str
        What may wait for the next visit.
    unsure : tuple of str
        The questions behind it that the person was not sure about.
    sign : str
        Title of the sign of the help page that leads here where no safety rule does.
    is_listed_as_emergency : bool
        Whether the help page sends to an emergency department for that sign.
    in_days : bool
        Whether the 2 weeks of the level "soon" are too long.
    """

    level: str
    contact: str
    texts: tuple[str, ...]
    said: tuple[str, ...]
    questions: tuple[str, ...] = ()
    routine: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    sign: str = ""
    is_listed_as_emergency: bool = False
    in_days: bool = False

    @property
    def told(self) -> tuple[str, ...]:
        """The answers behind it, as the person reads them back."""
        return _read_back(self.said, self.unsure)

    @property
    def spoken(self) -> tuple[str, ...]:
        """The answers behind it and what is asked for, as the person says them on the phone."""
        doubts = (
            _("I am not sure about this: “%(question)s”") % {"question": q} for q in self.unsure
        )
        wish = [_("I want to talk to someone.")] if self.contact == Contact.CRISIS else []
        return (*self.said, *doubts, *(wish if self.said or self.unsure else ()))

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
    if not safety.level.stops and (listed := _listed(answers, audience)):
        return listed
    earned = [] if safety.level.stops else _earned(answers, audience)
    level = max(safety.level, SafetyLevel.SOON) if earned else safety.level
    gravest = [alert for alert in safety.alerts if alert.level == level]
    names = [name for alert in gravest for name in alert.because]
    names += [name for question in earned for name in question.finding]
    said = interview.said(answers, names, audience)
    rules = [*(alert.id for alert in gravest), *(question.advice for question in earned)]
    routine = [alert.id for alert in safety.alerts if alert.level is SafetyLevel.ROUTINE]
    return Outcome(
        level=level.value,
        contact=_contact(rules),
        texts=_texts(rules),
        said=_say(said),
        questions=_questions(answers, names, audience),
        routine=() if level is SafetyLevel.ROUTINE else _texts(routine),
        unsure=_unsure(answers, names, audience),
        in_days=any(advice.in_days for advice in _advice(rules)),
    )


def outcome_of_rules(level: str, rules: Sequence[str]) -> Outcome:
    """What safety rules of one level lead to that fired some time before; without the answers.

    Rules that no answer fires have no advice of their own: an emergency department serves for them.
    """
    contact = _contact(rules)
    if level == SafetyLevel.EMERGENCY and len(_advice(rules)) < len(rules):
        contact = Contact.EMERGENCY.value
    return Outcome(level=level, contact=contact, texts=_texts(rules), said=())


def is_private(rules: Iterable[str]) -> bool:
    """Whether the answers behind some rules stay small and off paper: those of self-harm."""
    return any(advice.contact is Contact.CRISIS for advice in _advice(rules))


def heading(outcome: Outcome) -> str:
    """The heading of a page that holds nothing but help."""
    is_now = outcome.level == SafetyLevel.EMERGENCY
    if outcome.contact == Contact.MATERNITY:
        if is_now:
            return _("Call your maternity unit now")
        return _("Call your maternity unit today")
    if outcome.contact == Contact.CRISIS:
        return _("Talk to someone now")
    if outcome.sign:
        return _("Get help today")
    return _("Go to an emergency department now") if is_now else _("See a doctor today")


def numbers(request: HttpRequest, outcome: Outcome) -> dict[str, Any]:
    """Whom to call: the number of the clinic's place, else all that we know."""
    clinic = clinic_for(request)
    phone = crisis = ""
    if clinic is not None:
        is_now = outcome.level == SafetyLevel.EMERGENCY or outcome.is_listed_as_emergency
        crisis = clinic.crisis_number if outcome.contact == Contact.CRISIS else ""
        phone = crisis or (clinic.emergency_number if is_now else clinic.phone)
    is_now = outcome.level == SafetyLevel.EMERGENCY or outcome.is_listed_as_emergency
    listed = not phone and is_now
    places = help_page.places(the_guide(), wording()) if listed else []
    emergency = clinic.emergency_number if clinic and crisis else ""
    return {"phone": phone, "places": places, "emergency_phone": emergency}


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
    names = [name for question in told for name in question.finding]
    advice = interview.questionnaire.advice[rule]
    return Outcome(
        level=SafetyLevel.EMERGENCY.value,
        contact=advice.contact.value,
        texts=_say([advice.patient]),
        said=_say(interview.said(answers, names, audience)),
        questions=tuple(question.id for question in told),
        unsure=_unsure(answers, names, audience),
    )


def _earned(answers: Mapping[str, Any], audience: Audience) -> list[Question]:
    """The questions of which a yes alone earns advice, where no safety rule fires for it alone."""
    asked = story.interview().asked(answers, audience)
    return [question for question in asked if question.advice and said_yes(question, answers)]


def _listed(answers: Mapping[str, Any], audience: Audience) -> Outcome | None:
    """Help today for a sign that the help page lists, where no safety rule fires for it alone."""
    told = [
        question
        for question in story.interview().asked(answers, audience)
        if question.kind is QuestionKind.YES_NO_UNSURE and said_yes(question, answers)
    ]
    signs = help_page.told_signs(the_guide(), (name for q in told for name in q.finding))
    if not signs:
        return None
    names = [name for q in told for name in q.finding if name in signs[0].findings]
    return Outcome(
        level=SafetyLevel.URGENT.value,
        contact=Contact.DOCTOR.value,
        texts=(),
        said=_say(story.interview().said(answers, names, audience)),
        questions=_questions(answers, names, audience),
        unsure=_unsure(answers, names, audience),
        sign=wording().say(signs[0].title),
        is_listed_as_emergency=signs[0].level == EMERGENCY_LEVEL,
    )


def _unsure(
    answers: Mapping[str, Any], names: Iterable[str], audience: Audience
) -> tuple[str, ...]:
    wanted = frozenset(names)
    asked = story.interview().asked(answers, audience)
    about = [q for q in asked if not wanted.isdisjoint(q.finding) and is_unsure(q, answers)]
    return _say(question.patient for question in about)


def told_of(
    answers: Mapping[str, Any], names: Sequence[str], audience: Audience
) -> tuple[str, ...]:
    """The answers behind some recorded names, as the person reads them back."""
    said = _say(story.interview().said(answers, names, audience))
    return _read_back(said, _unsure(answers, names, audience))


def _read_back(said: Iterable[str], unsure: Iterable[str]) -> tuple[str, ...]:
    doubts = (_("You are not sure about: “%(question)s”") % {"question": q} for q in unsure)
    return (*said, *doubts)


def own_signs(answers: Mapping[str, Any]) -> list[help_page.SaidSign]:
    """The signs that a person reads first: in pregnancy, and in the year after a birth."""
    chosen = str(answers.get(PREGNANCY, ""))
    return help_page.own_signs(the_guide(), wording(), chosen)


def about(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """What everybody asks on the phone: the age, where it hurts, since when, what began it."""
    questions = story.interview().questionnaire.by_id
    told = {name: answer_words.of(questions[name], answers) for name in ABOUT}
    if answers.get("began") == CANNOT_SAY:
        told["began"] = ""
    lines = {
        "age": _("My age: %(answer)s."),
        "places": _("It hurts here: %(answer)s."),
        "pain_for": _("I have had this pain for %(answer)s."),
        "began": _("How it began: %(answer)s."),
    }
    return tuple(lines[name] % {"answer": told[name]} for name in ABOUT if told[name])


def _questions(
    answers: Mapping[str, Any], names: Sequence[str], audience: Audience
) -> tuple[str, ...]:
    """Ids of the questions whose answers record some names."""
    found = []
    for question in story.interview().asked(answers, audience):
        conditions = {option.condition for option in question.options}
        is_behind = not {*question.findings, *conditions}.isdisjoint(names)
        if is_behind and question.id in answers and said_yes(question, answers) is not False:
            found.append(question.id)
    return tuple(found)


def _advice(rules: Iterable[str]) -> list[Advice]:
    known = story.interview().questionnaire.advice
    return [known[rule] for rule in rules if rule in known]


def _contact(rules: Iterable[str]) -> str:
    """Whom to call for several rules of one level: an emergency department serves for all."""
    contacts = [advice.contact for advice in _advice(rules)]
    return next((c.value for c in Contact if c in contacts), Contact.DOCTOR.value)


def _texts(rules: Iterable[str]) -> tuple[str, ...]:
    return _say(advice.patient for advice in _advice(rules))


def _say(texts: Iterable[str]) -> tuple[str, ...]:
    say = wording().say
    return tuple(dict.fromkeys(say(text) for text in texts))
