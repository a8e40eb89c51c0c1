"""The texts of the web framework that we say in our own words.

Django and its sign-in pages bring texts of their own, such as "This field is required.". What
they say in English stands in the catalogue of English, and only there: a text that is not in it
stays as its makers wrote it, in each language. What is in it is translated like our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sijoint.language.catalogue import FOLDER
from tools.messages.catalogue import ENGLISH, read
from tools.messages.message import Audience, Use


def framework_uses(path: Path = ENGLISH) -> Iterator[tuple[str, str, Use]]:
    """Id of the framework's text, its plural or an empty text, and the place, for each said anew.

    Parameters
    ----------
    path : Path
        Catalogue of English, in the folder of catalogues.
    """
    use = Use(path.relative_to(FOLDER.parents[1]).as_posix(), "", Audience.PATIENT)
    yield from ((text_id, many, use) for text_id, many, _ in read(path))
