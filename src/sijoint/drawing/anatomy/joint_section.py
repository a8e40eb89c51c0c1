"""A cut across both SI joints at the second sacral vertebra, seen from above, front at the top.

References
----------
lee-fusion : the joint turns by about 2.5 degrees and slides by about 0.7 mm.
"""

from __future__ import annotations

from math import radians, tan

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import discs, pair, shaded
from sijoint.drawing.element import Element, Figure, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 300, 3.3)

TURN_DEG = 2.5
SLIDE_MM = 0.7

SACRUM = """
0 -30, 14 -29.5, 28 -26.5, 42 -21.5, 53.5 -17.5 |, 51.5 -10, 48 -2, 45.5 6, 44 12 |, 39 17,
35.5 24, 32 30, 27 28, 22 23.5, 16 25.5, 9 31, 4 39, 0 42
"""

CANAL = "0 5, 8 6.5, 14 11, 10 16.5, 4 20, 0 22"

FORAMEN = "19 -9, 24.5 -11, 29.5 -7, 29 -0.5, 24 2.5, 19 -1.5 z"

NERVES = ((24.0, -4.3, 2.6), (3.4, 11.0, 1.7), (7.4, 10.6, 1.5), (3.2, 15.4, 1.5))
"""The root in the foramen and those in the canal: x, y and radius."""

MUSCLE = """
33 31, 38 36, 44 45, 46.5 53 |, 36 45, 22 37.5, 8 35 |, 10 30, 16 25, 22 23, 27 27.5 z
"""

SPONGE = (
    "6 -22, 14 -20",
    "20 -19, 27 -16",
    "33 -16, 40 -12",
    "2 -12, 9 -10",
    "36 -5, 43 -3",
    "10 -2, 4 -1",
    "38 6, 33 10",
    "24 11, 30 14",
    "20 18, 25 16",
    "0 30, 4 27",
    "12 -15, 17 -12",
)

ILIUM_SPONGE = (
    "91 -70, 97 -73",
    "84 -57, 90 -59",
    "78 -43, 84 -46",
    "72 -31, 79 -31",
    "67 -18, 75 -20",
    "62 -6, 71 -4",
    "59 6, 68 8",
    "56 18, 64 18",
    "53 30, 58 32",
    "50 42, 54 40",
    "67 -12, 73 -10",
)
"""A few struts inside the bones."""

ILIUM = """
57 -18 |, 63 -28, 71 -45, 79 -62, 87 -78 |, 95.5 -83, 103 -76 |, 96 -60, 88 -43, 81.5 -26, 78 -9,
74 10, 67 30, 60 45, 53 52, 45.5 51, 42.5 44, 44.5 34, 47.5 24, 48 15 |, 49.5 7, 52 -1, 55 -9.5 z
"""

SACRAL_CARTILAGE = """
52.2 -17.5 |, 50.2 -10, 46.7 -2, 44 6, 42.8 12 |, 46.5 13.2 |, 48.4 7, 50.8 -0.8, 54.2 -9,
56.2 -17 z
"""

ILIAC_CARTILAGE = """
57.3 -18 |, 55.3 -9.5, 52.3 -1, 49.8 7, 48.3 15 |, 46.5 13.2 |, 48.4 7, 50.8 -0.8, 54.2 -9,
56.2 -17 z
"""

JOINT = "56.2 -18.2, 54.2 -9, 50.8 -0.8, 48.4 7, 46.7 14"

DEEP_LIGAMENT = """
44 12 |, 46.4 14, 48 15 |, 47.5 24, 44.5 34, 42.5 44 |, 37 38, 32 30 |, 35.5 24, 39 17 z
"""

DEEP_FIBRES = (
    "47 18, 39.5 18.5",
    "47 23, 36.8 22.5",
    "46 28, 35 26.5",
    "44.8 33, 33.5 29.5",
    "43.2 39, 34.5 33",
)

