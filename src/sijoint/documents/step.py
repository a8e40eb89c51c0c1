"""The steps of an exercise as this person does them: on which side, how long, how often."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.wording import Wording
from sijoint.language import message

BOTH = "both"

CHANGING_SIDES = {
    "Finish one side, then change legs.": "",
    "Do all on one side, then change.": "",
    "Do all on one side, then turn over.": "",
    "Do all on one side, then turn around.": "",
    "Change sides after each hold.": "",
    "Come back to the start. Do all on one side, then change.": message("Come back to the start."),
    "Do all on one side, then change. Keep breathing.": message("Keep breathing."),
    "Lower slowly. Do all on one side, then change.": message("Lower slowly."),
    "Lower slowly. Do all on one side, then turn over.": message("Lower slowly."),
    "Push through the front heel to rise. Change legs after each set.": message(
        "Push through the front heel to rise."
    ),
    "Let go slowly and change sides.": message("Let go slowly."),
    "Come up slowly and change sides.": message("Come up slowly."),
    "Lower the foot slowly and change sides.": message("Lower the foot slowly."),
    "Hold and breathe. Change sides.": message("Hold and breathe."),
    "Hold and breathe. Lower slowly and change sides.": message("Hold and breathe. Lower slowly."),
    "Hold at a mild stretch and breathe. Change sides.": message(
        "Hold at a mild stretch and breathe."
    ),
    "Set it down and change hands.": message("Set it down."),
}
"""Steps that ask for the other side, and what is left of them where one side is prescribed."""

ROUNDS = "Run for 1 minute, then walk for 2 minutes. Repeat 8 times."
ROUND_MINUTES = 3
"""Minutes of one round of running and walking."""

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "un": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "ocho": 8,
    "diez": 10,
}
_NUMBER = rf"(?:\d+|{'|'.join(NUMBERS)})"
_HELD = re.compile(rf"\bfor ({_NUMBER})( to {_NUMBER})? seconds?\b")
_SECONDS = re.compile(rf"\b(?:de )?{_NUMBER}(?: (?:to|a) {_NUMBER})? (?:seconds?|segundos?)\b")
_TIMES = re.compile(r"\b\d+(?= (?:times|veces)\b)")


def fitted_steps(
    english: Sequence[str], exercise: PlannedExercise, words: Wording
) -> Iterator[str]:
    """The steps in the language, with the side and the numbers of the dose.

    Where one side is prescribed, nothing asks for the other. A step that names how long a
    position is held, or how often a round is repeated, names the number of the dose.

    Parameters
    ----------
    english : sequence of str
        The steps of the evidence.
    exercise : PlannedExercise
        From a stage of a plan.
    words : Wording
        The language.
    """
    for step in english:
        kept = step if exercise.side == BOTH else CHANGING_SIDES.get(step, step)
        if kept:
            yield _dosed(kept, exercise, words)


def _dosed(english: str, exercise: PlannedExercise, words: Wording) -> str:
    said = words.say(english)
    if english == ROUNDS:
        return _TIMES.sub(str(max(1, int(exercise.minutes // ROUND_MINUTES))), said)
    held = _HELD.search(english)
    if held is None or not exercise.hold_s or _is_same(held, exercise.hold_s):
        return said
    return _SECONDS.sub(_seconds(exercise.hold_s, words), said)


def _is_same(held: re.Match[str], seconds: float) -> bool:
    """Whether a step names just the seconds of the dose."""
    written = held[1]
    return held[2] is None and NUMBERS.get(written, written) in (int(seconds), str(int(seconds)))


def _seconds(seconds: float, words: Wording) -> str:
    if seconds == 1:
        return words.say("1 second")
    return words.say("{seconds} seconds", seconds=words.number(seconds))
