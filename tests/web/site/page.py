"""A page as the tests of the whole site read it: what it says, holds and leads to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

SPOKEN = frozenset({"alt", "aria-label", "aria-description", "placeholder", "title", "content"})
LEADING = {"a": "href", "area": "href", "form": "action"}
LOADING = {
    "img": "src",
    "link": "href",
    "script": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "use": "href",
    "image": "href",
}
UNREAD = frozenset({"script", "style", "cite"})
"""The titles of studies are quoted as they stand."""

TYPED = frozenset({"input", "textarea", "select", "button"})


@dataclass
class Field:
    """A control of a form.

    Parameters
    ----------
    name, kind, value : str
        Kind is the type of an input, or the tag.
    options : list of str
        Values of a select.
    is_checked : bool
    action : str
        Where a button sends its form, if not where the form says.
    """

    name: str
    kind: str
    value: str
    options: list[str] = field(default_factory=list)
    is_checked: bool = False
    action: str = ""


@dataclass
class Form:
    """A form.

    Parameters
    ----------
    method, action : str
    fields : list of Field
    """

    method: str
    action: str
    fields: list[Field] = field(default_factory=list)

    def as_it_stands(self) -> dict[str, list[str]]:
        """What it sends when nothing is changed, without its buttons."""
        sent: dict[str, list[str]] = {}
        for each in self.fields:
            if each.kind in ("submit", "button", "reset") or not each.name:
                continue
            if each.kind in ("radio", "checkbox") and not each.is_checked:
                continue
            value = each.value or (each.options[0] if each.options else "")
            sent.setdefault(each.name, []).append(value)
        return sent


class Page(HTMLParser):
    """The parts of an HTML page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.h1 = 0
        self.title = self.language = ""
        self._open: list[str] = []
        self._outside: dict[str, Form] = {}
        self._before: dict[str, list[Field]] = {}
        self._area: Field | None = None
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """Everything that can be read or heard, with single spaces."""
        return " ".join(" ".join(self.parts).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        self.parts += [given[name] for name in SPOKEN & given.keys()]
        if "id" in given:
            self.ids.append(given["id"])
        self._note_inline(tag, given)
        if tag == "html":
            self.language = given.get("lang", "")
        self.h1 += tag == "h1"
        if given.get(LEADING.get(tag, "")) is not None and tag != "form":
            self.links.append(given[LEADING[tag]])
        if given.get(LOADING.get(tag, "")):
            self.loaded.append(given[LOADING[tag]])
        self._note_form(tag, given)

    def _note_inline(self, tag: str, given: dict[str, str]) -> None:
        is_data = given.get("type") == "application/json"
        if tag == "style" or (tag == "script" and "src" not in given and not is_data):
            self.inline.append(f"<{tag}>")
        self.inline += [
            f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")
        ]

    def _note_form(self, tag: str, given: dict[str, str]) -> None:
        if tag == "form":
            form = Form(given.get("method", "get").lower(), given.get("action", ""))
            form.fields += self._before.pop(given.get("id", ""), [])
            self.forms.append(form)
            self._outside[given.get("id", "")] = form
        elif tag in TYPED and "disabled" not in given:
            kind = given.get("type", "submit" if tag == "button" else "text")
            held = Field(
                given.get("name", ""),
                kind if tag in ("input", "button") else tag,
                given.get("value", "on" if kind in ("checkbox", "radio") else ""),
                is_checked="checked" in given,
                action=given.get("formaction", ""),
            )
            self._area = held
            self._fields_of(given.get("form", "")).append(held)
        elif tag == "option" and self._area is not None:
            self._area.options.append(given.get("value", ""))
            if "selected" in given:
                self._area.value = given.get("value", "")

    def _fields_of(self, named: str) -> list[Field]:
        """Those of the form that a control names, which may come later, or of the last one."""
        if named:
            form = self._outside.get(named)
            return form.fields if form else self._before.setdefault(named, [])
        return self.forms[-1].fields if self.forms else []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if not UNREAD & set(self._open):
            self.parts.append(data)
        if self._open and self._open[-1] == "textarea" and self._area is not None:
            self._area.value += data
