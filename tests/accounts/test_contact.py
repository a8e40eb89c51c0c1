"""Names that can be read and numbers that can be called."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from sijoint.accounts.contact import (
    check_dialled,
    check_emergency_number,
    check_name,
    check_phone,
)

NAMES = ("O'Neil", "Ægir", "李", "Ana-Lucía de la Peña", "क्\u200dषितिज", "J. R.", "Clinic 24")
HIDDEN = (
    "\u200b",
    "\u202eabc",
    "a\nb",
    "a\x00b",
    "a\u2028b",
    "\u200d",
    "\u3164",
    "a\u3164",
    "\ue000",
)
LETTERLESS = ("", "   ", "-", "0", "12", "!?")

NUMBERS = ("112", "061", "+34 600 123 123", "(555) 010-0199", "600.123.123")


@pytest.mark.parametrize("typed", NAMES)
def test_names_of_people_are_names(typed: str) -> None:
    check_name(typed)


@pytest.mark.parametrize("typed", [*HIDDEN, *LETTERLESS])
def test_what_nobody_can_read_is_no_name(typed: str) -> None:
    with pytest.raises(ValidationError, match="Type a name in letters"):
        check_name(typed)


@pytest.mark.parametrize("typed", [*NUMBERS, "555 0100 ext. 12", "5550100x7", "*123#"])
def test_phone_numbers_are_phone_numbers(typed: str) -> None:
    check_phone(typed)


@pytest.mark.parametrize(
    "typed", ["not a phone!!", "-", "()", "+", "5", "call 112", "112\u202e", "1\n2"]
)
def test_what_nobody_can_call_is_no_number(typed: str) -> None:
    for check in (check_phone, check_dialled, check_emergency_number):
        with pytest.raises(ValidationError, match="That is no phone number"):
            check(typed)


@pytest.mark.parametrize("typed", ["112", "999", "(911)", "+34 112", " 112 "])
def test_what_a_person_in_danger_calls_is_a_number(typed: str) -> None:
    check_emergency_number(typed)
    check_dialled(typed)


@pytest.mark.parametrize("typed", ["11", "600.123.123", "112 ext. 3", "112#"])
def test_an_emergency_number_is_digits_and_three_of_them(typed: str) -> None:
    with pytest.raises(ValidationError, match="Type digits, such as 112"):
        check_emergency_number(typed)
