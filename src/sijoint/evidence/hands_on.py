"""The tests that an examiner does by hand, as they are drawn: the pose, and the forces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sijoint.evidence.error import EvidenceError
from sijoint.evidence.movement import Movement, movement_of
from sijoint.evidence.read import EVIDENCE_FOLDER, Raw, Record, read_release

KINDS = (
    "push",
    "touch",
    "spread",
    "pull",
    "lift",
    "limit",
    "hold",
    "roll",
    "turn",
    "sweep",
    "swing",
    "stroke",
    "measure",
    "effort",
    "press",
    "path",
)
"""What is done there. By the examiner, with a broad arrow: a ``push`` and a light ``touch`` end
on the skin; ``spread`` (a push away from the midline), ``pull``, ``lift`` and ``limit`` (a lift
up to a stop) start there; ``roll`` turns a limb to and fro about the line `Force.along`, ``turn``
only one way; ``sweep`` carries it to and fro round that line and ``swing`` one way; ``hold``
steadies or feels and has no arrow.
With thin lines: a light ``stroke``, thrice; ``measure`` takes the distance to what lies below;
``effort`` starts at the skin and ``press`` ends there, and both are the person's own; ``path`` is
where an examiner's finger is watched to go."""

HANDS = ("flat", "heel", "grip", "thumb", "fist", "brush", "")
"""How the examiner's hand is drawn: laid flat, on its heel, round a limb, with one thumb or
finger, closed to tap, with a soft brush, or not at all."""

CLOSE_HEIGHT = 460.0
"""Of a picture from near, in units of the drawing."""

SIGNS = (
    "ghost",
    "level",
    "belt",
    "plumb",
    "halfway",
    "clock",
    "height",
    "midline",
    "dial_thigh",
    "dial_shin",
    "piriformis",
    "hamstring",
    "long_dorsal",
    "sacrotuberous",
)
"""What may be drawn besides: the tested leg as it was in the first frame; lines that show whether
the pelvis is level; a belt round it; a line straight up from the knee; a line from the
PSIS to the trochanter; a clock face, where 30 seconds count; a level line 20 cm above the table; a
line straight up between the feet; an inclinometer; a muscle or a ligament of the back."""


@dataclass(frozen=True, slots=True)
class Force:
    """What one hand does to the body, or the person with a part of it.

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
    step : int
        Its number where one comes after the other, from 1; 0 without a number.
    frame : int
        The frame in which it acts, from 1; 0 for the one that is shown.
    """

    kind: str
    on: str
    world: tuple[float, ...]
    along: tuple[str, ...]
    hand: str
    fingers: tuple[float, ...]
    step: int
    frame: int


@dataclass(frozen=True, slots=True)
class Near:
    """A picture from near.

    Parameters
    ----------
    width : float
        Of what it shows, in metres; 0 shows the whole body.
    height : float
        Of the picture, in units of the drawing.
    focus : str
        The joint in its middle.
    rise : float
        How far the middle lies above that joint, in metres.
    """

    width: float
    height: float
    focus: str
    rise: float


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
    near : Near
    bones : str
        Whose bones and tendons are drawn where a finger finds them: ``pelvis`` or ``heel``;
        "" for none.
    points : tuple of str
        Places that are pressed one after the other.
    sore : tuple of str
        Places where it may hurt.
    signs : tuple of str
        Of `SIGNS`.
    beside : str
        What else stands there: pillows on the table at the ``head`` and the ``knees``, a
        ``stool``, a ``wall`` at the working hand.
    """

    id: str
    text: str
    movement: Movement
    forces: tuple[Force, ...]
    near: Near
    bones: str
    points: tuple[str, ...]
    sore: tuple[str, ...]
    signs: tuple[str, ...]
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
    shared = posed | record
    return HandsOn(
        id=record["id"],
        text=record["text"],
        movement=movement_of(movement),
        forces=tuple(_force(force, record["id"]) for force in record.get("force", ())),
        near=Near(
            width=shared.get("close", 0.0),
            height=shared.get("tall", CLOSE_HEIGHT),
            focus=shared.get("focus", "pelvis"),
            rise=shared.get("rise", 0.0),
        ),
        bones=shared.get("bones", ""),
        points=tuple(record.get("points", ())),
        sore=tuple(record.get("sore", ())),
        signs=tuple(record.get("signs", ())),
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
        step=record.get("step", 0),
        frame=record.get("frame", 0),
    )
