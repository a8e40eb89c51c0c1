"""What somebody reads on a page, without tags and without titles of studies."""

from __future__ import annotations

from html.parser import HTMLParser

UNREAD = frozenset({"script", "style", "cite"})
"""The titles of studies are quoted as they stand."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in UNREAD
        self.links += [value or "" for name, value in attrs if (tag, name) == ("a", "href")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.parts.append(data)


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def text_of(html: str) -> str:
    """The words of a page, with single spaces."""
    return " ".join(" ".join(read(html).parts).split())


def links_of(html: str) -> list[str]:
    """Where its links lead."""
    return read(html).links


def ids_of(html: str) -> list[str]:
    """Every id, as often as it stands there."""
    return read(html).ids