FRONT_LIGAMENT = "40 -22 |, 50 -20.5, 57 -19, 66 -35 |, 63.5 -36.5, 56 -22.5, 48 -24.5, 41 -25 z"

BACK_LIGAMENT = "48 53 |, 36 44, 22 36.5, 7 34.5 |, 4.5 38, 6 40.5 |, 22 41.5, 34 48, 45 56.5 z"

TURN = (20.0, 590.0, 190.0)
"""The two lines that show how far the joint turns: x, y and length."""

LABELS = (
    Label("", 400, 40, 300, anchor="middle", note=message("front")),
    Label(message("SI joint"), 240, 110, 150, (FRAME.place(-54.6, -12),), leaves="bottom"),
    Label(message("cartilage"), 466, 110, 180, (FRAME.place(50, -4),), leaves="bottom"),
    Label(message("hip bone"), 788, 440, 170, (FRAME.place(68, 4),), anchor="end", leaves="top"),
    Label(message("deep ligaments"), 12, 440, 210, (FRAME.place(-42, 27),), leaves="right"),
    Label(message("sacrum"), 400, 520, 300, (FRAME.place(0, 34),), anchor="middle", leaves="top"),
    Label(message("1 cm"), 66, 650, 150),
    Label(message("turns about 2.5 degrees"), 236, 596, 552),
    Label(message("slides about 0.7 mm"), 236, 650, 552),
)


def _cut(data: str, name: str, struts: tuple[str, ...] = ()) -> Element:
    """A bone cut through: dense at its edge, spongy inside."""
    inside = [path(FRAME.lines(*struts), "bone-mark")] if struts else []
    return shaded(data, "spongy", name, path(data, "cortex"), *inside)


def _measures() -> tuple[Element, ...]:
    """The movement, at its true angle and beside a centimetre to scale."""
    x, y, length = TURN
    rise = length * tan(radians(TURN_DEG))
    below, centimetre = y + 50, 10 * FRAME.scale
    angle = f"M{x + length:g} {y:g}H{x:g}L{x + length:g} {y - rise:.1f}"
    rule = f"M{x:g} {below:g}h{centimetre:g}m0 -9v18M{x:g} {below - 9:g}v18"
    size = {"x": x, "y": below - 9, "width": SLIDE_MM * FRAME.scale, "height": 18}
    return path(angle + rule, "scale"), Element("rect", size, "slide")


def _right_half() -> tuple[Element, ...]:
    return (
        path(FRAME.curve(MUSCLE), "muscle-behind"),
        path(FRAME.curve(FRONT_LIGAMENT), "ligament"),
        path(FRAME.curve(BACK_LIGAMENT), "ligament"),
        path(FRAME.curve(DEEP_LIGAMENT), "ligament"),
        path(FRAME.lines(*DEEP_FIBRES), "ligament-fibre"),
        _cut(FRAME.curve(ILIUM), "ilium", ILIUM_SPONGE),
        path(FRAME.lines(*SPONGE), "bone-mark"),
        path(FRAME.curve(FORAMEN), "cavity"),
        *discs(FRAME, "root", NERVES),
        path(FRAME.curve(SACRAL_CARTILAGE) + FRAME.curve(ILIAC_CARTILAGE), "cartilage"),
    )


def draw_joint_section(say: Say = str) -> Figure:
    """Thin cartilage in front, strong ligaments behind, very little movement."""
    joint = FRAME.both(JOINT)
    return Figure(
        box_around(LABELS, say, top=0, bottom=540),
        say("A cut across the SI joints, seen from above"),
        say("Thin cartilage lines each joint, and deep ligaments close it behind."),
        (
            _cut(FRAME.whole(SACRUM), "sacrum"),
            path(FRAME.whole(CANAL), "cavity"),
            *pair(FRAME, "half", *_right_half()),
            path(joint, "joint-edge"),
            path(joint, "joint"),
            *_measures(),
            draw_labels(LABELS, say),
        ),
    )
