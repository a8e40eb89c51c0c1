"""Two things keep the SI joint firm: how its bones fit, and what presses them together."""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import cased, joint_lines
from sijoint.drawing.element import Element, Figure, path
from sijoint.drawing.say import Say
from sijoint.language import message

ARCH = Frame(196, 240, 1)
HANDS = Frame(588, 190, 0.9)

INNER, OUTER = 88.0, 158.0
"""Radii of the arch."""

STONES = (180.0, 146.0, 112.0, 68.0, 34.0, 0.0)
"""The joints between the stones, in degrees from the right."""

PILLAR = "88 0 |, 158 0 |, 158 130 |, 88 130 | z"

KEYSTONE = """
0 -176, 22 -175, 45 -171, 68 -163 |, 62.5 -154, 61 -144, 53.5 -134, 52 -122, 45 -111, 43 -100,
36.5 -91, 33 -81.6 |, 22 -85, 11 -87.3, 0 -88
"""

ARCH_SEAM = "68 -163, 62.5 -154, 61 -144, 53.5 -134, 52 -122, 45 -111, 43 -100, 36.5 -91, 33 -81.6"

WEIGHT = "M196 10V54M181 40L196 56L211 40"

PRESSING = "M416 150H462M447 135L463 150L447 165M760 150H714M729 135L713 150L729 165"

WEDGE = "0 -86, 28 -84, 52 -78 |, 44 -40, 36 -2, 28 34, 18 62, 0 72"
WING = """
54 -78 |, 74 -86, 92 -80, 98 -56, 98 -20, 96 16, 88 50, 70 66, 40 66, 20 63 |, 30 34, 38 -2,
46 -40 z
"""
SEAM = "53 -78, 45 -40, 37 -2, 29 34, 19 62"

HAND = """
100 -104, 108 -108, 115 -100, 120 -66, 124 -30, 130 4, 140 34, 158 62, 190 104, 222 150 |,
178 184 |, 150 140, 128 104, 114 80, 104 56, 101 24, 100 -20, 98 -70, 97 -96 z
"""
THUMB = "128 46, 116 34, 107 14, 104 -12, 106 -30, 113 -34, 118 -24, 120 -4, 128 14, 138 28"

LABELS = (
    Label(
        message("The shapes fit"),
        196,
        436,
        380,
        anchor="middle",
        note=message("like stones in an arch"),
    ),
    Label(message("Muscles press"), 588, 436, 380, anchor="middle", note=message("like two hands")),
)


def _stone(start: float, end: float) -> str:
    """Path data of one stone between two joints of the arch, in degrees."""

    def at(degrees: float, radius: float) -> str:
        x, y = ARCH.place(radius * cos(radians(degrees)), -radius * sin(radians(degrees)))
        return f"{x:.1f} {y:.1f}"

    return (
        f"M{at(start, INNER)}L{at(start, OUTER)}A{OUTER:g} {OUTER:g} 0 0 1 {at(end, OUTER)}"
        f"L{at(end, INNER)}A{INNER:g} {INNER:g} 0 0 0 {at(start, INNER)}z"
    )


def _arch() -> tuple[Element, ...]:
    seam = ARCH.both(ARCH_SEAM)
    stones = (_stone(start, end) for start, end in pairwise(STONES))
    return (
        path(ARCH.both(PILLAR), "bone-light"),
        *(path(stone, "bone-light") for stone in stones),
        path(ARCH.whole(KEYSTONE), "bone-light"),
        *joint_lines(seam),
        *cased(WEIGHT, "load"),
    )


def _hands() -> tuple[Element, ...]:
    seam, hands = HANDS.both(SEAM), HANDS.both(HAND)
    return (
        path(HANDS.both(WING), "bone-light"),
        path(HANDS.whole(WEDGE), "bone-light"),
        *joint_lines(seam),
        path(hands, "near-outline"),
        path(hands, "near"),
        path(HANDS.both(THUMB), "detail"),
        *cased(PRESSING, "load"),
    )


def draw_form_and_force(say: Say = str) -> Figure:
    """Left a stone arch, right two hands that press."""
    return Figure(
        box_around(LABELS, say, top=0, bottom=480),
        say("Two things keep the joint firm"),
        say("Bones fit like stones in an arch, and muscles press them together like hands."),
        (*_arch(), *_hands(), draw_labels(LABELS, say)),
    )
