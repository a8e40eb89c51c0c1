"""Safety on paper: the level, every alert with its action, and what was not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.documents.report.block import STRONG, facts, level, paragraph, section
from sijoint.documents.report.ground import ground_words
from sijoint.documents.report.reference import References
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording, sentence

FIRST_NOT_ASKED = 8


def safety_section(
    safety: Safety, asked: Sequence[str], references: References, words: Wording
) -> Content:
    """The level with its shape and word, then every rule that fired, the gravest first."""
    blocks = [level(*level_words(safety, asked, words))]
    for alert in gravest_first(safety.alerts):
        blocks += _alert(alert, references, words)
    if safety.not_asked:
        blocks.append(paragraph(not_asked_words(safety, words)))
    return section(words.say("Safety"), *blocks)


def level_word(name: SafetyLevel, words: Wording) -> str:
    """What a level is called."""
    return {
        SafetyLevel.NONE: words.say("No warning sign reported"),
        SafetyLevel.ROUTINE: words.say("Routine"),
        SafetyLevel.SOON: words.say("Soon"),
        SafetyLevel.URGENT: words.say("Urgent"),
        SafetyLevel.EMERGENCY: words.say("Emergency"),
    }[name]


def level_words(
    safety: Safety, asked: Sequence[str], words: Wording
) -> tuple[SafetyLevel, str, str]:
    """The level whose shape is drawn, its word, and what it means.

    Where nothing was asked, nothing is known: that has the shape of `soon`, never of `none`.
    """
    if safety.level is not SafetyLevel.NONE:
        text = words.render(Phrase(f"safety.level.{safety.level}"))
        return safety.level, level_word(safety.level, words), text
    if asked:
        said = words.render(Phrase("safety.none"))
        return SafetyLevel.NONE, level_word(SafetyLevel.NONE, words), said
    said = words.render(Phrase("safety.nothing_asked"))
    return SafetyLevel.SOON, words.say("No warning sign was asked about yet"), said


def gravest_first(alerts: Sequence[Alert]) -> list[Alert]:
    """The rules that fired, those of the highest level first."""
    return sorted(alerts, key=lambda alert: -alert.level.rank)


def _alert(alert: Alert, references: References, words: Wording) -> Iterator[Content]:
    yield paragraph(words.render(alert.action), STRONG)
    rule = rule_words(alert, words)
    sources = references.cite(alert.sources) or words.say("usual practice")
    yield facts(
        [
            (words.say("Because"), because_words(alert, words)),
            (words.say("Rule"), rule),
            (words.say("Sources"), sources),
        ]
    )


def because_words(alert: Alert, words: Wording) -> str:
    """What was recorded that made a rule fire."""
    return sentence(words.joined(ground_words(alert, words)))


def rule_words(alert: Alert, words: Wording) -> str:
    """The rule that fired, with its level."""
    return words.say("{id}, {level}", id=alert.id, level=level_word(alert.level, words))


def not_asked_words(safety: Safety, words: Wording) -> str:
    """How many signs were not asked, and the first of them."""
    names = words.joined(words.name(word) for word in safety.not_asked[:FIRST_NOT_ASKED])
    return words.plural(
        "{n} sign was not asked: {names}.",
        "{n} signs were not asked. First: {names}.",
        len(safety.not_asked),
        names=names,
    )
