"""Take in what translators wrote: JSON files of English to Spanish."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.messages.catalogue import Entries, Entry, complaint_of, same_texts
from tools.messages.message import Message
from tools.messages.spanish import spaced


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Parameters
    ----------
    entries : dict of str to Entry
        The catalogue with what was taken in.
    refused : tuple of str
        One line for each translation that was not taken.
    unused : tuple of str
        Texts that no page shows.
    """

    entries: Entries
    refused: tuple[str, ...]
    unused: tuple[str, ...]


def merge(messages: Mapping[str, Message], entries: Entries, files: Iterable[Path]) -> Merged:
    """Put the translations of the files into a catalogue.

    Parameters
    ----------
    messages : mapping of str to Message
        Every text that a page may show, by its id.
    entries : dict of str to Entry
        The catalogue; what the files say replaces it.
    files : iterable of Path
        Each a JSON object of the id of an English text to its translation, or to a list of
        singular and plural.
        Where two files differ, the first is taken and the second refused.

    Raises
    ------
    ValueError
        If a file is not such an object; the message names it.
    """
    may_be_same = same_texts()
    taken: Entries = {}
    refused, unused = [], []
    for path in files:
        for text, translation in _read(path).items():
            if text not in messages:
                unused.append(text)
                continue
            entry = Entry(translation)
            complaint = complaint_of(messages[text], entry, may_be_same)
            if not complaint and taken.setdefault(text, entry) != entry:
                complaint = f"another translation is taken, {taken[text].translation}"
            if complaint:
                refused.append(f"{path.name}: {complaint}: {text!r}: {translation}")
    return Merged(entries | taken, tuple(refused), tuple(unused))


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    content = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(content, dict):
        raise ValueError(f"{path.name}: must be an object of English to translation")
    return {
        text: tuple(spaced(form) for form in ([said] if isinstance(said, str) else said))
        for text, said in content.items()
    }
