"""The traffic light: how much pain is fine, by shape and word, in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording
from sijoint.language import message

LIGHT = "traffic_light"
TUNING = "traffic_light_tuning"
TUNINGS = ("support_first", "movement_first", "calm_first")

ON_PAPER = {
    "Go on. After 2 or 3 sessions like this you may add a little.": message(
        "After 2 or 3 sessions like this you may add a little."
    ),
    "Stop this exercise for today. Go back one step. Do half for 2 to 3 days.": message(
        "Stop this exercise for today. Do half for 2 to 3 days."
    ),
    "Go on up to pain of 3. A clunk with pain means hold.": message(
        "Carry on up to pain of 3. A clunk with pain means “hold”."
    ),
}
"""Texts of the evidence that name a light in other words than the light itself bears."""


def traffic_light(profiles: Sequence[str], words: Wording) -> list[Content]:
    """Green, amber and red: the word, when it holds, and what to do.

    The limits are those of the evidence, tuned for the way of working of the plan. Where several
    tunings meet, the lowest limit of green counts.

    Parameters
    ----------
    profiles : sequence of str
        The profiles that the label stands for; they choose the tuning and are never printed.
    words : Wording
        The language.
    """
    green, amber, red = (words.record(LIGHT, name) for name in ("green", "amber", "red"))
    tunings = [name for name in TUNINGS if words.record(TUNING, name).get("profile") in profiles]
    limits = [words.record(TUNING, name) for name in tunings]
    most = min([green["pain_max"], *(t["pain_max"] for t in limits if _is_of(t, "green"))])
    top = max([red["pain_min"] - 1, *(t["pain_max"] for t in limits if _is_of(t, "amber"))])
    said = light_words(words)
    return [
        {
            "shape": "green",
            "word": said["green"],
            "when": words.say(
                "Pain up to {most} of 10, and at most {rise} more than before. "
                "Back to usual within {hours} hours.",
                most=most, rise=green["rise_max"], hours=green["settled_within_hours"],
            ),
            "what": _what("green", tunings, words),
        },
        {
            "shape": "amber",
            "word": said["amber"],
            "when": words.say(
                "Pain of {least} to {most} of 10, or {rise} more than before. "
                "Settled by the next day.",
                least=most + 1, most=top, rise=amber["rise_min"],
            ),
            "what": _what("amber", tunings, words),
        },
        {
            "shape": "red",
            "word": said["red"],
            "when": words.say(
                "Pain of {least} or more, or {rise} more than before. A limp, a sharp catch or "
                "lost sleep. Still up after {hours} hours.",
                least=top + 1, rise=red["rise_min"], hours=red["still_up_after_hours"],
            ),
            "what": _what("red", tunings, words),
        },
    ]  # fmt: skip


def _is_of(tuning: Content, light: str) -> bool:
    return bool(tuning["light"] == light) and "pain_max" in tuning


def _what(light: str, tunings: Sequence[str], words: Wording) -> list[str]:
    tuned = [name for name in tunings if words.record(TUNING, name)["light"] == light]
    return [
        _on_paper(LIGHT, light, words),
        *(_on_paper(TUNING, name, words) for name in tuned),
    ]


def _on_paper(array: str, name: str, words: Wording) -> str:
    """A text of the evidence with the words that the lights bear."""
    english = str(words.record(array, name)["patient_text"])
    return words.say(ON_PAPER.get(english, english))


def quoted(light: str, words: Wording) -> str:
    """The word of a light as it stands within a sentence."""
    word = light_words(words)[light]
    return words.say("“{word}”", word=word[:1].lower() + word[1:])


def light_words(words: Wording) -> dict[str, str]:
    """The words that the lights bear, in their order."""
    return {
        "green": words.say("Carry on"),
        "amber": words.say("Hold"),
        "red": words.say("Step down"),
    }
