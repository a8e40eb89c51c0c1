"""Time several contenders in turn, so that a slow moment of the machine meets all of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

Contender = Callable[[], object]


def best_seconds(contenders: Mapping[str, Contender], *, rounds: int) -> dict[str, float]:
    """The quickest of `rounds` calls of each contender, interleaved; one call warms up."""
    best = dict.fromkeys(contenders, float("inf"))
    for contender in contenders.values():
        contender()
    for _ in range(rounds):
        for name, contender in contenders.items():
            start = time.perf_counter()
            contender()
            best[name] = min(best[name], time.perf_counter() - start)
    return best
