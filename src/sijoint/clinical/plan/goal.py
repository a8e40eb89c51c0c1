"""What the person's goals and sports ask of the plan."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sijoint.clinical.case import Preferences

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class GoalWord:
    """Words by which a goal is known, and what reaching it takes.

    Parameters
    ----------
    id : str
        Id in the evidence; its patient name stands for a sport in reasons.
    phrases : tuple of str
        As made by `sought`.
    sports : frozenset of str
        Sport ids that mean the same.
    functions, exercises : frozenset of str
        What it needs trained, and the exercises closest to it.
    is_demanding : bool
        Whether it is sport or heavy work, so that the plan needs its last stage.
    activity : frozenset of str, optional
        Those of the exercises that are the goal itself, as walking is for walking.
    """

    id: str
    phrases: tuple[str, ...]
    sports: frozenset[str]
    functions: frozenset[str]
    exercises: frozenset[str]
    is_demanding: bool
    activity: frozenset[str] = frozenset()

    def is_meant_by(self, text: str) -> bool:
        """Whether one of its phrases stands in a text made by `plain`."""
        return any(phrase in text for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Goals:
    """The goals in the terms of the library.

    Parameters
    ----------
    functions, exercises : mapping of str to str
        What serves a goal, with the goal in the person's own words, or ``@`` and
        the id of a text for a sport.
    are_demanding : bool
        Whether any of them is sport or heavy work.
    activities : frozenset of str, optional
        The exercises that are a goal themselves.
    """

    functions: Mapping[str, str]
    exercises: Mapping[str, str]
    are_demanding: bool
    activities: frozenset[str] = frozenset()


def plain(text: str) -> str:
    """A text as its words in lower case, without accents, each between single spaces.

    Parameters
    ----------
    text : str
        In any language written with spaces.

    Examples
    --------
    >>> plain("Levantar a mi niño, 12 kg")
    ' levantar a mi nino 12 kg '
    """
    parted = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return f" {' '.join(_WORD.findall(bare))} "


def sought(pattern: str) -> str:
    """What to look for in a plain text.

    Parameters
    ----------
    pattern : str
        One or more words; the last may end in ``*``, which stands for any ending.

    Examples
    --------
    >>> sought("walk*"), sought("5k")
    (' walk', ' 5k ')
    """
    words = plain(pattern)
    return words[:-1] if pattern.endswith("*") else words


def understand(preferences: Preferences, words: Iterable[GoalWord]) -> Goals:
    """What the goals and sports ask for.

    Parameters
    ----------
    preferences : Preferences
        Goals in the person's own words, sports as ids. A goal that no word
        recognises changes nothing.
    words : iterable of GoalWord
        All known words.

    Returns
    -------
    Goals
        For each function and exercise the first goal that it serves: own words
        first, in the person's order, then sports by id.
    """
    functions: dict[str, str] = {}
    exercises: dict[str, str] = {}
    activities: set[str] = set()
    is_demanding = False
    for name, word in _meant(preferences, tuple(words)):
        is_demanding = is_demanding or word.is_demanding
        activities |= word.activity
        for function in sorted(word.functions):
            functions.setdefault(function, name)
        for exercise in sorted(word.exercises):
            exercises.setdefault(exercise, name)
    return Goals(functions, exercises, is_demanding, frozenset(activities))


def _meant(preferences: Preferences, words: tuple[GoalWord, ...]) -> Iterator[tuple[str, GoalWord]]:
    for goal in preferences.goals:
        said = plain(goal)
        # A leading @ would make the person's words the id of a text.
        yield from ((goal.lstrip("@ "), word) for word in words if word.is_meant_by(said))
    for word in words:
        if not word.sports.isdisjoint(preferences.sports):
            yield f"@goal_word.{word.id}.patient", word
