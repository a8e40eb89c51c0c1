"""What people wrote themselves, as far as paper can show it."""

from __future__ import annotations

from collections.abc import Iterable

from sijoint.documents.glyph import readable
from sijoint.documents.wording import Wording


def written(text: str, words: Wording) -> str:
    """A text without the signs that the font lacks; where it lacks letters, that it does.

    Half a sentence with question marks would read like another sentence.
    """
    return readable(text) or words.say("(not printable)")


def all_written(texts: Iterable[str], words: Wording) -> str:
    """Texts one after another; that some cannot be printed is said once."""
    return words.joined(dict.fromkeys(written(text, words) for text in texts))
