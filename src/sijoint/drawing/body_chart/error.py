"""What can be wrong with a pain drawing."""

from __future__ import annotations

from sijoint.casefile.error import one_line


class PainDrawingError(ValueError):
    """A pain drawing that cannot be used; `str()` is one physical line.

    Parameters
    ----------
    place : str
        The region, or where in the document, for example ``marks[2]``; empty when the whole
        drawing is meant.
    complaint : str
        What is wrong, with the value.
    allowed : str
        What may stand there instead.

    Examples
    --------
    >>> print(PainDrawingError("groin_left", "intensity 11 is out of range", "0 to 10"))
    pain drawing: groin_left: intensity 11 is out of range; allowed: 0 to 10
    """

    def __init__(self, place: str, complaint: str, allowed: str) -> None:
        super().__init__(place, complaint, allowed)
        self.place = place
        self.complaint = complaint
        self.allowed = allowed

    def __str__(self) -> str:
        """One physical line: place, complaint, what is allowed."""
        where = ": ".join(part for part in ("pain drawing", self.place, self.complaint) if part)
        return one_line(f"{where}; allowed: {self.allowed}")
