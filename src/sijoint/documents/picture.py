"""Pictures for paper: an SVG text with what it shows in words, and the QR code of an address."""

from __future__ import annotations

import io
from dataclasses import dataclass

from sijoint.clinical.plan.stage import PlannedExercise
from sijoint.documents.wording import Wording
from sijoint.drawing.exercise import thumbnail_figure
from sijoint.drawing.sequence import sequence_figure
from sijoint.drawing.svg import Rendering, write
from sijoint.evidence.movement import load_movements


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its words.

    Parameters
    ----------
    svg : str
        With literal colours.
    text : str
        What it shows, for people who hear it.
    """

    svg: str
    text: str


SHOWN_SIDE = "right"
"""The side of the picture where both sides work."""

OPPOSITE = {"left": "right", "right": "left"}


def lain_on(name: str, *, is_pregnant: bool) -> str:
    """The side that an exercise is drawn lying on, ``working`` or ``other``, else empty."""
    return load_movements()[name].shown(is_pregnant=is_pregnant).frames[0].lower


def shown_side(exercise: PlannedExercise, painful: str, *, is_pregnant: bool) -> str:
    """The working side of its picture: nobody is drawn lying on the painful side.

    Parameters
    ----------
    exercise : PlannedExercise
        One that is done with one side is drawn with that side.
    painful : str
        "left" or "right", or empty where pain is not on one side.
    is_pregnant : bool
        Whether it is drawn as it is done from week 20 of pregnancy.
    """
    if exercise.side in OPPOSITE:
        return exercise.side
    lower = lain_on(exercise.id, is_pregnant=is_pregnant)
    if not lower or painful not in OPPOSITE:
        return SHOWN_SIDE
    return OPPOSITE[painful] if lower == "working" else painful


def exercise_picture(name: str, side: str, words: Wording, *, is_pregnant: bool) -> Picture:
    """The frames that tell an exercise, numbered: two, or three where two do not tell it.

    Parameters
    ----------
    name : str
        Id of the exercise.
    side : str
        The working side, "left" or "right".
    words : Wording
        The language of its words.
    is_pregnant : bool
        Whether it is drawn as it is done from week 20 of pregnancy, by a pregnant person.
    """
    movement = load_movements()[name]
    figure = sequence_figure(movement, side=side, say=words.say, is_pregnant=is_pregnant)
    return Picture(write(figure, Rendering.PAPER), f"{figure.title}. {figure.description}")


def exercise_thumbnail(name: str, side: str, *, is_pregnant: bool) -> str:
    """A small picture without words, to find an exercise again.

    The parameters are those of `exercise_picture`. It is too small to show a belly: in pregnancy
    only the position differs.
    """
    movement = load_movements()[name].shown(is_pregnant=is_pregnant)
    return write(thumbnail_figure(movement, side=side), Rendering.PAPER)


def qr_code(address: str) -> str:
    """The QR code of an address, as SVG."""
    import segno

    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None, omitsize=True
    )
    return drawn.getvalue().decode("utf-8")
