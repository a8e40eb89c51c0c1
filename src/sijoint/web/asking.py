"""Asking a questionnaire screen by screen: the first check and the intake go the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sijoint.casefile.story import Interview, Screen
from sijoint.clinical.safety import SafetyLevel
from sijoint.evidence.questionnaire import Audience
from sijoint.records import story
from sijoint.web.forms.screen import ScreenForm, merged
from sijoint.web.outcome import Outcome, heading, outcome_of
from sijoint.web.see_other import see_other
from sijoint.web.wording import wording

END = "end"
"""Sent with a screen that was opened to change one answer: then the end comes next."""


OPEN = "open"
"""Sent while answers were taken along: then only pages with something left to answer come next."""


@dataclass(frozen=True)
class Asking:
    """How far somebody has come.

    Parameters
    ----------
    audience : Audience
    answers : dict
        That were right so far.
    """

    audience: Audience
    answers: Mapping[str, Any]
    screens: tuple[Screen, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "answers", self.interview.sound(self.answers, self.audience))
        screens = self.interview.screens(self.answers, self.audience)
        object.__setattr__(self, "screens", screens)

    @property
    def interview(self) -> Interview:
        """The questions."""
        return story.interview()

    @cached_property
    def is_emergency(self) -> bool:
        """Whether an answer needs help now, so that nothing more is asked."""
        if self.interview.emergency(self.answers, self.audience):
            return True
        safety = story.screen(story.settled(self.answers, self.audience), self.audience)
        return safety is not None and safety.level is SafetyLevel.EMERGENCY

    @cached_property
    def outcome(self) -> Outcome | None:
        """What the answers lead to; those that are asked again do not count yet."""
        return outcome_of(story.settled(self.answers, self.audience), self.audience)

    @property
    def needs_help(self) -> bool:
        """Whether help is told before any other question: in care also help today.

        A first check tells of help today at its end, after all questions about emergencies.
        """
        is_today = self.outcome is not None and self.outcome.stops
        return self.is_emergency or (is_today and self.audience is Audience.INTAKE)

    @property
    def is_over(self) -> bool:
        """Whether help is all there is: in an emergency, or when nothing else is left to ask."""
        stops = self.outcome is not None and self.outcome.stops
        return stops and (self.is_emergency or self.first_open() is None)

    def behind(self) -> dict[Screen, str]:
        """The screens whose answers lead to the outcome, with the first question; never empty."""
        found: dict[Screen, str] = {}
        for name in self.outcome.questions if self.outcome else ():
            if screen := self.screen_of(name):
                found.setdefault(screen, name)
        return found or {self.screens[0]: ""}

    def to_ask_again(self, screen: Screen | None = None) -> tuple[Any, ...]:
        """The questions of a screen, or of all, that are asked in other words."""
        asked = screen.questions if screen else [q for s in self.screens for q in s.questions]
        return self.interview.to_ask_again(self.answers, asked)

    def find(self, step: str, number: int) -> Screen | None:
        """A screen; None when there is none, or none any more."""
        found = (s for s in self.screens if s.step.id == step and s.number == number)
        return next(found, None)

    def first_open(self) -> Screen | None:
        """The first screen with a question that needs an answer; None at the end."""
        still = set(self.interview.open(self.answers, self.audience))
        return next((s for s in self.screens if not still.isdisjoint(s.questions)), None)

    def part_of(self, screen: Screen) -> tuple[Screen, ...]:
        """The screens that are gone through with this one: what is optional stands apart."""
        return tuple(s for s in self.screens if s.step.optional == screen.step.optional)

    def beside(self, screen: Screen, by: int) -> Screen | None:
        """The screen before (-1) or after (1) another of its part; None beyond the ends."""
        part = self.part_of(screen)
        places = [(s.step.id, s.number) for s in part]
        place = places.index((screen.step.id, screen.number)) + by
        return part[place] if 0 <= place < len(part) else None

    def unanswered_after(self, screen: Screen) -> Screen | None:
        """The next screen on which something has no answer; None when there is none."""
        following = self.beside(screen, 1)
        while following and all(q.id in self.answers for q in following.questions):
            following = self.beside(following, 1)
        return following

    def screen_of(self, question: str) -> Screen | None:
        """The screen on which a question is asked."""
        return next((s for s in self.screens if any(q.id == question for q in s.questions)), None)


@dataclass(frozen=True)
class Way:
    """Where a questionnaire lives.

    Parameters
    ----------
    page : str
        Name of the page of a step.
    end : str
        Name of the page after the last one.
    template : str
    save : callable
        Keeps answers: (answers, screen) to all answers that are kept now.
    """

    page: str
    end: str
    template: str
    save: Callable[[dict[str, Any], Screen], dict[str, Any]]

    def url(self, screen: Screen | None, *, then: str = "", first: bool = False) -> str:
        """The address of a screen; of the end for None.

        Parameters
        ----------
        screen : Screen or None
        then : str, optional
            `END` when the end comes after it, `OPEN` when the next page with a gap does.
        first : bool, optional
            Whether it is shown in its first words, also to who was not sure.
        """
        if screen is None:
            return reverse(self.end)
        query: dict[str, Any] = {"screen": screen.number} if screen.number > 1 else {}
        query |= {"then": then} if then else {}
        query |= {"first": "yes"} if first else {}
        return reverse(self.page, kwargs={"step": screen.step.id}, query=query or None)


def changes(asking: Asking, way: Way) -> list[dict[str, str]]:
    """Where the answers behind the outcome are changed, one for each screen; never empty."""
    say, questions = wording().say, asking.interview.questionnaire.by_id
    return [
        {
            "url": way.url(screen, then=END),
            "question": say(questions[name].patient) if name else "",
        }
        for screen, name in asking.behind().items()
    ]


def take(request: HttpRequest, asking: Asking, step: str, way: Way) -> HttpResponse:
    """Show a screen, or take its answers and lead on."""
    screen = asking.find(step, _screen_number(request))
    if screen is None:
        return see_other(way.url(asking.first_open()))
    if request.method != "POST" and asking.is_over and screen not in asking.behind():
        return see_other(way.url(None))
    again = _is_again(request, asking, screen)
    questions = asking.to_ask_again(screen) if again else screen.questions
    form = ScreenForm(
        request.POST if request.method == "POST" else None,
        interview=asking.interview,
        questions=questions or screen.questions,
        given=asking.answers,
        again=again and bool(questions),
    )
    if request.method == "POST":
        form.is_valid()
        if "back" in request.POST:
            return _go_back(asking, screen, form, way)
        if not form.errors:
            return _go_on(request, asking, screen, form, way)
    return _shown(request, asking, screen, form, way)


def _go_back(asking: Asking, screen: Screen, form: ScreenForm, way: Way) -> HttpResponse:
    way.save(merged(asking.answers, form, keep_missing=True), screen)
    if form.again:
        return see_other(way.url(screen, first=True))
    before = asking.beside(screen, -1)
    return see_other(way.url(before if before or screen.step.optional else screen))


def _go_on(
    request: HttpRequest, asking: Asking, screen: Screen, form: ScreenForm, way: Way
) -> HttpResponse:
    answers = way.save(merged(asking.answers, form), screen)
    now = replace(asking, answers=answers)
    then = request.POST.get("then", "")
    if _leads_to_help(asking, now):
        return see_other(way.url(None))
    here = now.find(screen.step.id, screen.number)
    if here and now.to_ask_again(here):
        return see_other(way.url(here, then=then))
    if then == END or here is None:
        return see_other(way.url(now.first_open()))
    following = now.unanswered_after(here) if then == OPEN else now.beside(here, 1)
    return see_other(way.url(following or now.first_open(), then=then))


def _leads_to_help(before: Asking, now: Asking) -> bool:
    """Whether help comes next: today's help only once while the clinic still needs answers."""
    if now.is_emergency or not now.needs_help:
        return now.is_emergency
    return not before.needs_help or now.first_open() is None


