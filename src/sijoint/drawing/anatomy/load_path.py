"""How load passes from the trunk to the legs, on both legs and on one."""

from __future__ import annotations

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import DASHES, cased, pair, shaded, spots
from sijoint.drawing.anatomy.pelvis_back import (
    bones,
    front_ring,
    hip_bone,
    joints,
    sacrum,
    spine,
    thigh_bone,
)
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 178, 1.55)

TRUNK = "0 -62, 0 -30, 0 10, 0 36"

KEYSTONE = "0 47 |, 58 49 |, 46.5 75, 38 99, 25 112, 0 117 |"

ARCH = "28 66, 50 71, 73 88, 90 112, 104 138, 122 162, 131 190, 131.5 226"
"""Through the SI joint and the hip bone to the hip joint and down the thigh."""

GLUTEUS_MEDIUS = """
76 30, 85 16, 97 8, 110 5, 123 8, 134 15.5, 141 27, 145 44, 151.5 72, 159 106, 163 134,
162.5 156 |, 154 161, 146 148 |, 130 124, 108 100, 88 78, 76 54 z
"""

GLUTEUS_MEDIUS_FIBRES = (
    "84 30, 98 66, 124 108, 152 152",
    "97 20, 110 60, 134 106, 155 150",
    "112 16, 124 56, 143 104, 158 150",
    "128 22, 138 60, 151 104, 160 148",
    "82 56, 104 88, 132 120, 150 150",
)

BOTH_LEGS = (
    Label(message("body weight"), 12, 60, 300, (FRAME.place(-5, -44),), leaves="right"),
    Label(message("sacrum: the keystone"), 560, 60, 228, (FRAME.place(40, 57),)),
    Label(message("SI joint"), 12, 334, 190, (FRAME.place(-46.5, 91),), leaves="right"),
    Label(message("both legs share it"), 400, 612, 500, anchor="middle"),
)

ONE_LEG = (
    Label(message("body weight"), 12, 60, 300, (FRAME.place(-5, -44),), leaves="right"),
    Label(
        message("hip muscles"),
        520,
        44,
        268,
        (FRAME.place(116, 24),),
        note=message("keep you level"),
    ),
    Label(
        message("SI joint"), 472, 612, 214, (FRAME.place(46, 98),), anchor="middle", leaves="top"
    ),
    Label(message("lifted leg"), 12, 612, 230),
    Label(message("standing leg"), 788, 612, 206, anchor="end"),
)


def _arrow(data: str, tip: tuple[float, float]) -> tuple[Element, ...]:
    """A path of load, with a head that points down at its tip."""
    x, y = FRAME.place(*tip)
    head = f"M{x - 15:g} {y - 17:g}L{x:g} {y:g}L{x + 15:g} {y - 17:g}"
    return cased(data + head, "load")


def _keystone() -> tuple[Element, ...]:
    data = FRAME.whole(KEYSTONE)
    return path(data, "keystone"), *cased(data, "guide", stroke_dasharray=DASHES)


def draw_load_path(say: Say = str) -> Figure:
    """Standing on both legs: the sacrum is the keystone between two arches."""
    arrows = (
        part
        for side in (1, -1)
        for part in _arrow(FRAME.curve(ARCH, mirrored=side < 0), (side * 131.5, 228))
    )
    return Figure(
        box_around(BOTH_LEGS, say, top=0, bottom=600),
        say("Standing on both legs"),
        say("Body weight goes from the spine through both SI joints into the legs."),
        (
            *bones(FRAME),
            path(FRAME.both(ARCH), "load-path"),
            *_keystone(),
            *_arrow(FRAME.curve(TRUNK), (0, 38)),
            *arrows,
            *joints(FRAME),
            draw_labels(BOTH_LEGS, say),
        ),
    )


def _side_muscle() -> Element:
    return shaded(
        FRAME.curve(GLUTEUS_MEDIUS),
        "muscle-light",
        "side-muscle",
        *spots(FRAME, "sheen", ((118, 44, 30, 52),)),
        path(FRAME.lines(*GLUTEUS_MEDIUS_FIBRES), "muscle-fibre"),
    )


def draw_load_path_one_leg(say: Say = str) -> Figure:
    """Standing on the right leg: the muscles at its side keep the pelvis level."""
    thigh, mirrored = pair(FRAME, "thigh", *thigh_bone(FRAME))
    return Figure(
        box_around(ONE_LEG, say, top=0, bottom=600),
        say("Standing on one leg"),
        say("Weight goes through one SI joint while the hip muscles keep the pelvis level."),
        (
            *front_ring(FRAME),
            thigh,
            group(mirrored, opacity=0.4),
            *sacrum(FRAME),
            *spine(FRAME),
            *pair(FRAME, "hip-side", hip_bone(FRAME)),
            path(FRAME.curve(ARCH), "load-path"),
            _side_muscle(),
            *_arrow(FRAME.curve(TRUNK), (0, 38)),
            *_arrow(FRAME.curve(ARCH), (131.5, 228)),
            *joints(FRAME),
            draw_labels(ONE_LEG, say),
        ),
    )
