"""The words of the evidence in the language of whoever reads."""

from __future__ import annotations

import functools

from django.utils.translation import get_language

from sijoint.documents.wording import Wording
from sijoint.evidence.text import Texts
from sijoint.language import CODES, language
from sijoint.records import knowledge


@functools.cache
def wording_in(code: str) -> Wording:
    """The words in one language."""
    return Wording(Texts(knowledge.current().raw), language(code))


def code() -> str:
    """The code of the active language; English when we do not have it."""
    active = (get_language() or "en").partition("-")[0]
    return active if active in CODES else "en"


def wording() -> Wording:
    """The words in the active language."""
    return wording_in(code())
