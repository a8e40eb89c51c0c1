"""Make the frames of movements touch what they should, changing their angles least.

A frame is written as rough targets first; this finds the nearest angles at which everything
that is declared touches and nothing sinks into the floor::

    python -m tools.fit_frames clam bridge          # say what would change
    python -m tools.fit_frames --write clam bridge  # and write it into the evidence
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from sijoint.drawing.contact import lowest
from sijoint.drawing.flesh import Body
from sijoint.drawing.joint import RANGES
from sijoint.drawing.pose import ANCHORS, contacts_of, parts_of, posture_of, reach_of
from sijoint.drawing.reach import distance
from sijoint.drawing.skeleton import DOWN, Skeleton, stand
from sijoint.evidence.movement import Frame, Movement, load_movements
from sijoint.evidence.read import EVIDENCE_FOLDER

STIFFNESS = {
    "trunk": 5.0, "neck": 20.0, "obliquity": 5.0, "H": 6.0, "Hab": 6.0, "Her": 12.0, "K": 7.0,
    "A": 30.0, "S": 12.0, "Sab": 12.0, "Srot": 25.0, "E": 15.0, "W": 60.0,
}  # fmt: skip
"""Degrees of change that cost alike."""

GAP, SINK, SLIDE, PITCH = 0.0008, 0.001, 0.004, 2.0
"""Metres (and degrees of a sole or a hand) that cost as much as one stiffness of an angle."""

FLAT_FROM = 18.0
"""A sole or a hand that is tilted less than this is meant to lie flat."""

Values = NDArray[np.float64]


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
        self.names = [("frame", "trunk"), ("frame", "neck")]
        if frame.obliquity:
            self.names.append(("frame", "obliquity"))
        for side in ("working",) if self.is_tied else ("working", "other"):
            letters = dict.fromkeys([*getattr(frame, side), "A", *self._more(side)])
            self.names += [(side, letter) for letter in letters]
        self.start = np.array([self._value(frame, *name) for name in self.names])
        self.flats = self._flats()

    def _more(self, side: str) -> list[str]:
        """Angles that a held or a supporting hand needs beside the written ones."""
        letters = []
        if f"{side}_hand" in self.frame.reach:
            letters += ["Sab", "Srot"]
        if {f"{side}_hand", "hands"} & set(self.frame.contacts):
            letters.append("W")
        return letters

    @staticmethod
    def _value(frame: Frame, owner: str, name: str) -> float:
        return getattr(frame, name) if owner == "frame" else getattr(frame, owner).get(name, 0.0)

    def framed(self, values: Values) -> Frame:
        """The frame with these angles."""
        whole = {n: float(v) for (o, n), v in zip(self.names, values, strict=True) if o == "frame"}
        sides: dict[str, dict[str, float]] = {s: dict(getattr(self.frame, s)) for s in ("working", "other")}
        for (owner, name), value in zip(self.names, values, strict=True):
            if owner != "frame":
                for side in ("working", "other") if self.is_tied else (owner,):
                    sides[side][name] = float(value)
        return replace(self.frame, **whole, **sides)

    def _flats(self) -> list[Callable[[Skeleton], float]]:
        """What is meant to lie flat, as functions that give its tilt in degrees."""
        first = stand(posture_of(self.frame))
        ends = {"foot": ("heel", "toe"), "hand": ("wrist", "fingertip"), "forearm": ("elbow", "wrist")}
        tilts = []
        for contact in self.contacts:
            side, _, limb = contact.partition("_")
            if limb not in ends:
                continue
            start, end = (f"{side}_{joint}" for joint in ends[limb])

            def tilt(skeleton: Skeleton, start: str = start, end: str = end) -> float:
                along = skeleton.joints[end] - skeleton.joints[start]
                return float(np.degrees(np.arcsin(along[1] / np.linalg.norm(along))))

            if abs(tilt(first)) < FLAT_FROM or limb == "hand":
                tilts.append(tilt)
        return tilts

    def cost(self, unknowns: Values) -> Values:
        """Everything that should be small; the last unknown is the height of the pelvis."""
        values, height = unknowns[:-1], unknowns[-1]
        skeleton = stand(posture_of(self.framed(values))).moved(np.array([0.0, height, 0.0]))
        body = Body(skeleton)
        costs = [
            (v - s) / STIFFNESS[n] for v, s, (_, n) in zip(values, self.start, self.names, strict=True)
        ]
        costs += [(lowest(body, c) - h) / GAP for c, h in self.contacts.items()]
        if self.contacts:
            floor = min(0.0, *(self.contacts.values()))
            costs += [min(0.0, -part.reach(DOWN) - floor) / SINK for _, part in body.parts()]
        costs += [tilt(skeleton) / PITCH for tilt in self.flats]
        costs += [distance(skeleton, part, place) / GAP for part, place in self.reach.items()]
        costs += self._slides(skeleton)
        return np.array(costs)

    def _slides(self, skeleton: Skeleton) -> list[float]:
        """How far what touches in both frames has moved against the first of it."""
        if self.before is None or len(self.shared) < 2:
            return []
        joints = sorted(_joint(contact) for contact in self.shared)
        costs: list[float] = []
        for joint in joints[1:]:
            was = self.before.joints[joint] - self.before.joints[joints[0]]
            now = skeleton.joints[joint] - skeleton.joints[joints[0]]
            costs += list((now - was)[[0, 2]] / SLIDE)
        return costs

    def solve(self) -> tuple[Frame, float]:
        """The fitted frame, and the largest gap that is left in metres."""
        low = [RANGES[n][0] if o != "frame" or n in RANGES else -180.0 for o, n in self.names]
        high = [RANGES[n][1] if o != "frame" or n in RANGES else 180.0 for o, n in self.names]
        body = Body(stand(posture_of(self.frame)))
        gaps = [h - lowest(body, c) for c, h in self.contacts.items()]
        start = np.clip(self.start, np.array(low) + 0.01, np.array(high) - 0.01)
        found = least_squares(
            self.cost,
            np.append(start, np.mean(gaps) if gaps else 0.0),
            bounds=([*low, -2.0], [*high, 3.0]),
            x_scale=np.append(np.full(len(low), 10.0), 0.1),
            max_nfev=60,
        )
        frame = self.framed(np.round(found.x[:-1], 1))
        body = Body(stand(posture_of(frame)))
        gaps = [h - lowest(body, c) for c, h in self.contacts.items()] or [0.0]
        held = [distance(body.skeleton, p, q) for p, q in self.reach.items()] or [0.0]
        return frame, max((max(gaps) - min(gaps)) / 2, max(held))


def _joint(contact: str) -> str:
    side, _, limb = contact.partition("_")
    return f"{side}_{ANCHORS[limb]}" if limb in ANCHORS and side in ("right", "left") else ANCHORS[contact]


def fit(movement: Movement) -> list[tuple[Frame, float]]:
    """All frames of a movement, each with the gap that is left in metres."""
    fitted: list[tuple[Frame, float]] = []
    before: Skeleton | None = None
    touched: frozenset[str] = frozenset()
    for frame in movement.frames:
        now = frozenset(p for contact in frame.contacts for p in parts_of(contact))
        result = Fit(movement, frame, before, touched & now).solve()
        fitted.append(result)
        before, touched = stand(posture_of(result[0])), now
    return fitted


def _number(value: float) -> str:
    return f"{round(value, 1):g}"


def _table(angles: Mapping[str, float]) -> str:
    return "{" + ", ".join(f"{name} = {_number(value)}" for name, value in angles.items()) + "}"


def rewrite(text: str, exercise: str, frames: list[Frame]) -> str:
    """A TOML file with the frames of one exercise written anew."""
    start = text.index(f'id = "{exercise}"')
    end = text.find("\n[[exercise]]", start)
    block = text[start:] if end < 0 else text[start:end]
    parts = block.split("[[exercise.frame]]")
    for index, frame in enumerate(frames, start=1):
        part = parts[index]
        for name in ("trunk", "neck", "obliquity"):
            line = f"{name} = {_number(getattr(frame, name))}"
            if re.search(rf"^{name} = .*$", part, re.M):
                part = re.sub(rf"^{name} = .*$", line, part, count=1, flags=re.M)
            elif getattr(frame, name):
                part = re.sub(r"^lumbar = .*$", rf"\g<0>\n{line}", part, count=1, flags=re.M)
        for side in ("working", "other"):
            table = f"{side} = {_table(getattr(frame, side))}"
            part = re.sub(rf"^{side} = .*$", table, part, count=1, flags=re.M)
        parts[index] = part
    fresh = "[[exercise.frame]]".join(parts)
    return text[:start] + fresh + ("" if end < 0 else text[end:])


def _file_of(exercise: str) -> Path:
    for path in sorted((EVIDENCE_FOLDER / "exercises").glob("*.toml")):
        if f'\nid = "{exercise}"' in path.read_text("utf-8"):
            return path
    raise SystemExit(f"{exercise}: there is no such exercise")


def main() -> None:
    """Fit the movements that are named, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("exercise", nargs="*")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    movements = load_movements()
    for name in options.exercise or movements:
        path = _file_of(name)
        fitted = fit(movements[name])
        for number, ((frame, gap), old) in enumerate(zip(fitted, movements[name].frames, strict=True), 1):
            print(f"{name} {number} gap {1000 * gap:.1f} mm  {_changes(old, frame)}")
        if options.write:
            path.write_text(rewrite(path.read_text("utf-8"), name, [f for f, _ in fitted]), "utf-8")


def _changes(old: Frame, new: Frame) -> str:
    """What changed by two degrees or more."""
    rows = [("trunk", old.trunk, new.trunk), ("neck", old.neck, new.neck)]
    for side in ("working", "other"):
        was, now = getattr(old, side), getattr(new, side)
        rows += [(f"{side[0]}.{n}", was.get(n, 0.0), value) for n, value in now.items()]
    return ", ".join(f"{n} {_number(a)}>{_number(b)}" for n, a, b in rows if abs(a - b) >= 2)


if __name__ == "__main__":
    main()
