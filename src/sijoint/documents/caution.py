"""What is different for this person: one box for each exercise, before its steps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from sijoint.clinical.phrase import Phrase
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

CHANGE = "exercise_change"

CHANGING_LIMITS = frozenset(
    {
        "exercise_limit.flat_from_20_weeks.text",
        "exercise_limit.flat_before_20_weeks.text",
        "exercise_limit.self_isometric_before_20_weeks.text",
        "exercise_limit.pelvic_floor_release_only.text",
        "exercise_limit.hip_replacement_from_behind.text",
        "exercise_limit.hip_replacement_from_the_front.text",
        "exercise_limit.no_weights_with_a_cancer_history.text",
        "exercise_limit.middle_range_with_nerve_signs.text",
        "exercise_limit.stretches_of_joints_that_move_far.text",
        "exercise_limit.other_stretches_with_connective_tissue_disorder.text",
    }
)
"""Limits that change how an exercise is done; the others are to be kept in mind."""

_END = re.compile(r"(?<=[.?!]) +")
_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset(
    {"a", "an", "and", "at", "in", "is", "it", "of", "on", "or", "the", "to", "your", "you"}
)
"""Words that two sentences may differ in and still say the same."""


def caution_box(cautions: Sequence[Phrase], steps: Sequence[str], words: Wording) -> Content:
    """The title and the lines of the box; no lines where there is nothing to mind.

    A sentence that a step or an earlier line already says is not said again.

    Parameters
    ----------
    cautions : sequence of Phrase
        Of a planned exercise.
    steps : sequence of str
        Its steps, in English.
    words : Wording
        The language.
    """
    known = [_gist(sentence) for step in steps for sentence in (step, *sentences(step))]
    lines = [line for each in cautions if (line := _unsaid(each, known, words))]
    is_changed = any(map(changes_form, cautions))
    title = words.say("For you, this comes first") if is_changed else words.say("Keep in mind")
    return {"title": title, "lines": lines}


def changes_form(caution: Phrase) -> bool:
    """Whether a caution changes how an exercise is done."""
    return caution.id.startswith(f"{CHANGE}.") or caution.id in CHANGING_LIMITS


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return _END.split(text)


def _unsaid(caution: Phrase, known: list[frozenset[str]], words: Wording) -> str:
    """What a caution adds to what is known; it is known from then on."""
    english, said = sentences(words.english(caution)), sentences(words.render(caution))
    is_new = [_is_new(sentence, known) for sentence in english]
    if len(said) != len(english):
        # Another language may part a text otherwise: then it stays whole.
        return words.render(caution) if any(is_new) else ""
    return " ".join(_chosen(said, is_new))


def _chosen(said: Iterable[str], is_new: Iterable[bool]) -> Iterator[str]:
    return (sentence for sentence, is_kept in zip(said, is_new, strict=True) if is_kept)


def _is_new(sentence: str, known: list[frozenset[str]]) -> bool:
    gist = _gist(sentence)
    if any(gist <= other for other in known):
        return False
    known.append(gist)
    return True


def _gist(sentence: str) -> frozenset[str]:
    return frozenset(_WORD.findall(sentence.lower())) - _EMPTY
