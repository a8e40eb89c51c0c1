"""Where the person starts: scores, measured values and goals, as they were recorded."""

from __future__ import annotations

from collections.abc import Iterator

from sijoint.clinical.case import Case
from sijoint.documents.report.block import facts, section, table
from sijoint.documents.report.value import better_words, scale_words, value_words
from sijoint.documents.report.written import all_written
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording


def baseline_section(case: Case, words: Wording) -> Content:
    """Measures, values of graded findings and goals; without blocks when none was recorded."""
    return section(words.say("Baseline"), *_blocks(case, words))


def _blocks(case: Case, words: Wording) -> Iterator[Content]:
    scores = [
        [
            words.title("measure", each.id),
            words.number(each.value),
            scale_words(each.id, words),
            better_words(each.id, words),
            words.date(each.taken_on) if each.taken_on else "",
        ]
        for each in case.measures
    ]
    if scores:
        headers = [
            words.say("Measure"),
            words.say("Score"),
            words.say("Scale"),
            words.say("Better when"),
            words.say("Day"),
        ]
        yield table(headers, scores, numbers=(1,))
    values = [
        [
            words.name(each.id),
            words.side(each.side) if each.side else "",
            value_words(each.id, each.value, words),
        ]
        for each in case.findings
        if each.value is not None
    ]
    if values:
        headers = [words.say("Measured"), words.say("Side"), words.say("Value")]
        yield table(headers, values, numbers=(2,))
    if case.preferences.goals:
        yield facts([(words.say("Goals"), all_written(case.preferences.goals, words))])
