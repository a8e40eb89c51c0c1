"""Words that a page shows and that no translator ever sees."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, TokenType

NAMES = re.compile(r"\b(?:sijoint|NPRS|ASLR|ODI|PGQ|English|Español)\b")
"""The same in every language."""

SHOWN_ATTRIBUTES = frozenset(
    {"alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext"}
    | {"label", "placeholder", "summary", "title"}
)
NOT_SHOWN = frozenset({"script", "style", "code", "kbd", "samp"})
BUTTONS = frozenset({"button", "submit", "reset"})

OPENS = re.compile(r"^(?:blocktrans(?:late)?|comment|verbatim)\b")
CLOSES = re.compile(r"^end(?:blocktrans(?:late)?|comment|verbatim)\b")
IN_A_TAG = re.compile(r"class$|attributes$")
"""Names of blocks that a page fills within a tag."""

REST_OF_A_TAG = re.compile(r"""\s[\w:-]+=(?:"[^"]*"|'[^']*')>?""")
"""What is left where each branch of an ``if`` ends the same tag."""

LETTERS = re.compile(r"[^\W\d_]{2,}")

QUOTED = r"""(?P<quote>["'])(?P<text>.*?)(?P=quote)"""
FILTERED = re.compile(
    rf"\|\s*(?:default|default_if_none|yesno|add|pluralize|join):{QUOTED}|\|(?P<glue>pluralize)\b"
)
HANDED_OVER = re.compile(
    rf"\b(?:label|title|text|heading|name|message|hint|caption|lead|action)={QUOTED}"
)


def literal_texts(template: str, *, is_html: bool = True) -> Iterator[str]:
    """Each visible text of a template that stands outside the tags that translate."""
    yield from handed_over(template)
    plain = without_tags(template)
    if not is_html:
        yield from filter(has_words, plain.splitlines())
        return
    parser = Visible()
    parser.feed(plain)
    parser.close()
    yield from filter(has_words, parser.found)


def has_words(text: str) -> bool:
    return bool(LETTERS.search(NAMES.sub("", text)))


def without_tags(template: str) -> str:
    """The template without what Django fills in, translates or leaves out."""
    kept, blocks, inside = [], [""], False
    for token in Lexer(template).tokenize():
        name, _, given = token.contents.partition(" ")
        if token.token_type == TokenType.BLOCK:
            opens, closes = bool(OPENS.match(name)), bool(CLOSES.match(name))
            inside = (inside or opens) and not closes
            if name == "block":
                blocks.append(given)
            elif name == "endblock":
                blocks.pop()
        elif not inside and not IN_A_TAG.search(blocks[-1]):
            if token.token_type == TokenType.TEXT:
                kept.append(token.contents)
            elif token.token_type == TokenType.VAR:
                is_tag = bool(kept) and kept[-1].endswith(("<", "</"))
                kept.append("div" if is_tag else "0")
    return "".join(kept)


def handed_over(template: str) -> Iterator[str]:
    """Texts that filters and other templates are given as they stand."""
    for token in Lexer(template).tokenize():
        if token.token_type == TokenType.VAR or token.contents.startswith("include "):
            for match in FILTERED.finditer(token.contents):
                if match["glue"] or looks_shown(match["text"]):
                    yield match.group()
        if token.token_type == TokenType.BLOCK and token.contents.startswith("include "):
            yield from (
                match.group()
                for match in HANDED_OVER.finditer(token.contents)
                if looks_shown(match["text"])
            )


def looks_shown(text: str) -> bool:
    """Whether it is for people: paths, ids and names of icons are small words without spaces."""
    return has_words(text) and (" " in text.strip() or text != text.lower())


class Visible(HTMLParser):
    """Gathers what a browser shows or reads out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in NOT_SHOWN
        given = dict(attrs)
        shown = {name for name, value in attrs if name in SHOWN_ATTRIBUTES}
        if tag == "input" and given.get("type") in BUTTONS:
            shown.add("value")
        if tag == "meta" and given.get("name") == "description":
            shown.add("content")
        self.found += [given[name] or "" for name in sorted(shown)]

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in NOT_SHOWN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(REST_OF_A_TAG.sub("", data).strip(" 0\n"))


# --- Python ---------------------------------------------------------------------------

SHOWN_KEYWORDS = frozenset({"label", "help_text", "empty_label", "label_suffix"})
SHOWN_CALLS = frozenset({"ValidationError", "add_error"})
NOTICES = frozenset({"success", "info", "warning", "error"})


def literal_strings(code: str) -> Iterator[str]:
    """Each text that Python hands to a form or a notice outside the functions that translate."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            given = [k.value for k in node.keywords if k.arg in SHOWN_KEYWORDS]
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            called = node.func.id if isinstance(node.func, ast.Name) else called
            if called in SHOWN_CALLS or is_notice(node.func):
                given += node.args
            yield from (text for each in given for text in strings(each) if looks_shown(text))


def is_notice(function: ast.expr) -> bool:
    return (
        isinstance(function, ast.Attribute)
        and function.attr in NOTICES
        and isinstance(function.value, ast.Name)
        and function.value.id == "messages"
    )


def strings(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    elif isinstance(node, ast.Dict):
        yield from (text for value in node.values if value for text in strings(value))
    elif isinstance(node, ast.List | ast.Tuple):
        yield from (text for value in node.elts for text in strings(value))


# --- JavaScript -----------------------------------------------------------------------

SAID_BY_SCRIPT = re.compile(
    rf"(?:textContent|innerText|innerHTML|ariaLabel|title|placeholder|alt)\s*\+?=\s*{QUOTED}"
    rf"|setAttribute\(\s*[\"'](?:aria-label|title|alt|placeholder)[\"'],\s*"
    rf"(?P<other>[\"'`])(?P<said>.*?)(?P=other)"
)


def literal_script_texts(script: str) -> Iterator[str]:
    """Each text that a script brings along, where it should take one from the page."""
    for match in SAID_BY_SCRIPT.finditer(script):
        if has_words(match["text"] or match["said"] or ""):
            yield match.group()
