"""What a clinician changed in a draft, as lines that are read before it is approved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from sijoint.documents.wording import Wording
from sijoint.records.models import Plan
from sijoint.records.queries.plan import Present
from sijoint.web.plan.board import Board


def differences_of(plan: Plan, present: Present, words: Wording) -> list[str]:
    """Every change from the proposal, and what was added beside it."""
    first = Board(plan, present, 0, words)
    boards = [Board(plan, present, number, words) for number, _name in first.stage_names]
    return [
        *(line for board in boards for line in _in_stage(board)),
        *_beside(first),
        *_reviews(first),
        *(_("Goal: %(text)s") % {"text": goal.text} for goal in first.goals),
        *(_said(f"{each.technique} ({each.target})", _("added")) for each in first.hands_on),
    ]


def _in_stage(board: Board) -> Iterator[str]:
    """The exercises of a stage."""
    for row in board.rows:
        if row.is_new:
            yield _staged(board, row.name, _("added"))
        elif row.was:
            yield _staged(board, row.name, _("was %(before)s") % {"before": row.was})
    held = {row.id for row in board.rows}
    before = next((s for s in board.proposed.stages if s.number == board.number), None)
    for planned in before.exercises if before else ():
        if planned.id not in held:
            name = board.words.text(f"exercise.{planned.id}.patient")
            yield _staged(board, name, _("taken out"))


def _beside(board: Board) -> Iterator[str]:
    """Supports and advice."""
    then, now = board.proposed, board.value
    supports = ([each.id for each in then.supports], [each.id for each in now.supports])
    yield from _moved(*supports, "support.{}.patient", board.words)
    yield from _moved(then.education, now.education, "education.{}.title", board.words)


def _moved(then: Iterable[str], now: Iterable[str], text: str, words: Wording) -> Iterator[str]:
    before, after = list(then), list(now)
    for name in (each for each in after if each not in before):
        yield _said(words.text(text.format(name)), _("added"))
    for name in (each for each in before if each not in after):
        yield _said(words.text(text.format(name)), _("taken out"))


def _reviews(board: Board) -> Iterator[str]:
    """The days of the reviews."""
    before = {each.id: each.on for each in board.proposed.reviews}
    for review in board.value.reviews:
        then = before.get(review.id)
        if review.on != then:
            days = [board.words.date(day) for day in (review.on, then) if day]
            name = board.words.text(f"review_point.{review.id}.clinician")
            what = _("was %(before)s") % {"before": days[-1]}
            yield _said(name, f"{days[0]}, {what}" if len(days) > 1 else days[0])


def _said(name: str, what: str) -> str:
    return _("%(name)s: %(what)s") % {"name": name, "what": what}


def _staged(board: Board, name: str, what: str) -> str:
    values = {"number": board.number, "name": name, "what": what}
    return _("Stage %(number)s, %(name)s: %(what)s") % values
