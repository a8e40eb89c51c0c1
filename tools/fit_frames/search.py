"""The nearest angles at which a frame touches what it should."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from sijoint.drawing.contact import lowest
from sijoint.drawing.flesh import Body
from sijoint.drawing.joint import RANGES
from sijoint.drawing.pose import ANCHORS, contacts_of, parts_of, posture_of, reach_of
from sijoint.drawing.posture import Side
from sijoint.drawing.reach import distance
from sijoint.drawing.skeleton import DOWN, Skeleton, stand
from sijoint.evidence.movement import Frame, Movement

STIFFNESS = {
    "trunk": 5.0, "neck": 20.0, "obliquity": 5.0, "H": 6.0, "Hab": 6.0, "Her": 12.0, "K": 7.0,
    "A": 30.0, "S": 12.0, "Sab": 12.0, "Srot": 25.0, "E": 15.0, "W": 60.0,
}  # fmt: skip
"""Degrees of change that cost alike, by the letters and keys of the evidence."""

GAP, SINK, SLIDE, PITCH = 0.0008, 0.001, 0.004, 2.0
"""Metres (and degrees of a sole or a hand) that cost as much as one stiffness of an angle."""

FLAT_FROM = 18.0
"""A sole or a forearm that is tilted less than this, in degrees, is meant to lie flat."""

FLAT = {"foot": ("heel", "toe"), "hand": ("wrist", "fingertip"), "forearm": ("elbow", "wrist")}
"""Both ends of what can lie flat."""

WHOLE, SIDES = "frame", ("working", "other")
"""Whose an angle is: the whole body's, or one side's."""

TRUNK = ("trunk", "neck", "obliquity")
"""Angles of the whole body that may change."""

LOWEST, HIGHEST = -2.0, 3.0
"""Between which heights the pelvis is looked for, in metres."""

STEP_DEG, STEP_M = 10.0, 0.1
"""Steps of the search that are alike."""

MOST_STEPS = 60
"""Of the search for one frame."""

Values = NDArray[np.float64]
"""Shape (n,): the angles that may change, in degrees."""

Fitted = tuple[Frame, float]
"""A frame, and the largest gap that is left in it, in metres."""


class Fit:
    """The search for one frame.

    Parameters
    ----------
    movement : Movement
    frame : Frame
        With its rough angles.
    before : Skeleton or None
        The fitted frame before it; what touches in both keeps its place.
    shared : frozenset of str
        What touches in both.
    """

    def __init__(
        self, movement: Movement, frame: Frame, before: Skeleton | None, shared: frozenset[str]
    ) -> None:
        self.frame, self.before, self.shared = frame, before, shared
        self.contacts = contacts_of(frame, movement.view)
        self.reach = reach_of(frame)
        self.is_tied = frame.working == frame.other and not frame.reach and not frame.lower
        self.names = self._names()
        self.start = np.array([_value(frame, *name) for name in self.names])
        self.flats = self._flats()

    def _names(self) -> list[tuple[str, str]]:
        """Whose the angles are that may change, and what they are called."""
        trunk = [name for name in TRUNK if name != "obliquity" or self.frame.obliquity]
        names = [(WHOLE, name) for name in trunk]
        for side in SIDES[:1] if self.is_tied else SIDES:
            letters = dict.fromkeys([*getattr(self.frame, side), "A", *self._more(side)])
            names += [(side, letter) for letter in letters]
        return names

    def _more(self, side: str) -> list[str]:
        """Angles that a held or a supporting hand needs beside the written ones."""
        letters = []
        if f"{side}_hand" in self.frame.reach:
            letters += ["Sab", "Srot"]
        if {f"{side}_hand", "hands"} & set(self.frame.contacts):
            letters.append("W")
        return letters

    def framed(self, values: Values) -> Frame:
        """The frame with these angles."""
        whole = {name: getattr(self.frame, name) for name in TRUNK}
        sides: dict[str, dict[str, float]] = {s: dict(getattr(self.frame, s)) for s in SIDES}
        for (owner, name), value in zip(self.names, values.tolist(), strict=True):
            if owner == WHOLE:
                whole[name] = value
            for side in SIDES if self.is_tied else (owner,):
                if owner != WHOLE:
                    sides[side][name] = value
        return replace(
            self.frame,
            trunk=whole["trunk"],
            neck=whole["neck"],
            obliquity=whole["obliquity"],
            working=sides["working"],
            other=sides["other"],
        )

    def _flats(self) -> list[tuple[str, str]]:
        """Both ends of everything that touches and is meant to lie flat: a hand always is."""
        first = stand(posture_of(self.frame))
        flats = []
        for contact in self.contacts:
            side, _, limb = contact.partition("_")
            if limb in FLAT:
                start, end = (f"{side}_{joint}" for joint in FLAT[limb])
                if limb == "hand" or abs(_tilt_deg(first, start, end)) < FLAT_FROM:
                    flats.append((start, end))
        return flats

    def cost(self, unknowns: Values) -> Values:
        """Everything that should be small, each in its own measure.

        Parameters
        ----------
        unknowns : array of shape (n + 1,)
            The angles in degrees, and the height of the pelvis in metres.
        """
        values, height = unknowns[:-1], unknowns[-1]
        skeleton = stand(posture_of(self.framed(values))).moved(np.array([0.0, height, 0.0]))
        body = Body(skeleton)
        costs = list((values - self.start) / [STIFFNESS[name] for _, name in self.names])
        costs += [(lowest(body, c) - h) / GAP for c, h in self.contacts.items()]
        if self.contacts:
            floor = min(0.0, *(self.contacts.values()))
            costs += [min(0.0, -part.reach(DOWN) - floor) / SINK for _, part in body.parts()]
        costs += [_tilt_deg(skeleton, *ends) / PITCH for ends in self.flats]
        costs += [distance(skeleton, part, place) / GAP for part, place in self.reach.items()]
        costs += self._slides(skeleton)
        return np.array(costs)

    def _slides(self, skeleton: Skeleton) -> list[float]:
        """How far what touches in both frames has moved against the first of it."""
        if self.before is None or len(self.shared) < 2:
            return []
        first, *rest = sorted(_joint(contact) for contact in self.shared)
        costs: list[float] = []
        for joint in rest:
            was = self.before.joints[joint] - self.before.joints[first]
            now = skeleton.joints[joint] - skeleton.joints[first]
            costs += list((now - was)[[0, 2]] / SLIDE)
        return costs

    def solve(self) -> Fitted:
        """The fitted frame, to a tenth of a degree, with what is left of its largest gap."""
        low, high = np.array([RANGES[name] for _, name in self.names]).T
        start = np.clip(self.start, low + 0.01, high - 0.01)
        found = least_squares(
            self.cost,
            np.append(start, np.mean(self._gaps(self.frame))),
            bounds=(np.append(low, LOWEST), np.append(high, HIGHEST)),
            x_scale=np.append(np.full(len(low), STEP_DEG), STEP_M),
            max_nfev=MOST_STEPS,
        )
        frame = self.framed(np.round(found.x[:-1], 1))
        gaps = self._gaps(frame)
        skeleton = stand(posture_of(frame))
        held = [distance(skeleton, part, place) for part, place in self.reach.items()]
        return frame, max([(max(gaps) - min(gaps)) / 2, *held])

    def _gaps(self, frame: Frame) -> list[float]:
        """How far a body whose pelvis is at 0 must be lifted for each contact to touch."""
        body = Body(stand(posture_of(frame)))
        return [height - lowest(body, c) for c, height in self.contacts.items()] or [0.0]


def _value(frame: Frame, owner: str, name: str) -> float:
    """An angle of a frame, in degrees; 0 when it is not written."""
    value: float = getattr(frame, name) if owner == WHOLE else getattr(frame, owner).get(name, 0.0)
    return value


def _tilt_deg(skeleton: Skeleton, start: str, end: str) -> float:
    """How steeply it goes up from one joint to another, in degrees."""
    along = skeleton.joints[end] - skeleton.joints[start]
    return float(np.degrees(np.arcsin(along[1] / np.linalg.norm(along))))


def _joint(contact: str) -> str:
    """The joint that stays where it is while a part rests on something."""
    side, _, limb = contact.partition("_")
    is_sided = side in tuple(Side) and limb in ANCHORS
    return f"{side}_{ANCHORS[limb]}" if is_sided else ANCHORS[contact]


def fit(movement: Movement) -> list[Fitted]:
    """All frames of a movement, each fitted after the one before."""
    fitted: list[Fitted] = []
    before: Skeleton | None = None
    touched: frozenset[str] = frozenset()
    for frame in movement.frames:
        now = frozenset(p for contact in frame.contacts for p in parts_of(contact))
        result = Fit(movement, frame, before, touched & now).solve()
        fitted.append(result)
        before, touched = stand(posture_of(result[0])), now
    return fitted
