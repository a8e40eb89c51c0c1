"""The colours of pictures, and what each kind of line and surface looks like.

Elements name a `Look`; a look names colours; a colour has a value for light pages (also for
paper) and one for dark pages. The style sheet of the screen rendering is made from these tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NONE = "none"

SHARED = {
    "page": ("#F4F7F6", "#0E191D"),
    "surface": ("#FFFFFF", "#152429"),
    "sunk": ("#E7EEED", "#1D3037"),
    "line": ("#CBD6D6", "#2C444C"),
    "edge": ("#6B8087", "#7D969E"),
    "ink": ("#13262D", "#E8F0F0"),
    "ink-2": ("#41545B", "#B5C6CA"),
    "primary": ("#0B5B6B", "#7CCBD8"),
    "primary-soft": ("#DAECEE", "#143F49"),
    "on-primary-soft": ("#06424D", "#BDE7EE"),
    "ember": ("#C24E26", "#F2916A"),
    "ember-soft": ("#FCE5DA", "#45261A"),
    "ember-text": ("#96380F", "#FFB898"),
    "left-fg": ("#2E4A97", "#AFC3F8"),
    "left-bg": ("#E4E9F8", "#1F2D55"),
    "right-fg": ("#842B66", "#F0ABD6"),
    "right-bg": ("#F8E4F0", "#4A1C3B"),
}
"""Tokens of the whole product, ``--si-‹name›`` on pages: (light, dark)."""

OWN = {
    "contour": ("#2B4A55", "#0A171B"),
    "near-top": ("#EDF3F3", "#E4EEEF"),
    "near-bottom": ("#BACCD0", "#9AB3B9"),
    "far": ("#C2D0D3", "#6B858D"),
    "far-line": ("#8BA1A8", "#0A171B"),
    "cloth-top": ("#2C7686", "#4BA3B4"),
    "cloth-bottom": ("#0A5362", "#256F7E"),
    "far-cloth": ("#8DB0B8", "#3D6D78"),
    "hair": ("#4B6670", "#708B94"),
    "glow": ("#E2703C", "#FF8A50"),
    "fibre": ("#FFEDE2", "#3A1608"),
    "ground": ("#D3E3E4", "#2A4A52"),
    "ground-edge": ("#AEC8CB", "#1C363D"),
    "bone": ("#EFE6D4", "#EFE6D4"),
    "bone-line": ("#6B5F4A", "#6B5F4A"),
    "muscle": ("#A25A48", "#A25A48"),
    "ligament": ("#DDE5E6", "#DDE5E6"),
    "cartilage": ("#9CC3C9", "#9CC3C9"),
    "nerve": ("#A8842A", "#D6B25A"),
    "pain-mild": ("#F2CABA", "#F2CABA"),
    "pain-moderate": ("#DE967C", "#E29778"),
    "pain-strong": ("#C24E26", "#CE5A30"),
    "pain-edge": ("#96380F", "#7F2E0C"),
    "halo": ("#FFFFFF", "#152429"),
    "bone-top": ("#F7F1E4", "#F7F1E4"),
    "bone-bottom": ("#DDCFB2", "#DDCFB2"),
    "bone-behind": ("#D6CAB0", "#C2B598"),
    "muscle-top": ("#B87060", "#B87060"),
    "muscle-bottom": ("#8F4A3A", "#8F4A3A"),
    "muscle-behind": ("#CFA399", "#84584D"),
    "joint-halo": ("#EFA586", "#45261A"),
    "shine": ("#FFFFFF", "#FFFFFF"),
}
"""Colours that only pictures use, ``--sf-‹name›`` on pages: (light, dark)."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an element is filled and outlined.

    Parameters
    ----------
    fill, line : str
        A colour, ``@`` and a gradient, or ``none``.
    width : float
        Of the line, in units of the drawing; 0 draws none.
    opacity : float
        Of the whole element, 0 to 1.
    """

    fill: str = NONE
    line: str = NONE
    width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Gradient:
    """Colours that run from top to bottom, or from the middle outwards.

    Parameters
    ----------
    stops : tuple of (float, str, float)
        Place 0 to 1, colour, opacity 0 to 1.
    is_radial : bool
        From the middle outwards.
    """

    stops: tuple[tuple[float, str, float], ...]
    is_radial: bool = False


GRADIENTS = {
    "near": Gradient(((0, "near-top", 1), (1, "near-bottom", 1))),
    "cloth": Gradient(((0, "cloth-top", 1), (1, "cloth-bottom", 1))),
    "glow": Gradient(((0.3, "glow", 1), (1, "glow", 0)), is_radial=True),
    "bone": Gradient(((0, "bone-top", 1), (0.45, "bone", 1), (1, "bone-bottom", 1))),
    "muscle": Gradient(((0, "muscle-top", 1), (0.5, "muscle", 1), (1, "muscle-bottom", 1))),
    "hollow": Gradient(
        (
            (0, "bone-line", 0.32),
            (0.3, "bone-line", 0.23),
            (0.6, "bone-line", 0.09),
            (0.85, "bone-line", 0.02),
            (1, "bone-line", 0),
        ),
        is_radial=True,
    ),
    "pain": Gradient(
        (
            (0, "ember", 0.92),
            (0.3, "ember", 0.72),
            (0.6, "ember", 0.3),
            (0.85, "ember", 0.06),
            (1, "ember", 0),
        ),
        is_radial=True,
    ),
    "sheen": Gradient(
        ((0, "shine", 0.34), (0.4, "shine", 0.2), (0.7, "shine", 0.07), (1, "shine", 0)),
        is_radial=True,
    ),
    "shine": Gradient(
        ((0, "shine", 0.8), (0.4, "shine", 0.5), (0.7, "shine", 0.18), (1, "shine", 0)),
        is_radial=True,
    ),
}

LOOKS = {
    "near": Look(fill="@near"),
    "near-outline": Look(line="contour", width=9),
    "far": Look(fill="far"),
    "far-outline": Look(line="far-line", width=6),
    "cloth": Look(fill="@cloth"),
    "far-cloth": Look(fill="far-cloth"),
    "hair": Look(fill="hair"),
    "glow": Look(fill="@glow"),
    "fibre": Look(line="fibre", width=4),
    "arrow": Look(line="ember", width=6),
    "ground": Look(fill="ground"),
    "ground-edge": Look(fill="ground-edge"),
    "prop": Look(fill="sunk", line="ink-2", width=4),
    "frame": Look(line="edge", width=9),
    "prop-line": Look(line="ink-2", width=4),
    "strap": Look(line="ink-2", width=8),
    "prop-thick": Look(line="ink-2", width=11),
    "wall": Look(fill="ground", line="ground-edge", width=3),
    "band": Look(line="right-fg", width=7),
    "ball": Look(fill="left-bg", line="ink-2", width=4),
    "water": Look(fill="left-fg", opacity=0.14),
    "water-line": Look(line="left-fg", width=4),
    "detail": Look(line="contour", width=3),
    "leader": Look(line="ink-2", width=1.5),
    "label": Look(fill="ink"),
    "number": Look(fill="ink-2"),
    "numeral": Look(fill="surface", line="ink-2", width=2.5),
    "numeral-stroke": Look(line="ink", width=3.5),
    "ligament": Look(fill="ligament", line="edge", width=2),
    "ligament-fibre": Look(line="edge", width=1.5),
    "cartilage": Look(fill="cartilage"),
    "joint": Look(line="ember", width=3),
    "bone-light": Look(fill="@bone", line="bone-line", width=3),
    "bone-behind": Look(fill="bone-behind", line="bone-line", width=2.5),
    "bone-outline": Look(line="bone-line", width=3),
    "bone-ridge": Look(fill="@bone", line="bone-line", width=1.5),
    "bone-cut": Look(fill="bone-bottom", line="bone-line", width=2.5),
    "bone-mark": Look(line="bone-line", width=2, opacity=0.5),
    "foramen": Look(fill="bone-line", opacity=0.62),
    "hollow": Look(fill="@hollow"),
    "pain": Look(fill="@pain"),
    "cloth-line": Look(line="contour", width=2.5),
    "sheen": Look(fill="@sheen"),
    "shine": Look(fill="@shine"),
    "muscle-light": Look(fill="@muscle", line="bone-line", width=3),
    "muscle-behind": Look(fill="muscle-behind", line="bone-line", width=2),
    "muscle-fibre": Look(line="fibre", width=2, opacity=0.5),
    "cartilage-line": Look(fill="cartilage", line="bone-line", width=2.5),
    "joint-halo": Look(line="joint-halo", width=9),
    "load-casing": Look(line="primary-soft", width=16),
    "load": Look(line="primary", width=9),
    "load-path": Look(line="primary", width=34, opacity=0.16),
    "keystone": Look(fill="primary", opacity=0.16),
    "cavity": Look(fill="primary-soft"),
    "guide-casing": Look(line="primary-soft", width=9),
    "joint-edge": Look(line="joint-halo", width=6),
    "joint-face": Look(fill="ember", opacity=0.24),
    "spongy": Look(fill="bone-bottom", line="bone-line", width=3),
    "cortex": Look(line="bone-top", width=18),
    "slide": Look(fill="ember"),
    "root": Look(fill="nerve"),
    "scale": Look(line="ink-2", width=3),
    "guide": Look(line="primary", width=4),
    "leader-casing": Look(line="surface", width=5, opacity=0.7),
    "leader-end": Look(fill="ink-2", line="surface", width=1.5),
    "handle": Look(line="ink-2", width=8),
    "sign": Look(line="fibre", width=6),
    "swell": Look(fill="far-cloth", line="far-line", width=4),
    "marble": Look(fill="ember", line="contour", width=2),
    "chart-cloth": Look(fill="@cloth", opacity=0.2),
    "chart-belt": Look(fill="@cloth", opacity=0.36),
    "chart-detail": Look(line="contour", width=3, opacity=0.4),
    "chart-seam": Look(line="edge", width=2),
    "chart-contour": Look(line="contour", width=3),
    "chart-none": Look(fill="near-top", line="pain-edge", width=7),
    "chart-mild": Look(fill="pain-mild", line="pain-edge", width=7),
    "chart-moderate": Look(fill="pain-moderate", line="pain-edge", width=7),
    "chart-strong": Look(fill="pain-strong", line="pain-edge", width=7),
    "chart-halo": Look(fill="halo", line="halo", width=10),
    "chart-tick-halo": Look(line="halo", width=17),
    "chart-tick": Look(line="ink", width=7),
    "chart-focus-halo": Look(line="halo", width=19),
    "chart-focus": Look(line="ember", width=9),
    "chart-frame": Look(line="edge", width=3),
    "chart-left": Look(fill="left-bg"),
    "chart-left-letter": Look(fill="left-fg"),
    "chart-right": Look(fill="right-bg"),
    "chart-right-letter": Look(fill="right-fg"),
    "force": Look(line="ember", width=9.5),
    "force-halo": Look(line="surface", width=16),
    "force-dot": Look(fill="ember", line="surface", width=3),
    "landmark": Look(line="shine", width=3.5, opacity=0.75),
    "lens": Look(fill="surface", line="ink-2", width=3),
    "station": Look(fill="surface", line="ink-2", width=4),
    "bristle": Look(fill="surface", line="ink-2", width=2),
    "wood": Look(fill="bone", line="bone-line", width=3.5),
    "force-ring": Look(line="ember", width=3.5),
    "effort": Look(line="ember", width=5),
    "thin-halo": Look(line="surface", width=10),
    "stroke": Look(line="ember", width=4),
    "point": Look(fill="surface", line="ember", width=3),
    "pelvis-line": Look(line="ember", width=4.5),
    "landmark-face": Look(fill="shine", opacity=0.2),
    "glove": Look(fill="bone"),
    "glove-outline": Look(line="bone-line", width=6),
    "glove-seam": Look(line="bone-line", width=2),
}


def colours() -> Iterator[tuple[str, str, str]]:
    """Every colour: its CSS variable, its light and its dark value."""
    for prefix, table in (("si", SHARED), ("sf", OWN)):
        for name, (light, dark) in table.items():
            yield f"--{prefix}-{name}", light, dark


def literal(colour: str) -> str:
    """The light value of a colour, as paper has it.

    Raises
    ------
    KeyError
        If there is no such colour.
    """
    return (SHARED.get(colour) or OWN[colour])[0]


def variable(colour: str) -> str:
    """The CSS variable of a colour.

    Raises
    ------
    KeyError
        If there is no such colour.
    """
    if colour in SHARED:
        return f"--si-{colour}"
    if colour in OWN:
        return f"--sf-{colour}"
    raise KeyError(colour)
