"""The strong ligaments around the SI joints, from behind: the deep layer on the right side."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import pair
from sijoint.drawing.anatomy.pelvis_back import bones, joints
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 168, 1.55)


@dataclass(frozen=True, slots=True)
class Ligament:
    """An outline, and the fibres that show where it pulls, in millimetres as in `bone_back`."""

    outline: str
    fibres: tuple[str, ...]


ILIOLUMBAR = Ligament(
    "44 11.5, 58 7, 72 6, 88 6.5 |, 79 16, 70 29.5 |, 60 25.5, 44 19 z",
    ("46 13, 62 9.5, 85 8.5", "46 15, 62 14, 79 14", "46 17, 60 20, 73 23"),
)
"""From the transverse process of L5 to the crest of the hip bone."""

UPPER_ILIOLUMBAR = Ligament(
    "43 -21.5, 60 -12, 76 -2, 94 3.5 |, 85 9 |, 70 5, 56 -3, 42 -14 z",
    ("45 -19, 64 -6.5, 88 5", "45 -16, 62 -3, 84 7"),
)
"""From the transverse process of L4."""

SHORT_DORSAL = Ligament(
    "58 54, 52.5 66, 50 74, 46 84, 43 96 |, 34 90, 33 78, 36 66, 44 56 z",
    ("56 57, 42 61", "53.5 63, 38 69", "51 69, 36 76", "49 75, 35.5 83", "46 82, 36 89"),
)
"""From the back of the ilium across to the sacrum."""

LONG_DORSAL = Ligament(
    "50 69, 56.5 75, 55 87, 50 99, 44 111, 38.5 121 |, 29.5 114.5, 34 103, 40 91, 44 80 z",
    (
        "50 73, 45 92, 33 114",
        "52 74.5, 47.5 93, 35 116",
        "54 77, 50 94, 37.5 117",
        "48 77, 41.5 93, 32 111",
    ),
)
"""From the dimple (PSIS) to the lateral crest at S3 and S4."""

SACROTUBEROUS = Ligament(
    """
    48 84, 55 90, 57 102, 54.5 118, 52 134, 52.5 150, 57 166, 63 180, 68 194, 67 201 |, 58 203,
    50 200, 47 190 |, 44.5 180, 39.5 168, 31 157, 20 149, 9 145.5 |, 14 134, 25 127.5, 34 121,
    40 111, 44 99 z
    """,
    (
        "50 90, 50.5 112, 47.5 136, 51 160, 62 190",
        "53 92, 53.5 112, 50 136, 53.5 158, 65 189",
        "46.5 100, 46.5 120, 45 141, 49 164, 59 192",
        "41 113, 42 130, 43 148, 47.5 168, 56.5 194",
        "34 122, 37.5 137, 40.5 152, 46 172, 54 195",
        "25 129, 31 142, 37 156, 44 176, 51.5 194",
        "16 137, 24 146, 33.5 159, 42.5 177, 49 191",
    ),
)
"""From PSIS, PIIS, lateral sacrum and tailbone to the ischial tuberosity, narrow in its middle."""

SACROSPINOUS = Ligament(
    """
    33 119, 38 128, 45 140, 51.5 149, 50 153.5 |, 40 153, 25 152, 8.5 151 |, 11 143, 18 132,
    26 125 z
    """,
    (
        "33 124, 40 137, 49 150.5",
        "27 128, 36 141, 48 151.5",
        "20 134, 32 145, 48 152",
        "14 144, 29 149, 47 152.5",
    ),
)
"""From the lower edge of the sacrum and the tailbone to the ischial spine."""

INTEROSSEOUS = Ligament(
    "62.5 46, 56 58.5, 50.5 70, 49 80, 48.5 91 |, 40 88, 36.5 78, 37.5 66, 43 55, 50 46.5 z",
    (
        "59 48, 47 55",
        "57 53, 43 62",
        "54.5 58, 40.5 68",
        "52.5 64, 39.5 74.5",
        "50 70.5, 39 80.5",
        "48.5 78, 40.5 86.5",
    ),
)
"""Short bundles between the roughness of the ilium and the sacrum."""

LABELS = (
    Label(message("spine to hip bone"), 12, 40, 330, (FRAME.place(-76, 14),), leaves="bottom"),
    Label(message("dimple to sacrum"), 12, 335, 170, (FRAME.place(-46, 92),), leaves="right"),
    Label(message("sacrum to sitting bone"), 12, 588, 380, (FRAME.place(-52, 172),), leaves="top"),
    Label(message("deep, between the bones"), 788, 40, 300, (FRAME.place(46, 64),), anchor="end"),
    Label(
        message("sacrum to hip bone"),
        788,
        588,
        380,
        (FRAME.place(38, 145),),
        anchor="end",
        leaves="top",
    ),
)


def _band(ligament: Ligament, *, mirrored: bool = False) -> Element:
    return group(
        path(FRAME.curve(ligament.outline, mirrored=mirrored), "ligament"),
        path(FRAME.lines(*ligament.fibres, mirrored=mirrored), "ligament-fibre"),
    )


def _bands() -> tuple[Element, ...]:
    """On both sides, then the deep layer on the right, then the outer layer on the left."""
    return (
        *pair(FRAME, "bands", _band(UPPER_ILIOLUMBAR), _band(ILIOLUMBAR), _band(SACROSPINOUS)),
        _band(INTEROSSEOUS),
        *joints(FRAME),
        *(_band(shape, mirrored=True) for shape in (SHORT_DORSAL, SACROTUBEROUS, LONG_DORSAL)),
    )


def draw_ligaments(say: Say = str) -> Figure:
    """Left the layer under the skin, right the layer beneath it."""
    return Figure(
        box_around(LABELS, say, top=0, bottom=596),
        say("The strong ligaments behind the SI joints"),
        say("Tough bands tie the sacrum to the spine, the hip bones and the sitting bones."),
        (*bones(FRAME), *_bands(), draw_labels(LABELS, say)),
    )
