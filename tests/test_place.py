"""Where the program may keep files of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sijoint.place import data_folder

VARIABLES = ("SIJOINT_DATA_DIR", "LOCALAPPDATA", "XDG_DATA_HOME")


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/people/someone")
    monkeypatch.setenv("USERPROFILE", "/people/someone")


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_chosen_folder_stands_above_the_platform(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setenv("SIJOINT_DATA_DIR", "/srv/clinic")
    assert data_folder() == Path("/srv/clinic")


@pytest.mark.parametrize(
    ("platform", "name", "value", "expected"),
    [
        ("linux", "", "", "/people/someone/.local/share/sijoint"),
        ("linux", "XDG_DATA_HOME", "/data", "/data/sijoint"),
        ("darwin", "", "", "/people/someone/Library/Application Support/sijoint"),
        ("win32", "", "", "/people/someone/AppData/Local/sijoint"),
        ("win32", "LOCALAPPDATA", "/local", "/local/sijoint"),
        ("linux", "SIJOINT_DATA_DIR", "", "/people/someone/.local/share/sijoint"),
    ],
)
def test_the_folder_of_each_platform(
    platform: str, name: str, value: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    if name:
        monkeypatch.setenv(name, value)
    assert data_folder() == Path(expected)
