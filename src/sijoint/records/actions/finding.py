"""One tap: what was found, saved with everything that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from sijoint.accounts.models import User
from sijoint.clinical.case import Location, Result, Side
from sijoint.clinical.vocabulary import FindingKind
from sijoint.records import knowledge
from sijoint.records.actions.lock import open_evaluation
from sijoint.records.actions.screening import changed, screen
from sijoint.records.error import ConflictError, RefusedError
from sijoint.records.models import Answer, Evaluation, Tap
from sijoint.records.queries.recorded import Recorded, lacks, recorded_in


@dataclass(frozen=True, slots=True)
class TapEntry:
    """What a device sends for one finding on one side.

    Parameters
    ----------
    finding_id : str
    side : str
        ``left``, ``right``, or empty for a finding without a side.
    result : str
        A `Result`; empty when cleared, and for graded findings.
    value : float or None
        Of a graded finding; None when cleared.
    familiar_pain, location, pain_side
        As in the case file; None or empty when not recorded.
    client_id : UUID
        Made by the device for this tap.
    seen_version : int or None
        Version of the row that the page showed, 0 for none; None when it does not say.
    tapped_at : datetime or None
        When the device says it was made.
    is_form : bool
        Whether it comes from a form that sends every row at once: then one's own later change
        counts too, which the page did not show.
    """

    finding_id: str
    side: str
    client_id: UUID
    result: str = ""
    value: float | None = None
    familiar_pain: bool | None = None
    location: str = ""
    pain_side: str = ""
    seen_version: int | None = None
    tapped_at: datetime | None = None
    is_form: bool = False

    @property
    def is_set(self) -> bool:
        """Whether it says anything; else it clears."""
        return bool(self.result) or self.value is not None


@dataclass(frozen=True, slots=True)
class Saved:
    """What stands after a tap.

    Parameters
    ----------
    client_id : UUID
        Of the tap.
    answer : Answer
        The row as it is now.
    recorded : Recorded
        Everything that the evaluation holds now.
    """

    client_id: UUID
    answer: Answer
    recorded: Recorded


CONTENT = ("result", "value", "familiar_pain", "location", "pain_side")


@transaction.atomic
def tap(*, evaluation: Evaluation, entry: TapEntry, by: User, at: datetime) -> Saved:
    """Save one tap; sent twice it is saved once.

    Raises
    ------
    RefusedError
        If the finding is unknown, has another shape, contradicts what is recorded, or the
        required facts are missing; the text says which.
    LockedError
        If the evaluation is signed.
    ConflictError
        If somebody else changed the row after this page showed it.
    """
    evaluation = open_evaluation(evaluation)
    known = next(iter(Tap.objects.filter(client_id=entry.client_id).order_by()), None)
    recorded = recorded_in(evaluation)
    if known is not None:
        return _known(known, recorded)
    if lacks(evaluation):
        raise RefusedError(_("Age, sex, the painful side and how long come first, in the story."))
    entry = _checked(entry)
    answer = _write(recorded, entry, by, at)
    Tap.objects.create(
        clinic_id=evaluation.clinic_id,
        evaluation=evaluation,
        by=by,
        at=at,
        finding_id=entry.finding_id,
        side=entry.side,
        client_id=entry.client_id,
        tapped_at=entry.tapped_at,
        **_content(entry),
    )
    recorded = recorded.with_answer(answer)
    screen(recorded, by=by, at=at)
    name = f"{entry.finding_id}.{entry.side}".rstrip(".")
    changed("evaluation.answer", evaluation, name, by=by, at=at)
    return Saved(entry.client_id, answer, recorded)


def _known(tap: Tap, recorded: Recorded) -> Saved:
    """What stands after a tap that was saved before."""
    answer = recorded.answer(tap.finding_id, tap.side)
    if tap.evaluation_id != recorded.evaluation.id or answer is None:
        raise RefusedError(_("This tap belongs to another evaluation."))
    return Saved(tap.client_id, answer, recorded)


def _write(recorded: Recorded, entry: TapEntry, by: User, at: datetime) -> Answer:
    evaluation = recorded.evaluation
    answer = recorded.answer(entry.finding_id, entry.side)
    if answer is None:
        answer = Answer(
            clinic_id=evaluation.clinic_id,
            evaluation=evaluation,
            finding_id=entry.finding_id,
            side=entry.side,
            version=0,
        )
    elif _is_stale(answer, entry, by):
        raise ConflictError(answer.by, answer.at)
    for name, value in _content(entry).items():
        setattr(answer, name, value)
    answer.version += 1
    answer.from_intake = False
    answer.by, answer.at = by, at
    answer.save()
    return answer


def _is_stale(answer: Answer, entry: TapEntry, by: User) -> bool:
    """Whether somebody else changed it since; one's own later taps simply follow each other."""
    seen = entry.seen_version
    return seen is not None and seen != answer.version and (entry.is_form or answer.by_id != by.id)


def _content(entry: TapEntry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in CONTENT}


def _checked(entry: TapEntry) -> TapEntry:
    """The entry, if its shape is that of its finding."""
    kind = knowledge.current().vocabulary.findings.get(entry.finding_id)
    if kind is None:
        raise RefusedError(_("There is no finding %(name)s.") % {"name": entry.finding_id[:60]})
    if not _has_side(entry, kind):
        raise RefusedError(_("Choose left or right for this finding, or none where it has none."))
    if not _has_answer(entry, kind):
        raise RefusedError(_wrong(entry.value, kind))
    if not _has_follow_up(entry, kind):
        raise RefusedError(_("Familiar pain and place are recorded for tests only."))
    if entry.result != Result.POSITIVE:
        # What a page still showed of an earlier positive answer goes with it.
        return replace(entry, familiar_pain=None, location="", pain_side="")
    return entry


def _has_side(entry: TapEntry, kind: FindingKind) -> bool:
    return entry.side in set(Side) if kind.side else not entry.side


def _has_answer(entry: TapEntry, kind: FindingKind) -> bool:
    if kind.minimum is None or kind.maximum is None:
        return entry.value is None and entry.result in {"", *Result}
    if entry.result:
        return False
    return entry.value is None or kind.minimum <= entry.value <= kind.maximum


def _wrong(value: float | None, kind: FindingKind) -> str:
    """What is wrong with an answer, then what to enter."""
    if kind.minimum is None or kind.maximum is None:
        return _("Enter positive, negative or not done.")
    limits = {"least": kind.minimum, "most": kind.maximum}
    if value is None:
        return _("Enter a number from %(least)g to %(most)g.") % limits
    said = {"value": value, **limits}
    if value < kind.minimum:
        return _("%(value)g is too low. Enter a number from %(least)g to %(most)g.") % said
    return _("%(value)g is too high. Enter a number from %(least)g to %(most)g.") % said


def _has_follow_up(entry: TapEntry, kind: FindingKind) -> bool:
    if entry.location not in {"", *Location} or entry.pain_side not in {"", *Side}:
        return False
    if entry.pain_side and not kind.has_pain_side:
        return False
    return kind.is_test or (entry.familiar_pain is None and not entry.location)
