"""How a finding is taken."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.documents.wording import Wording
from sijoint.drawing.hands_on import HANDS_ON


@dataclass(frozen=True, slots=True)
class How:
    """The how-to of one finding.

    Parameters
    ----------
    id, name : str
    how, positive : str
        What to do, and what counts; empty when the evidence says nothing.
    said : str
        What the person may be asked, in their words.
    weighs : str
        Why it weighs nothing; empty when it may weigh.
    minutes : float
    has_figure : bool
        Whether there is a picture.
    sources : tuple of str
        Ids.
    """

    id: str
    name: str
    how: str
    positive: str
    said: str
    weighs: str
    minutes: float
    has_figure: bool
    sources: tuple[str, ...]


def how_of(finding_id: str, words: Wording) -> How | None:
    """The how-to of a finding; None when there is no such finding."""
    record = words.record("finding", finding_id)
    if not record:
        return None

    def text(field: str) -> str:
        return words.text(f"finding.{finding_id}.{field}") if record.get(field) else ""

    return How(
        id=finding_id,
        name=words.text(f"finding.{finding_id}.clinician"),
        how=text("how"),
        positive=text("positive"),
        said=text("patient"),
        weighs=text("why_recorded"),
        minutes=record["minutes"],
        has_figure=finding_id in HANDS_ON,
        sources=tuple(record["source"]),
    )
