"""The intake: a person in care tells their story, one screen at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sijoint.accounts.role import Permission
from sijoint.casefile.story import Screen
from sijoint.casefile.story_case import AGAIN
from sijoint.evidence.questionnaire import Audience, Step
from sijoint.records import story
from sijoint.records.actions import consent as consents
from sijoint.records.actions import intake as intakes
from sijoint.records.error import LockedError
from sijoint.records.models import Intake, Patient
from sijoint.web import answer_words, notice, outcome
from sijoint.web.asking import END, OPEN, Asking, Way, changes, take
from sijoint.web.guard import needs
from sijoint.web.guide import help as help_page
from sijoint.web.guide.page import the_guide
from sijoint.web.patient import has_answers, own_patient
from sijoint.web.see_other import see_other
from sijoint.web.views import check
from sijoint.web.wording import wording


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer in words, with the address on which it is changed."""

    question: str
    answer: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one step: first what was said, then what was denied."""

    title: str
    told: tuple[Told, ...]
    denied: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class More:
    """An optional step, with the address and the first question of it."""

    title: str
    url: str
    question: str
    is_told: bool


@needs(Permission.OWN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    """Where the person stands: go on, look through and send, or correct what was sent."""
    patient = own_patient(request)
    if not consents.is_given(patient):
        return see_other("consent")
    if _is_to_choose(request, patient):
        return _choose(request, patient)
    held = _present(request, patient)
    if request.method == "POST":
        return _post(request, held)
    asking = _asking(held)
    way = _way(request, held)
    still = asking.first_open()
    then = OPEN if _is_taken_along(held, asking) else ""
    open_url = way.url(still, then=then) if still else ""
    found = asking.outcome
    if found and found.stops:
        return _stop(request, held, asking, found, open_url)
    if open_url and held.completed_at is None and "review" not in request.GET:
        return see_other(open_url)
    words = wording()
    shown = {
        "intake": held,
        "open_url": open_url,
        "outcome": found if held.completed_at or not open_url else None,
        "parts": _parts(asking, way),
        "more": _more(asking, way),
        "own_signs": outcome.own_signs(asking.answers),
        "signs": help_page.signs(the_guide(), words),
    }
    return render(request, "web/intake/review.html", shown)


@needs(Permission.OWN_RECORD)
@require_http_methods(["GET", "HEAD", "POST"])
def intake_step(request: HttpRequest, step: str) -> HttpResponse:
    """One screen; what was sent is kept at once."""
    patient = own_patient(request)
    if not consents.is_given(patient):
        return see_other("consent")
    if _is_to_choose(request, patient):
        return see_other("intake")
    held = _present(request, patient)
    if held.completed_at is not None:
        return _sent_meanwhile(request)
    asking = _asking(held)
    try:
        return take(request, asking, step, _way(request, held))
    except LockedError:
        return _sent_meanwhile(request)


def _sent_meanwhile(request: HttpRequest) -> HttpResponse:
    """Say that what was posted is not kept: the answers were sent, perhaps from elsewhere."""
    if request.method == "POST":
        notice.failed(request, _("These answers were sent meanwhile. Correct them here."))
    return see_other("intake")


def _present(request: HttpRequest, patient: Patient) -> Intake:
    """The intake of the present episode, begun when there is none."""
    held = intakes.latest(patient)
    return held or intakes.start(patient=patient, by=request.user, at=timezone.now())


def _asking(held: Intake) -> Asking:
    return Asking(Audience.INTAKE, story.answers_of(held))


def _is_taken_along(held: Intake, asking: Asking) -> bool:
    """Whether there are answers of pages that were not shown here: those of the first check."""
    if held.replaces_id is not None:
        return False
    answered = {s.step.id for s in asking.screens for q in s.questions if q.id in asking.answers}
    return not answered.issubset(held.steps)


def _is_to_choose(request: HttpRequest, patient: Patient) -> bool:
    """Whether a first check was done on this device, by whomever, that could fill the intake."""
    return bool(check.kept(request)) and not has_answers(patient)


def _choose(request: HttpRequest, patient: Patient) -> HttpResponse:
    """Take the answers of the first check along, or drop them: devices are shared."""
    answers, use = check.kept(request), request.POST.get("use")
    if use in ("yes", "no"):
        check.forget(request)
        held = _present(request, patient)
        if use == "yes":
            _fill(request, held, answers)
            notice.done(request, _("We kept your answers. Here is what is still open."))
        return see_other("intake")
    # Where it hurts and for how long is enough to know one's own answers, and tells others little.
    asking = Asking(Audience.CHECK, answers)
    say = wording().say
    told = [
        {"question": say(question.patient), "answer": answer_words.of(question, asking.answers)}
        for screen in asking.screens
        if screen.step.id == check.FIRST
        for question in screen.questions
        if question.id in asking.answers and not question.sensitive
    ]
    shown = {"told": told, "count": len(asking.answers)}
    return render(request, "web/intake/found.html", shown)


def _fill(request: HttpRequest, held: Intake, answers: dict[str, Any]) -> None:
    """Put the answers of the first check into an intake that has none."""
    intakes.answer(
        intake=held, answers=answers, step=check.FIRST, by=request.user, at=timezone.now()
    )


def _post(request: HttpRequest, held: Intake) -> HttpResponse:
    now = timezone.now()
    if "correct" in request.POST:
        if held.completed_at is not None:
            held = intakes.correct(intake=held, by=request.user, at=now)
        asking = _asking(held)
        chosen = asking.screen_of(request.POST["correct"])
        then = "" if chosen and chosen.step.optional else END
        url = _way(request, held).url(chosen, then=then)
        return see_other(url if chosen else f"{reverse('intake')}?review=yes")
    if held.completed_at is None:
        asking = _asking(held)
        if still := asking.first_open():
            return see_other(_way(request, held).url(still))
        intakes.complete(intake=held, by=request.user, at=now)
        notice.done(
            request, _("Your answers are sent. Your therapist reads them before the visit.")
        )
    return see_other("intake")


def _stop(
    request: HttpRequest, held: Intake, asking: Asking, found: outcome.Outcome, open_url: str
) -> HttpResponse:
    """Help, and nothing else; a complete intake is changed by a new one.

    Who needs help today may go on later: the therapist needs the other answers.
    """
    is_sent = held.completed_at is not None
    shown = {
        "outcome": found,
        "heading": outcome.heading(found),
        "about": outcome.about(asking.answers),
        "changes": changes(asking, _way(request, held)),
        "correct": next(iter(found.questions), "yes") if is_sent else "",
        "can_send": not is_sent and not open_url,
        "open_url": "" if is_sent or asking.is_emergency else open_url,
    }
    return render(request, "web/check/stop.html", shown | outcome.numbers(request, found))


def _way(request: HttpRequest, held: Intake) -> Way:
    def save(answers: dict[str, Any], screen: Screen) -> dict[str, Any]:
        asked = {question.id for question in screen.questions}
        saved = intakes.answer(
            intake=held,
            answers={k: a for k, a in answers.items() if k.removesuffix(AGAIN) in asked},
            step=screen.step.id,
            by=request.user,
            at=timezone.now(),
            asked=asked,
        )
        return story.answers_of(saved)

    return Way("intake_step", "intake", "web/intake/step.html", save)


def _parts(asking: Asking, way: Way) -> list[Part]:
    """Every answer in words, by step; an optional step only when something was told there."""
    return [
        _part(asking, way, step)
        for step in dict.fromkeys(screen.step for screen in asking.screens)
        if not step.optional or _is_told(asking, step)
    ]


def _part(asking: Asking, way: Way, step: Step) -> Part:
    say, answers = wording().say, asking.answers
    told: dict[bool, list[Told]] = {True: [], False: []}
    for screen in asking.screens:
        for question in screen.questions if screen.step == step else ():
            words = answer_words.of(question, answers)
            each = Told(say(question.patient), words, way.url(screen, then=END))
            told[answer_words.is_no(question, answers)].append(each)
    return Part(say(step.patient), tuple(told[False]), tuple(told[True]))


def _more(asking: Asking, way: Way) -> list[More]:
    """The steps that may be left out."""
    return [
        More(
            wording().say(screen.step.patient),
            way.url(screen),
            screen.questions[0].id,
            _is_told(asking, screen.step),
        )
        for screen in asking.screens
        if screen.step.optional and screen.number == 1
    ]


def _is_told(asking: Asking, step: Step) -> bool:
    asked = (q.id for s in asking.screens if s.step == step for q in s.questions)
    return any(name in asking.answers for name in asked)
