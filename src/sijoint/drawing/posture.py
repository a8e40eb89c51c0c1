"""A posture: the angles of the joints and how the body lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum


class Side(StrEnum):
    """A side of the body; the person's own."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def sign(self) -> int:
        """1 for right, -1 for left: the direction in which this side lies."""
        return 1 if self is Side.RIGHT else -1

    @property
    def opposite(self) -> Side:
        """The other side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


SIDES: Mapping[str, Side] = {"working": Side.RIGHT, "other": Side.LEFT}
"""By the words of the evidence: the working side is the mannequin's right, and a page that is
mirrored shows it on the left."""


@dataclass(frozen=True, slots=True)
class LimbAngles:
    """The angles of one arm and one leg, in degrees; 0 throughout is standing to attention.

    Parameters
    ----------
    hip_flexion : float
        Thigh against the line of the trunk; below 0 is extension.
    hip_abduction, hip_rotation : float
        Thigh against the line between the hips; outward is above 0.
    knee : float
        Flexion.
    ankle : float
        Dorsiflexion; below 0 is plantar flexion.
    shoulder_flexion : float
        Upper arm against the line of the trunk; 180 is overhead.
    shoulder_abduction, shoulder_rotation : float
        Outward is above 0.
    elbow : float
        Flexion.
    wrist : float
        Flexion towards the palm; below 0 is extension.
    """

    hip_flexion: float = 0.0
    hip_abduction: float = 0.0
    hip_rotation: float = 0.0
    knee: float = 0.0
    ankle: float = 0.0
    shoulder_flexion: float = 0.0
    shoulder_abduction: float = 0.0
    shoulder_rotation: float = 0.0
    elbow: float = 0.0
    wrist: float = 0.0

    def mixed(self, other: LimbAngles, part: float) -> LimbAngles:
        """Angles a `part`, 0 to 1, of the way to `other`."""
        return LimbAngles(
            *(
                getattr(self, f.name) + part * (getattr(other, f.name) - getattr(self, f.name))
                for f in fields(self)
            )
        )


@dataclass(frozen=True, slots=True)
class Posture:
    """The angles of the whole body, in degrees, and its breath.

    Parameters
    ----------
    trunk : float
        How far the line from hips to shoulders leaves the vertical: 90 is face down, -90
        face up. Lying on a side it is measured towards that side.
    lumbar : float
        Flexion of the low back; below 0 is extension.
    obliquity : float
        How far the pelvis is raised on the right.
    twist : float
        How far the shoulders are turned to the right against the pelvis.
    neck : float
        Flexion of the neck; below 0 is extension.
    belly : float
        How far the belly rises, in centimetres; below 0 it is drawn in.
    lower : Side or None
        The side lain on; None when not lying on a side.
    right, left : LimbAngles
    """

    trunk: float = 0.0
    lumbar: float = 0.0
    obliquity: float = 0.0
    twist: float = 0.0
    neck: float = 0.0
    belly: float = 0.0
    lower: Side | None = None
    right: LimbAngles = field(default_factory=LimbAngles)
    left: LimbAngles = field(default_factory=LimbAngles)

    def of(self, side: Side) -> LimbAngles:
        """The angles of the limbs of a side."""
        return self.right if side is Side.RIGHT else self.left

    def mixed(self, other: Posture, part: float) -> Posture:
        """A posture a `part`, 0 to 1, of the way to `other`; both lie alike."""

        def between(first: float, second: float) -> float:
            return first + part * (second - first)

        return Posture(
            trunk=between(self.trunk, other.trunk),
            lumbar=between(self.lumbar, other.lumbar),
            obliquity=between(self.obliquity, other.obliquity),
            twist=between(self.twist, other.twist),
            neck=between(self.neck, other.neck),
            belly=between(self.belly, other.belly),
            lower=self.lower,
            right=self.right.mixed(other.right, part),
            left=self.left.mixed(other.left, part),
        )
