"""The first check of a visitor: no account, no name; the answers stay in the session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from sijoint.casefile.story import Screen
from sijoint.evidence.questionnaire import Audience
from sijoint.records import story
from sijoint.web import notice, outcome, session_limit
from sijoint.web.asking import Asking, Way, changes, take
from sijoint.web.guard import public
from sijoint.web.guide import help as help_page
from sijoint.web.guide.page import the_guide
from sijoint.web.limit import limited
from sijoint.web.patient import has_answers, patient_of
from sijoint.web.see_other import see_other
from sijoint.web.wording import wording

KEY = "check"
"""Of the session."""

FIRST = "pain"

RATE = "600/m"
"""From one address: a practice, a school or a whole phone network can share it."""


def kept(request: HttpRequest) -> dict[str, Any]:
    """The answers of the first check of this visitor; empty when there are none."""
    return dict(request.session.get(KEY, {}))


def forget(request: HttpRequest) -> None:
    """Let go of the answers: they live in the record now, or are not wanted any more."""
    request.session.pop(KEY, None)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("check", RATE)
def check(request: HttpRequest) -> HttpResponse:
    """Begin, go on, begin anew, or clear what was answered."""
    if request.method == "POST":
        forget(request)
        if "clear" in request.POST:
            notice.done(request, _("Your answers are cleared from this phone."))
            return see_other("home")
        return see_other("check_step", FIRST)
    if not kept(request):
        return see_other("check_step", FIRST)
    asking = _asking(request)
    if asking.is_over:
        return see_other("check_result")
    url = _way(request).url(asking.first_open())
    return render(request, "web/check/start.html", {"url": url})


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("check", RATE)
def check_step(request: HttpRequest, step: str) -> HttpResponse:
    """One screen of the check."""
    if request.method == "POST" and not kept(request) and step != FIRST:
        return _begin_anew(request)
    if request.method == "GET" and not kept(request) and step != FIRST:
        return see_other("check_step", FIRST)
    return take(request, _asking(request), step, _way(request))


@public
@never_cache
@require_safe
def check_result(request: HttpRequest) -> HttpResponse:
    """What to do: help first, and nothing else while it is urgent."""
    asking = _asking(request)
    if not asking.is_emergency and (still := asking.first_open()):
        return see_other(_way(request).url(still))
    found = asking.outcome
    if found is None:
        return see_other("check_step", FIRST)
    where = changes(asking, _way(request))
    if found.stops:
        shown = {
            "outcome": found,
            "heading": outcome.heading(found),
            "about": outcome.about(asking.answers),
            "changes": where,
            "can_clear": True,
        }
        return render(request, "web/check/stop.html", shown | outcome.numbers(request, found))
    patient = patient_of(request)
    shown = {
        "outcome": found,
        "signs": help_page.signs(the_guide(), wording()),
        "own_signs": outcome.own_signs(asking.answers),
        "change_url": where[0]["url"],
        "has_intake": patient is not None and has_answers(patient),
    }
    return render(request, "web/check/result.html", shown)


def _keep(request: HttpRequest, answers: dict[str, Any]) -> None:
    """Keep the answers in the session, of a visitor for a day at most."""
    request.session[KEY] = answers
    if not request.user.is_authenticated:
        session_limit.begin_as_visitor(request)


def _asking(request: HttpRequest) -> Asking:
    return Asking(Audience.CHECK, kept(request))


def _way(request: HttpRequest) -> Way:
    def save(answers: dict[str, Any], _screen: Screen) -> dict[str, Any]:
        _keep(request, answers)
        return answers

    return Way("check_step", "check_result", "web/check/step.html", save)


def _begin_anew(request: HttpRequest) -> HttpResponse:
    """The session has ended: say so; a yes that needs help now is never lost."""
    sent = {
        question.id: "yes"
        for question in story.interview().questionnaire.questions
        if question.emergency and request.POST.get(question.id) == "yes"
    }
    if sent:
        _keep(request, sent)
        if Asking(Audience.CHECK, sent).is_emergency:
            return see_other("check_result")
    forget(request)
    notice.failed(
        request, _("The page was open too long, so your answers are gone. Begin here again.")
    )
    return see_other("check_step", FIRST)
