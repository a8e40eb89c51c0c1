"""Pillows on the treatment table."""

from __future__ import annotations

from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.pose import contacts_of
from sijoint.drawing.prop.pillow import pillow
from sijoint.drawing.prop.shape import Shape
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import UP
from sijoint.drawing.staging import Staging


def pillows(use: str, staging: Staging, number: int) -> list[Shape]:
    """Pillows where the use says, as high as the table; none for an empty use.

    Parameters
    ----------
    use : str
        As for the thing ``pillow``.
    staging : Staging
    number : int
        Of the frame, from 0.
    """
    if not use:
        return []
    # The thing lies on the floor: it is made there and lifted.
    raised = SUPPORTS["table"] * UP
    lowered = tuple(skeleton.moved(-raised) for skeleton in staging.skeletons)
    stage = Stage(
        skeleton=lowered[number],
        all_skeletons=lowered,
        bodies=staging.bodies,
        camera=staging.camera,
        use=use,
        heights=contacts_of(staging.movement.frames[number], staging.movement.view),
        number=number,
    )
    return [
        Shape(s.look, s.places + raised, s.is_closed, s.is_smooth, s.layer) for s in pillow(stage)
    ]
