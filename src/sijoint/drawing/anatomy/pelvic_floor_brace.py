"""The deep muscles around the belly, in a cut from front to back: a second layer of support."""

from __future__ import annotations

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import cased, framed, joint_lines
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(392, 400, 1.3)
"""The person looks to the right; the origin is just in front of the upper end of the sacrum."""


BODY = """
100 -320 |, 112 -290, 120 -250, 123 -205, 120 -150, 115 -100, 113 -50, 110 0, 102 40, 92 70,
84 96, 84 124, 92 160, 98 200 |, -112 200 |, -128 160, -136 120, -132 82, -118 44, -104 8,
-88 -30, -78 -66, -74 -100, -76 -136, -84 -176, -94 -220, -102 -270, -104 -320 |
"""

BELLY = """
88 -200 |, 97 -150, 98 -100, 96 -50, 91 0, 81 40, 68 70 |, 56 84, 44 102 |, 24 111, 2 112,
-18 106, -36 96 |, -50 82, -56 62, -54 44, -44 22, -27 0, -12 -18 |, 0 -34, 10 -62, 12 -108,
10 -148, 4 -182, 2 -200 |, 6 -220, 18 -242, 38 -254, 60 -248, 78 -228 z
"""

DIAPHRAGM = """
4 -176, -2 -206, 4 -232, 20 -254, 40 -266, 64 -260, 84 -238, 96 -204 |, 88 -196, 74 -226, 59 -244,
40 -250, 24 -242, 12 -226, 8 -206, 12 -178 z
"""

TRANSVERSUS = """
92 -204 |, 102 -152, 104 -100, 102 -48, 97 2, 87 42, 73 74 |, 64 68, 76 38, 85 0, 90 -50, 92 -100,
90 -152, 83 -198 z
"""

PELVIC_FLOOR = """
46 99 |, 24 109, 2 110, -17 104, -35 94 |, -40 101, -22 114, 0 121, 26 120, 51 108 z
"""

MULTIFIDUS = """
-56 -220 |, -42 -184, -33 -148, -27 -110, -31 -74, -43 -44, -61 -12, -75 18, -79 44, -74 66 |,
-84 68, -97 46, -99 14, -88 -22, -73 -54, -63 -84, -59 -114, -60 -150, -64 -188 z
"""

SACRUM = """
-1 -13 |, -20 5, -38 24, -48 44, -50 62, -45 80 |, -56 84 |, -68 70, -76 46, -73 18, -61 -10,
-44 -34, -28 -36 z
"""

COCCYX = "-45 81 |, -38 92, -34 100, -40 103, -50 96, -56 85 z"

PUBIS = "62 72 |, 72 73, 78 80, 74 90, 63 101, 53 108, 46 106, 45 98, 52 84 z"

EAR = """
-42 -32, -31 -33, -20 -27, -13 -14, -18 2, -31 16, -43 29, -51 42, -60 48, -68 41, -66 28, -56 14,
-45 4, -39 -6, -43 -15, -47 -24 z
"""
"""The ear-shaped face of the SI joint, beside the sacrum."""

VERTEBRA = "-17 -13.5 |, 0 -11.5, 17 -13.5 |, 14.5 0, 17 13.5 |, 0 11.5, -17 13.5 |, -15 0 z"

VERTEBRAL_DISC = "-16 13, 0 12, 16 13, 18.5 18, 16 23, 0 24, -16 23, -17.5 18 z"

VERTEBRAL_ARCH = "-34 -7, -44 -7, -58 -1, -63 7, -58 13, -46 10, -36 8 z"

SPINE = (
    (-10, -216, -17),
    (0, -181, -14),
    (7.5, -146, -8),
    (10, -110, 0),
    (7, -74, 12),
    (-3, -40, 27),
)
"""T12 to L5: the middle of each body, and its turn in degrees."""

