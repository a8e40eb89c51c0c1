"""A person's own data as sections of rows and lines, which the page and the paper share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from sijoint.documents.own_data import Entry, Section
from sijoint.web.my_data.document import Document
from sijoint.web.wording import wording

LATEST = 10
"""Days of reading that the page shows at once."""


def sections_of(document: Document) -> list[Section]:
    """Every part of the document, empty ones with a sentence that says so.

    Parameters
    ----------
    document : dict
        In the format of `sijoint.web.my_data.document`.
    """
    return [
        Section("person", _("Name and contact"), (_person(document),)),
        Section("consents", _("What you agreed to"), tuple(_consents(document))),
        Section("answers", _("Your answers"), tuple(_answers(document))),
        Section("goals", _("Your goals"), tuple(_goals(document))),
        Section("evaluations", _("Your evaluations"), tuple(_evaluations(document))),
        Section("plans", _("Your plans"), tuple(_plans(document))),
        Section("advice", _("Advice you were given"), tuple(_advice(document))),
        Section("reads", _("Who read your record"), tuple(_reads(document))),
        Section("notes", _("What is not here"), (Entry(lines=tuple(document["notes"])),)),
    ]


def _person(document: Document) -> Entry:
    person = document["person"]
    rows = [
        (_("Name"), person["name"]),
        (_("Email for contact"), person["email"]),
        (_("Phone"), person["phone"]),
        (_("Date of birth"), day(person["born_on"])),
        (_("Sex"), person["sex"]),
        (_("Language of letters"), person["language"]),
        (_("In care since"), day(person["in_care_since"])),
        (_("Email to sign in"), document["account"]["email"]),
        (_("Clinic"), document["clinic"]["name"]),
    ]
    return Entry(rows=tuple((label, value or _("Not known")) for label, value in rows))


def _consents(document: Document) -> Iterator[Entry]:
    for each in document["consents"]:
        rows = [
            (_("Text of"), day(each["version"])),
            (_("You agreed on"), day(each["agreed_on"])),
        ]
        if each["ended_on"]:
            rows.append((_("You ended it on"), day(each["ended_on"])))
        yield Entry(each["title"], tuple(rows), tuple(each["text"]), is_long=True)


def _answers(document: Document) -> Iterator[Entry]:
    for each in document["answers"]:
        told = tuple((one["question"], one["answer"]) for one in each["told"])
        yield Entry(_when_sent(each), told, is_long=True)


def _when_sent(answers: Document) -> str:
    if answers["sent_on"] is None:
        return _("Not sent yet")
    title = _("Sent on %(day)s") if answers["is_latest"] else _("Earlier, sent on %(day)s")
    return title % {"day": day(answers["sent_on"])}


def _goals(document: Document) -> Iterator[Entry]:
    number = wording().number
    for each in document["goals"]:
        rows = [(_("Since"), day(each["since"]))]
        for label, value in ((_("At the start"), "at_start"), (_("You want to reach"), "target")):
            if each[value] is not None:
                rows.append((label, _("%(n)s of 10") % {"n": number(each[value])}))
        rows += [
            (day(one["on"]), _("%(n)s of 10") % {"n": number(one["value"])})
            for one in each["ratings"]
        ]
        if each["ended_on"]:
            rows.append((_("Ended on"), day(each["ended_on"])))
        yield Entry(each["text"], tuple(rows))


def _evaluations(document: Document) -> Iterator[Entry]:
    if rows := tuple((day(each["on"]), each["by"]) for each in document["evaluations"]):
        yield Entry(rows=rows)


def _plans(document: Document) -> Iterator[Entry]:
    for each in document["plans"]:
        rows = [(_("Approved on"), day(each["approved_on"])), (_("By"), each["approved_by"])]
        held = _("You follow this plan now.") if each["holds"] else _past()
        after = [*each["bad_day"], each["note"]]
        yield Entry(each["name"], tuple(row for row in rows if row[1]), (held,))
        for stage in each["stages"]:
            yield from _stage(stage)
        lights = tuple(
            (one["light"], " ".join((one["when"], *one["what"])))
            for one in each["how_much_pain_is_fine"]
        )
        if lights:
            yield Entry(_("How much pain is fine"), lights, is_long=True)
        besides = tuple((one["title"], one["text"]) for one in each["what_helps_besides"])
        if besides:
            yield Entry(_("What helps you besides"), besides, is_long=True)
        if any(after):
            yield Entry(_("A bad day"), lines=tuple(filter(None, after)), is_long=True)


def _past() -> str:
    return _("This plan does not hold now. Do not follow it.")


def _stage(stage: dict[str, Any]) -> Iterator[Entry]:
    for each in stage["exercises"]:
        name = f"{each['name']} ({each['side']})" if each["side"] else each["name"]
        rows = [
            (_("How much"), " ".join(each["how_much"])),
            (_("How to do it"), " ".join(each["how_to_do_it"])),
            (_("Think of"), " ".join(each["think_of"])),
            (_("Take care"), " ".join(each["take_care"])),
            (_("When to stop"), each["when_to_stop"]),
        ]
        title = _("Stage %(number)s: %(name)s") % {"number": stage["number"], "name": name}
        yield Entry(title, tuple(row for row in rows if row[1]), is_long=True)


def _advice(document: Document) -> Iterator[Entry]:
    if rows := tuple((day(each["given_on"]), each["text"]) for each in document["advice"]):
        yield Entry(rows=rows)


def _reads(document: Document) -> Iterator[Entry]:
    rows = tuple((day(each["on"]), each["by"]) for each in document["reads"])
    if rows:
        yield Entry(rows=rows[:LATEST])
    if rows[LATEST:]:
        yield Entry(_("Earlier"), rows[LATEST:], is_long=True)


def day(iso: str | None) -> str:
    """A day in words; empty for none."""
    return wording().date(iso) if iso else ""
