"""The traffic light: how much pain is fine, by shape and word, in a fixed order."""

from __future__ import annotations

from collections.abc import Sequence

from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording

LIGHT = "traffic_light"
TUNING = "traffic_light_tuning"
TUNINGS = ("support_first", "movement_first", "calm_first")


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
    return [
        {
            "shape": "green",
            "word": words.say("Carry on"),
            "when": words.say(
                "Pain up to {most} of 10, and at most {rise} more than before. "
                "Back to usual within {hours} hours.",
                most=most, rise=green["rise_max"], hours=green["settled_within_hours"],
            ),
            "what": _what("green", tunings, words),
        },
        {
            "shape": "amber",
            "word": words.say("Hold"),
            "when": words.say(
                "Pain of {least} to {most} of 10, or {rise} more than before. "
                "Settled by the next day.",
                least=most + 1, most=top, rise=amber["rise_min"],
            ),
            "what": _what("amber", tunings, words),
        },
        {
            "shape": "red",
            "word": words.say("Step down"),
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
        words.text(f"{LIGHT}.{light}.patient_text"),
        *(words.text(f"{TUNING}.{name}.patient_text") for name in tuned),
    ]
