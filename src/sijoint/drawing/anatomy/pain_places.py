"""Where people feel pain from the SI joint, on the mannequin.

References
----------
slipman-2000 : how often each place is named.
"""

from __future__ import annotations

from sijoint.drawing.anatomy import body_back as body
from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.light import Spot, framed, spots
from sijoint.drawing.element import Element, Figure, group, path
from sijoint.drawing.say import Say
from sijoint.language import message

BACK = Frame(206, 190, 1.05)
FRONT = Frame(702, 446, 0.47)

BACK_PLACES = (
    (58, 83, 62, 50),
    (92, 168, 92, 84),
    (98, 322, 58, 124),
)
"""By the dimple, the buttock, the back of the thigh: x, y and radii."""

FRONT_PLACES = ((-60, 182, 62, 58),)
"""The right groin; from the front it is on the left."""

LABELS = (
    Label(
        message("low back, by the dimple"),
        440,
        74,
        270,
        (BACK.place(62, 80),),
        leaves="left",
        note=message("often"),
    ),
    Label(
        message("buttock"),
        440,
        206,
        348,
        (BACK.place(100, 160),),
        leaves="left",
        note=message("most often"),
    ),
    Label(
        message("back of thigh"),
        440,
        300,
        348,
        (BACK.place(106, 300),),
        leaves="left",
        note=message("in about half"),
    ),
    Label(
        message("groin"),
        440,
        482,
        170,
        (FRONT.place(-58, 178),),
        leaves="right",
        note=message("less often"),
    ),
)


def _dressed(
    frame: Frame, name: str, top: str, places: tuple[Spot, ...], *lines: Element
) -> Element:
    """The mannequin in top and shorts, with sore places that its outline clips."""
    trunk = frame.whole(body.TRUNK)
    shape = Element("clipPath", {"id": f"{name}-body"}, children=(path(trunk),))
    inside = group(
        path(frame.whole(top), "cloth"),
        path(frame.whole(body.SHORTS), "far-cloth"),
        *lines,
        path(frame.curve(body.HEM) + frame.both(body.LEG_HEM), "cloth-line"),
        *spots(frame, "pain", places),
        clip_path=f"url(#~{name}-body)",
    )
    return group(shape, path(trunk, "near-outline"), path(trunk, "near"), inside)


def _back() -> Element:
    return _dressed(
        BACK,
        "back",
        body.TOP,
        BACK_PLACES,
        *spots(BACK, "sheen", ((88, 150, 60, 56), (-88, 150, 60, 56))),
        path(BACK.lines(body.FURROW, body.SEAT), "cloth-line"),
        path(BACK.both(body.FOLD) + BACK.both(body.DIMPLE), "cloth-line"),
    )


def _front() -> Element:
    return _dressed(
        FRONT,
        "front",
        body.SHORT_TOP,
        FRONT_PLACES,
        path(FRONT.both(body.GROIN) + FRONT.curve(body.NAVEL), "cloth-line"),
    )


def draw_pain_places(say: Say = str) -> Figure:
    """The back of the body, the person's right on the right, and the front beside it."""
    box = box_around(LABELS, say, top=30, bottom=640)
    top, bottom = box[1], box[1] + box[3]
    return Figure(
        box,
        say("Where people feel it"),
        say("Most often it is the buttock, often the low back, less often thigh or groin."),
        (
            framed("seen-back", (0, top, 420, bottom - top), _back()),
            framed("seen-front", (560, 396, 240, bottom - 396), _front()),
            draw_labels(LABELS, say),
        ),
    )