ARROWS = (
    "84 -80, 74 -80, 54 -80",
    "42 -238, 42 -228, 42 -206",
    "4 102, 4 92, 4 70",
    "-104 -96, -94 -96, -66 -96",
)
"""The pull of each muscle, inwards."""

MULTIFIDUS_FIBRES = (
    "-54 -196, -45 -150, -42 -110, -48 -72, -64 -34, -84 6, -86 48",
    "-60 -188, -53 -150, -50 -110, -56 -72, -72 -36, -92 6, -92 44",
    "-46 -170, -37 -126, -40 -86, -54 -44, -76 0, -81 40",
)

LABELS = (
    Label(message("breathing muscle"), 590, 84, 198, (FRAME.place(80, -236),), leaves="left"),
    Label(message("deep belly muscle"), 590, 250, 198, (FRAME.place(97, -70),), leaves="left"),
    Label(message("pelvic floor"), 590, 590, 198, (FRAME.place(30, 115),), leaves="top"),
    Label(message("deep back muscle"), 12, 190, 190, (FRAME.place(-52, -140),), leaves="right"),
    Label(message("SI joint"), 12, 440, 170, (FRAME.place(-60, 36),), leaves="right"),
)


def _column() -> tuple[Element, ...]:
    """Vertebrae and discs, sacrum and tailbone, pubic bone."""
    local = Frame(0, 0, FRAME.scale)
    vertebra = group(
        path(local.curve(VERTEBRAL_DISC), "cartilage-line"),
        path(local.curve(VERTEBRAL_ARCH), "bone-behind"),
        path(local.curve(VERTEBRA), "bone-light"),
        id="vertebra",
    )
    placed = ((*FRAME.place(x, y), turn) for x, y, turn in SPINE)
    turns = (f"translate({x:.1f} {y:.1f}) rotate({turn})" for x, y, turn in placed)
    uses = (Element("use", {"href": "#~vertebra", "transform": turn}) for turn in turns)
    return (
        Element("defs", children=(vertebra,)),
        *uses,
        path(FRAME.curve(COCCYX), "bone-light"),
        path(FRAME.curve(SACRUM), "bone-light"),
        path(FRAME.curve(PUBIS), "bone-light"),
    )


def _muscles() -> tuple[Element, ...]:
    outlines = (MULTIFIDUS, TRANSVERSUS, DIAPHRAGM, PELVIC_FLOOR)
    return (
        *(path(FRAME.curve(outline), "muscle-light") for outline in outlines),
        path(FRAME.lines(*MULTIFIDUS_FIBRES), "muscle-fibre"),
    )


def _arrow(outline: str) -> Element:
    """A short arrow; its last chord gives the direction of its head."""
    *_, before, tip = (tuple(map(float, pair.split())) for pair in outline.split(","))
    across, down = tip[0] - before[0], tip[1] - before[1]
    reach = 9 / max(abs(across), abs(down))
    back = tip[0] - across * reach, tip[1] - down * reach
    wing = down * reach * 0.9, across * reach * 0.9
    ends = [FRAME.place(back[0] + side * wing[0], back[1] + side * wing[1]) for side in (1, -1)]
    points = (ends[0], FRAME.place(*tip), ends[1])
    head = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return group(*cased(FRAME.curve(outline) + head, "guide"))


def draw_pelvic_floor_brace(say: Say = str) -> Figure:
    """Diaphragm above, pelvic floor below, belly in front, back muscle behind."""
    skin = FRAME.curve(BODY)
    ear = FRAME.curve(EAR)
    box = box_around(LABELS, say, top=20, bottom=640)
    return Figure(
        box,
        say("The deep muscles work as a team"),
        say("Breathing, belly and back muscles and the pelvic floor close around the belly."),
        (
            framed("window", box, path(skin, "near-outline"), path(skin, "near")),
            path(FRAME.curve(BELLY), "cavity"),
            *_column(),
            *_muscles(),
            *map(_arrow, ARROWS),
            path(ear, "joint-face"),
            *joint_lines(ear),
            draw_labels(LABELS, say),
        ),
    )
