from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from sijoint.documents import typesetting
from sijoint.documents.error import NotInstalledError
from sijoint.documents.glyph import OTHERS, RANGES, REPLACEMENT, has_glyph, printable
from sijoint.documents.report.block import heading, numbered, paragraph, table
from sijoint.documents.typesetting import Paper, Template, typeset
from tests.documents.pdf import POINTS_PER_MM, Pdf, squeezed


def report(*paragraphs: str) -> dict[str, Any]:
    """The smallest content of a report."""
    said = [{"kind": "paragraph", "text": text, "tone": ""} for text in paragraphs]
    return {
        "title": "A title",
        "facts": [],
        "fields": ["Name"],
        "sections": [{"title": "Part", "blocks": said}],
        "closing": ["Signature"],
        "footer": "Foot",
        "page": "Page {page} of {pages}",
    }


def made(*paragraphs: str, language: str = "en") -> Pdf:
    content = report(*paragraphs)
    return Pdf(typeset(Template.REPORT, content, paper=Paper.A4, language=language))


def test_every_character_that_counts_as_printable_is_printed() -> None:
    """A character without a glyph would stop the typesetter: UA-1 forbids it."""
    runs = [[chr(code) for code in range(first, last + 1)] for first, last in RANGES]
    characters = {c for run in runs for c in run} | OTHERS
    seen = {c for c in characters if not c.isspace() and c not in "-\u2010\u2011"}
    assert len(seen) > 450
    shown = unicodedata.normalize("NFC", made(" ".join(sorted(characters))).text)
    assert not seen - set(shown)


def test_long_words_are_parted_and_addresses_are_not() -> None:
    word, address, digest = "x" * 200, "https://example.org/" + "plan/" * 20, "a1b2" * 16
    pdf = made(word, address, digest)
    width = 210 * POINTS_PER_MM
    assert all(w.right < width - 17 * POINTS_PER_MM for w in pdf.words)
    assert squeezed(pdf.text).count("x" * 200) == 1
    assert squeezed(address) in squeezed(pdf.text)
    assert digest in pdf.text


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("漢字", REPLACEMENT * 2),
        ("e\u0301", "é"),
        ("ệ", "e"),
        ("\u202eabc\u200b", "abc"),
        ("tab\there", "tab here"),
        ("ﬁ", "fi"),
        ("a\x00b\x1b[31m", "ab[31m"),
        ("🙂", REPLACEMENT),
        ("Łódź, Ñandú, Æsir, Ωmega, Юля", "Łódź, Ñandú, Æsir, Ωmega, Юля"),
    ],
)
def test_what_the_font_lacks_becomes_its_nearest(written: str, printed: str) -> None:
    assert printable(written) == printed
    assert all(map(has_glyph, printed))


def test_everything_that_is_said_becomes_printable_and_nothing_else_changes() -> None:
    content = {"a": ["漢", ("x", 1, 2.5, None, True)], "svg": "<svg>漢</svg>"}
    assert printable(content) == {
        "a": [REPLACEMENT, ["x", 1, 2.5, None, True]],
        "svg": "<svg>漢</svg>",
    }


def test_unprintable_text_makes_no_broken_file() -> None:
    assert made("漢字 and é 🙂").info["Tagged"] == "yes"


def test_no_font_no_paper(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(typesetting, "FONTS", tmp_path)
    typesetting._fonts.cache_clear()
    try:
        with pytest.raises(NotInstalledError, match=r"font Source Sans 3 .* make setup"):
            made("text")
    finally:
        typesetting._fonts.cache_clear()


def test_no_typesetter_no_paper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotInstalledError, match=r"make setup, or pip install"):
        made("text")


def test_no_template_holds_a_word() -> None:
    """Every word comes as data: what a template writes are signs, never letters."""
    for path in typesetting.TEMPLATES.glob("*.typ"):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.partition("//")[0]
            texts = code.split('"')[1::2]
            for text in texts:
                assert " " not in text.strip(" ·:.") or text.startswith("#"), (path.name, number)
            assert "[" not in code.replace("[0", ""), (path.name, number, "markup")


def test_page_numbers_are_counted() -> None:
    pdf = made(*["A long paragraph. " * 60] * 8)
    assert pdf.pages > 1
    for number, text in enumerate(pdf.page_texts, 1):
        assert f"Page {number} of {pdf.pages}" in text


def filled(lines: int, *sections: dict[str, Any]) -> Pdf:
    """Sections after so many lines of text."""
    content = report(*[f"line {n}" for n in range(lines)])
    content["sections"] += sections
    return Pdf(typeset(Template.REPORT, content, paper=Paper.A4, language="en"))


def page_of(pdf: Pdf, word: str) -> int:
    """The page of a word that stands there but once."""
    (page,) = (w.page for w in pdf.words if w.text == word)
    return page


def rows(name: str, count: int) -> list[list[str]]:
    return [[f"{name}{n}", "text"] for n in range(count)]


@pytest.mark.parametrize("lines", range(24, 46, 3))
def test_a_short_table_stays_whole_with_its_heading(lines: int) -> None:
    body = table(["head", "text"], rows("row", 12))
    pdf = filled(lines, {"title": "Titled", "blocks": [paragraph("leading"), body]})
    pages = {page_of(pdf, word) for word in ("Titled", "leading", "head", "row0", "row11")}
    assert len(pages) == 1
    assert pages == {1} or lines > 24


@pytest.mark.parametrize("lines", range(30, 46, 3))
def test_a_long_table_begins_with_several_rows(lines: int) -> None:
    body = table(["head", "text"], rows("row", 70))
    pdf = filled(lines, {"title": "Titled", "blocks": [heading("Inner"), body]})
    pages = {page_of(pdf, word) for word in ("Titled", "Inner", "row0", "row1", "row2")}
    assert len(pages) == 1
    assert page_of(pdf, "row69") > min(pages)


@pytest.mark.parametrize("lines", range(24, 46, 3))
def test_the_list_of_sources_ends_with_others_and_the_lines_to_sign(lines: int) -> None:
    body = numbered([(f"{n}.", f"source{n}") for n in range(14)])
    pdf = filled(lines, {"title": "Titled", "blocks": [body]})
    assert page_of(pdf, "Titled") == page_of(pdf, "source0") == page_of(pdf, "source1")
    ends = {page_of(pdf, word) for word in ("source11", "source12", "source13", "Signature")}
    assert len(ends) == 1
