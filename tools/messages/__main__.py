"""Collect, update, merge and check the texts for translation."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools.messages.catalogue import (
    CATALOGUE,
    Entries,
    problems,
    read_entries,
    said_in_english,
    written,
)
from tools.messages.extraction import extract
from tools.messages.merge import merge
from tools.messages.message import Message


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; 1 if something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    extracting = commands.add_parser("extract", help="write the texts as JSON")
    extracting.add_argument("--missing", action="store_true", help="only what is not translated")
    extracting.add_argument("--output", type=Path, help="a file instead of standard output")
    commands.add_parser("update", help="bring the catalogue up to date")
    merging = commands.add_parser("merge", help="put translations into the catalogue")
    merging.add_argument("files", nargs="+", type=Path, help="JSON: English to translation")
    commands.add_parser("check", help="list what is missing or wrong")
    given = parser.parse_args(arguments)

    messages = extract()
    if given.command == "extract":
        return _extract(messages, given.missing, given.output)
    if given.command == "merge":
        return _merge(messages, given.files)
    return _update(messages) if given.command == "update" else _check(messages)


def _extract(messages: Mapping[str, Message], is_missing: bool, output: Path | None) -> int:
    entries = read_entries(CATALOGUE)
    chosen = [
        message
        for message in messages.values()
        if not (is_missing and message.id in entries and all(entries[message.id].translation))
    ]
    for name, count in Counter(message.files[0] for message in chosen).items():
        print(f"{count:5} {name}", file=sys.stderr)
    print(f"{len(chosen):5} in all", file=sys.stderr)
    written = json.dumps([_row(message) for message in chosen], ensure_ascii=False, indent=1)
    if output:
        output.write_text(f"{written}\n", encoding="utf-8")
    else:
        print(written)
    return 0


def _row(message: Message) -> dict[str, str]:
    use = message.uses[0]
    row = {"text": message.id, "where": f"{use.file} {use.field}".strip()}
    plural = {"many": message.many} if message.many else {}
    said = said_in_english(message)
    says = {"says": " | ".join(said)} if said[0] != message.text else {}
    return row | plural | says | {"audience": message.audience}


def _merge(messages: Mapping[str, Message], files: Sequence[Path]) -> int:
    merged = merge(messages, read_entries(CATALOGUE), files)
    _write(messages, merged.entries)
    for text in merged.unused:
        print(f"unused: {text!r}")
    for line in merged.refused:
        print(f"refused: {line}")
    print(f"{len(merged.unused)} unused, {len(merged.refused)} refused")
    return 1 if merged.refused else 0


def _update(messages: Mapping[str, Message]) -> int:
    entries = read_entries(CATALOGUE)
    _write(messages, entries)
    print(f"{len(messages.keys() - entries)} new, {len(entries.keys() - messages)} dropped")
    return 0


def _write(messages: Mapping[str, Message], entries: Entries) -> None:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    # A server that starts meanwhile reads the whole of the old file or of the new.
    part = CATALOGUE.with_suffix(".part")
    part.write_text(written(messages, entries), encoding="utf-8")
    part.replace(CATALOGUE)


def _check(messages: Mapping[str, Message]) -> int:
    entries = read_entries(CATALOGUE)
    found = list(problems(messages, entries))
    if not found and CATALOGUE.read_text(encoding="utf-8") != written(messages, entries):
        found = ["the catalogue is out of date: make messages"]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
