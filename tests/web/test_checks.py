from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from sijoint.web import checks


def _ids(found: list[checks.CheckMessage]) -> list[str]:
    return [str(each.id) for each in found]


def test_nothing_is_missing_here() -> None:
    assert checks.check_files(None) == []
    assert checks.check_production(None) == []


def test_each_missing_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(finders, "find", lambda name: None)
    monkeypatch.setattr(checks, "FONTS", tmp_path)
    found = checks.check_files(None)
    assert _ids(found) == ["sijoint.E001"] * len(checks.FETCHED) + ["sijoint.E002"]
    assert all("make setup" in each.hint for each in found)
    assert "bootstrap/bootstrap.min.css" in found[0].msg


def test_what_production_must_not_be(settings) -> None:
    settings.PRODUCTION = settings.DEBUG = settings.DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    found = _ids(checks.check_production(None))
    assert found == ["sijoint.E003", "sijoint.E004", "sijoint.E005"]


def test_production_as_it_should_be(settings) -> None:
    settings.PRODUCTION, settings.DEBUG, settings.DEMO = True, False, False
    settings.ALLOWED_HOSTS = ["clinic.example"]
    settings.EMAIL_HOST = "mail.example"
    assert checks.check_production(None) == []
    assert checks.check_deploy(None) == []


def test_a_missing_mail_server_is_named(settings) -> None:
    del settings.EMAIL_HOST
    assert _ids(checks.check_deploy(None)) == ["sijoint.W001"]
