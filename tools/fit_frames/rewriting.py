"""Angles written back into the files of the evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sijoint.evidence.movement import Frame
from tools.fit_frames.search import SIDES, TRUNK


def rewrite(text: str, exercise: str, frames: Sequence[Frame]) -> str:
    """A file of exercises with the frames of one written anew, and nothing else changed.

    Parameters
    ----------
    text : str
        TOML, with each key of a frame on a line of its own.
    exercise : str
        Id of the exercise.
    frames : sequence of Frame
        All of its frames.

    Raises
    ------
    ValueError
        If the exercise is not there.
    """
    start = text.index(f'id = "{exercise}"')
    end = text.find("\n[[exercise]]", start)
    block = text[start:] if end < 0 else text[start:end]
    parts = block.split("[[exercise.frame]]")
    fresh = [_rewritten(part, frame) for part, frame in zip(parts[1:], frames, strict=True)]
    written = "[[exercise.frame]]".join([parts[0], *fresh])
    return text[:start] + written + ("" if end < 0 else text[end:])


def _rewritten(part: str, frame: Frame) -> str:
    """The lines of one frame with its angles; what was not written and is not 0 is added."""
    for name in TRUNK:
        line = f"{name} = {number(getattr(frame, name))}"
        if re.search(rf"^{name} = .*$", part, re.M):
            part = re.sub(rf"^{name} = .*$", line, part, count=1, flags=re.M)
        elif getattr(frame, name):
            part = re.sub(r"^lumbar = .*$", rf"\g<0>\n{line}", part, count=1, flags=re.M)
    for side in SIDES:
        table = f"{side} = {_table(getattr(frame, side))}"
        part = re.sub(rf"^{side} = .*$", table, part, count=1, flags=re.M)
    return part


def number(value: float) -> str:
    """An angle to a tenth of a degree, as short as it can be written."""
    # Nothing has no sign.
    return f"{round(value, 1) + 0.0:g}"


def _table(angles: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{name} = {number(value)}" for name, value in angles.items()) + "}"
