"""Build the lexicon of the expressions from the evidence."""

from __future__ import annotations

from sijoint.clinical.expression import InvalidExpressionError, parse
from sijoint.clinical.facts import Lexicon
from sijoint.evidence import vocabulary
from sijoint.evidence.read import Raw


def build(raw: Raw) -> Lexicon:
    """Every name that an expression of the evidence may use.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``derived`` and those of the vocabulary.

    Raises
    ------
    InvalidExpressionError
        If a derived expression cannot be read or asks for what is not known.
    """
    derived = {}
    for record in raw["derived"]:
        try:
            derived[record["id"]] = parse(record["value"])
        except InvalidExpressionError as error:
            raise InvalidExpressionError(f"derived {record['id']}: {error}") from error
    return Lexicon(vocabulary.build(raw), derived)
