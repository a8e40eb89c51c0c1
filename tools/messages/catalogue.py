"""The Spanish catalogue: read, written and checked."""

from __future__ import annotations

import functools
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sijoint.language.catalogue import catalogue_path
from tools.messages.gap import gaps, is_formatted, stray_percents, without_gaps
from tools.messages.message import CONTEXT_END, Message
from tools.messages.spanish import spanish_complaint

LANGUAGE = "es"
CATALOGUE = catalogue_path(LANGUAGE)
ENGLISH = catalogue_path("en")
"""What the web framework's texts say in our own words; see `framework_text`."""

SAME = Path(__file__).parent / "same.toml"
WIDTH = 100

# Not Babel's own, because that holds the minute of writing.
HEADER = """\
# Spanish for sijoint, neutral for Spain and Latin America. Kept by `python -m tools.messages`.
msgid ""
msgstr ""
"Project-Id-Version: sijoint\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Translation = tuple[str, ...]
"""One text; or singular and plural. Empty texts are not translated yet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue holds for one text.

    Parameters
    ----------
    translation : tuple of str
        Empty where nobody has translated it.
    is_fuzzy : bool
        Marked as a guess by a tool; gettext does not use it.
    """

    translation: Translation
    is_fuzzy: bool = False


Entries = dict[str, Entry]


def read_entries(path: Path) -> Entries:
    """What a catalogue holds, by English text; nothing when there is no such file yet.

    Entries that an editor has commented out as obsolete are among them.
    """
    return {text_id: entry for text_id, _, entry in read(path)}


def read(path: Path) -> Iterator[tuple[str, str, Entry]]:
    """Id of each English text, its plural or an empty text, and what the catalogue holds for it."""
    if not path.exists():
        return
    catalog = read_po(io.BytesIO(path.read_bytes()), charset="utf-8")
    for message in [*catalog, *catalog.obsolete.values()]:
        one, many = [*_forms(message.id), ""][:2]
        if one:
            start = f"{message.context}{CONTEXT_END}" if message.context else ""
            yield f"{start}{one}", many, Entry(_forms(message.string), message.fuzzy)


def written(messages: Mapping[str, Message], entries: Entries) -> str:
    """A catalogue with just these messages, in their order.

    Parameters
    ----------
    messages : mapping of str to Message
        By id; those without an entry are written untranslated.
    entries : dict of str to Entry
        Translations; those of other texts are dropped.
    """
    catalog = Catalog(locale=LANGUAGE)
    for message in messages.values():
        entry = entries.get(message.id, Entry(()))
        added = catalog.add(
            (message.text, message.many) if message.many else message.text,
            (entry.translation or ("", "")) if message.many else "".join(entry.translation[:1]),
            locations=[(name, 0) for name in message.files],
            auto_comments=[f"read by: {message.audience}"],
            flags=["fuzzy"] if entry.is_fuzzy else [],
            context=message.context or None,
        )
        # Babel takes "70 % or" for a gap of C.
        added.flags.discard("python-format")
    file = io.BytesIO()
    write_po(file, catalog, width=WIDTH, omit_header=True, include_lineno=False)
    return HEADER + file.getvalue().decode()


def problems(messages: Mapping[str, Message], entries: Entries) -> Iterator[str]:
    """One line for each text that is not translated as it must be.

    Parameters
    ----------
    messages : mapping of str to Message
        Every text that a page may show.
    entries : dict of str to Entry
        What the catalogue holds.
    """
    may_be_same = same_texts()
    for text_id, message in messages.items():
        complaint = complaint_of(message, entries.get(text_id, Entry(())), may_be_same)
        if complaint:
            yield f"{message.files[0]}: {complaint}: {message.text!r}"
    yield from (f"obsolete: {text!r}" for text in entries if text not in messages)
    for text in may_be_same:
        if text not in messages:
            yield f"{SAME.name}: no page shows {text!r}"
        elif any(form and form != text for form in entries.get(text, Entry(())).translation):
            yield f"{SAME.name}: it is not the same after all: {text!r}"


def complaint_of(message: Message, entry: Entry, may_be_same: Mapping[str, str]) -> str:
    """What is wrong with the translation of one text; empty when nothing is."""
    forms = 2 if message.many else 1
    if len(entry.translation) != forms or not all(entry.translation):
        return "not translated"
    if entry.is_fuzzy:
        return "fuzzy"
    english = said_in_english(message)
    has_words = any(map(str.isalpha, without_gaps(english[0])))
    if has_words and english[0] in entry.translation and english[0] not in may_be_same:
        return "the same as the English"
    # What is said of one thing may leave its number out: "una repetición".
    asked = gaps(english[-1])
    if gaps(entry.translation[-1]) != asked or gaps(entry.translation[0]) - asked:
        return f"other gaps than {', '.join(sorted(asked)) or 'none'}"
    if is_formatted(english[-1]) and any(map(stray_percents, entry.translation)):
        return "a sign of per cent is written twice, %%"
    pairs = zip(english, entry.translation, strict=True)
    return next(filter(None, (spanish_complaint(*pair) for pair in pairs)), "")


def said_in_english(message: Message) -> Translation:
    """What English readers see: the text itself, unless it is the framework's and said anew."""
    own = (message.text, message.many) if message.many else (message.text,)
    return _said_anew().get(message.id, Entry(own)).translation


@functools.cache
def _said_anew() -> Entries:
    return read_entries(ENGLISH)


def same_texts() -> dict[str, str]:
    """Texts that are the same in every language, with the reason."""
    groups = tomllib.loads(SAME.read_text(encoding="utf-8"))["same"]
    return {text: group["reason"] for group in groups for text in group["texts"]}


def _forms(string: str | tuple[str, ...] | list[str] | None) -> Translation:
    return (string,) if isinstance(string, str) else tuple(string or ())
