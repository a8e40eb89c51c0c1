"""No page in Spanish shows a piece of English: not from code, evidence or the framework."""

from __future__ import annotations

import re
import tomllib
from collections import deque
from functools import cache
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from sijoint.accounts.models import User
from sijoint.records import demo
from sijoint.records.demo.making import FILE
from tools.messages.evidence_text import strings
from tools.messages.source_text import SOURCE

pytestmark = pytest.mark.django_db

ENGLISH = re.compile(
    r"\b(?:the|and|with|your|you|is|are|was|this|that|these|of|for|from|it|not|have|has|by)\b",
    re.IGNORECASE,
)
"""Words that no Spanish sentence holds, and hardly an English one lacks."""

LEFT_OUT = re.compile(
    # Files; what only makers see; a sign-out; and records as the studies printed them.
    r"^/(?:static/|admin/|styleguide|evidence/|account/logout|language/)|\.(?:json|pdf|svg|js)$"
)
SCHEMES = re.compile(r"^(?:https?:|mailto:|tel:|#)")
MOST_PAGES = 60

NO_END = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("source", "track", "wbr"),
    }
)
SHOWN = frozenset({"alt", "aria-label", "placeholder", "title"})


class Page(HTMLParser):
    """The visible texts of a page that say to be Spanish, and where its links lead."""

    def __init__(self, content: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.links: list[str] = []
        self._languages: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        inherited = self._languages[-1] if self._languages else ""
        here = "none" if tag in {"script", "style"} else given.get("lang", inherited)
        if tag not in NO_END:
            self._languages.append(here)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if here == "es":
            self.texts += [given[name] for name in SHOWN & given.keys()]

    def handle_endtag(self, tag: str) -> None:
        if tag not in NO_END and self._languages:
            self._languages.pop()

    def handle_data(self, data: str) -> None:
        if self._languages and self._languages[-1] == "es":
            self.texts.append(data.strip())


@cache
def typed() -> tuple[str, ...]:
    """What people of the demo wrote in their own words, the longest first."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tuple(sorted({text for _, text in strings(told) if " " in text}, key=len)[::-1])


def is_english(text: str) -> bool:
    for own_words in typed():
        text = text.replace(own_words, "")
    return bool(ENGLISH.search(text))


def english_of(client: Client) -> dict[str, list[str]]:
    """The English texts of each page that can be reached by links from the first."""
    found: dict[str, list[str]] = {}
    waiting, seen = deque(["/", "/more/", "/help-now/"]), set()
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.popleft().partition("#")[0]
        if not address or address in seen or LEFT_OUT.search(address) or SCHEMES.match(address):
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        if response.status_code != 200 or "text/html" not in response.headers["Content-Type"]:
            continue
        page = Page(response.content.decode())
        waiting.extend(link for link in page.links if link.startswith("/"))
        texts = list(filter(is_english, page.texts))
        if texts:
            found[address] = texts
    assert len(seen) > 5
    return found


@pytest.mark.slow
def test_no_page_in_spanish_shows_english(client: Client) -> None:
    """As a visitor, and as everybody of the demo, whose charts stand at each place of the road."""
    found: dict[str, list[str]] = {}
    for sign_in in [None, *demo.build(at=timezone.now())]:
        client.logout()
        client.cookies["django_language"] = "es"
        if sign_in:
            client.force_login(User.objects.get(email=sign_in.email))
            client.post("/language/", {"language": "es"})
        found |= english_of(client)
    assert not found, "\n".join(f"{page}: {texts}" for page, texts in found.items())


def test_english_is_found_outside_what_says_to_be_english() -> None:
    page = Page(
        '<html lang="es"><title>Guía</title><p title="Of the hip">Cadera<br>'
        '<i lang="en">The hip</i>'
        "<script>the</script></p><p>Rest of it</p></html>"
    )
    assert list(filter(is_english, page.texts)) == ["Of the hip", "Rest of it"]


def test_the_languages_are_those_of_the_catalogues() -> None:
    folder = SOURCE / "language" / "locale"
    assert sorted(path.name for path in folder.iterdir()) == ["en", "es"]
