"""A bench, or the front of a sofa, that the upper back rests on."""

from __future__ import annotations

import numpy as np

from sijoint.drawing import anthropometry as body
from sijoint.drawing.contact import SUPPORTS
from sijoint.drawing.prop.shape import Shape, box
from sijoint.drawing.prop.stage import Stage
from sijoint.drawing.skeleton import Skeleton

DEPTH, LENGTH = 0.42, 1.20
"""Across the bench and along it, in metres; its long side is behind the back."""

PAD = 0.11
"""How thick its pad is, in metres."""

LEG, INSET = 0.05, 0.05
"""How thick the legs are and how far they stand inside, in metres."""

EDGE = 0.40
"""Where on the trunk the edge lies, in metres above the hips."""

EASE = 0.02
"""How far the edge stands before that, in metres."""


def bench(stage: Stage) -> list[Shape]:
    """A bench whose long side stands behind the upper back, in the same place in every frame."""
    top = SUPPORTS["bench"]
    edges = [_edge(skeleton) for skeleton in stage.all_skeletons]
    front = float(np.mean(edges)) + EASE
    middle = float(stage.joint("neck")[2])
    near, far = middle + LENGTH / 2, middle - LENGTH / 2
    pad = ((front - DEPTH, top - PAD, far), (front, top, near))
    legs = [
        ((x, 0.0, z), (x + LEG, top - PAD, z + LEG))
        for z in (far + INSET, near - INSET - LEG)
        for x in (front - DEPTH + INSET, front - INSET - LEG)
    ]
    towards = stage.camera.axes[2]
    return [Shape("prop", face) for low, high in (*legs, pad) for face in box(low, high, towards)]


def _edge(skeleton: Skeleton) -> float:
    """How far along the floor the place on the back is that lies on the edge."""
    joints = skeleton.joints
    up = (joints["neck"] - joints["pelvis"]) / body.TRUNK
    return float((joints["pelvis"] + EDGE * up)[0])
