"""Joint angles measured from joint positions alone, as with a goniometer on a photograph.

Nothing of the project is used: only where joints are. The formulas are those of vectors, not of
rotations, so that a mistake in the mannequin's chain of rotations cannot hide here.
"""

from __future__ import annotations

import math

import numpy as np

UP = np.array([0.0, 1.0, 0.0])


def unit(vector):
    return vector / np.linalg.norm(vector)


def between(first, second):
    """The angle between two directions, 0 to 180 degrees."""
    cosine = float(np.clip(unit(first) @ unit(second), -1, 1))
    return math.degrees(math.acos(cosine))


def without(vector, axis):
    """What is left of a vector at right angles to an axis."""
    return vector - (vector @ unit(axis)) * unit(axis)


def signed(first, second, axis):
    """The angle from one direction to another about an axis, -180 to 180 degrees."""
    first, second = unit(without(first, axis)), unit(without(second, axis))
    sine = float(np.cross(first, second) @ unit(axis))
    return math.degrees(math.atan2(sine, float(first @ second)))


class Goniometer:
    """Measures a posed body.

    Parameters
    ----------
    joints : mapping of str to array of shape (3,)
        In metres, y up; "right_hip", "left_knee", "neck", "pelvis", "head_base" and so on.
    """

    def __init__(self, joints):
        self.at = joints
        self.trunk_line = unit(joints["neck"] - joints["pelvis"])
        # The hips alone tell what is right and left of the pelvis.
        self.across = unit(joints["right_hip"] - joints["left_hip"])
        self.sideways = unit(without(self.across, self.trunk_line))
        self.forward = np.cross(self.trunk_line, self.sideways)

    def trunk(self, lower=None):
        """Inclination from the vertical: forward, or towards the side lain on."""
        if lower is None:
            level = unit(without(self.sideways, UP))
            return signed(UP, self.trunk_line, -level)
        towards = self.sideways if lower == "right" else -self.sideways
        tilt = between(UP, self.trunk_line)
        # Past the vertical the other way, the lower side would look up.
        return tilt if towards @ UP <= 0 else -tilt

    def lumbar(self):
        """Bend between the lowest and the highest link of the spine; flexion above 0."""
        low = self.at["lumbar"] - self.at["pelvis"]
        high = self.at["neck"] - self.at["thorax"]
        return signed(low, high, -self.sideways)

    def obliquity(self):
        return signed(self.sideways, self.across, -self.forward)

    def twist(self):
        shoulders = self.at["right_shoulder"] - self.at["left_shoulder"]
        return signed(self.sideways, shoulders, -self.trunk_line)

    def hip_flexion(self, side):
        return self._swing(self._thigh(side), self.forward, self.across)

    def hip_abduction(self, side):
        return self._aside(self._thigh(side), side, self.across)

    def hip_rotation(self, side):
        """From where the shank (a bent knee) or the foot points, about the thigh."""
        thigh = self._thigh(side)
        shank = self.at[f"{side}_ankle"] - self.at[f"{side}_knee"]
        foot = self.at[f"{side}_toe"] - self.at[f"{side}_heel"]
        ahead = -shank if self.knee(side) > 5 else foot
        return self._turn(thigh, ahead, side, self.across, self.forward)

    def knee(self, side):
        shank = self.at[f"{side}_ankle"] - self.at[f"{side}_knee"]
        return between(self._thigh(side), shank)

    def ankle(self, side):
        """90 degrees between shank and sole are 0; toes up is above 0."""
        shank = self.at[f"{side}_knee"] - self.at[f"{side}_ankle"]
        foot = self.at[f"{side}_toe"] - self.at[f"{side}_heel"]
        return 90 - between(shank, foot)

    def shoulder_flexion(self, side):
        return self._swing(self._upper_arm(side), self._chest(), self._shoulders())

    def shoulder_abduction(self, side):
        return self._aside(self._upper_arm(side), side, self._shoulders())

    def shoulder_rotation(self, side):
        forearm = self.at[f"{side}_wrist"] - self.at[f"{side}_elbow"]
        return self._turn(self._upper_arm(side), forearm, side, self._shoulders(), self._chest())

    def elbow(self, side):
        forearm = self.at[f"{side}_wrist"] - self.at[f"{side}_elbow"]
        return between(self._upper_arm(side), forearm)

    def _thigh(self, side):
        return self.at[f"{side}_knee"] - self.at[f"{side}_hip"]

    def _upper_arm(self, side):
        return self.at[f"{side}_elbow"] - self.at[f"{side}_shoulder"]

    def _shoulders(self):
        return unit(self.at["right_shoulder"] - self.at["left_shoulder"])

    def _chest(self):
        return np.cross(self.trunk_line, self._shoulders())

    @staticmethod
    def _swing(limb, forward, across):
        """How far a limb swings forward of hanging down, seen along the line across."""
        down = hanging(forward, across)
        return math.degrees(math.atan2(float(limb @ forward), float(limb @ down)))

    @staticmethod
    def _aside(limb, side, across):
        sign = 1 if side == "right" else -1
        return math.degrees(math.asin(float(np.clip(unit(limb) @ across * sign, -1, 1))))

    @staticmethod
    def _turn(limb, ahead, side, across, forward):
        """How far the hinge below a limb is turned outward about it.

        Not turned, it points ahead in the plane of the limb's swing.
        """
        sign = 1 if side == "right" else -1
        down = hanging(forward, across)
        swing = math.atan2(float(limb @ forward), float(limb @ down))
        straight = math.cos(swing) * forward - math.sin(swing) * down
        return sign * signed(straight, ahead, limb)


def hanging(forward, across):
    """Down along the body: at right angles to forward and to the line across."""
    return -np.cross(across, forward)
