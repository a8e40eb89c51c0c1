"""What a page says once, after something was done."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest


def done(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Say on the next page that something was done.

    Parameters
    ----------
    request : HttpRequest
    text : str
        A whole sentence in the language of the reader.
    undo : str
        The address that takes it back by POST; without it the notice has no button.
    """
    messages.success(request, text, extra_tags=f"undo:{undo}" if undo else "")


def failed(request: HttpRequest, text: str) -> None:
    """Say on the next page what could not be done, and what to do."""
    messages.error(request, text)
