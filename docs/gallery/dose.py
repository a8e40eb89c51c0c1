"""Dose and tempo in words."""

from __future__ import annotations

from typing import Any

PHASES = {"up": "move", "hold": "hold", "down": "return"}


def tempo_in_words(tempo: dict[str, float]) -> str:
    """The beat of a movement.

    >>> tempo_in_words({"up": 2, "hold": 5, "down": 1})
    'Move 2 s, hold 5 s, return 1 s'
    >>> tempo_in_words({"up": 0, "hold": 0, "down": 0})
    'Its own steady beat'
    """
    parts = [f"{word} {tempo[phase]:g} s" for phase, word in PHASES.items() if tempo[phase]]
    return ", ".join(parts).capitalize() or "Its own steady beat"


def dose_in_words(dose: dict[str, Any]) -> str:
    """How much, and how often.

    >>> dose_in_words({"minutes": 8, "per_week": 7, "sessions_per_day": 1})
    '8 minutes; every day'
    >>> sets = {"sets": 2, "reps": 8, "hold_s": 5, "rest_s": 30}
    >>> dose_in_words({**sets, "per_week": 5, "sessions_per_day": 1})
    '2 sets of 8, hold 5 s, rest 30 s between; 5 days a week'
    >>> dose_in_words({"sets": 1, "reps": 10, "per_week": 14, "sessions_per_day": 2})
    '1 set of 10; every day, twice a day'
    >>> dose_in_words({"sets": 2, "reps": 1, "per_week": 3, "sessions_per_day": 1})
    '2 times; 3 days a week'
    """
    return f"{_amount(dose)}; {_often(dose)}"


def _amount(dose: dict[str, Any]) -> str:
    if "minutes" in dose:
        return f"{dose['minutes']:g} minutes"
    if dose["reps"] == 1:
        parts = [_counted(dose["sets"], "time")]
    else:
        parts = [f"{_counted(dose['sets'], 'set')} of {dose['reps']}"]
    if dose.get("hold_s"):
        parts.append(f"hold {dose['hold_s']:g} s")
    if dose.get("rest_s"):
        parts.append(f"rest {dose['rest_s']:g} s between")
    return ", ".join(parts)


def _often(dose: dict[str, Any]) -> str:
    days = dose["per_week"] // dose["sessions_per_day"]
    often = "every day" if days == DAYS else f"{_counted(days, 'day')} a week"
    return often if dose["sessions_per_day"] == 1 else f"{often}, {TIMES[dose['sessions_per_day']]}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


DAYS = 7
TIMES = {2: "twice a day", 3: "three times a day"}
