"""English and Spanish: texts through gettext, dates and numbers as the language writes them.

English is the language of the source, and each English text is the id of its translations.
`tools.messages` collects the texts and keeps the catalogues under ``locale``.
"""

from sijoint.language.error import UnfilledGapError, UnknownLanguageError
from sijoint.language.gap import GAP, fill, gaps
from sijoint.language.language import CODES, Language, language, message

__all__ = [
    "CODES",
    "GAP",
    "Language",
    "UnfilledGapError",
    "UnknownLanguageError",
    "fill",
    "gaps",
    "language",
    "message",
]
