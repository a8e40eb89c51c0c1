"""Problems of meaning: ids that nobody knows, and entries that contradict each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from sijoint.casefile.case import (
    CaseFile,
    Entry,
    FindingEntry,
    MeasureEntry,
    PatientEntry,
    PreferencesEntry,
)
from sijoint.casefile.document import Document
from sijoint.casefile.error import Clash
from sijoint.casefile.problem import Place, Problem, listed, number_words, show, unknown
from sijoint.clinical.case import Result, Sex, Side
from sijoint.clinical.vocabulary import FindingKind, Vocabulary

_LEAVE_OUT = "leave it out"
_TEST_KEYS = ("familiar_pain", "location")

AnyEntry = TypeVar("AnyEntry", bound=Entry)


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a document whose shape is sound, by their place in it."""

    patient: PatientEntry | None
    preferences: PreferencesEntry | None
    findings: Mapping[int, FindingEntry]
    measures: Mapping[int, MeasureEntry]

    @classmethod
    def of_file(cls, file: CaseFile) -> Entries:
        """All entries of a file whose shape is sound."""
        return cls(
            patient=file.patient,
            preferences=file.preferences,
            findings=dict(enumerate(file.findings)),
            measures=dict(enumerate(file.measures)),
        )

    @classmethod
    def of_document(cls, document: Document) -> Entries:
        """Sound entries of a document with other entries that are not."""
        return cls(
            patient=_sound(PatientEntry, document.get("patient")),
            preferences=_sound(PreferencesEntry, document.get("preferences")),
            findings=_sound_list(FindingEntry, document.get("findings")),
            measures=_sound_list(MeasureEntry, document.get("measures")),
        )


