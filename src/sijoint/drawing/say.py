"""How a picture gets its words in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

Say = Callable[[str], str]
"""From English to the reader's language; `str` leaves the English as it is."""
