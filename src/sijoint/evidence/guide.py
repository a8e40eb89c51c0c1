"""The guide: pages that anybody may read, what people can mark for themselves, and help at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sijoint.evidence.read import Raw, Record

PRINTED: Mapping[str, str] = {
    "education": "education",
    "questions": "frequent_question",
    "supports": "support",
    "maintenance": "maintenance_item",
    "manual_therapy": "manual_therapy",
    "exercises": "exercise",
}
"""Fields of a section that name records to print, and the arrays of those records."""

FIGURES: Mapping[str, str] = {"exercise": "exercise", "hands_on": "hands_on"}
"""Kinds of figures that are records; anatomy and body charts are drawings only."""

DRAWINGS = frozenset({"anatomy", "body_chart"})

CHANGES = ("yes", "partly", "no")
"""Whether somebody can change what they marked."""

LEVELS = ("emergency", "maternity", "today", "crisis")
"""How soon, and from whom, a sign needs help."""

CONCERNS = ("pregnant", "birth")
"""Who has signs of their own: pregnant, or with a birth in the last 12 months."""


@dataclass(frozen=True, slots=True)
class Count:
    """A study told as a number of people.

    Parameters
    ----------
    text : str
        The sentence with the number.
    setting : str
        Who was counted.
    record : str
        ``<kind>.<id>`` of the number as printed.
    """

    text: str
    setting: str
    record: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: a figure, text, and what records say.

    Parameters
    ----------
    title : str
        Empty where a unit of education has its own.
    figure : tuple of str
        Kind and id; empty for none.
    body : tuple of str
        Paragraphs.
    printed : mapping of str to tuple of str
        Ids of records to print, by the fields of `PRINTED`.
    counts : tuple of Count
    extras : frozenset of str
        ``risks`` (what to mark), ``flare`` (the plan for a bad spell), ``course`` (what groups of
        people felt), ``help`` (the way to the help page).
    """

    title: str
    figure: tuple[str, ...]
    body: tuple[str, ...]
    printed: Mapping[str, tuple[str, ...]]
    counts: tuple[Count, ...]
    extras: frozenset[str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the guide.

    Parameters
    ----------
    id : str
    slug : str
        Its name in addresses.
    title, summary : str
    sections : tuple of Section
    meaning : tuple of str
        What it means for the reader.
    sources : tuple of str
        Ids.
    mark : str
        Where its words come from.
    checked_by, checked_on : str
        The clinician who read it, and when; empty until somebody has.
    """

    id: str
    slug: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    meaning: tuple[str, ...]
    sources: tuple[str, ...]
    mark: str
    checked_by: str
    checked_on: str


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that goes together with this pain, which people can mark for themselves."""

    id: str
    title: str
    text: str
    change: str
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that needs help, how soon, and what to say on the phone.

    Parameters
    ----------
    id, title, say, level : str
    findings : frozenset of str
        Who has told one of these has told the sign.
    concerns : tuple of str
        Of `CONCERNS`: who reads it first.
    """

    id: str
    title: str
    say: str
    level: str
    findings: frozenset[str] = frozenset()
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number is called; `countries` are ISO 3166 codes."""

    id: str
    title: str
    number: str
    countries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guide:
    """All of the guide, in order."""

    pages: tuple[Page, ...]
    risks: tuple[Risk, ...]
    signs: tuple[Sign, ...]
    places: tuple[Place, ...]

    def page(self, slug: str) -> Page | None:
        """The page with this name in addresses; None when there is none."""
        return next((page for page in self.pages if page.slug == slug), None)

    def beside(self, page: Page) -> tuple[Page | None, Page | None]:
        """The page before and the page after."""
        at = self.pages.index(page)
        return (self.pages[at - 1] if at else None, next(iter(self.pages[at + 1 :]), None))


def build(raw: Raw) -> Guide:
    """The guide made of records that were read."""
    return Guide(
        tuple(_page(record) for record in _ordered(raw, "guide_page")),
        tuple(
            Risk(r["id"], r["patient"], r["patient_text"], r["change"], tuple(r["records"]))
            for r in _ordered(raw, "guide_risk")
        ),
        tuple(_sign(record) for record in _ordered(raw, "help_sign")),
        tuple(
            Place(r["id"], r["patient"], r["number"], tuple(r["countries"]))
            for r in _ordered(raw, "help_place")
        ),
    )


def guide_problems(raw: Raw) -> Iterator[str]:
    """One line for each thing that the guide names and nothing has.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.

    Yields
    ------
    str
        ``<array> <id>: `` and what is wrong.
    """
    known = {array: {str(record.get("id")) for record in raw[array]} for array in raw}
    for record in raw.get("guide_page", []):
        yield from _record_problems("guide_page", record, "sections.counts.record", known)
        yield from _figure_problems(record, known)
    for record in raw.get("guide_risk", []):
        yield from _record_problems("guide_risk", record, "records", known)
        yield from _word_problems("guide_risk", record, "change", CHANGES)
    for record in raw.get("help_sign", []):
        yield from _word_problems("help_sign", record, "level", LEVELS)
        if set(record.get("concerns", ())) - set(CONCERNS):
            yield f"help_sign {record.get('id')}: concerns is none of {', '.join(CONCERNS)}"


def _record_problems(
    array: str, record: Record, path: str, known: Mapping[str, set[str]]
) -> Iterator[str]:
    for name in _values(record, path.split(".")):
        kind, _, rest = name.partition(".")
        if rest not in known.get(kind, set()):
            yield f"{array} {record.get('id')}: there is no record {name}"


def _word_problems(array: str, record: Record, field: str, words: tuple[str, ...]) -> Iterator[str]:
    if record.get(field) not in words:
        yield f"{array} {record.get('id')}: {field} is none of {', '.join(words)}"


def _figure_problems(record: Record, known: Mapping[str, set[str]]) -> Iterator[str]:
    for figure in _values(record, ["sections", "figure"]):
        kind, _, name = figure.partition(".")
        if kind not in DRAWINGS and name not in known.get(FIGURES.get(kind, ""), set()):
            yield f"guide_page {record.get('id')}: there is no figure {figure}"


def _values(value: object, path: list[str]) -> Iterator[str]:
    """The strings at a path of a record; lists are walked."""
    if isinstance(value, list):
        for item in value:
            yield from _values(item, path)
    elif isinstance(value, dict) and path:
        yield from _values(value.get(path[0], []), path[1:])
    else:
        yield str(value)


def _ordered(raw: Raw, array: str) -> list[Record]:
    return sorted(raw.get(array, []), key=lambda record: int(record["order"]))


def _sign(record: Record) -> Sign:
    return Sign(
        id=record["id"],
        title=record["patient"],
        say=record["patient_say"],
        level=record["level"],
        findings=frozenset(record.get("findings", ())),
        concerns=tuple(record.get("concerns", ())),
    )


def _page(record: Record) -> Page:
    return Page(
        id=record["id"],
        slug=record["id"].replace("_", "-"),
        title=record["patient"],
        summary=record["patient_text"],
        sections=tuple(_section(section) for section in record["sections"]),
        meaning=tuple(record["patient_meaning"]),
        sources=tuple(record["source"]),
        mark=record["mark"],
        checked_by=record["review"].get("checked_by", ""),
        checked_on=record["review"].get("checked_on", ""),
    )


def _section(section: Record) -> Section:
    extras = ("risks", "flare", "course", "help")
    return Section(
        title=section.get("patient", ""),
        figure=tuple(section["figure"].split(".", 1)) if "figure" in section else (),
        body=tuple(section.get("body", ())),
        printed={field: _listed(section.get(field, ())) for field in PRINTED},
        counts=tuple(
            Count(count["patient_text"], count["patient_setting"], count["record"])
            for count in section.get("counts", ())
        ),
        extras=frozenset(extra for extra in extras if section.get(extra)),
    )


def _listed(value: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
