"""What a thing needs to know to take its place: the body, the camera, and how it is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sijoint.drawing.camera import Camera
from sijoint.drawing.flesh import Flesh
from sijoint.drawing.posture import Side
from sijoint.drawing.skeleton import Skeleton, Vector


@dataclass(frozen=True, slots=True)
class Stage:
    """A body with its things.

    Parameters
    ----------
    skeleton : Skeleton
        In this frame.
    all_skeletons : tuple of Skeleton
        Of every frame: what stands on the floor keeps its place through all.
    whole : Flesh
        The bodies of every frame as one.
    camera : Camera
    use : str
        How the thing is held or where it stands, as the evidence says; "" for the usual way.
    heights : mapping of str to float
        Of what each part rests on, by the mannequin's contacts, in metres.
    number : int
        Of this frame, from 0.
    """

    skeleton: Skeleton
    all_skeletons: tuple[Skeleton, ...]
    whole: Flesh
    camera: Camera
    use: str
    heights: Mapping[str, float]
    number: int

    def joint(self, name: str) -> Vector:
        """Where a joint is, in this frame."""
        return self.skeleton.joints[name]

    def middle(self, names: Iterable[str]) -> Vector:
        """The middle between joints, in this frame."""
        middle: Vector = np.mean([self.skeleton.joints[name] for name in names], axis=0)
        return middle

    def hands(self) -> Vector:
        """The middle between both hands."""
        return self.middle(f"{side}_{end}" for side in Side for end in ("wrist", "fingertip"))

    def spread(self, axis: int) -> tuple[float, float]:
        """From where to where the body reaches along x (0) or z (2), over all frames."""
        return self.whole.spread(np.eye(3)[axis])
