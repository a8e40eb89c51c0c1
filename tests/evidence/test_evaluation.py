"""The order of the room holds every finding once."""

from __future__ import annotations

from collections import Counter

from sijoint.evidence.evaluation import load_sections
from sijoint.evidence.read import read_raw


def test_every_finding_stands_in_one_group_of_one_section():
    raw = read_raw()
    shown = Counter(name for section in load_sections(raw) for name in section.findings)
    assert shown.keys() == {finding["id"] for finding in raw["finding"]}
    assert set(shown.values()) == {1}


def test_sections_follow_the_room():
    names = [section.id for section in load_sections(read_raw())]
    assert names == ["story", "safety", "standing", "sitting", "supine", "side", "prone"]


def test_a_finding_stands_in_the_section_of_its_position():
    raw = read_raw()
    position = {finding["id"]: finding["position"] for finding in raw["finding"]}
    for section in load_sections(raw)[2:]:
        assert {position[name] for name in section.findings} == {section.id}


def test_screens_and_cluster_are_shown_at_once():
    expected = {name for section in load_sections(read_raw()) for name in section.expected}
    screens = {"centralization", "slr", "slump", "hip_internal_rotation_deg", "hip_scour", "fadir"}
    cluster = {"distraction", "thigh_thrust", "compression", "sacral_thrust", "gaenslen", "faber"}
    assert screens | cluster <= expected
