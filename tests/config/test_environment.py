from __future__ import annotations

from pathlib import Path

import pytest

from sijoint.config import environment
from sijoint.config.environment import SettingError

NAME = "SIJOINT_THING"


def test_text_is_trimmed_and_an_empty_one_is_none() -> None:
    assert environment.text(NAME, "usual", environ={NAME: "  said "}) == "said"
    assert environment.text(NAME, "usual", environ={NAME: "  "}) == "usual"
    assert environment.text(NAME, "usual", environ={}) == "usual"


@pytest.mark.parametrize("typed", ["1", "yes", "True", " ON "])
def test_flag_is_on(typed: str) -> None:
    assert environment.flag(NAME, default=False, environ={NAME: typed}) is True


@pytest.mark.parametrize("typed", ["0", "no", "False", " off "])
def test_flag_is_off(typed: str) -> None:
    assert environment.flag(NAME, default=True, environ={NAME: typed}) is False


def test_flag_as_usual() -> None:
    assert environment.flag(NAME, default=True, environ={NAME: ""}) is True


def test_flag_refuses_what_is_neither() -> None:
    with pytest.raises(SettingError, match=r"^SIJOINT_THING=maybe: must be yes or no$"):
        environment.flag(NAME, default=True, environ={NAME: "maybe"})


def test_number() -> None:
    assert environment.number(NAME, 7, environ={}) == 7
    assert environment.number(NAME, 7, environ={NAME: "12"}) == 12


@pytest.mark.parametrize("typed", ["-1", "1.5", "many", "²", "٣"])
def test_number_refuses_what_is_none(typed: str) -> None:
    with pytest.raises(SettingError, match=f"^SIJOINT_THING={typed}: must be a whole number, 0 or"):
        environment.number(NAME, 7, environ={NAME: typed})


@pytest.mark.parametrize("typed", ["0", "11"])
def test_number_refuses_what_is_out_of_range(typed: str) -> None:
    with pytest.raises(SettingError, match=r"must be a whole number, from 1 to 10$"):
        environment.number(NAME, 7, least=1, most=10, environ={NAME: typed})


def test_names_are_parted_by_commas() -> None:
    assert environment.names(NAME, environ={NAME: "a.example, b.example,,"}) == [
        "a.example",
        "b.example",
    ]
    assert environment.names(NAME, ("usual",), environ={NAME: " , "}) == ["usual"]


def test_origins() -> None:
    given = {NAME: "https://a.example,http://b.example:8000"}
    assert environment.origins(NAME, environ=given) == [
        "https://a.example",
        "http://b.example:8000",
    ]
    assert environment.origins(NAME, environ={}) == []


@pytest.mark.parametrize("typed", ["a.example", "ftp://a.example", "https://", "https://a/b"])
def test_origins_refuse_what_is_no_site(typed: str) -> None:
    with pytest.raises(SettingError, match=f"^SIJOINT_THING={typed}: must be like https://"):
        environment.origins(NAME, environ={NAME: typed})


def test_choice() -> None:
    assert environment.choice(NAME, ("a", "b", "c"), environ={}) == "a"
    assert environment.choice(NAME, ("a", "b", "c"), environ={NAME: "B"}) == "b"
    with pytest.raises(SettingError, match=r"^SIJOINT_THING=d: must be a, b or c$"):
        environment.choice(NAME, ("a", "b", "c"), environ={NAME: "d"})


def test_secret_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("hush\n", encoding="utf-8")
    given = {f"{NAME}_FILE": str(file), NAME: "not this"}
    assert environment.secret(NAME, environ=given) == "hush"
    assert environment.secret(NAME, environ={NAME: "this"}) == "this"
    assert environment.secret(NAME, environ={}) == ""


def test_secret_refuses_a_file_that_is_missing_empty_or_no_text(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty", tmp_path / "binary"
    empty.write_text(" \n", encoding="utf-8")
    binary.write_bytes(b"\xff\xfe\xff")
    for file, complaint in [
        (tmp_path / "none", "cannot be read: no such file"),
        (tmp_path, "cannot be read"),
        (binary, "cannot be read: no text"),
        (empty, "must hold the secret, and is empty"),
    ]:
        with pytest.raises(SettingError, match=f"^SIJOINT_THING_FILE={file}: {complaint}"):
            environment.secret(NAME, environ={f"{NAME}_FILE": str(file)})


def test_database_is_a_file_unless_given(tmp_path: Path) -> None:
    file = tmp_path / "what? 100%#.sqlite3"
    assert environment.database(NAME, file, environ={}) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
    }


def test_database_by_its_address(tmp_path: Path) -> None:
    given = {NAME: "postgresql://si:p%40ss@db.example:5433/clinic?sslmode=require"}
    read = environment.database(NAME, tmp_path / "none", environ=given)
    assert read["ENGINE"] == "django.db.backends.postgresql"
    assert (read["USER"], read["PASSWORD"], read["NAME"]) == ("si", "p@ss", "clinic")
    assert (read["HOST"], read["PORT"]) == ("db.example", 5433)
    assert read["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    "typed", ["mysql://root:hush@h/x", "hush", "postgresql://a:hush@h:port/x", "redis://hush"]
)
def test_database_refuses_another_address_and_keeps_its_password(
    typed: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingError, match=r"^SIJOINT_THING=.*must be") as caught:
        environment.database(NAME, tmp_path, environ={NAME: typed})
    assert "hush" not in str(caught.value).replace("hush…", "") or typed == "hush"
