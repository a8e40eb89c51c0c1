"""The pelvis from the front, with its three joints and the way through it."""

from __future__ import annotations

from sijoint.drawing.anatomy import bone_back
from sijoint.drawing.anatomy import bone_front as bone
from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import DASHES, cased, discs, joint_lines, pair, shaded, spots
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 168, 1.55)

LABELS = (
    Label(message("sacrum"), 520, 40, 268, (FRAME.place(40, 54),)),
    Label(message("lowest disc"), 92, 40, 230, (FRAME.place(-24, 41),)),
    Label(message("right SI joint"), 12, 112, 230, (FRAME.place(-58, 51),), leaves="right"),
    Label(
        message("left SI joint"), 788, 112, 230, (FRAME.place(58, 51),), anchor="end", leaves="left"
    ),
    Label(message("hip bone"), 12, 335, 160, (FRAME.place(-103, 66),), leaves="right"),
    Label(message("opening"), 788, 335, 180, (FRAME.place(63, 104),), anchor="end", leaves="left"),
    Label(
        message("pubic joint"), 400, 588, 330, (FRAME.place(0, 176),), anchor="middle", leaves="top"
    ),
)


def _spine(frame: Frame) -> tuple[Element, ...]:
    vertebra = group(
        path(frame.whole(bone_back.ARCH), "bone-behind"),
        path(frame.whole(bone_back.DISC), "cartilage-line"),
        shaded(
            frame.whole(bone.BODY),
            "bone-light",
            "body",
            *spots(frame, "hollow", ((-28, 24, 12, 16), (28, 24, 12, 16))),
            *spots(frame, "shine", ((0, 20, 14, 8),)),
        ),
        id="vertebra",
    )
    above = {"href": "#~vertebra", "transform": f"translate(0 {-bone_back.LEVEL * frame.scale:g})"}
    return vertebra, Element("use", above)


def _sacrum(frame: Frame) -> tuple[Element, ...]:
    shade = (
        *spots(frame, "hollow", ((34, 84, 10, 44), (8, 112, 22, 30))),
        *spots(frame, "shine", ((42, 46, 20, 8), (10, 58, 16, 8))),
        *discs(frame, "foramen", bone.FORAMINA),
    )
    return (
        path(frame.whole(bone_back.COCCYX), "bone-light"),
        path(frame.curve(bone_back.COCCYX_JOINTS), "bone-mark"),
        shaded(
            frame.whole(bone.SACRUM),
            "bone-light",
            "sacrum",
            *pair(frame, "alae", *shade),
            path(frame.lines(*bone.RIDGES), "bone-mark"),
        ),
    )


def _thigh_bone(frame: Frame) -> tuple[Element, ...]:
    return (
        shaded(
            frame.curve(bone_back.FEMUR),
            "bone-light",
            "femur",
            *spots(frame, "hollow", ((114, 160, 16, 12), (118, 226, 8, 40))),
            *spots(frame, "shine", ((152, 150, 8, 17), (134, 200, 6, 30))),
            path(frame.lines(bone.INTERTROCHANTERIC), "bone-mark"),
        ),
        path(frame.curve(bone_back.SHAFT_END), "bone-cut"),
        path(frame.curve(bone.HEAD), "bone-light"),
        *spots(frame, "hollow", ((101, 137, 9, 24),)),
    )


def _hip_bone(frame: Frame) -> Element:
    return shaded(
        frame.curve(bone.HIP_BONE) + frame.curve(bone.OBTURATOR),
        "bone-light",
        "hip",
        *spots(
            frame,
            "hollow",
            ((100, 50, 36, 46), (72, 62, 14, 26), (90, 168, 14, 9)),
        ),
        *spots(
            frame,
            "shine",
            (
                (106, 2, 44, 12),
                (125, 76, 12, 9),
                (106, 100, 8, 9),
                (70, 112, 6, 34),
                (46, 148, 30, 6),
                (64, 204, 16, 9),
                (88, 136, 10, 22),
            ),
        ),
        path(frame.lines(bone.CREST_LIP), "bone-mark"),
    )


def bones_from_front(frame: Frame) -> tuple[Element, ...]:
    """All bones from the front, the far ones first, with both SI joints."""
    return (
        *pair(frame, "wall", path(frame.curve(bone.INNER_WALL), "bone-behind")),
        *_spine(frame),
        *_sacrum(frame),
        *pair(frame, "thigh", *_thigh_bone(frame)),
        path(frame.whole(bone.SYMPHYSIS), "cartilage-line"),
        *pair(frame, "hip-side", _hip_bone(frame)),
        *joint_lines(frame.both(bone.JOINT)),
    )


def draw_pelvis_front(say: Say = str) -> Figure:
    """The bones from the front, the person's right on the left."""
    opening = cased(FRAME.whole(bone.OPENING), "guide", stroke_dasharray=DASHES)
    return Figure(
        box_around(LABELS, say, top=0, bottom=596),
        say("The pelvis from the front"),
        say("Two SI joints at the back and the pubic joint in front close the ring."),
        (*bones_from_front(FRAME), *opening, draw_labels(LABELS, say)),
    )
