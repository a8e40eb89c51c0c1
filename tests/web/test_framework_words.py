"""Django speaks with our words, and with its own where we say nothing."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import formats
from django.utils.translation import gettext, ngettext, override

from sijoint.language import language


def complaint(field: forms.Field, value: object) -> str:
    with pytest.raises(ValidationError) as raised:
        field.clean(value)
    return raised.value.messages[0]


def test_catalogues_are_compiled_outside_the_source() -> None:
    [folder] = settings.LOCALE_PATHS
    assert sorted(path.parent.parent.name for path in folder.rglob("*.mo")) == ["en", "es"]
    assert not list(Path(__file__).parents[2].glob("src/**/*.mo"))


def test_a_form_says_what_is_wrong_and_then_what_to_do() -> None:
    age = forms.IntegerField(min_value=0, max_value=120)
    with override("en"):
        assert complaint(age, "") == "This is empty. Fill it in to go on."
        assert complaint(age, "340") == "340 is too high. Enter 120 or less."
        assert complaint(age, "x") == "This is not a whole number. Enter one in digits, such as 3."
        short = forms.CharField(max_length=3)
        assert complaint(short, "hips") == "This has 4 letters. Use 3 at most."
        assert complaint(forms.EmailField(), "me").startswith("“me” is not an email address.")


def test_it_says_so_in_spanish() -> None:
    age = forms.IntegerField(min_value=0, max_value=120)
    with override("es"):
        assert complaint(age, "340") == "340 es demasiado. Escriba 120 o menos."
        assert complaint(age, "") == "Esto está vacío. Rellénelo para seguir."


def test_pages_and_pictures_say_the_same() -> None:
    spanish = language("es")
    with override("es"):
        assert gettext("Bridge") == spanish.say("Bridge") == "Puente"


def test_what_we_do_not_say_is_said_by_its_makers() -> None:
    with override("es"):
        assert gettext("No, take me back") == "No, llévame atrás"
        assert gettext("Security Keys") != "Security Keys"
        many = ngettext("%(num)d year", "%(num)d years", 3) % {"num": 3}
        assert many == "3 años"
    with override("en"):
        assert gettext("No, take me back") == "No, take me back"


def test_dates_are_those_of_our_papers() -> None:
    day = datetime.date(2026, 11, 5)
    for code, written in (("en", "5 November 2026"), ("es", "5 de noviembre de 2026")):
        with override(code):
            assert formats.date_format(day) == language(code).date(day) == written


def test_a_typed_date_has_the_day_first_in_both_languages() -> None:
    for code in ("en", "es"):
        with override(code):
            assert forms.DateField().clean("05/06/2026") == datetime.date(2026, 6, 5)
            assert forms.DateField().clean("2026-06-05") == datetime.date(2026, 6, 5)


def test_a_language_that_we_do_not_have_is_english() -> None:
    with override("fr"):
        assert gettext("Bridge") == "Bridge"
