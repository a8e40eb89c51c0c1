"""The Spanish catalogue: read, written and checked."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from sijoint.language.catalogue import catalogue_path
from sijoint.language.gap import GAP, gaps
from tools.messages.message import Message
from tools.messages.spanish import spanish_complaint

LANGUAGE = "es"
CATALOGUE = catalogue_path(LANGUAGE)
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
    if not path.exists():
        return {}
    catalog = read_po(io.BytesIO(path.read_bytes()), charset="utf-8")
    found = [message for message in catalog if message.id]
    found += catalog.obsolete.values()
    return {
        _singular(message.id): Entry(_translation(message.string), message.fuzzy)
        for message in found
    }


def written(messages: Mapping[str, Message], entries: Entries) -> str:
    """A catalogue with just these messages, in their order.

    Parameters
    ----------
    messages : mapping of str to Message
        By English text; those without an entry are written untranslated.
    entries : dict of str to Entry
        Translations; those of other texts are dropped.
    """
    catalog = Catalog(locale=LANGUAGE)
    for message in messages.values():
        entry = entries.get(message.text, Entry(()))
        added = catalog.add(
            (message.text, message.many) if message.many else message.text,
            (entry.translation or ("", "")) if message.many else "".join(entry.translation[:1]),
            locations=[(name, 0) for name in message.files],
            auto_comments=[f"read by: {message.audience}"],
            flags=["fuzzy"] if entry.is_fuzzy else [],
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
    for text, message in messages.items():
        complaint = complaint_of(message, entries.get(text, Entry(())), may_be_same)
        if complaint:
            yield f"{message.files[0]}: {complaint}: {text!r}"
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
    has_words = any(map(str.isalpha, GAP.sub("", message.text)))
    if has_words and message.text in entry.translation and message.text not in may_be_same:
        return "the same as the English"
    # What is said of one thing may leave its number out: "una repetición".
    asked = gaps(message.many or message.text)
    if gaps(entry.translation[-1]) != asked or gaps(entry.translation[0]) - asked:
        return f"other gaps than {', '.join(sorted(asked)) or 'none'}"
    pairs = zip((message.text, message.many), entry.translation, strict=False)
    return next(filter(None, (spanish_complaint(*pair) for pair in pairs)), "")


def same_texts() -> dict[str, str]:
    """Texts that are the same in every language, with the reason."""
    groups = tomllib.loads(SAME.read_text(encoding="utf-8"))["same"]
    return {text: group["reason"] for group in groups for text in group["texts"]}


def _singular(text_id: str | tuple[str, ...] | list[str]) -> str:
    return text_id if isinstance(text_id, str) else text_id[0]


def _translation(string: str | tuple[str, ...] | list[str] | None) -> Translation:
    return (string,) if isinstance(string, str) else tuple(string or ())
