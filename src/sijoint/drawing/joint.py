"""How far joints move in people, in degrees."""

from __future__ import annotations

RANGES = {
    "H": (-25.0, 150.0),
    "Hab": (-35.0, 60.0),
    "Her": (-45.0, 65.0),
    "K": (0.0, 150.0),
    "A": (-80.0, 40.0),
    "S": (-60.0, 185.0),
    "Sab": (-50.0, 185.0),
    "Srot": (-100.0, 100.0),
    "E": (0.0, 150.0),
    "W": (-90.0, 95.0),
    "trunk": (-135.0, 125.0),
    "lumbar": (-30.0, 60.0),
    "obliquity": (-20.0, 20.0),
    "twist": (-60.0, 60.0),
    "neck": (-45.0, 45.0),
}
"""By the letters of the evidence: smallest and largest.

Rounded outward from the normal ranges of the American Academy of Orthopaedic Surgeons, since a
library drawn for many bodies must not stop short; the ankle's plantar flexion counts the bend of
the whole foot, and the wrist's is from a bent hand to one that stands flat under the arm.
"""
