"""The pelvis from behind, with both SI joints."""

from __future__ import annotations

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.anatomy.label import Label, box_around, draw_labels
from sijoint.drawing.anatomy.pelvis_back import bones, joints
from sijoint.drawing.element import Figure
from sijoint.drawing.say import Say
from sijoint.language import message

FRAME = Frame(400, 168, 1.55)

LABELS = (
    Label(message("lowest disc"), 92, 40, 230, (FRAME.place(-29, 40),)),
    Label(message("left SI joint"), 12, 112, 230, (FRAME.place(-59.5, 52),), leaves="right"),
    Label(message("sacrum"), 520, 40, 268, (FRAME.place(42, 52),)),
    Label(
        message("right SI joint"),
        788,
        112,
        230,
        (FRAME.place(59.5, 52),),
        anchor="end",
        leaves="left",
    ),
    Label(message("hip joint"), 12, 335, 160, (FRAME.place(-107, 136),), leaves="right"),
    Label(message("hip bone"), 788, 335, 180, (FRAME.place(103, 66),), anchor="end", leaves="left"),
    Label(
        message("tailbone"), 400, 588, 330, (FRAME.place(0, 160),), anchor="middle", leaves="top"
    ),
)


def draw_pelvis_joints(say: Say = str) -> Figure:
    """The bones from behind, the person's left on the left."""
    return Figure(
        box_around(LABELS, say, top=0, bottom=596),
        say("The pelvis from behind"),
        say("Two SI joints link the sacrum to the hip bones, one on each side."),
        (*bones(FRAME), *joints(FRAME), draw_labels(LABELS, say)),
    )
