"""Leading to another page after something was done, so that reloading does not do it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url


def see_other(to: Any, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
    """A redirect that every browser follows with GET (303).

    Parameters
    ----------
    to : str or object
        The name of a page, its address, or a row that knows it.
    *args, **kwargs
        What stands in the address of the page.
    """
    return HttpResponseRedirect(resolve_url(to, *args, **kwargs), status=303)
