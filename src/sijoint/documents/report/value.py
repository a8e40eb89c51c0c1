"""Recorded numbers in words: values of graded findings, and the scale that a score stands on."""

from __future__ import annotations

from sijoint.documents.wording import Wording

POINTS = "points"
"""The unit of a count, which says nothing without its highest."""


def value_words(finding: str, value: float, words: Wording) -> str:
    """The value of a graded finding with its unit, or out of how many points.

    Parameters
    ----------
    finding : str
        Id of a graded finding.
    value : float
        In its unit.
    words : Wording
        The language.
    """
    record = words.record("finding", finding)
    if record["unit"] == POINTS:
        return words.say(
            "{value} of {most}", value=words.number(value), most=words.number(record["max"])
        )
    unit = words.text(f"finding.{finding}.unit")
    return words.say("{value} {unit}", value=words.number(value), unit=unit)


def scale_words(measure: str, words: Wording) -> str:
    """The ends of the scale of a measure."""
    record = words.record("measure", measure)
    return words.say(
        "{least} to {most}",
        least=words.number(record["min"]),
        most=words.number(record["max"]),
    )


def better_words(measure: str, words: Wording) -> str:
    """Which way a score goes when things get better."""
    better = words.record("measure", measure)["better"]
    return words.say("lower") if better == "lower" else words.say("higher")
