"""How long and how wide the parts of the mannequin are, in metres.

Segment lengths are the fractions of stature of Drillis and Contini (1966), as printed by
Winter, "Biomechanics and Motor Control of Human Movement" (2009), figure 4.1, for a person of
1.70 m. Depths, breadths and the outlines between the joints are ours, drawn to look.md.

Every part is a row of round sections. A section lies on the bone or beside it, so that a calf
can bulge to the back; the trunk and the head, which are no cylinders, have a depth and a breadth.
"""

from __future__ import annotations

from dataclasses import dataclass

STATURE = 1.70

THIGH = 0.245 * STATURE
SHANK = 0.246 * STATURE
TRUNK = 0.288 * STATURE
"""From the middle between the hips to the middle between the shoulders."""

UPPER_ARM = 0.186 * STATURE
FOREARM = 0.146 * STATURE
HAND = 0.108 * STATURE
FOOT = 0.152 * STATURE

HIP_BREADTH = 0.052 * STATURE
"""From the midline to the centre of a hip joint; the hips as a whole are 0.191 of stature."""

SHOULDER_BREADTH = 0.098 * STATURE
"""From the midline to the centre of a shoulder joint; outside to outside 0.259 of stature."""

SHOULDER_DROP = 0.015
PELVIS = 0.21
"""Part of the trunk from the hips to the lowest lumbar joint."""

LUMBAR = 0.27
"""Part of the trunk that bends."""

NECK = 0.118
"""From the middle between the shoulders to the middle of the head's base."""

HEAD = 0.085
"""From the head's base to its middle, between the ears."""

SOLE = 0.062
"""From the ankle joint down to the sole."""

HEEL, TOE = -0.052, FOOT - 0.062
"""Along the sole: where it ends, from below the ankle."""


@dataclass(frozen=True, slots=True)
class Section:
    """A round cut across a limb.

    Parameters
    ----------
    at : float
        Place along the bone, 0 at its upper end to 1 at its lower.
    radius : float
        In metres.
    forward : float
        How far its middle lies before the bone, in metres; below 0 behind it.
    """

    at: float
    radius: float
    forward: float = 0.0


@dataclass(frozen=True, slots=True)
class Slice:
    """An oval cut across the trunk or the head.

    Parameters
    ----------
    at : float
        Place along the spine or above the middle of the head, in metres.
    front, back : float
        How far it reaches forward and backward of the line, in metres.
    half_breadth : float
        How far it reaches to either side, in metres.
    """

    at: float
    front: float
    back: float
    half_breadth: float


THIGH_SECTIONS = (
    Section(-0.02, 0.098, -0.004),
    Section(0.14, 0.098, 0.002),
    Section(0.42, 0.087, 0.006),
    Section(0.74, 0.069, 0.004),
    Section(1.0, 0.059, 0.002),
)
SHANK_SECTIONS = (
    Section(0.0, 0.059, 0.002),
    Section(0.13, 0.056, -0.006),
    Section(0.34, 0.060, -0.016),
    Section(0.60, 0.047, -0.010),
    Section(0.85, 0.035, -0.001),
    Section(1.0, 0.035, 0.0),
)
UPPER_ARM_SECTIONS = (
    Section(0.0, 0.047),
    Section(0.18, 0.054),
    Section(0.60, 0.047),
    Section(1.0, 0.040),
)
FOREARM_SECTIONS = (
    Section(0.0, 0.040),
    Section(0.22, 0.042),
    Section(0.65, 0.033),
    Section(1.0, 0.026),
)
HAND_SECTIONS = (
    Section(0.0, 0.026),
    Section(0.35, 0.035),
    Section(0.70, 0.029),
    Section(0.98, 0.014),
)
FOOT_SECTIONS = (
    (-0.020, -0.028, 0.034, 0.034),
    (0.035, -0.026, 0.036, 0.038),
    (0.095, -0.037, 0.025, 0.044),
    (0.150, -0.045, 0.017, 0.045),
    (0.183, -0.048, 0.014, 0.036),
)
"""Cuts of the foot: along the sole from below the ankle, up from the ankle, half the height,
half the breadth."""

TRUNK_SLICES = (
    Slice(-0.085, 0.060, 0.075, 0.110),
    Slice(-0.030, 0.098, 0.108, 0.168),
    Slice(0.060, 0.104, 0.108, 0.165),
    Slice(0.165, 0.096, 0.088, 0.138),
    Slice(0.270, 0.108, 0.098, 0.146),
    Slice(0.380, 0.118, 0.108, 0.168),
    Slice(0.465, 0.088, 0.098, 0.176),
    Slice(0.520, 0.052, 0.072, 0.128),
    Slice(0.552, 0.030, 0.052, 0.056),
)
"""Cuts of the trunk, from the seat to the base of the neck."""

BELLY, BELLY_REACH = 0.20, 0.20
"""Where along the trunk the belly rises most with a breath, and how far around that, in metres."""

PREGNANT_SLICES = (
    *TRUNK_SLICES[:2],
    Slice(0.060, 0.150, 0.108, 0.168),
    Slice(0.165, 0.205, 0.088, 0.152),
    Slice(0.270, 0.160, 0.098, 0.152),
    *TRUNK_SLICES[5:],
)

NECK_SECTIONS = (Section(0.05, 0.053, -0.004), Section(1.0, 0.050, -0.002))

HEAD_SLICES = (
    Slice(-0.118, 0.066, -0.030, 0.018),
    Slice(-0.104, 0.082, 0.010, 0.036),
    Slice(-0.082, 0.080, 0.040, 0.050),
    Slice(-0.060, 0.084, 0.064, 0.058),
    Slice(-0.040, 0.100, 0.080, 0.064),
    Slice(-0.016, 0.092, 0.090, 0.070),
    Slice(0.006, 0.082, 0.096, 0.074),
    Slice(0.034, 0.090, 0.098, 0.076),
    Slice(0.064, 0.078, 0.090, 0.070),
    Slice(0.088, 0.052, 0.066, 0.052),
    Slice(0.102, 0.020, 0.030, 0.022),
)
"""Cuts of the head from the chin to the top; the nose stands at -0.04."""
