from __future__ import annotations

from pathlib import Path

import pytest

from sijoint.config import mail
from sijoint.config.environment import SettingError


def test_without_a_server_mails_are_files() -> None:
    found = mail.settings(Path("folder"), environ={})
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == Path("folder")
    assert found["DEFAULT_FROM_EMAIL"] == "sijoint@localhost"


def test_a_server_as_usual() -> None:
    given = {
        "SIJOINT_EMAIL_HOST": "mail.example",
        "SIJOINT_EMAIL_USER": "si",
        "SIJOINT_EMAIL_PASSWORD": "hush",
        "SIJOINT_EMAIL_FROM": "care@clinic.example",
    }
    found = mail.settings(Path("folder"), environ=given)
    assert found["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", 587)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("si", "hush")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    assert found["EMAIL_TIMEOUT"] == 10
    assert found["SERVER_EMAIL"] == "care@clinic.example"


@pytest.mark.parametrize(
    ("security", "port", "starttls", "tls"),
    [("starttls", 587, True, False), ("tls", 465, False, True), ("none", 25, False, False)],
)
def test_each_way_has_its_port(security: str, port: int, starttls: bool, tls: bool) -> None:
    given = {"SIJOINT_EMAIL_HOST": "mail.example", "SIJOINT_EMAIL_SECURITY": security}
    found = mail.settings(Path("folder"), environ=given)
    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("SIJOINT_EMAIL_PORT", "0", "from 1 to 65535"),
        ("SIJOINT_EMAIL_PORT", "smtp", "a whole number"),
        ("SIJOINT_EMAIL_SECURITY", "ssl", "starttls, tls or none"),
    ],
)
def test_wrong_values_are_named(name: str, value: str, allowed: str) -> None:
    with pytest.raises(SettingError, match=f"^{name}={value}: must be .*{allowed}"):
        mail.settings(Path("folder"), environ={"SIJOINT_EMAIL_HOST": "mail.example", name: value})
