"""Build the vocabulary of the case file from the evidence."""

from __future__ import annotations

from sijoint.clinical.vocabulary import FindingKind, MeasureKind, Vocabulary
from sijoint.evidence.read import Raw, Record

EXAMINED_SECTIONS = frozenset(
    {"provocation", "hip", "function", "low_back", "movement", "palpation"}
)
SPORTS = frozenset(
    {"running", "football", "dance", "military", "jumping"}
    | {"gym", "walking", "swimming", "cycling", "other"}
)
EQUIPMENT = frozenset(
    {"mat", "band", "ball", "chair", "step", "weight", "belt", "strap", "stick", "pool", "bike"}
)


def build(raw: Raw) -> Vocabulary:
    """The words that a case may use, in the order of the findings.

    Parameters
    ----------
    raw : dict of str to list of dict
        Arrays of records as read; uses ``finding``, ``measure`` and ``condition``.
    """
    findings = sorted(raw["finding"], key=lambda record: int(record["order"]))
    return Vocabulary(
        findings={record["id"]: _finding_kind(record) for record in findings},
        measures={r["id"]: MeasureKind(r["min"], r["max"]) for r in raw["measure"]},
        conditions=frozenset(record["id"] for record in raw["condition"]),
        sports=SPORTS,
        equipment=EQUIPMENT,
    )


def _finding_kind(record: Record) -> FindingKind:
    is_test = record["section"] in EXAMINED_SECTIONS
    return FindingKind(
        side=record["side"],
        minimum=record.get("min"),
        maximum=record.get("max"),
        is_test=is_test,
        provokes=record.get("provokes", False),
        # The side of Gaenslen is a leg; where it hurt is another question.
        has_pain_side=is_test and (not record["side"] or record["id"] == "gaenslen"),
    )
