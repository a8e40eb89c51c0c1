"""Safety on paper: the level, every alert with its action, and what was not asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.phrase import Phrase
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.documents.report.block import STRONG, facts, level, paragraph, section
from sijoint.documents.report.reference import References
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording, sentence

FIRST_NOT_ASKED = 8


def safety_section(
    safety: Safety, asked: Sequence[str], references: References, words: Wording
) -> Content:
    """The level with its shape and word, then every rule that fired, the gravest first."""
    blocks = [_level(safety, asked, words)]
    for alert in sorted(safety.alerts, key=lambda alert: -alert.level.rank):
        blocks += _alert(alert, references, words)
    if safety.not_asked:
        blocks.append(paragraph(_not_asked(safety, words)))
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


def _level(safety: Safety, asked: Sequence[str], words: Wording) -> Content:
    if safety.level is not SafetyLevel.NONE:
        text = words.render(Phrase(f"safety.level.{safety.level}"))
        return level(safety.level, level_word(safety.level, words), text)
    if asked:
        said = words.render(Phrase("safety.none"))
        return level(SafetyLevel.NONE, level_word(SafetyLevel.NONE, words), said)
    said = words.render(Phrase("safety.nothing_asked"))
    return level(SafetyLevel.SOON, words.say("No warning sign was asked about yet"), said)


def _alert(alert: Alert, references: References, words: Wording) -> Iterator[Content]:
    yield paragraph(words.render(alert.action), STRONG)
    because = sentence(words.joined(words.name(word) for word in alert.because))
    rule = words.say("{id}, {level}", id=alert.id, level=level_word(alert.level, words))
    sources = references.cite(alert.sources) or words.say("usual practice")
    yield facts(
        [
            (words.say("Because"), because),
            (words.say("Rule"), rule),
            (words.say("Sources"), sources),
        ]
    )


def _not_asked(safety: Safety, words: Wording) -> str:
    names = words.joined(words.name(word) for word in safety.not_asked[:FIRST_NOT_ASKED])
    return words.plural(
        "{n} sign was not asked: {names}.",
        "{n} signs were not asked. First: {names}.",
        len(safety.not_asked),
        names=names,
    )
