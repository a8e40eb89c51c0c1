"""The regions tile the body, mirror each other and are large enough for a finger."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import distance_transform_edt

from sijoint.clinical.case import Side
from sijoint.drawing.body_chart.area import GROUPED
from sijoint.drawing.body_chart.region import REGIONS
from sijoint.drawing.body_chart.view import FRAMES, View
from tests.drawing.body_chart.areas_drawn import (
    area,
    crossings,
    distance,
    grid,
    inside,
    regions,
    rings,
)

WHOLE = (View.BACK, View.FRONT)
CLOSER = {View.BACK: View.BACK_CLOSER, View.FRONT: View.FRONT_CLOSER}
UNITS_PER_PX = 800 / 328
"""On a telephone of 360 px, where a picture is 328 px wide."""

FINGER_PX = 44
REACH_PX = 20
"""How far beside the body a tap still counts for the nearest region."""

each_view = pytest.mark.parametrize("view", View)
each_whole = pytest.mark.parametrize("view", WHOLE)


@each_whole
def test_every_point_of_the_body_is_in_one_region_and_every_other_in_none(view: View) -> None:
    """No point of this grid lies on a line between regions, where either may own it."""
    x, y = grid(4, FRAMES[view].height)
    count = sum(inside(ring, x, y).astype(int) for ring in regions(view).values())
    on_body = inside(rings(view)["body"], x, y)
    assert on_body.sum() > 15_000
    assert set(count[on_body]) == {1}
    assert set(count[~on_body]) == {0}


@each_whole
def test_the_areas_of_the_regions_add_up_to_that_of_the_body(view: View) -> None:
    together = sum(abs(area(ring)) for ring in regions(view).values())
    assert together == pytest.approx(abs(area(rings(view)["body"])), rel=1e-9)


@each_view
def test_every_region_is_of_one_piece(view: View) -> None:
    """One closed line that never crosses itself bounds one connected area."""
    for name, ring in rings(view).items():
        assert crossings(ring) == 0, name
        assert abs(area(ring)) > 1500, name


@each_view
def test_left_and_right_are_mirror_images(view: View) -> None:
    drawn = regions(view)
    sided = [name for name in drawn if REGIONS[name].side is Side.LEFT]
    assert sided
    for left in sided:
        right = left.removesuffix("_left") + "_right"
        assert np.allclose(drawn[left] * (-1, 1) + (800, 0), drawn[right], atol=1e-9), left
    for middle in (name for name in drawn if REGIONS[name].side is None):
        mirrored = drawn[middle] * (-1, 1) + (800, 0)
        assert distance(drawn[middle], mirrored).max() < 1e-6, middle


@pytest.mark.parametrize(
    ("view", "left_is_on_the_right"),
    [
        (View.BACK, False),
        (View.BACK_CLOSER, False),
        (View.FRONT, True),
        (View.FRONT_CLOSER, True),
    ],
)
def test_left_is_the_persons_left(view: View, left_is_on_the_right: bool) -> None:
    for name, ring in regions(view).items():
        if side := REGIONS[name].side:
            is_on_the_right = ring[:, 0].min() >= 400
            assert is_on_the_right == (left_is_on_the_right == (side is Side.LEFT)), name
            assert is_on_the_right or ring[:, 0].max() <= 400


def test_every_region_is_large_enough_in_some_view() -> None:
    large = {view: set(regions(view)) - _small(view) for view in View}
    assert set.union(*large.values()) == set(REGIONS)


@each_whole
def test_the_closer_view_shows_what_is_too_small_in_the_whole_one(view: View) -> None:
    assert set(regions(CLOSER[view])) == _small(view)


@each_whole
def test_the_closer_view_is_the_same_drawing_larger(view: View) -> None:
    whole, closer = rings(view), rings(CLOSER[view])
    scale = np.ptp(closer["body"][:, 1]) / np.ptp(whole["body"][:, 1])
    assert scale >= 2.4
    for name in regions(CLOSER[view]):
        smaller = (closer[name] - closer["body"][0]) / scale + whole["body"][0]
        assert distance(whole[name], smaller).max() < 1.2, name


@each_view
def test_what_can_be_chosen_lies_within_the_frame(view: View) -> None:
    for name, ring in regions(view).items():
        assert ring.min() >= 8, name
        assert ring[:, 0].max() <= 792, name
        assert ring[:, 1].max() <= FRAMES[view].height - 8, name


@each_view
def test_a_finger_has_room_on_every_region_on_a_telephone(view: View) -> None:
    """A square of 44 px fits into what a tap chooses, upright or turned."""
    targets = _targets(view)
    for name in set(regions(view)) - _small(view):
        assert _holds_square(targets[name], FINGER_PX * UNITS_PER_PX / STEP), name


@each_whole
def test_the_part_that_opens_the_closer_view_is_large(view: View) -> None:
    targets = _targets(view)
    whole = np.any([targets[name] for name in _small(view)], axis=0)
    assert _holds_square(whole, 1.5 * FINGER_PX * UNITS_PER_PX / STEP)


STEP = 2.0


def _small(view: View) -> set[str]:
    return {name for name in regions(view) if REGIONS[name].place in GROUPED.get(view, ())}


def _targets(view: View) -> dict[str, np.ndarray]:
    """What a tap chooses: the region itself, and what lies nearest to it beside the body."""
    x, y = grid(STEP, FRAMES[view].height + 60)
    names = list(regions(view))
    owner = np.full(x.shape, -1)
    for index, ring in enumerate(regions(view).values()):
        owner[inside(ring, x, y)] = index
    away, nearest = distance_transform_edt(owner < 0, return_indices=True)
    reached = np.where(away * STEP <= REACH_PX * UNITS_PER_PX, owner[tuple(nearest)], -1)
    return {name: reached == index for index, name in enumerate(names)}


def _holds_square(mask: np.ndarray, side: float) -> bool:
    """Whether a square with this side, in cells, fits into a mask in one of six directions."""
    rows, columns = np.nonzero(mask)
    cut = np.pad(mask[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1], 2)
    cells = int(np.ceil(side))
    return any(_holds_upright(_turned(cut, degrees), cells) for degrees in range(0, 90, 15))


def _turned(mask: np.ndarray, degrees: int) -> np.ndarray:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    middle = (np.array(mask.shape) - 1) / 2
    half = int(np.ceil(np.hypot(*middle)))
    down, across = np.mgrid[-half : half + 1, -half : half + 1]
    rows = np.rint(middle[0] + down * cosine + across * sine).astype(int)
    columns = np.rint(middle[1] - down * sine + across * cosine).astype(int)
    is_known = (rows >= 0) & (columns >= 0) & (rows < mask.shape[0]) & (columns < mask.shape[1])
    turned = np.zeros(rows.shape, dtype=bool)
    turned[is_known] = mask[rows[is_known], columns[is_known]]
    return turned


def _holds_upright(mask: np.ndarray, side: int) -> bool:
    sums = np.pad(mask.cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    filled = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side]
    return bool(np.any(filled + sums[:-side, :-side] == side * side))


LANDMARKS = {
    # Heights of standing adults as shares of stature. Chin and knee: Drillis and Contini 1966.
    # The others are usual in figure drawing; no survey was looked up for them.
    "chin": (View.FRONT, "head", "below", 0.87),
    "iliac crest": (View.BACK, "belt_line_middle", "above", 0.60),
    "dimple": (View.BACK, "dimple_left", "above", 0.57),
    "crotch": (View.BACK, "coccyx", "below", 0.47),
    "knee": (View.BACK, "knee_back_left", "middle", 0.285),
}


@pytest.mark.parametrize("landmark", LANDMARKS)
def test_landmarks_stand_at_the_height_of_a_grown_person(landmark: str) -> None:
    view, region, end, share = LANDMARKS[landmark]
    top, bottom = regions(view)[region][:, 1].min(), regions(view)[region][:, 1].max()
    crown, sole = rings(view)["body"][:, 1].min(), rings(view)["body"][:, 1].max()
    place = {"above": top, "below": bottom, "middle": (top + bottom) / 2}[end]
    assert (sole - place) / (sole - crown) == pytest.approx(share, abs=0.02)


def test_the_figure_is_seven_and_a_half_heads_high() -> None:
    head = regions(View.FRONT)["head"][:, 1]
    assert np.ptp(rings(View.FRONT)["body"][:, 1]) / np.ptp(head) == pytest.approx(7.5, abs=0.15)
