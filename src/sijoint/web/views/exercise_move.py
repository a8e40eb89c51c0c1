"""An exercise in motion on a page of the site: general knowledge, about nobody."""

from __future__ import annotations

import functools

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from sijoint.drawing.animation import animated_svg
from sijoint.drawing.svg import Rendering
from sijoint.evidence.movement import load_movements
from sijoint.web.guard import public
from sijoint.web.views.plan_mine import PICTURES_KEPT
from sijoint.web.wording import code, wording, wording_in


@public
@require_safe
def exercise_move(request: HttpRequest, exercise_id: str, side: str) -> HttpResponse:
    """The exercise with play and pause, its pictures in order, and the way back."""
    if exercise_id not in load_movements() or side not in ("left", "right"):
        raise Http404
    is_pregnant = request.GET.get("form") == "pregnancy"
    svg = _moving(exercise_id, side, is_pregnant=is_pregnant, language=code())
    is_patient = bool(request.member) and not request.member.is_staff
    shown = {
        "name": wording().text(f"exercise.{exercise_id}.patient"),
        "exercise_id": exercise_id,
        "side": side,
        "is_pregnant": is_pregnant,
        "figure": mark_safe(svg),  # noqa: S308 (drawn here, of nothing that was sent)
        "back_url": reverse("plan_mine" if is_patient else "guide"),
    }
    return render(request, "web/plan/move.html", shown)


@functools.lru_cache(maxsize=PICTURES_KEPT)
def _moving(exercise_id: str, side: str, *, is_pregnant: bool, language: str) -> str:
    """The exercise on a screen, drawn once by each process."""
    movement = load_movements()[exercise_id]
    say = wording_in(language).say
    return animated_svg(movement, Rendering.SCREEN, side=side, say=say, is_pregnant=is_pregnant)
