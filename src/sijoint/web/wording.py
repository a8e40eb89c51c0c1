"""The words of the evidence in the language of the request."""

from __future__ import annotations

import functools

from sijoint.evidence.text import Texts
from sijoint.language import language
from sijoint.records import knowledge
from sijoint.records.wording import code, wording, wording_in

__all__ = ["code", "texts", "texts_in", "wording", "wording_in"]


@functools.cache
def texts_in(code: str) -> Texts:
    """The texts of the evidence in one language."""
    return Texts(knowledge.current().raw, language(code).say)


def texts() -> Texts:
    """The texts of the evidence in the active language."""
    return texts_in(code())
