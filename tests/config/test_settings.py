"""Settings whose usual values would let something through."""

from __future__ import annotations

from django.conf import settings
from django.contrib.messages.storage import default_storage
from django.contrib.messages.storage.session import SessionStorage
from django.core.cache import cache
from django.test import RequestFactory

USUAL = 300
"""Rows after which the cache of Django throws others out, by their key."""


def test_a_count_outlives_many_others(db: None) -> None:
    cache.set("wrong_passwords", 5)
    for number in range(USUAL + 20):
        cache.set(f"z{number}", number)
    assert cache.get("wrong_passwords") == 5
    assert all(cache.get(f"z{number}") == number for number in range(USUAL + 20))


def test_the_cache_holds_the_counts_of_a_day() -> None:
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] == 100_000


def test_what_a_page_says_once_is_in_no_cookie() -> None:
    request = RequestFactory().get("/")
    request.session = {}
    assert isinstance(default_storage(request), SessionStorage)
