from __future__ import annotations

import gettext
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sijoint.language.catalogue import catalogue_path, compiled_folder, load_catalogue

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
CATALOGUE = (
    HEADER
    + """\
msgid "Bridge"
msgstr "Puente"

#, fuzzy
msgid "Plank"
msgstr "Tabla"

msgid "Clam"
msgstr ""

msgctxt "a person"
msgid "Right"
msgstr "Tiene razón"

msgid "{n} set"
msgid_plural "{n} sets"
msgstr[0] "{n} serie"
msgstr[1] "{n} series"
"""
)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("SIJOINT_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "sijoint.po"
    path.write_text(CATALOGUE, encoding="utf-8")
    return path


def kept(data: Path) -> list[Path]:
    return sorted((data / "cache").iterdir())


def test_what_is_translated_is_said(data: Path, catalogue: Path) -> None:
    for _ in ("compiled", "kept"):
        found = load_catalogue(catalogue, "es")
        assert found.gettext("Bridge") == "Puente"
        assert found.ngettext("{n} set", "{n} sets", 1) == "{n} serie"
        assert found.ngettext("{n} set", "{n} sets", 2) == "{n} series"
        # A guess of a tool and a missing translation are English.
        assert found.gettext("Plank") == "Plank"
        assert found.gettext("Clam") == "Clam"
    assert [path.suffix for path in kept(data)] == [".mo"]


def test_the_compiled_catalogue_is_used_again(data: Path, catalogue: Path) -> None:
    load_catalogue(catalogue, "es")
    [compiled] = kept(data)
    compiled.write_bytes(compiled.read_bytes().replace(b"Puente", b"PUENTE"))
    assert load_catalogue(catalogue, "es").gettext("Bridge") == "PUENTE"


def test_a_catalogue_that_changes_is_compiled_anew(data: Path, catalogue: Path) -> None:
    load_catalogue(catalogue, "es")
    catalogue.write_text(CATALOGUE.replace("Puente", "Puentecito"), encoding="utf-8")
    assert load_catalogue(catalogue, "es").gettext("Bridge") == "Puentecito"
    assert len(kept(data)) == 2


@pytest.mark.parametrize("content", [b"", b"no catalogue", b"\xde\x12\x04\x95", b"\xff" * 64])
def test_what_is_no_compiled_catalogue_is_replaced(
    data: Path, catalogue: Path, content: bytes
) -> None:
    load_catalogue(catalogue, "es")
    [compiled] = kept(data)
    right = compiled.read_bytes()
    compiled.write_bytes(content)
    assert load_catalogue(catalogue, "es").gettext("Bridge") == "Puente"
    assert compiled.read_bytes() == right


def test_half_a_compiled_catalogue_is_replaced(data: Path, catalogue: Path) -> None:
    load_catalogue(catalogue, "es")
    [compiled] = kept(data)
    right = compiled.read_bytes()
    for length in range(0, len(right), 7):
        compiled.write_bytes(right[:length])
        assert load_catalogue(catalogue, "es").gettext("Bridge") == "Puente"


def test_a_folder_that_cannot_be_written_is_no_error(
    tmp_path: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_in_the_way = tmp_path / "file"
    stands_in_the_way.write_text("")
    monkeypatch.setenv("SIJOINT_DATA_DIR", str(stands_in_the_way))
    assert load_catalogue(catalogue, "es").gettext("Bridge") == "Puente"
    assert stands_in_the_way.read_text() == ""


def test_a_catalogue_that_is_not_there_is_an_error(data: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_catalogue(tmp_path / "none.po", "es")


def test_the_layout_is_that_of_gettext(tmp_path: Path) -> None:
    assert catalogue_path("es", tmp_path) == tmp_path / "es" / "LC_MESSAGES" / "sijoint.po"
    assert catalogue_path("es").is_file()


# --- compiled for other readers -------------------------------------------------------


@pytest.fixture
def locale(tmp_path: Path, catalogue: Path) -> Path:
    folder = tmp_path / "locale"
    for code in ("en", "es"):
        place = catalogue_path(code, folder)
        place.parent.mkdir(parents=True)
        shutil.copy(catalogue, place)
    return folder


def said(folder: Path, code: str = "es") -> str:
    return gettext.translation("django", folder, [code]).gettext("Bridge")


def test_every_catalogue_is_compiled_where_gettext_looks(data: Path, locale: Path) -> None:
    folder = compiled_folder("django", locale)
    assert folder.parent == data / "cache"
    assert sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.mo")) == [
        "en/LC_MESSAGES/django.mo",
        "es/LC_MESSAGES/django.mo",
    ]
    assert said(folder) == "Puente"
    spanish = gettext.translation("django", folder, ["es"])
    assert spanish.pgettext("a person", "Right") == "Tiene razón"
    assert spanish.gettext("Right") == "Right"
    assert compiled_folder("django", locale) == folder


def test_the_folder_changes_with_what_it_holds(data: Path, locale: Path) -> None:
    before = compiled_folder("django", locale)
    path = catalogue_path("es", locale)
    path.write_text(CATALOGUE.replace("Puente", "Puentecito"), encoding="utf-8")
    after = compiled_folder("django", locale)
    assert (said(before), said(after)) == ("Puente", "Puentecito")
    assert said(after, "en") == "Puente"


@pytest.mark.parametrize("content", [b"", b"no catalogue"])
def test_half_a_folder_is_made_whole(data: Path, locale: Path, content: bytes) -> None:
    folder = compiled_folder("django", locale)
    (folder / "es/LC_MESSAGES/django.mo").write_bytes(content)
    (folder / "en/LC_MESSAGES/django.mo").unlink()
    assert compiled_folder("django", locale) == folder
    assert said(folder) == said(folder, "en") == "Puente"


def test_without_a_place_to_write_the_folder_goes_with_the_process(
    tmp_path: Path, locale: Path
) -> None:
    stands_in_the_way = tmp_path / "file"
    stands_in_the_way.write_text("")
    program = (
        "import gettext, pathlib, sys; from sijoint.language.catalogue import compiled_folder;"
        "folder = compiled_folder('django', pathlib.Path(sys.argv[1]));"
        "print(folder, gettext.translation('django', folder, ['es']).gettext('Bridge'))"
    )
    environment = os.environ | {"SIJOINT_DATA_DIR": str(stands_in_the_way)}
    ran = subprocess.run(
        [sys.executable, "-c", program, str(locale)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    folder, word = ran.stdout.split()
    assert word == "Puente"
    assert not Path(folder).exists()


def test_it_is_as_good_as_the_one_that_is_kept(
    tmp_path: Path, locale: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stands_in_the_way = tmp_path / "file"
    stands_in_the_way.write_text("")
    monkeypatch.setenv("SIJOINT_DATA_DIR", str(stands_in_the_way))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = compiled_folder("django", locale)
    assert folder.parent == tmp_path
    assert said(folder) == "Puente"


def test_several_may_compile_at_once(data: Path, locale: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        folders = list(pool.map(lambda _: compiled_folder("django", locale), range(16)))
    assert len(set(folders)) == 1
    assert said(folders[0]) == "Puente"
    assert not list(data.rglob("*.part"))
