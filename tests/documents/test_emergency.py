from __future__ import annotations

from dataclasses import replace

import pytest

from sijoint.documents.clinic import UNNAMED, Clinic
from sijoint.documents.emergency import MATERNITY, SAME_DAY, help_frame
from sijoint.evidence.read import read_raw
from tests.documents.people import sample, words

CASE = sample("one-sided-buttock-pain").case
BODY = next(r["body"] for r in read_raw()["education"] if r["id"] == "warning_signs")


def test_every_warning_sign_of_the_evidence_stands_in_its_group() -> None:
    made = help_frame(CASE, UNNAMED, words())
    lead, *signs = BODY
    assert made["now"]["title"] in lead
    assert [*made["now"]["signs"], SAME_DAY, MATERNITY] == signs
    for sign in made["today"]["signs"]:
        assert sign.removesuffix(".").lower() in SAME_DAY
    assert SAME_DAY.count(",") + SAME_DAY.count(" or ") + 1 == len(made["today"]["signs"])


@pytest.mark.parametrize(
    ("pregnant", "since_birth", "begins"),
    [
        (None, None, ""),
        (30, None, "Pregnant: call your maternity unit"),
        (None, 0, "Soon after birth: call your maternity unit"),
        (None, 6, "Soon after birth: call your maternity unit"),
        (None, 7, ""),
    ],
)
def test_the_maternity_unit_in_pregnancy_and_soon_after_birth(
    pregnant: float | None, since_birth: float | None, begins: str
) -> None:
    patient = replace(CASE.patient, pregnancy_weeks=pregnant, weeks_postpartum=since_birth)
    told = help_frame(replace(CASE, patient=patient), UNNAMED, words())["maternity"]
    assert bool(told) == bool(begins)
    assert told.startswith(begins)


@pytest.mark.parametrize(
    ("name", "printed"), [("Río Físio", "Río Físio"), ("物理治疗", ""), ("Spa ☃", "Spa")]
)
def test_a_name_that_the_font_cannot_show_is_left_out(name: str, printed: str) -> None:
    assert help_frame(CASE, Clinic(name), words())["clinic"] == printed


def test_the_numbers_of_the_clinic_are_printed_and_lines_are_left_without_them() -> None:
    made = help_frame(CASE, Clinic(emergency="112", crisis="024"), words())
    assert (made["emergency_phone"], made["crisis_phone"]) == ("112", "024")
    made = help_frame(CASE, UNNAMED, words())
    assert (made["emergency_phone"], made["crisis_phone"]) == ("", "")
