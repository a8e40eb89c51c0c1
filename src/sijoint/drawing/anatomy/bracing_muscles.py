"""The back and buttock muscles that cross behind the SI joint and press it together."""

from __future__ import annotations

from sijoint.drawing.anatomy import body_back as body
from sijoint.drawing.anatomy import bone_back as bone
from sijoint.drawing.anatomy import muscle_back as muscle
from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import DASHES, cased, framed, joint_lines, shaded, spots
from sijoint.drawing.element import Element, Figure, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 360, 0.82)

SLING = "-138 -236, -92 -120, -44 -18, 4 48, 60 104, 108 158, 142 226"

LABELS = (
    Label(message("back muscle"), 12, 300, 160, (FRAME.place(-120, -190),), leaves="top"),
    Label(
        message("strong sheet"), 788, 300, 160, (FRAME.place(30, -60),), anchor="end", leaves="left"
    ),
    Label(message("SI joint"), 12, 655, 220, (FRAME.place(-48, 82),), leaves="right"),
    Label(
        message("buttock muscle"),
        788,
        600,
        180,
        (FRAME.place(130, 190),),
        anchor="end",
        leaves="left",
    ),
)


def _mannequin() -> tuple[Element, ...]:
    trunk, arms = FRAME.whole(body.TRUNK), FRAME.both(body.ARM)
    bands = path(FRAME.both(muscle.THIGH_BAND), "ligament")
    return path(trunk + arms, "near-outline"), path(arms, "near"), path(trunk, "near"), bands


def _pale(outline: str) -> Element:
    return path(FRAME.both(outline), "muscle-behind")


def draw_bracing_muscles(say: Say = str) -> Figure:
    """The left back muscle and the right buttock muscle pull on one sheet."""
    latissimus = shaded(
        FRAME.curve(muscle.LATISSIMUS, mirrored=True),
        "muscle-light",
        "latissimus",
        *spots(FRAME, "sheen", ((-126, -240, 60, 60),)),
        path(FRAME.lines(*muscle.LATISSIMUS_FIBRES, mirrored=True), "muscle-fibre"),
    )
    gluteus = shaded(
        FRAME.curve(muscle.GLUTEUS_MAXIMUS),
        "muscle-light",
        "gluteus",
        *spots(FRAME, "sheen", ((96, 140, 66, 66),)),
        path(FRAME.lines(*muscle.GLUTEUS_MAXIMUS_FIBRES), "muscle-fibre"),
    )
    fibres = FRAME.lines(*muscle.FASCIA_FIBRES)
    fibres += FRAME.lines(*muscle.FASCIA_FIBRES, mirrored=True)
    box = box_around(LABELS, say, top=0, bottom=680)
    return Figure(
        box,
        say("Muscles that press the SI joint together"),
        say("A back muscle and the opposite buttock muscle pull on one sheet across the joint."),
        (
            framed("window", box, *_mannequin()),
            _pale(muscle.GLUTEUS_MEDIUS),
            _pale(muscle.LATISSIMUS),
            _pale(muscle.GLUTEUS_MAXIMUS),
            path(FRAME.whole(muscle.FASCIA), "ligament"),
            path(fibres, "ligament-fibre"),
            latissimus,
            gluteus,
            *cased(FRAME.curve(SLING), "guide", stroke_dasharray=DASHES),
            *joint_lines(FRAME.both(bone.JOINT)),
            draw_labels(LABELS, say),
        ),
    )
