"""The movements of the exercise library: frames of joint angles, and how they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sijoint.evidence.read import EVIDENCE_FOLDER, Record, read_release

JUMP = 7
"""How high the feet are in the air, in centimetres, unless the frame says otherwise."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One key position of a movement; angles in degrees, as treatment.md 1.0 defines them.

    Parameters
    ----------
    name : str
        In patients' words.
    trunk, lumbar : float
        Inclination from the vertical, and flexion of the low back.
    obliquity, twist, neck : float
        How far the pelvis is raised and the shoulders are turned towards the working side,
        and flexion of the neck.
    belly : float
        How far the belly rises with the breath, in centimetres; below 0 it is drawn in.
    air : float
        How high the feet are in a frame where nothing touches, in centimetres.
    lower : str
        ``working`` or ``other`` when lying on that side, else "".
    working, other : mapping of str to float
        Angles of either side by their letters: H Hab Her K A S Sab Srot E W; 0 when absent.
    contacts : tuple of str
        What touches, such as ``feet`` or ``working_knee``.
    props : tuple of str
        What is used.
    reach : mapping of str to str
        Hands and ankles that are held against a place of the body, such as
        ``working_hand``: ``working_under_thigh``.
    """

    name: str
    trunk: float
    lumbar: float
    obliquity: float
    twist: float
    neck: float
    belly: float
    air: float
    lower: str
    working: Mapping[str, float]
    other: Mapping[str, float]
    contacts: tuple[str, ...]
    props: tuple[str, ...]
    reach: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """How a movement is shown.

    Parameters
    ----------
    azimuth, elevation : float
        Degrees from the side view, and above the horizon.
    telling : int
        Number of the frame that says most, from 1.
    on : mapping of str to str
        What a contact rests on, where that is not the floor.
    props : mapping of str to str
        How a thing is held or where it stands, such as band: ``knees``.
    arrows : tuple of str
        Parts whose movement an arrow shows; empty for those that move most.
    effort : mapping of str to str
        Where a joint is pressed without moving, in the telling frame: ``up``, ``down``,
        ``head``, ``feet``, ``front``, ``back``, ``in`` or ``out``, as the person sees it.
    glows_on : str
        ``both`` where muscles of both sides work though one side is named, else "".
    anchor : tuple of str
        The joints that stay in place from frame to frame, such as ``right_toe``, in turn;
        empty for those of what touches in both.
    """

    azimuth: float
    elevation: float
    telling: int
    on: Mapping[str, str]
    props: Mapping[str, str]
    arrows: tuple[str, ...]
    effort: Mapping[str, str]
    glows_on: str
    anchor: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Movement:
    """An exercise as it is drawn; loaded once, and equal only to itself.

    Parameters
    ----------
    id, name, clinical_name, category : str
        Names in patients' and in clinicians' words.
    position : str
        How the body lies or stands: supine, prone, side, quadruped, plank, sitting or
        standing.
    is_sided : bool
        Whether one side works at a time.
    muscles : tuple of str
        That work.
    tempo_s : mapping of str to float
        Seconds ``up``, ``hold`` and ``down``; 0 each for what has no beat of its own.
    frames : tuple of Frame
        At least one.
    view : View
    in_pregnancy : Movement or None
        How it is done from week 20 of pregnancy, where that is another position.
    """

    id: str
    name: str
    clinical_name: str
    category: str
    position: str
    is_sided: bool
    muscles: tuple[str, ...]
    tempo_s: Mapping[str, float]
    frames: tuple[Frame, ...]
    view: View
    in_pregnancy: Movement | None = None

    def shown(self, *, is_pregnant: bool) -> Movement:
        """The movement as it is done, in late pregnancy or otherwise."""
        return self.in_pregnancy or self if is_pregnant else self


@lru_cache(maxsize=2)
def load_movements(folder: Path = EVIDENCE_FOLDER) -> Mapping[str, Movement]:
    """The movements of the exercise library by exercise id, in the order of the library.

    Parameters
    ----------
    folder : Path
        Folder of TOML files; the released evidence unless given.

    Raises
    ------
    EvidenceError
        If a file cannot be read.
    """
    _, raw = read_release(folder)
    variants = {record["exercise"]: record for record in raw.get("pregnant_movement", [])}
    return {
        record["id"]: movement_of(record, variants.get(record["id"])) for record in raw["exercise"]
    }


def movement_of(record: Record, variant: Record | None = None) -> Movement:
    """The movement of an exercise's record, and of how it is done in pregnancy.

    Parameters
    ----------
    record : dict
        Of the exercise.
    variant : dict, optional
        With the position, frames and picture that differ from week 20 of pregnancy.
    """
    changed = {**record, **variant, "id": record["id"]} if variant else None
    return Movement(
        id=record["id"],
        name=record["patient"],
        clinical_name=record["clinician"],
        category=record["category"],
        position=record["position"],
        is_sided=record["sided"],
        muscles=tuple(record["muscles"]),
        tempo_s=dict(record["tempo_s"]),
        frames=tuple(_frame(frame) for frame in record["frame"]),
        view=_view(record.get("picture", {})),
        in_pregnancy=movement_of(changed) if changed else None,
    )


def _frame(record: Record) -> Frame:
    return Frame(
        name=record["name"],
        trunk=record["trunk"],
        lumbar=record["lumbar"],
        obliquity=record.get("obliquity", 0),
        twist=record.get("twist", 0),
        neck=record.get("neck", 0),
        belly=record.get("belly", 0),
        air=record.get("air", JUMP),
        lower=record.get("lower", ""),
        working=dict(record["working"]),
        other=dict(record["other"]),
        contacts=tuple(record["contacts"]),
        props=tuple(record["props"]),
        reach=dict(record.get("reach", {})),
    )


def _listed(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _view(record: Record) -> View:
    return View(
        azimuth=record.get("azimuth", 0),
        elevation=record.get("elevation", 0),
        telling=record.get("telling", 2),
        on=dict(record.get("on", {})),
        props=dict(record.get("props", {})),
        arrows=tuple(record.get("arrows", ())),
        effort=dict(record.get("effort", {})),
        glows_on=record.get("glows_on", ""),
        anchor=_listed(record.get("anchor", ())),
    )
