"""What an evaluation begins with: facts and answers that were told or recorded before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sijoint.accounts.models import User
from sijoint.records.models import Answer, Episode, Evaluation, Score

Facts = dict[str, dict[str, Any]]

TABLES = ("patient", "episode", "preferences")
"""Tables of the case file that an evaluation keeps as facts."""

LASTING = {
    "patient": ("age_years", "sex", "weight_kg", "height_cm"),
    "preferences": ("minutes_per_day", "equipment", "sports"),
}
"""What is filled in from the evaluation before, where the person did not say."""

OF_THE_EPISODE = ("side", "setting")
"""What is filled in too while it is the same episode."""

MOST_WEEKS = 5200


def facts(
    episode: Episode, document: Mapping[str, Any], last: Evaluation | None, today: date
) -> Facts:
    """What the person told, then what lasts from the evaluation before, then the record.

    Parameters
    ----------
    document : mapping
        Of their story, in the format of the case file; empty when they told nothing.
    last : Evaluation or None
        The signed one before.
    """
    patient = episode.patient
    made: Facts = {table: dict(document.get(table, {})) for table in TABLES}
    if last is not None:
        _carry(made, last, episode, today)
    if patient.born_on is not None:
        made["patient"]["age_years"] = _years(patient.born_on, today)
    if patient.sex != "unknown":
        made["patient"].setdefault("sex", patient.sex)
    made["episode"].setdefault("setting", patient.clinic.setting)
    return made


def fill(evaluation: Evaluation, document: Mapping[str, Any], by: User, at: datetime) -> None:
    """Write the findings and scores of a story into an evaluation that holds none."""
    row = {"clinic_id": evaluation.clinic_id, "evaluation": evaluation, "by": by, "at": at}
    Answer.objects.bulk_create(
        Answer(finding_id=name, side=side, from_intake=True, **content, **row)
        for (name, side), content in findings(document).items()
    )
    Score.objects.bulk_create(
        Score(
            measure_id=score["id"],
            value=score["value"],
            taken_on=score.get("taken_on", evaluation.assessed_on),
            **row,
        )
        for score in document.get("measures", ())
    )


def findings(document: Mapping[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    """What a story says of each finding and side, as an answer holds it."""
    return {
        (found["id"], found.get("side", "")): {
            "result": found.get("result", ""),
            "value": found.get("value"),
            "familiar_pain": found.get("familiar_pain"),
            "location": found.get("location", ""),
            "pain_side": found.get("pain_side", ""),
        }
        for found in document.get("findings", ())
    }


def with_conditions(now: Mapping[str, Any], then: Mapping[str, Any]) -> dict[str, Any]:
    """A table of the patient that keeps the conditions of another: one does not lose them."""
    conditions = sorted({*then.get("conditions", ()), *now.get("conditions", ())})
    since = then.get("weeks_since", {}) | now.get("weeks_since", {})
    kept = {"conditions": conditions, "weeks_since": since}
    return {**now, **{name: value for name, value in kept.items() if value}}


def _carry(made: Facts, last: Evaluation, episode: Episode, today: date) -> None:
    elapsed = max(0, (today - last.assessed_on).days // 7)
    before = {table: last.facts.get(table, {}) for table in TABLES}
    since = before["patient"].get("weeks_since", {})
    aged = {name: min(weeks + elapsed, MOST_WEEKS) for name, weeks in since.items()}
    made["patient"] = with_conditions(made["patient"], before["patient"] | {"weeks_since": aged})
    for table, names in LASTING.items():
        for name in names:
            if name in before[table]:
                made[table].setdefault(name, before[table][name])
    birth = before["patient"].get("weeks_postpartum")
    if birth is not None and "pregnancy_weeks" not in made["patient"]:
        made["patient"].setdefault("weeks_postpartum", min(birth + elapsed, 2600))
    if last.episode_id == episode.pk:
        _carry_episode(made["episode"], before["episode"], elapsed)


def _carry_episode(made: dict[str, Any], before: Mapping[str, Any], elapsed: int) -> None:
    for name in OF_THE_EPISODE:
        if name in before:
            made.setdefault(name, before[name])
    if "duration_weeks" in before:
        made.setdefault("duration_weeks", min(before["duration_weeks"] + elapsed, MOST_WEEKS))


def _years(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
