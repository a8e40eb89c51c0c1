"""The clinic, as far as it wants to be named on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clinic:
    """How a clinic is named and reached; an empty text is not printed.

    Parameters
    ----------
    name : str
        As people know it.
    phone : str
        As it is dialled.
    address : str
        Of its page, with ``https://``; it is also printed as a QR code.
    emergency, crisis : str
        What a person in danger calls, and the line for thoughts of self-harm.
    """

    name: str = ""
    phone: str = ""
    address: str = ""
    emergency: str = ""
    crisis: str = ""


UNNAMED = Clinic()
"""Nothing is known: the handout leaves lines to write on."""
