"""What the evidence says about each finding: when, how long, and when it is avoided."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sijoint.clinical.expression import Expression


class Position(StrEnum):
    """Where a finding is taken, in the order of the room."""

    HISTORY = "history"
    QUESTIONNAIRE = "questionnaire"
    STANDING = "standing"
    SITTING = "sitting"
    SUPINE = "supine"
    SIDE = "side"
    PRONE = "prone"
    QUADRUPED = "quadruped"
    LABORATORY = "laboratory"

    @property
    def place(self) -> int:
        """Its place in the order of the room, 0 first."""
        return list(Position).index(self)


@dataclass(frozen=True, slots=True)
class FindingRule:
    """One finding as the evaluation sees it.

    Parameters
    ----------
    id : str
    sided : bool
        Whether it is recorded for each side.
    position : Position
        Where it is taken.
    minutes : float
        Time it takes, above 0.
    burden : int
        1 none, 2 provokes some pain, 3 provokes strong pain.
    avoid_when : Expression or None
        When it must not be done; None when there is no reason.
    """

    id: str
    sided: bool
    position: Position
    minutes: float
    burden: int
    avoid_when: Expression | None
