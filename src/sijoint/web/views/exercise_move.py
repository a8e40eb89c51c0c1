"""An exercise in motion, alone and on a page of the site: general knowledge, about nobody."""

from __future__ import annotations

import functools

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from sijoint.drawing.animation import animated_svg
from sijoint.drawing.svg import Rendering
from sijoint.evidence.movement import load_movements
from sijoint.web.guard import public
from sijoint.web.wording import code, wording, wording_in

A_DAY = 86_400

PICTURES_KEPT = 128
"""Exercises in motion that a process keeps, of 60 kB at most each."""


@public
@require_safe
def exercise_motion(request: HttpRequest, exercise_id: str, side: str) -> HttpResponse:
    """The exercise as a picture of its own."""
    svg = _drawn(request, exercise_id, side, Rendering.PAPER)
    response = HttpResponse(svg, content_type="image/svg+xml")
    patch_cache_control(response, private=True, max_age=A_DAY)
    return response


@public
@require_safe
def exercise_move(request: HttpRequest, exercise_id: str, side: str) -> HttpResponse:
    """The exercise with play and pause, its pictures in order, and the way back."""
    svg = _drawn(request, exercise_id, side, Rendering.SCREEN)
    is_patient = bool(request.member) and not request.member.is_staff
    shown = {
        "name": wording().text(f"exercise.{exercise_id}.patient"),
        "exercise_id": exercise_id,
        "side": side,
        "is_pregnant": _is_pregnant(request),
        "figure": mark_safe(svg),  # noqa: S308 (drawn here, of nothing that was sent)
        "back_url": reverse("plan_mine" if is_patient else "guide"),
    }
    return render(request, "web/plan/move.html", shown)


def _drawn(request: HttpRequest, exercise_id: str, side: str, rendering: Rendering) -> str:
    """The exercise as it was asked for, if there is such a one."""
    if exercise_id not in load_movements() or side not in ("left", "right"):
        raise Http404
    is_pregnant = _is_pregnant(request)
    return _moving(exercise_id, side, rendering, is_pregnant=is_pregnant, language=code())


def _is_pregnant(request: HttpRequest) -> bool:
    return request.GET.get("form") == "pregnancy"


@functools.lru_cache(maxsize=PICTURES_KEPT)
def _moving(
    exercise_id: str, side: str, rendering: Rendering, *, is_pregnant: bool, language: str
) -> str:
    """The exercise in motion, drawn once by each process."""
    movement = load_movements()[exercise_id]
    say = wording_in(language).say
    return animated_svg(movement, rendering, side=side, say=say, is_pregnant=is_pregnant)
