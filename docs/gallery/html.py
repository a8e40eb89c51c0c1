"""HTML from elements: text is escaped unless it is HTML already."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

VOID = frozenset({"input", "link", "meta"})

Attribute = str | bool | None


class Html(str):
    """Text that is HTML and needs no escaping."""

    __slots__ = ()


def element(tag: str, /, *content: str, **attributes: Attribute) -> Html:
    """An element; underscores in names of attributes are hyphens, one at the end is dropped.

    An attribute that is True stands alone, and one that is False or None is left out.

    >>> element("p", "1 < 2", class_="small", hidden=True)
    '<p class="small" hidden>1 &lt; 2</p>'
    """
    start = f"<{tag}{''.join(_attributes(attributes))}>"
    return Html(start if tag in VOID else f"{start}{joined(content)}</{tag}>")


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Parts one after the other, each escaped unless it is HTML."""
    return Html(between.join(part if isinstance(part, Html) else escape(part) for part in parts))


def _attributes(attributes: dict[str, Attribute]) -> Iterable[str]:
    for name, value in attributes.items():
        written = name.rstrip("_").replace("_", "-")
        if value is True:
            yield f" {written}"
        elif value is not None and value is not False:
            yield f' {written}="{escape(value)}"'
