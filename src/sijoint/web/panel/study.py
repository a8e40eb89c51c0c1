"""The studies behind a weight: who was looked at, against what, and how sure we are of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sijoint.clinical.because import CLUSTER, Because
from sijoint.documents.report.reference import mark_word
from sijoint.documents.wording import Wording
from sijoint.records.knowledge import Knowledge

IN_THE_MODEL = "model"
RATES = ("sensitivity", "specificity", "lr_pos", "lr_neg")


@dataclass(frozen=True, slots=True)
class Study:
    """One published accuracy that the model uses; empty where the study does not say.

    Parameters
    ----------
    name, about : str
        The study, and which test or how many tests it speaks of.
    numbers : str
        Sensitivity and specificity.
    people, reference : str
        Who was looked at and how many, and by what the truth was told.
    mark, review : str
        How sure we are of the record, and when it is looked at again.
    """

    name: str
    about: str
    numbers: str
    people: str
    reference: str
    mark: str
    review: str


def studies_of(because: Because, knowledge: Knowledge, words: Wording) -> tuple[Study, ...]:
    """The studies through which a finding speaks.

    Parameters
    ----------
    because : Because
        A finding, or the cluster, with the ids of its sources.
    knowledge : Knowledge
        The published accuracies.
    words : Wording
        The language.
    """
    tests = frozenset(test.id for test in knowledge.evidence.model.block.tests)
    names = tests | {CLUSTER} if because.finding == CLUSTER else frozenset({because.finding})
    found = _records(knowledge, names, frozenset(because.sources))
    return tuple(_study(record, words) for record in found)


def _records(
    knowledge: Knowledge, names: frozenset[str], sources: frozenset[str]
) -> Iterator[Mapping[str, Any]]:
    for record in knowledge.raw["accuracy"]:
        if record.get("use") != IN_THE_MODEL or sources.isdisjoint(record["source"]):
            continue
        if not names.isdisjoint(_tests(record)):
            yield record


def _tests(record: Mapping[str, Any]) -> tuple[str, ...]:
    """What a record speaks of; a composite without items is the cluster of its reviewers."""
    if "finding" in record:
        return (record["finding"],)
    return tuple(record.get("items", (CLUSTER,)))


def _study(record: Mapping[str, Any], words: Wording) -> Study:
    return Study(
        name=record["study"],
        about=_about(record, words),
        numbers=words.joined(_numbers(record, words)),
        people=_people(record, words),
        reference=_text(record, "reference", words),
        mark=mark_word([record["mark"]], words),
        review=_review(record["review"], words),
    )


def _about(record: Mapping[str, Any], words: Wording) -> str:
    if "finding" in record:
        return words.name(record["finding"])
    if "items" not in record:
        return words.name(CLUSTER)
    return words.say(
        "{least} or more of {all} tests", least=record["at_least"], all=len(record["items"])
    )


def _numbers(record: Mapping[str, Any], words: Wording) -> Iterator[str]:
    """The rates and ratios that the study prints."""
    for field, rate in ((f, record[f]) for f in RATES if record.get(f) is not None):
        said = words.number(rate, 2)
        yield {
            "sensitivity": words.say("sensitivity {rate}", rate=said),
            "specificity": words.say("specificity {rate}", rate=said),
            "lr_pos": words.say("LR+ {rate}", rate=said),
            "lr_neg": words.say("LR− {rate}", rate=said),
        }[field]


def _people(record: Mapping[str, Any], words: Wording) -> str:
    population = _text(record, "population", words)
    if not record.get("n"):
        return population
    return words.say("{n} people: {population}", n=record["n"], population=population)


def _text(record: Mapping[str, Any], field: str, words: Wording) -> str:
    return words.text(f"accuracy.{record['id']}.{field}") if record.get(field) else ""


def _review(review: Mapping[str, str], words: Wording) -> str:
    """Who checked the record, and when it is due again."""
    day = words.date(review["next_review"])
    if not review["checked_by"]:
        return words.say("Checked by nobody yet. Next review {day}.", day=day)
    return words.say("Checked by {name}. Next review {day}.", name=review["checked_by"], day=day)
