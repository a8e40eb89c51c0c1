"""The evaluation in the order of the room."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.evidence.read import Raw


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that are taken together.

    Parameters
    ----------
    id, title : str
        The title is English, for translation.
    is_first : bool
        Whether it is shown at once; else it is folded away.
    findings : tuple of str
        Ids, in the order of the room.
    """

    id: str
    title: str
    is_first: bool
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One position of the person, or one part of the talk.

    Parameters
    ----------
    id, title : str
        The title is English, for translation.
    groups : tuple of Group
    """

    id: str
    title: str
    groups: tuple[Group, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """Every finding of the section."""
        return tuple(name for group in self.groups for name in group.findings)

    @property
    def expected(self) -> tuple[str, ...]:
        """The findings that are shown at once."""
        return tuple(n for group in self.groups if group.is_first for n in group.findings)


def load_sections(raw: Raw) -> tuple[Section, ...]:
    """The sections of an evaluation, in the order of the room.

    Parameters
    ----------
    raw : Raw
        Uses ``evaluation_section``.
    """
    return tuple(
        Section(
            id=record["id"],
            title=record["clinician"],
            groups=tuple(
                Group(each["id"], each["clinician"], each["first"], tuple(each["findings"]))
                for each in record["group"]
            ),
        )
        for record in raw["evaluation_section"]
    )
