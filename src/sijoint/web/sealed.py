"""What stands in the database and must not be read there: closed with a key of its own purpose.

The keys come from `SECRET_KEY`; what an old key of `SECRET_KEY_FALLBACKS` closed opens too.
"""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SECOND_STEP = "second step"
INVITATION = "invitation"

UnreadableError = InvalidToken
"""It was closed with a key that is not held any more, or for another purpose."""


def close(text: str, purpose: str) -> str:
    """A text that only `open_again` with the same purpose makes readable."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def open_again(closed: str, purpose: str) -> str:
    """The text.

    Raises
    ------
    UnreadableError
        If it cannot be opened.
    """
    return _cipher(purpose).decrypt(closed.encode()).decode()


def _cipher(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    info = f"sijoint {purpose}".encode()
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
    return base64.urlsafe_b64encode(derived.derive(key.encode()))
