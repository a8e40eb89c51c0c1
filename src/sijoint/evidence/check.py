"""The check of the evidence: everything that a machine can find wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sijoint.clinical.expression import InvalidExpressionError
from sijoint.clinical.facts import Lexicon
from sijoint.evidence import facts
from sijoint.evidence.claim import claim_problems, count_claims, expired_reviews
from sijoint.evidence.error import EvidenceError
from sijoint.evidence.guide import guide_problems
from sijoint.evidence.load import evidence_of
from sijoint.evidence.questionnaire_check import questionnaire_problems
from sijoint.evidence.rate import rate_problems
from sijoint.evidence.read import Raw
from sijoint.evidence.reference import reference_problems
from sijoint.evidence.spoken import text_problems

EXPRESSIONS = ("when", "avoid_when", "asked_of", "all_c_to_x_when", "key")
"""Fields that hold an expression, in every array."""


@dataclass(frozen=True, slots=True)
class Check:
    """What the check found.

    Parameters
    ----------
    problems : tuple of str
        One line each; empty when nothing is wrong.
    warnings : tuple of str
        One line each; they break nothing.
    counts : mapping of str to int
        Claims: ``total``, ``unreviewed``, ``memory`` and ``design``.
    """

    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    counts: Mapping[str, int]


def check(raw: Raw, today: date) -> Check:
    """Check every record of the evidence.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read.
    today : date
        Reviews that were due before it are warned about.
    """
    problems = [
        *reference_problems(raw),
        *claim_problems(raw),
        *rate_problems(raw),
        *text_problems(raw),
        *guide_problems(raw),
        *questionnaire_problems(raw),
        *_expression_problems(raw),
    ]
    counted = count_claims(raw)
    return Check(
        problems=tuple(dict.fromkeys(problems)) or tuple(_building_problems(raw)),
        warnings=tuple(expired_reviews(raw, today)),
        counts={name: counted[name] for name in ("total", "unreviewed", "memory", "design")},
    )


def _expression_problems(raw: Raw) -> Iterator[str]:
    """Expressions that cannot be read, or that name what nobody records."""
    try:
        lexicon = facts.build(raw)
    except (InvalidExpressionError, KeyError) as error:
        yield f"the names of expressions cannot be read: {error}"
        return
    for array, records in raw.items():
        for record in records:
            for key in EXPRESSIONS:
                if isinstance(record.get(key), str):
                    yield from _parse_problem(lexicon, record[key], f"{array} {record.get('id')}")


def _parse_problem(lexicon: Lexicon, text: str, of: str) -> Iterator[str]:
    try:
        lexicon.parse(text, of)
    except InvalidExpressionError as error:
        yield str(error)


def _building_problems(raw: Raw) -> Iterator[str]:
    """Whatever stops the evidence from being used although each record looks right."""
    try:
        evidence_of(raw)
    except (EvidenceError, InvalidExpressionError, LookupError, TypeError, ValueError) as error:
        yield f"the evidence cannot be used: {type(error).__name__}: {error}"
