"""Vocabularies for tests: a small one written out here, and the one of the evidence."""

from __future__ import annotations

from functools import cache

from sijoint.clinical.vocabulary import FindingKind, MeasureKind, Vocabulary
from sijoint.evidence.read import read_raw
from sijoint.evidence.vocabulary import build

_SPORTS = "running football dance military jumping gym walking swimming cycling other"
_EQUIPMENT = "mat band ball chair step weight belt strap stick pool bike"
_TOLD = """pain_below_l5 pain_midline pain_sitting onset_insidious diabetes fever
    saddle_anaesthesia cancer_history night_sweats sleep_disturbance"""
_TOLD_PER_SIDE = "pain_buttock pain_groin pain_below_knee one_finger_psis hop_test"
_TESTS = "distraction compression sacral_thrust centralization squat_pain belt_relief"
_TESTS_PER_SIDE = """thigh_thrust gaenslen faber slr slump myotome_deficit fadir hip_scour
    psis_tenderness gillet aslr_better_with_compression aslr_worse_with_compression"""


def _small() -> Vocabulary:
    findings = {
        **{name: FindingKind(side=False) for name in _TOLD.split()},
        **{name: FindingKind(side=True) for name in _TOLD_PER_SIDE.split()},
        **{
            name: FindingKind(side=False, is_test=True, has_pain_side=True)
            for name in _TESTS.split()
        },
        **{
            name: FindingKind(side=True, is_test=True, has_pain_side=name == "gaenslen")
            for name in _TESTS_PER_SIDE.split()
        },
        "beighton": FindingKind(side=False, minimum=0, maximum=9),
        "temperature": FindingKind(side=False, minimum=30, maximum=45),
        "forward_bend_cm": FindingKind(
            side=False, minimum=-30, maximum=80, is_test=True, has_pain_side=True
        ),
        "aslr": FindingKind(side=True, minimum=0, maximum=5, is_test=True),
        "hip_internal_rotation_deg": FindingKind(side=True, minimum=0, maximum=90, is_test=True),
    }
    return Vocabulary(
        findings=findings,
        measures={
            "nprs_worst": MeasureKind(0, 10),
            "odi": MeasureKind(0, 100),
            "groc": MeasureKind(-5, 5),
        },
        conditions=frozenset(["osteoporosis", "hip_replacement", "caesarean", "hypertension"]),
        sports=frozenset(_SPORTS.split()),
        equipment=frozenset(_EQUIPMENT.split()),
    )


SMALL = _small()
"""Every kind of finding, with few ids: for tests that look at messages."""


@cache
def evidence_vocabulary() -> Vocabulary:
    """All words of the evidence."""
    return build(read_raw())
