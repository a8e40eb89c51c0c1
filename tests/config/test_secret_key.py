from __future__ import annotations

import stat
import threading
from pathlib import Path

import pytest

from sijoint.config import secret_key
from sijoint.config.environment import SettingError

KEY = "k" * secret_key.SHORTEST


@pytest.fixture(autouse=True)
def _none_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(secret_key.NAME, raising=False)


def test_made_once_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    first = secret_key.read(folder, is_production=False)
    assert len(first) >= secret_key.SHORTEST
    assert secret_key.read(folder, is_production=False) == first


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    secret_key.read(folder, is_production=False)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / secret_key.FILE).stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == [secret_key.FILE]


def test_all_that_start_at_once_have_the_same(tmp_path: Path) -> None:
    keys: list[str] = []
    gate = threading.Barrier(16)

    def start() -> None:
        gate.wait()
        keys.append(secret_key.read(tmp_path / "data", is_production=False))

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 16
    assert len(set(keys)) == 1
    assert len(keys[0]) >= secret_key.SHORTEST


def test_given_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(secret_key.NAME, KEY)
    assert secret_key.read(tmp_path, is_production=True) == KEY
    assert list(tmp_path.iterdir()) == []


def test_production_must_be_given_one(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"^SIJOINT_SECRET_KEY is not set: .* 50 signs"):
        secret_key.read(tmp_path, is_production=True)


def test_a_short_one_is_refused_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secret_key.NAME, "hush")
    with pytest.raises(SettingError, match=r"^SIJOINT_SECRET_KEY: must have 50 signs or more$"):
        secret_key.read(tmp_path, is_production=False)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SettingError, match=r"^SIJOINT_DATA_DIR=.*/file/data: must be a folder"):
        secret_key.read(tmp_path / "file" / "data", is_production=False)
