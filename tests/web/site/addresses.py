"""Every address of the project, read from its URLconf."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """A pattern of the URLconf.

    Parameters
    ----------
    name : str
        With its namespace, such as ``admin:index``.
    pattern : str
        As it stands in the URLconf.
    view : callable
    parameters : list of str
        What stands in it.
    """

    name: str
    pattern: str
    view: Callable[..., Any]
    parameters: list[str]

    @property
    def is_ours(self) -> bool:
        """Whether the view is one of this project's own pages."""
        return self.view.__module__.startswith("sijoint.web.views")


def addresses() -> list[Address]:
    """All of them."""
    return list(_walk(get_resolver(), "", "", []))


def _walk(resolver: URLResolver, before: str, space: str, above: list[str]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        pattern = before + str(each.pattern)
        parameters = [*above, *each.pattern.regex.groupindex]
        if isinstance(each, URLPattern):
            yield Address(f"{space}{each.name or ''}", pattern, each.callback, parameters)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, pattern, inner, parameters)
