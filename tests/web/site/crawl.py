"""Walking through the site as somebody, by every link and every search."""

from __future__ import annotations

import re
import subprocess
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.http import HttpResponse
from django.test import Client

from tests.web.site.page import Page

ELSEWHERE = re.compile(r"^(?:mailto:|tel:|data:|blob:)")
MOST = 900
REDIRECTS = (301, 302, 303)


@dataclass
class Answer:
    """What came back from an address.

    Parameters
    ----------
    url : str
        With its query.
    came_from : str
        The page that leads there.
    response : HttpResponse
    """

    url: str
    came_from: str
    response: HttpResponse

    @property
    def status(self) -> int:
        return int(self.response.status_code)

    @property
    def kind(self) -> str:
        """Its content type, without more."""
        return str(self.response.headers.get("Content-Type", "")).partition(";")[0]

    @cached_property
    def content(self) -> bytes:
        if self.response.streaming:
            return b"".join(self.response.streaming_content)
        return bytes(self.response.content)

    @cached_property
    def page(self) -> Page:
        """Of HTML and SVG."""
        return Page(self.content.decode())

    @cached_property
    def text(self) -> str:
        """What a person reads, also on paper and in data."""
        if self.kind in ("text/html", "image/svg+xml"):
            return self.page.text
        if self.kind == "application/pdf":
            done = subprocess.run(
                ["pdftotext", "-", "-"], input=self.content, capture_output=True, check=True
            )
            return " ".join(done.stdout.decode().split())
        return self.content.decode()


class Reader(Client):
    """A client that keeps every answer."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.kept: list[Answer] = []

    def request(self, **request: Any) -> Any:
        """Ask, and keep what came back."""
        response = super().request(**request)
        query = request.get("QUERY_STRING", "")
        url = request["PATH_INFO"] + (f"?{query}" if query else "")
        self.kept.append(Answer(url, request["REQUEST_METHOD"], response))
        return response


def crawl(
    client: Client,
    starts: Iterable[str],
    *,
    enters: Callable[[str], bool] = lambda _path: True,
    follows: Callable[[str], bool] = lambda _path: True,
) -> dict[str, Answer]:
    """Every page that links and searches lead to, by address.

    Parameters
    ----------
    client : Client
    starts : iterable of str
    enters : callable
        Whether a path is opened.
    follows : callable
        Whether links of the page on that path are followed.
    """
    found: dict[str, Answer] = {}
    waiting = deque((start, "") for start in starts)
    while waiting:
        assert len(found) < MOST, "the site has no end"
        url, came_from = waiting.popleft()
        if url in found or not enters(urlsplit(url).path):
            continue
        answer = found[url] = Answer(url, came_from, client.get(url))
        if answer.status in REDIRECTS:
            waiting.append((_local(url, answer.response.headers["Location"]), url))
        elif answer.kind == "text/html" and follows(urlsplit(url).path):
            waiting.extend((each, url) for each in leads(answer))
    return found


def leads(answer: Answer) -> list[str]:
    """Where the links, pictures and searches of a page lead, on this site."""
    found = [*answer.page.links, *answer.page.loaded]
    for form in answer.page.forms:
        if form.method == "get":
            query = urlencode(form.as_it_stands(), doseq=True)
            found.append(f"{form.action or urlsplit(answer.url).path}?{query}")
    local = [_local(answer.url, link) for link in found if not ELSEWHERE.match(link)]
    return [link for link in local if link.startswith("/") and not link.startswith("/static/")]


def _local(base: str, link: str) -> str:
    """The address without the part after the hash; links of other hosts keep theirs."""
    whole = urljoin(f"http://testserver{base}", link).partition("#")[0]
    return whole.removeprefix("http://testserver")
