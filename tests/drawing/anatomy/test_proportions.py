"""The bones have the places and sizes that textbooks of anatomy give an adult."""

from __future__ import annotations

import numpy as np
import pytest

from sijoint.drawing.anatomy import bone_back, bone_front, joint_section, ligaments, muscle_back
from sijoint.drawing.anatomy.curve import Frame
from tests.drawing.anatomy.plate import path_points

MILLIMETRES = Frame(0, 0, 1)


def points(outline: str) -> np.ndarray:
    """The points of an outline, without its control points, in millimetres."""
    return np.array(path_points(MILLIMETRES.curve(outline)))[::3]


HIP = points(bone_back.HIP_BONE)
SACRUM = points(bone_back.SACRUM)
FEMUR = points(bone_back.FEMUR)
JOINT = points(bone_back.JOINT)

PSIS = HIP[(HIP[:, 1] > 65) & (HIP[:, 1] < 82)].min(axis=0)[0], 74.0
"""The most medial point of the crest's end."""


def test_the_pelvis_has_the_size_of_an_adult() -> None:
    assert 260 <= 2 * HIP[:, 0].max() <= 300  # between the crests
    assert 200 <= np.ptp(HIP[:, 1]) <= 230  # crest to sitting bone
    assert 300 <= 2 * FEMUR[:, 0].max() <= 340  # between the greater trochanters
    assert 100 <= 2 * SACRUM[:, 0].max() <= 130  # width of the sacrum


def test_the_crests_stand_at_the_disc_under_the_fourth_vertebra() -> None:
    disc = points(bone_back.DISC)[:, 1] - bone_back.LEVEL
    assert disc.min() - 5 < HIP[:, 1].min() < disc.max() + 5


def test_the_sacrum_is_a_wedge_with_four_pairs_of_openings() -> None:
    for module in (bone_back, bone_front):
        assert len(module.FORAMINA) == 4
        across = [x for x, _, _ in module.FORAMINA]
        down = [y for _, y, _ in module.FORAMINA]
        assert across == sorted(across, reverse=True)
        assert down == sorted(down)
    edge = SACRUM[SACRUM[:, 1] > 50]
    assert np.all(np.diff(edge[np.argsort(edge[:, 1])][:, 0]) < 3)


def test_the_front_openings_of_the_sacrum_are_the_wider_ones() -> None:
    pairs = zip(bone_front.FORAMINA, bone_back.FORAMINA, strict=True)
    assert all(front[2] > back[2] for front, back in pairs)


def test_the_dimple_is_level_with_the_second_sacral_segment() -> None:
    first, second = (y for _, y, _ in bone_back.FORAMINA[:2])
    assert first < PSIS[1] < second
    assert 80 <= 2 * PSIS[0] <= 110  # between the dimples


def test_the_joint_line_runs_down_and_inwards_between_sacrum_and_hip_bone() -> None:
    assert np.all(np.diff(JOINT[:, 1]) > 0)
    assert np.all(np.diff(JOINT[:, 0]) <= 0)
    assert 40 <= np.ptp(JOINT[:, 1]) <= 65
    for x, y in JOINT:
        near = np.abs(HIP - (x, y)).sum(axis=1).min()
        assert near < 9
    assert JOINT[-1][1] == pytest.approx(bone_back.FORAMINA[2][1], abs=8)  # down to S3


def test_the_hip_centre_is_level_with_the_tip_of_the_trochanter() -> None:
    head = points(bone_back.HEAD)
    centre = (head[:, 1].min() + head[:, 1].max()) / 2
    tip = FEMUR[FEMUR[:, 0] > 135][:, 1].min()
    assert centre == pytest.approx(tip, abs=6)
    assert 42 <= np.ptp(head[:, 1]) <= 52  # diameter of the head


def test_the_tailbone_is_level_with_the_pubic_joint() -> None:
    tip = points(bone_back.COCCYX)[:, 1].max()
    pubic = points(bone_back.SYMPHYSIS)[:, 1]
    assert pubic.min() < tip < pubic.max()


def test_back_and_front_have_the_same_silhouette() -> None:
    front = points(bone_front.HIP_BONE)
    assert front.max(axis=0) == pytest.approx(HIP.max(axis=0), abs=2)
    assert front[:, 1].min() == HIP[:, 1].min()


def test_the_way_through_the_pelvis_is_wider_than_deep() -> None:
    way = points(bone_front.OPENING)
    assert 115 <= 2 * way[:, 0].max() <= 135


def near(point: np.ndarray, other: tuple[float, float], reach: float) -> bool:
    return bool(np.hypot(*(point - other)) < reach)


def test_the_ligaments_run_from_bone_to_bone() -> None:
    sitting_bone = (58.0, 200.0)
    spine_of_ischium = (50.5, 151.5)
    process = (46.0, 14.0)
    ends = {
        name: [points(fibre) for fibre in ligament.fibres]
        for name, ligament in vars(ligaments).items()
        if isinstance(ligament, ligaments.Ligament)
    }
    assert all(near(fibre[-1], sitting_bone, 14) for fibre in ends["SACROTUBEROUS"])
    assert all(near(fibre[-1], spine_of_ischium, 5) for fibre in ends["SACROSPINOUS"])
    assert all(near(fibre[0], process, 5) for fibre in ends["ILIOLUMBAR"])
    third, fourth = (y for _, y, _ in bone_back.FORAMINA[2:])
    for fibre in ends["LONG_DORSAL"]:
        assert near(fibre[0], PSIS, 8)
        assert third < fibre[-1][1] < fourth + 8  # lateral crest at S3 and S4
        assert fibre[-1][0] < fibre[0][0]


def test_the_sling_crosses_the_midline_below_the_last_vertebra() -> None:
    for fibre in map(points, muscle_back.FASCIA_FIBRES):
        assert fibre[0][0] < 0 < fibre[-1][0]
        assert fibre[0][1] < fibre[-1][1]


def test_the_cartilage_of_the_sacrum_is_the_thicker_one() -> None:
    """Measured from the joint line to the bone, half-way along the joint."""
    line = points(joint_section.JOINT)[2]
    sacral = points(joint_section.SACRAL_CARTILAGE)
    iliac = points(joint_section.ILIAC_CARTILAGE)
    to_sacrum = line[0] - sacral[np.abs(sacral[:, 1] - line[1]).argsort()[:3], 0].min()
    to_ilium = iliac[np.abs(iliac[:, 1] - line[1]).argsort()[:3], 0].max() - line[0]
    assert 2 < to_sacrum / to_ilium < 5
