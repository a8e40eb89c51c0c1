"""Build what the evaluation knows of each finding."""

from __future__ import annotations

from collections.abc import Mapping

from sijoint.clinical.facts import Lexicon
from sijoint.clinical.finding import FindingRule, Position
from sijoint.evidence.read import Raw, Record


def build(raw: Raw, lexicon: Lexicon) -> Mapping[str, FindingRule]:
    """Every finding by id, in the order of the evidence.

    Parameters
    ----------
    raw : mapping of array name to records
    lexicon : Lexicon
        Names that a reason to avoid a finding may use.

    Raises
    ------
    InvalidExpression
        If a reason to avoid a finding cannot be read; the message names the finding.
    """
    return {record["id"]: _finding(record, lexicon) for record in raw["finding"]}


def _finding(record: Record, lexicon: Lexicon) -> FindingRule:
    avoid = record.get("avoid_when")
    return FindingRule(
        id=record["id"],
        sided=record["side"],
        position=Position(record["position"]),
        minutes=record["minutes"],
        burden=record["burden"],
        avoid_when=lexicon.parse(avoid, f"finding {record['id']}") if avoid else None,
    )
