"""Build the safety rules from the evidence."""

from __future__ import annotations

from sijoint.clinical.facts import Lexicon
from sijoint.clinical.safety import AskFirst, SafetyLevel, SafetyRule, SafetyRules
from sijoint.evidence import facts
from sijoint.evidence.read import Raw, Record


def build(raw: Raw) -> SafetyRules:
    """The safety rules.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``safety_rule``, ``ask_first``, ``finding``
        and those of the lexicon.

    Raises
    ------
    InvalidExpressionError
        If an expression cannot be read or asks for what is not known; the message
        names the record.
    """
    lexicon = facts.build(raw)
    return SafetyRules(
        lexicon=lexicon,
        rules=tuple(_rule(record, lexicon) for record in raw["safety_rule"]),
        ask_first=tuple(_ask_first(record, lexicon) for record in raw["ask_first"]),
        avoid={
            record["id"]: lexicon.parse(record["avoid_when"], f"finding {record['id']}")
            for record in raw["finding"]
            if "avoid_when" in record
        },
    )


def _rule(record: Record, lexicon: Lexicon) -> SafetyRule:
    of = f"safety_rule {record['id']}"
    asked_of = record.get("asked_of")
    return SafetyRule(
        id=record["id"],
        level=SafetyLevel(record["level"]),
        when=lexicon.parse(record["when"], of),
        sources=tuple(record["source"]),
        defers_tests=record.get("defers_tests", False),
        asked_of=None if asked_of is None else lexicon.parse(asked_of, of),
    )


def _ask_first(record: Record, lexicon: Lexicon) -> AskFirst:
    when = lexicon.parse(record["when"], f"ask_first {record['id']}")
    return AskFirst(when, tuple(record["findings"]))
