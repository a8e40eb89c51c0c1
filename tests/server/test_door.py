"""The address that is printed is one to type into a browser."""

from __future__ import annotations

import pytest

from sijoint.cli.server.door import address


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://localhost:8000/"),
        ("::1", "http://localhost:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),
        ("127.0.0.2", "http://127.0.0.2:8000/"),
        ("2001:db8::1", "http://[2001:db8::1]:8000/"),
        ("clinic.example", "http://clinic.example:8000/"),
    ],
)
def test_this_machine_is_called_by_its_name(host: str, shown: str) -> None:
    assert address(host, 8000) == shown
