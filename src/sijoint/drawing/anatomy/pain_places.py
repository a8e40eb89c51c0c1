"""Where people feel pain from the SI joint, on the mannequin."""

from __future__ import annotations

from sijoint.drawing.anatomy import body_back as body
from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, Say, box_around, draw_labels
from sijoint.drawing.anatomy.light import Spot, spots
from sijoint.drawing.element import Element, Figure, group, path

BACK = Frame(206, 190, 1.05)
FRONT = Frame(702, 446, 0.47)
TOP, BOTTOM = 30, 640

BACK_PLACES = (
    (64, 82, 62, 50),
    (92, 168, 92, 84),
    (98, 322, 58, 124),
)
"""By the dimple, the buttock, the back of the thigh: x, y and radii."""

SHEEN = ((88, 150, 60, 56), (-88, 150, 60, 56))

FRONT_PLACES = ((-60, 182, 58, 54),)
"""The right groin; from the front it is on the left."""

LABELS = (
    Label(
        "low back, by the dimple",
        440,
        74,
        270,
        (BACK.place(66, 80),),
        leaves="left",
        note="often",
    ),
    Label("buttock", 440, 206, 348, (BACK.place(100, 160),), leaves="left", note="most often"),
    Label(
        "back of thigh",
        440,
        300,
        348,
        (BACK.place(106, 300),),
        leaves="left",
        note="in about half",
    ),
    Label("groin", 440, 482, 170, (FRONT.place(-58, 178),), leaves="right", note="less often"),
)


def _window(name: str, left: float, top: float, width: float, height: float) -> Element:
    """What is seen of a body: the rest is outside the picture."""
    size = {"x": left, "y": top, "width": width, "height": height}
    return Element("clipPath", {"id": name}, children=(Element("rect", size),))


def _dressed(frame: Frame, name: str, places: tuple[Spot, ...], *lines: Element) -> Element:
    """The mannequin in top and shorts, with sore places that its outline clips."""
    trunk = frame.whole(body.TRUNK)
    shape = Element("clipPath", {"id": f"{name}-body"}, children=(path(trunk),))
    inside = group(
        path(frame.whole(body.TOP), "cloth"),
        path(frame.whole(body.SHORTS), "far-cloth"),
        path(frame.curve(body.HEM) + frame.both(body.LEG_HEM), "cloth-line"),
        *spots(frame, "sheen", SHEEN),
        *lines,
        *spots(frame, "pain", places),
        clip_path=f"url(#~{name}-body)",
    )
    return group(shape, path(trunk, "near-outline"), path(trunk, "near"), inside)


def draw_pain_places(say: Say = str) -> Figure:
    """The back of the body, the person's right on the right, and the front beside it."""
    back_lines = (
        path(BACK.lines(body.FURROW, body.SEAT), "cloth-line"),
        path(BACK.both(body.FOLD) + BACK.both(body.DIMPLE), "cloth-line"),
    )
    front_lines = (path(FRONT.both(body.GROIN), "cloth-line"),)
    return Figure(
        box_around(LABELS, say, top=TOP, bottom=BOTTOM),
        say("Where people feel it"),
        say(
            "Pain is most often in the buttock, often by the dimple of the low back, in about "
            "half of people at the back of the thigh, and less often in the groin."
        ),
        (
            _window("back", 0, TOP, 420, BOTTOM - TOP),
            _window("front", 560, 400, 240, BOTTOM - 400),
            group(_dressed(BACK, "b", BACK_PLACES, *back_lines), clip_path="url(#~back)"),
            group(_dressed(FRONT, "f", FRONT_PLACES, *front_lines), clip_path="url(#~front)"),
            draw_labels(LABELS, say),
        ),
    )
