"""A page of the guide, said: every text in the language of the reader, every record looked up."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sijoint.documents.emergency import MATERNITY, WARNING_SIGNS, signs_by_help
from sijoint.documents.wording import Wording
from sijoint.evidence.guide import Count, Guide, Page, Section, build
from sijoint.evidence.read import Record
from sijoint.records import knowledge

TEXTS = {
    "supports": ("support", "patient", "patient_text"),
    "maintenance": ("maintenance_item", "patient", "patient_text"),
    "manual_therapy": ("manual_therapy", "patient", "patient_text"),
    "questions": ("frequent_question", "question", "answer"),
}
"""Fields of a section whose records are a heading and a text."""


@dataclass(frozen=True, slots=True)
class Told:
    """A heading with a text under it."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of education: its heading, where the section has none, and its lines.

    Parameters
    ----------
    title : str
    lines : tuple of str
    lists : tuple of mapping
        Signs of danger under the heading of who helps; `lines` then stand after them.
    """

    title: str
    lines: tuple[str, ...]
    lists: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Number:
    """A study told as a number of people, with the mark of its record."""

    text: str
    setting: str
    record: str
    mark: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise to be shown small."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SaidSection:
    """A section as it is printed; what it does not have is empty.

    Parameters
    ----------
    anchor : str
        Its id on the page.
    """

    anchor: str
    title: str
    figure: tuple[str, ...]
    body: tuple[str, ...]
    unit: Unit | None
    told: tuple[Told, ...]
    questions: tuple[Told, ...]
    exercises: tuple[Exercise, ...]
    numbers: tuple[Number, ...]
    flare: tuple[str, ...]
    course: tuple[str, ...]
    has_risks: bool
    has_help: bool


@functools.cache
def the_guide() -> Guide:
    """The guide of the evidence that this program carries."""
    return build(knowledge.current().raw)


def sections(page: Page, words: Wording) -> list[SaidSection]:
    """The sections of a page, in order."""
    return [_section(section, number, words) for number, section in enumerate(page.sections, 1)]


def sources(page: Page) -> list[Record]:
    """The sources that a page rests on, with those of the numbers that it prints."""
    raw = knowledge.current().raw
    named = list(page.sources)
    for section in page.sections:
        for count in section.counts:
            named += _record(count).get("source", [])
    found = {source["id"]: source for source in raw["source"]}
    return [found[name] for name in dict.fromkeys(named)]


def _section(section: Section, number: int, words: Wording) -> SaidSection:
    unit = _unit(section, words)
    return SaidSection(
        anchor=f"part-{number}",
        title=words.say(section.title) or (unit.title if unit else ""),
        figure=section.figure,
        body=tuple(words.say(paragraph) for paragraph in section.body),
        unit=unit,
        told=tuple(
            told
            for field in ("supports", "maintenance", "manual_therapy")
            for told in _told(field, section, words)
        ),
        questions=tuple(_told("questions", section, words)),
        exercises=tuple(
            Exercise(name, words.text(f"exercise.{name}.patient"))
            for name in section.printed["exercises"]
        ),
        numbers=tuple(_number(count, words) for count in section.counts),
        flare=_lines("flare_plan", words) if "flare" in section.extras else (),
        course=_lines("expected_course", words) if "course" in section.extras else (),
        has_risks="risks" in section.extras,
        has_help="help" in section.extras,
    )


def _unit(section: Section, words: Wording) -> Unit | None:
    for name in section.printed["education"]:
        title = words.text(f"education.{name}.title")
        if name == WARNING_SIGNS:
            return Unit(title, (words.say(MATERNITY),), tuple(signs_by_help(words).values()))
        return Unit(title, tuple(words.list("education", name, "body")))
    return None


def _told(field: str, section: Section, words: Wording) -> Iterator[Told]:
    array, title, text = TEXTS[field]
    for name in section.printed[field]:
        yield Told(words.text(f"{array}.{name}.{title}"), words.text(f"{array}.{name}.{text}"))


def _number(count: Count, words: Wording) -> Number:
    mark = str(_record(count).get("mark", ""))
    return Number(words.say(count.text), words.say(count.setting), count.record, mark)


def _record(count: Count) -> Record:
    kind, _, name = count.record.partition(".")
    found = (r for r in knowledge.current().raw.get(kind, []) if r["id"] == name)
    return next(found, {})


def _lines(array: str, words: Wording) -> tuple[str, ...]:
    """What patients read of all records of an array, in order."""
    records: Iterable[Record] = knowledge.current().raw[array]
    ordered = sorted(records, key=lambda record: int(record.get("order", 0)))
    return tuple(words.say(record["patient_text"]) for record in ordered)
