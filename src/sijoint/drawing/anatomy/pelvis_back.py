"""The pelvis from behind: bones with light and shade, for several pictures."""

from __future__ import annotations

from sijoint.drawing.anatomy import bone_back as bone
from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.light import discs, joint_lines, pair, shaded, spots
from sijoint.drawing.element import Element, group, path


def front_ring(frame: Frame) -> tuple[Element, ...]:
    """Pubic bones and symphysis, seen through the pelvis."""
    ring = frame.curve(bone.PUBIS) + frame.curve(bone.OBTURATOR)
    return (
        *pair(frame, "pubis", path(ring, "bone-behind", fill_rule="evenodd")),
        path(frame.whole(bone.SYMPHYSIS), "cartilage-line"),
    )


def thigh_bone(frame: Frame) -> tuple[Element, ...]:
    """The upper end of the right thigh bone."""
    return (
        shaded(
            frame.curve(bone.FEMUR),
            "bone-light",
            "femur",
            *spots(frame, "hollow", ((118, 160, 19, 11), (118, 226, 8, 40))),
            *spots(frame, "shine", ((152, 152, 8, 17), (110, 193, 5, 6))),
            path(frame.lines(bone.TROCHANTER_RIDGE), "bone-mark"),
        ),
        path(frame.curve(bone.SHAFT_END), "bone-cut"),
        path(frame.curve(bone.HEAD), "bone-light"),
        *spots(frame, "hollow", ((100, 137, 10, 24),)),
    )


def sacrum(frame: Frame) -> tuple[Element, ...]:
    """Sacrum and tailbone."""
    shade = (
        *spots(frame, "hollow", ((17, 80, 11, 50), (46, 56, 9, 26), (36, 112, 7, 20))),
        *spots(frame, "shine", ((34, 74, 6, 30), (28, 38, 6, 5))),
        path(frame.lines(bone.LATERAL_CREST), "bone-mark"),
        *discs(frame, "foramen", bone.FORAMINA),
    )
    return (
        path(frame.whole(bone.COCCYX), "bone-light"),
        path(frame.curve(bone.COCCYX_JOINTS), "bone-mark"),
        shaded(frame.whole(bone.SACRUM), "bone-light", "sacrum", *pair(frame, "alae", *shade)),
        path(frame.whole(bone.CREST_OF_SACRUM), "bone-ridge"),
        path(frame.whole(bone.HIATUS), "foramen"),
    )


def spine(frame: Frame) -> tuple[Element, ...]:
    """The two lowest vertebrae and the discs under them."""
    vertebra = group(
        path(frame.whole(bone.DISC), "cartilage-line"),
        path(frame.whole(bone.BODY), "bone-behind"),
        path(frame.whole(bone.ARCH), "bone-light"),
        *spots(frame, "hollow", ((12, 21, 10, 7), (-12, 21, 10, 7))),
        path(frame.whole(bone.SPINOUS), "bone-ridge"),
        id="vertebra",
    )
    above = {"href": "#~vertebra", "transform": f"translate(0 {-bone.LEVEL * frame.scale:g})"}
    return vertebra, Element("use", above)


def hip_bone(frame: Frame) -> Element:
    """Ilium and ischium of the right side."""
    return shaded(
        frame.curve(bone.HIP_BONE),
        "bone-light",
        "hip",
        *spots(
            frame,
            "hollow",
            ((112, 48, 30, 46), (86, 88, 18, 30), (92, 163, 13, 9), (56, 166, 7, 13)),
        ),
        *spots(
            frame,
            "shine",
            ((106, 2, 44, 12), (56, 72, 8, 18), (62, 196, 11, 20), (101, 124, 6, 17)),
        ),
        path(frame.lines(*bone.GLUTEAL_LINES, bone.CREST_LIP), "bone-mark"),
        path(frame.lines(bone.ACETABULAR_RIM), "bone-mark"),
    )


def joints(frame: Frame) -> tuple[Element, ...]:
    """Both SI joints."""
    return joint_lines(frame.both(bone.JOINT))


def bones(frame: Frame) -> tuple[Element, ...]:
    """All bones from behind, the far ones first."""
    return (
        *front_ring(frame),
        *pair(frame, "thigh", *thigh_bone(frame)),
        *sacrum(frame),
        *spine(frame),
        *pair(frame, "hip-side", hip_bone(frame)),
    )
