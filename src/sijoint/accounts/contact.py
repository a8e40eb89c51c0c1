"""What a name and a phone number look like; every form that asks for one looks here."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

FORBIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories of signs that break a line, turn its direction or stand for nothing."""

JOINERS = frozenset("\u200c\u200d")
"""They shape the letters of some scripts, and so belong to names."""

FILLERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters for Unicode, and blank for everybody else."""

PHONE = re.compile(r"[+*#(]*[0-9][0-9 ()./*#-]*((ext\.?|x) ?[0-9]{1,6})?", re.IGNORECASE)
DIALLED = re.compile(r"[+(]*[0-9][0-9 ()-]*")

FEWEST_DIGITS = 2
FEWEST_EMERGENCY_DIGITS = 3


def check_name(typed: str) -> None:
    """See that a name can be read on a list: letters on one line, and nothing hidden.

    Raises
    ------
    ValidationError
        If it has no letter, or a sign that cannot be seen.
    """
    signs = set(typed) - JOINERS
    hidden = signs & FILLERS or any(unicodedata.category(sign) in FORBIDDEN for sign in signs)
    if hidden or not any(sign.isalpha() for sign in signs):
        raise ValidationError(_("Type a name in letters, on one line."), code="invalid")


def check_phone(typed: str) -> None:
    """See that it is a phone number, perhaps with an extension.

    Raises
    ------
    ValidationError
        If nobody could call it.
    """
    if not PHONE.fullmatch(typed.strip()) or _digits(typed) < FEWEST_DIGITS:
        raise ValidationError(
            _("That is no phone number. Type it like +34 600 123 123."), code="invalid"
        )


def check_dialled(typed: str) -> None:
    """See that a person in need can dial it as it stands.

    Raises
    ------
    ValidationError
        If it is not a number of two digits or more.
    """
    if not DIALLED.fullmatch(typed.strip()) or _digits(typed) < FEWEST_DIGITS:
        _refuse_dialled()


def check_emergency_number(typed: str) -> None:
    """The same, with three digits at least, as nearly every emergency number has.

    Raises
    ------
    ValidationError
        If it is shorter, or no number.
    """
    check_dialled(typed)
    if _digits(typed) < FEWEST_EMERGENCY_DIGITS:
        _refuse_dialled()


def _refuse_dialled() -> None:
    raise ValidationError(_("That is no phone number. Type digits, such as 112."), code="invalid")


def _digits(typed: str) -> int:
    return sum(sign.isdigit() for sign in typed)
