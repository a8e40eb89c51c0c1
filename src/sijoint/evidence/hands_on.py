"""The tests that an examiner does by hand, as they are drawn: the pose, and the forces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sijoint.evidence.error import EvidenceError
from sijoint.evidence.movement import Movement, movement_of
from sijoint.evidence.read import EVIDENCE_FOLDER, Raw, Record, read_release

KINDS = ("push", "spread", "pull", "lift", "hold", "roll", "measure")
"""What an examiner's hand does: a ``push`` arrow ends on the skin; ``spread`` (a push away from
the midline), ``pull`` and ``lift`` start there; ``hold`` steadies or feels and has no arrow;
``roll`` turns a limb to and fro about the line `Force.along`; ``measure`` takes the distance to
the floor."""

HANDS = ("flat", "thumb", "")
"""How the examiner's hand is drawn: laid flat, with one thumb or finger, or not at all."""


@dataclass(frozen=True, slots=True)
class Force:
    """What one hand does to the body.

    Parameters
    ----------
    kind : str
        One of `KINDS`.
    on : str
        A place on the body, such as ``working_knee`` or ``sacrum``.
    world : tuple of float
        Direction of the force as drawn: towards x, up, and to the working side of a person who
        stands; of any length. Empty when `along` says it.
    along : tuple of str
        Two joints, such as ``working_knee`` and ``working_hip``: the force goes from the first
        to the second, or turns about the line between them. Empty when `world` says it.
    hand : str
        One of `HANDS`.
    fingers : tuple of float
        Where the fingers point, as `world`; empty where no hand is drawn.
    """

    kind: str
    on: str
    world: tuple[float, ...]
    along: tuple[str, ...]
    hand: str
    fingers: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class HandsOn:
    """A test by hand as it is drawn; loaded once, and equal only to itself.

    Parameters
    ----------
    id : str
        Of the finding.
    text : str
        Position and force in one sentence, for clinicians.
    movement : Movement
        Its frames and its camera; the working side is the tested one. The last frame is shown.
    forces : tuple of Force
        None where the person moves alone.
    close : float
        Width of a picture from near, in metres; 0 shows the whole body.
    focus : str
        The joint in the middle of a picture from near.
    is_bony : bool
        Whether the bones that a finger finds are drawn on the skin.
    beside : str
        What else stands there: pillows on the table at the ``head`` and the ``knees``, a
        ``stool``, a ``wall`` at the working hand.
    """

    id: str
    text: str
    movement: Movement
    forces: tuple[Force, ...]
    close: float
    focus: str
    is_bony: bool
    beside: str


@lru_cache(maxsize=2)
def load_hands_on(folder: Path = EVIDENCE_FOLDER) -> Mapping[str, HandsOn]:
    """The tests by finding id, in the order of the findings.

    Parameters
    ----------
    folder : Path
        Folder of TOML files; the released evidence unless given.

    Raises
    ------
    EvidenceError
        If a file cannot be read, or a force has no direction.
    """
    _, raw = read_release(folder)
    return hands_on_of(raw)


def hands_on_of(raw: Raw) -> Mapping[str, HandsOn]:
    """The tests of records as read, by finding id, in the order of the findings.

    Raises
    ------
    EvidenceError
        If a force has a direction twice or not at all.
    """
    findings = {record["id"]: record for record in raw["finding"]}
    records = {record["id"]: record for record in raw["hands_on"]}
    ordered = sorted(records.values(), key=lambda record: int(findings[record["id"]]["order"]))
    return {r["id"]: _test(r, records[r.get("as", r["id"])], findings[r["id"]]) for r in ordered}


def _test(record: Record, posed: Record, finding: Record) -> HandsOn:
    """A test; its pose may be that of another."""
    movement = {
        "id": record["id"],
        "patient": finding["clinician"],
        "clinician": finding["clinician"],
        "category": finding["section"],
        "position": finding["position"],
        "sided": finding["side"],
        "muscles": (),
        "tempo_s": {},
        "frame": posed["frame"],
        "picture": record.get("picture", posed["picture"]),
    }
    return HandsOn(
        id=record["id"],
        text=record["text"],
        movement=movement_of(movement),
        forces=tuple(_force(force, record["id"]) for force in record.get("force", ())),
        close=(posed | record).get("close", 0.0),
        focus=posed.get("focus", "pelvis"),
        is_bony="bony" in posed | record,
        beside=posed.get("beside", ""),
    )


def _force(record: Record, test: str) -> Force:
    world, along = tuple(record.get("world", ())), tuple(record.get("along", ()))
    if bool(world) == bool(along):
        raise EvidenceError(f"hands_on {test}: a force has one direction, `world` or `along`")
    return Force(
        kind=record["kind"],
        on=record["on"],
        world=world,
        along=along,
        hand=record.get("hand", ""),
        fingers=tuple(record.get("fingers", ())),
    )
