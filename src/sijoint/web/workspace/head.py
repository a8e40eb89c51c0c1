"""The line at the top of the workspace: who it is, in a few facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sijoint.documents.wording import Wording
from sijoint.language import message

SIDES = {
    "left": message("pain on the left"),
    "right": message("pain on the right"),
    "bilateral": message("pain on both sides"),
}


def facts_line(facts: Mapping[str, Mapping[str, Any]], words: Wording) -> str:
    """Age, side, duration, pregnancy or birth: what is recorded, parted by dots."""
    return " · ".join(_parts(facts.get("patient", {}), facts.get("episode", {}), words))


def _parts(patient: Mapping[str, Any], episode: Mapping[str, Any], words: Wording) -> Iterator[str]:
    if "age_years" in patient:
        yield words.plural("{n} year old", "{n} years old", int(patient["age_years"]))
    if "side" in episode:
        yield words.say(SIDES[episode["side"]])
    if "duration_weeks" in episode:
        yield words.plural("{n} week", "{n} weeks", int(episode["duration_weeks"]))
    if "pregnancy_weeks" in patient:
        week = int(patient["pregnancy_weeks"])
        yield words.say("week {week} of pregnancy", week=week)
    if "weeks_postpartum" in patient:
        weeks = int(patient["weeks_postpartum"])
        yield words.plural("{n} week after birth", "{n} weeks after birth", weeks)
