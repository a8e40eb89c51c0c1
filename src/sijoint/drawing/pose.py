"""From the frame of a movement to a skeleton that touches what it should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from sijoint.drawing.contact import SUPPORTS, ImpossibleFrameError, place, settle
from sijoint.drawing.posture import SIDES, LimbAngles, Posture, Side
from sijoint.drawing.skeleton import Skeleton, Vector, stand
from sijoint.evidence.movement import Frame, Movement, View

ANGLES = {
    "H": "hip_flexion",
    "Hab": "hip_abduction",
    "Her": "hip_rotation",
    "K": "knee",
    "A": "ankle",
    "S": "shoulder_flexion",
    "Sab": "shoulder_abduction",
    "Srot": "shoulder_rotation",
    "E": "elbow",
    "W": "wrist",
}
"""Letters of the evidence and what they stand for."""

ANCHORS = {
    "foot": "toe",
    "knee": "knee",
    "hand": "wrist",
    "forearm": "elbow",
    "pelvis": "pelvis",
    "back": "thorax",
    "upper_back": "neck",
    "chest": "thorax",
    "side": "thorax",
    "head": "head",
}
"""The joint that stays where it is while a part rests on something."""


def posture_of(frame: Frame) -> Posture:
    """The angles of a frame, the working side on the right."""
    return Posture(
        trunk=frame.trunk,
        lumbar=frame.lumbar,
        obliquity=frame.obliquity,
        twist=frame.twist,
        neck=frame.neck,
        belly=frame.belly,
        lower=SIDES.get(frame.lower),
        right=_limbs(frame.working),
        left=_limbs(frame.other),
    )


def contacts_of(frame: Frame, view: View) -> dict[str, float]:
    """What touches in a frame, by the mannequin's names, and how high it rests in metres."""
    return {
        part: SUPPORTS[view.on.get(contact, "floor")]
        for contact in frame.contacts
        for part in parts_of(contact)
    }


def parts_of(contact: str) -> tuple[str, ...]:
    """The mannequin's names for a contact of the evidence.

    >>> parts_of("feet"), parts_of("forearm_working"), parts_of("pelvis")
    (('right_foot', 'left_foot'), ('right_forearm',), ('pelvis',))
    """
    both = {"feet": "foot", "knees": "knee", "hands": "hand", "forearms": "forearm"}
    if contact in both:
        return tuple(f"{side}_{both[contact]}" for side in SIDES.values())
    words = set(contact.split("_"))
    for word, side in SIDES.items():
        if word in words:
            return (f"{side}_{(words - {word}).pop()}",)
    return (contact,)


def reach_of(frame: Frame) -> dict[str, str]:
    """What is held against the body in a frame, by the mannequin's names."""
    return {sided(part): sided(place) for part, place in frame.reach.items()}


def sided(name: str) -> str:
    """A name of the evidence as the mannequin's; one without a side stays.

    >>> sided("working_hand"), sided("other_under_thigh"), sided("belly")
    ('right_hand', 'left_under_thigh', 'belly')
    """
    word, _, rest = name.partition("_")
    return f"{SIDES[word]}_{rest}" if word in SIDES else name


def poses(movement: Movement, *, is_pregnant: bool = False) -> tuple[Skeleton, ...]:
    """The skeletons of all frames of a movement, placed so that what rests stays in place.

    Parameters
    ----------
    movement : Movement
    is_pregnant : bool

    Raises
    ------
    ImpossibleFrameError
        If what should touch cannot; the message names the movement and the frame.
    """
    placed: list[Skeleton] = []
    for number, frame in enumerate(movement.frames, start=1):
        contacts = contacts_of(frame, movement.view)
        try:
            skeleton = place(
                stand(posture_of(frame)), contacts, is_pregnant=is_pregnant, air=frame.air / 100
            )
        except ImpossibleFrameError as error:
            raise ImpossibleFrameError(f"{movement.id}, frame {number}: {error}") from None
        if placed:
            joint = anchor(movement, number - 2)
            skeleton = held(skeleton, joint, at=placed[-1].joints[joint])
        placed.append(skeleton)
    return tuple(placed)


def between(
    movement: Movement, skeletons: Sequence[Skeleton], number: int, part: float
) -> Skeleton:
    """The body a `part`, 0 to 1, of the way from a frame, from 0, to the next.

    What touches in both frames goes on touching as well as it can; the last frame leads back
    to the first.

    Parameters
    ----------
    movement : Movement
    skeletons : sequence of Skeleton
        Of all frames, as placed by `poses`.
    number : int
    part : float
    """
    following = (number + 1) % len(movement.frames)
    first, second = movement.frames[number], movement.frames[following]
    skeleton = stand(posture_of(first).mixed(posture_of(second), part))
    lows, highs = (contacts_of(frame, movement.view) for frame in (first, second))
    shared = {
        name: height + part * (highs[name] - height)
        for name, height in lows.items()
        if name in highs
    }
    if shared:
        skeleton = settle(skeleton, shared)
    else:
        ends = [skeletons[index].joints["pelvis"][1] for index in (number, following)]
        skeleton = skeleton.moved(np.array([0.0, ends[0] + part * (ends[1] - ends[0]), 0.0]))
    joint = anchor(movement, number)
    return held(skeleton, joint, at=skeletons[number].joints[joint])


def anchor(movement: Movement, number: int) -> str:
    """The joint that stays in place from a frame, from 0, to the next: of what touches in both."""
    if movement.view.anchor:
        return movement.view.anchor[number % len(movement.view.anchor)]
    following = movement.frames[(number + 1) % len(movement.frames)]
    reached = {part for contact in following.contacts for part in parts_of(contact)}
    for contact in movement.frames[number].contacts:
        for part in parts_of(contact):
            if part in reached:
                side, _, limb = part.partition("_")
                return f"{side}_{ANCHORS[limb]}" if side in tuple(Side) else ANCHORS[part]
    return "pelvis"


def held(skeleton: Skeleton, joint: str, *, at: Vector) -> Skeleton:
    """The skeleton moved along the floor until a joint is where it was."""
    by = (at - skeleton.joints[joint]) * np.array([1.0, 0.0, 1.0])
    return skeleton.moved(by)


def _limbs(angles: Mapping[str, float]) -> LimbAngles:
    return LimbAngles(**{ANGLES[letter]: degrees for letter, degrees in angles.items()})
