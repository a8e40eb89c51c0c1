"""How often a form may be sent from one address of the network."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

APP = "sijoint.web"


def limited(name: str, rate: str, *, reads: bool = False) -> Callable[[View], View]:
    """Answer 429 when a view is used more often than that from one address.

    Counts stand in the cache, by network address, without anything of what was sent; of IPv6 the
    first 64 bits count. Behind a proxy the address is the one that the proxy gives
    (`ALLAUTH_TRUSTED_PROXY_COUNT`).

    Parameters
    ----------
    name : str
        What is counted; views that share a name share the count.
    rate : str
        Amount and time, such as ``20/m``; several are parted by commas, such as ``20/m,100/h``.
    reads : bool
        Whether GET counts too; else only what is sent does.
    """
    rates = ratelimit.parse_rates(rate)
    config = {name: rate}

    def limit(view: View) -> View:
        @functools.wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            usage = ratelimit.consume(request, app=APP, action=name, config=config, limit_get=reads)
            if usage is None:
                response = ratelimit.respond_429(request)
                response.headers["Retry-After"] = str(int(max(each.duration for each in rates)))
                return response
            return view(request, *args, **kwargs)

        return counted

    return limit