def _shown(
    request: HttpRequest, asking: Asking, screen: Screen, form: ScreenForm, way: Way
) -> HttpResponse:
    say = wording().say
    steps = list(dict.fromkeys(s.step.id for s in asking.part_of(screen)))
    own = next((q for q in screen.questions if q.title), None)
    shown = {
        "form": form,
        "step": screen.step.id,
        "title": say(own.title if own else screen.step.patient),
        "lead": say(own.lead if own else screen.step.lead),
        "number": steps.index(screen.step.id) + 1,
        "count": len(steps),
        "screen": screen.number,
        "screens": sum(s.step == screen.step for s in asking.screens),
        "is_first": asking.beside(screen, -1) is None and not screen.step.optional,
        "then": request.POST.get("then") or request.GET.get("then", ""),
    }
    if asking.needs_help and asking.outcome:
        shown |= {"help": heading(asking.outcome), "help_url": way.url(None)}
    return render(request, way.template, shown, status=422 if form.errors else 200)


def _screen_number(request: HttpRequest) -> int:
    number = request.GET.get("screen", "1")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0


def _is_again(request: HttpRequest, asking: Asking, screen: Screen) -> bool:
    """Whether the screen is shown in other words; a form says which of the two it is."""
    if request.method == "POST":
        return "again" in request.POST
    return "first" not in request.GET and bool(asking.to_ask_again(screen))