def consistency_problems(entries: Entries, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Every unknown id and every contradiction, in no particular order."""
    if entries.patient:
        yield from _patient(entries.patient, vocabulary)
    if entries.preferences:
        yield from _preferences(entries.preferences, vocabulary)
    for position, finding in entries.findings.items():
        yield from _finding(("findings", position), finding, vocabulary)
    for position, measure in entries.measures.items():
        yield from _measure(("measures", position), measure, vocabulary)
    yield from _answered_twice("findings", entries.findings, ("id", "side"))
    yield from _answered_twice("measures", entries.measures, ("id", "taken_on"))
    yield from _leg_raise(entries.findings)


def _sound(model: type[AnyEntry], part: Any) -> AnyEntry | None:
    try:
        return model.model_validate(part)
    except ValidationError:
        return None


def _sound_list(model: type[AnyEntry], parts: Any) -> dict[int, AnyEntry]:
    numbered = enumerate(parts if isinstance(parts, list) else [])
    sound = ((position, _sound(model, part)) for position, part in numbered)
    return {position: entry for position, entry in sound if entry}


def _unknown_names(
    place: Place, names: Collection[str], known: Collection[str], noun: str
) -> Iterator[Problem]:
    for position, name in enumerate(names):
        if name not in known:
            yield unknown((*place, position), name, sorted(known), noun)


def _patient(patient: PatientEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    known = vocabulary.conditions
    yield from _unknown_names(("patient", "conditions"), patient.conditions, known, "condition")
    for name in patient.weeks_since:
        place = ("patient", "weeks_since", name)
        if name not in known:
            yield unknown(place, name, sorted(known), "condition")
        elif name not in patient.conditions:
            # Without the condition its precautions would be lost.
            complaint = f"is dated, but {name} is not among patient.conditions"
            yield Problem(place, show(patient.weeks_since[name]), complaint, "the condition too")
    for key in ("pregnancy_weeks", "weeks_postpartum"):
        if patient.sex is Sex.MALE and (weeks := getattr(patient, key)) is not None:
            complaint = 'contradicts patient.sex "male"'
            allowed = f"{key} with another sex"
            yield Problem(
                ("patient", key), show(weeks), complaint, allowed, clash=Clash(key, "sex")
            )


def _preferences(preferences: PreferencesEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    equipment, sports = vocabulary.equipment, vocabulary.sports
    place = ("preferences", "equipment")
    yield from _unknown_names(place, preferences.equipment, equipment, "piece of equipment")
    yield from _unknown_names(("preferences", "sports"), preferences.sports, sports, "sport")


def _finding(place: Place, finding: FindingEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    kind = vocabulary.findings.get(finding.id)
    if kind is None:
        yield unknown((*place, "id"), finding.id, tuple(vocabulary.findings), "finding")
        return
    yield from _side(place, finding, kind)
    yield from _answer(place, finding, kind)
    yield from _felt(place, finding, kind)


def _side(place: Place, finding: FindingEntry, kind: FindingKind) -> Iterator[Problem]:
    place = (*place, "side")
    if kind.side and finding.side is None:
        yield Problem(place, "", f"is missing: {finding.id} has a side", "left, right")
    if finding.side and not kind.side:
        yield _superfluous(place, finding.side, f"{finding.id} has no side")


def _answer(place: Place, finding: FindingEntry, kind: FindingKind) -> Iterator[Problem]:
    if kind.minimum is None or kind.maximum is None:
        yield from _carries(place, finding, "result", "value", listed(list(Result)))
    else:
        words = number_words(kind.minimum, kind.maximum)
        yield from _carries(place, finding, "value", "result", words)
        yield from _range(place, finding, kind.minimum, kind.maximum)


def _carries(
    place: Place, finding: FindingEntry, key: str, other: str, allowed: str
) -> Iterator[Problem]:
    because = f"{finding.id} carries a {key}"
    if getattr(finding, key) is None:
        yield Problem((*place, key), "", f"is missing: {because}", allowed)
    if (given := getattr(finding, other)) is not None:
        yield _superfluous((*place, other), given, because)


def _range(
    place: Place, entry: FindingEntry | MeasureEntry, minimum: float, maximum: float
) -> Iterator[Problem]:
    if entry.value is not None and not minimum <= entry.value <= maximum:
        complaint = f"is out of range for {entry.id}"
        allowed = number_words(minimum, maximum)
        yield Problem((*place, "value"), show(entry.value), complaint, allowed)


def _felt(place: Place, finding: FindingEntry, kind: FindingKind) -> Iterator[Problem]:
    for key in _TEST_KEYS:
        if (given := getattr(finding, key)) is not None and not kind.is_test:
            yield _superfluous((*place, key), given, f"{finding.id} is not a test")
    if finding.pain_side and not kind.has_pain_side:
        because = f"{finding.id} takes no pain_side"
        yield _superfluous((*place, "pain_side"), finding.pain_side, because)


def _measure(place: Place, measure: MeasureEntry, vocabulary: Vocabulary) -> Iterator[Problem]:
    kind = vocabulary.measures.get(measure.id)
    if kind is None:
        yield unknown((*place, "id"), measure.id, tuple(vocabulary.measures), "measure")
    else:
        yield from _range(place, measure, kind.minimum, kind.maximum)


def _answered_twice(
    array: str, entries: Mapping[int, AnyEntry], keys: tuple[str, str]
) -> Iterator[Problem]:
    """Find entries that agree in `keys` and differ elsewhere; a true repetition is no problem."""
    first: dict[tuple[object, object], int] = {}
    for position, entry in entries.items():
        asked = (getattr(entry, keys[0]), getattr(entry, keys[1]))
        earlier = first.setdefault(asked, position)
        if entry != entries[earlier]:
            key = _first_difference(entry, entries[earlier])
            given, before = getattr(entry, key), getattr(entries[earlier], key)
            standing = "none" if before is None else show(before)
            value, complaint = "", f"is missing, but {array}[{earlier}] has {standing}"
            if given is not None:
                value, complaint = (
                    show(given),
                    f"contradicts {array}[{earlier}], which has {standing}",
                )
            allowed = f"one answer for each {' and '.join(keys)}"
            yield Problem((array, position, key), value, complaint, allowed)


def _first_difference(entry: Entry, other: Entry) -> str:
    keys = type(entry).model_fields
    return next(key for key in keys if getattr(entry, key) != getattr(other, key))


def _leg_raise(findings: Mapping[int, FindingEntry]) -> Iterator[Problem]:
    """Find what compression did to a leg raise that was easy, or did both ways."""
    where = {(finding.id, finding.side): position for position, finding in findings.items()}
    for side in Side:
        easy = where.get(("aslr", side))
        changed = [
            where[name, side]
            for name in ("aslr_better_with_compression", "aslr_worse_with_compression")
            if (name, side) in where and findings[where[name, side]].result is Result.POSITIVE
        ]
        if easy is not None and findings[easy].value == 0:
            for position in changed:
                clash = Clash(findings[position].id, "aslr", side, value=0)
                yield _clash(position, f"findings[{easy}], aslr 0", clash)
        if len(changed) == 2:
            later, earlier = max(changed), min(changed)
            clash = Clash(findings[later].id, findings[earlier].id, side)
            yield _clash(later, f"findings[{earlier}], the opposite", clash)


def _clash(position: int, other: str, clash: Clash) -> Problem:
    place = ("findings", position, "result")
    complaint = f"contradicts {other} on the same side"
    return Problem(place, show(Result.POSITIVE), complaint, "negative, not_done", clash=clash)


def _superfluous(place: Place, value: object, because: str) -> Problem:
    return Problem(place, show(value), f"is superfluous: {because}", _LEAVE_OUT)
