"""A person's own data as plain tables and lists: the format `sijoint.own-data/1`.

Days are ISO dates at the clinic, texts are in the language that the document names. It holds no
probability, no source of pain and no name of a profile. Its tables::

    schema, language, made_on
    clinic      name, phone, email
    person      name, email, phone, born_on, sex, language, in_care_since
    account     email
    consents    title, version, agreed_on, ended_on, text
    answers     sent_on (null: not sent yet), is_latest, told: question, answer
    goals       text, at_start, target, since, ended_on, ratings: on, value
    evaluations on, by
    plans       approved_on, approved_by, holds, and as `sijoint.web.my_data.plan` tells
    advice      given_on, text, settled_on
    reads       on, by
    erasure     asked_on; or null
    notes       what the document leaves out, and who gives it

What is not known is null, or an empty text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.evidence.questionnaire import Audience
from sijoint.records import consent_text, story
from sijoint.records.actions import intake as intakes
from sijoint.records.models import Alert, Consent, Goal, Intake
from sijoint.records.queries.own_data import OwnData
from sijoint.web import answer_words
from sijoint.web.asking import Asking
from sijoint.web.forms.facts import SEXES
from sijoint.web.my_data.plan import plan_told
from sijoint.web.wording import code, wording

SCHEMA = "sijoint.own-data/1"

Document = dict[str, Any]


def document_of(own: OwnData, *, at: datetime) -> Document:
    """Everything, in the active language.

    Parameters
    ----------
    own : OwnData
    at : datetime
        When the document is made.
    """
    clinic = own.patient.clinic
    return {
        "schema": SCHEMA,
        "language": code(),
        "made_on": _day(at),
        "clinic": {"name": clinic.name, "phone": clinic.phone, "email": clinic.email},
        "person": _person(own),
        "account": {"email": own.patient.user.email if own.patient.user else ""},
        "consents": [_consent(each) for each in own.consents],
        "answers": list(_answers(own)),
        "goals": [_goal(each) for each in own.goals],
        "evaluations": [
            {"on": each.assessed_on.isoformat(), "by": name_of(each.signed_by)}
            for each in own.evaluations
        ],
        "plans": [plan_told(each, holds=each == own.plan) for each in own.plans],
        "advice": list(_advice(own.alerts)),
        "reads": [{"on": r.on.isoformat(), "by": r.name or _somebody()} for r in own.reads],
        "erasure": {"asked_on": _day(own.erasure.asked_at)} if own.erasure else None,
        "notes": notes(),
    }


def notes() -> list[str]:
    """What is left out, and who gives it."""
    return [
        _("The notes and test results of your therapist are not in this copy."),
        _("You can ask your clinic for them. Somebody there can explain them to you."),
    ]


def name_of(user: User | None) -> str:
    """A member of staff by name; never an address."""
    return (user.name if user else "") or _somebody()


def _somebody() -> str:
    return _("Somebody of your clinic")


def _person(own: OwnData) -> Document:
    person = own.patient
    sexes = {str(sex): str(word) for sex, word in SEXES.items()}
    return {
        "name": person.name,
        "email": person.email,
        "phone": person.phone,
        "born_on": person.born_on.isoformat() if person.born_on else None,
        "sex": sexes.get(person.sex, ""),
        "language": language_name(person.language),
        "in_care_since": _day(person.created_at),
    }


def language_name(name: str) -> str:
    """A language in the words of the reader."""
    return {"en": _("English"), "es": _("Spanish")}.get(name, name)


def _consent(given: Consent) -> Document:
    texts = {(text.kind, text.version): text for text in consent_text.TEXTS}
    text = texts.get((given.kind, given.version))
    say = wording().say
    return {
        "title": say(text.title) if text else given.kind,
        "version": given.version,
        "agreed_on": _day(given.given_at),
        "ended_on": _day(given.withdrawn_at),
        "text": [say(line) for line in (*text.lines, text.agree)] if text else [],
    }


def _answers(own: OwnData) -> Iterator[Document]:
    """What was begun and not sent, then what was sent; the latest first."""
    begun = (_told(each, False) for each in intakes.unsent(own.patient))
    yield from (each for each in begun if each["told"])
    yield from (_told(each, place == 0) for place, each in enumerate(own.intakes))


def _told(intake: Intake, is_latest: bool) -> Document:
    answers = story.answers_of(intake)
    say = wording().say
    asking = Asking(Audience.INTAKE, answers)
    questions = (question for screen in asking.screens for question in screen.questions)
    told = [(say(q.patient), answer_words.of(q, asking.answers)) for q in questions]
    return {
        "sent_on": _day(intake.completed_at),
        "is_latest": is_latest,
        "told": [{"question": question, "answer": answer} for question, answer in told if answer],
    }


def _goal(goal: Goal) -> Document:
    return {
        "text": goal.text,
        "at_start": goal.baseline,
        "target": goal.target,
        "since": _day(goal.at),
        "ended_on": _day(goal.ended_at),
        "ratings": goal.scores,
    }


def _advice(alerts: Iterable[Alert]) -> Iterable[Document]:
    """What the person was told for each sign that fired; the sign itself is in their answers."""
    known = story.interview().questionnaire.advice
    for alert in alerts:
        if alert.rule_id in known:
            yield {
                "given_on": _day(alert.raised_at),
                "text": wording().say(known[alert.rule_id].patient),
                "settled_on": _day(alert.closed_at),
            }


def _day(moment: datetime | None) -> str | None:
    return timezone.localdate(moment).isoformat() if moment else None
