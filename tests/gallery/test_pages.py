"""The files of the gallery: whole, small, and without anything that the policy refuses."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sijoint.evidence.movement import load_movements

LARGEST = 1_500_000
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:"


class Reader(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style"):
            self.inline += data.strip()

    def values(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]


@pytest.fixture(scope="module")
def read(gallery: Path) -> dict[Path, Reader]:
    """Every page, read."""
    return {path: Reader(path.read_text(encoding="utf-8")) for path in gallery.rglob("*.html")}


def test_every_exercise_has_its_page_and_stands_in_the_list(gallery: Path) -> None:
    index = (gallery / "index.html").read_text(encoding="utf-8")
    movements = load_movements()
    assert len(movements) == 64
    for exercise in movements:
        assert (gallery / f"exercise/{exercise}.html").is_file()
        assert index.count(f'href="exercise/{exercise}.html"') == 1


def test_a_page_shows_every_frame_of_either_side_and_one_animation_for_each(
    read: dict[Path, Reader], gallery: Path
) -> None:
    for exercise, movement in load_movements().items():
        page = read[gallery / f"exercise/{exercise}.html"]
        sides = 2 if movement.is_sided else 1
        figures = [a["class"] for tag, a in page.elements if tag == "svg" and "class" in a]
        # Each frame, and the pair.
        assert figures.count("si-figure") == sides * (len(movement.frames) + 1)
        assert figures.count("si-figure si-animated") == sides


def test_no_page_is_too_large_for_an_old_phone(gallery: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in gallery.rglob("*") if path.is_file()}
    assert not {name: size for name, size in sizes.items() if size > LARGEST}


def test_the_policy_stands_first_and_nothing_is_inline(read: dict[Path, Reader]) -> None:
    for path, page in read.items():
        metas = [attributes for tag, attributes in page.elements if tag == "meta"]
        assert metas[1]["http-equiv"] == "Content-Security-Policy"
        assert metas[1]["content"].startswith(POLICY), path
        assert not page.inline
        assert not page.values("style")
        assert not [name for _, a in page.elements for name in a if name.startswith("on")]


def test_every_link_leads_somewhere(read: dict[Path, Reader], gallery: Path) -> None:
    for path, page in read.items():
        for target in {*page.values("href"), *page.values("src")}:
            name, _, anchor = target.partition("#")
            aimed = (path.parent / name).resolve() if name else path
            assert aimed.is_file(), f"{path.name}: {target}"
            assert aimed.is_relative_to(gallery)
            if anchor:
                assert anchor in read[aimed].values("id"), f"{path.name}: {target}"


def test_ids_are_unique_and_every_reference_resolves(read: dict[Path, Reader]) -> None:
    for path, page in read.items():
        ids = page.values("id")
        assert len(ids) == len(set(ids)), path
        named = " ".join(page.values("aria-labelledby")).split()
        inside = re.findall(
            r"url\(#([^)]+)\)", " ".join(v for _, a in page.elements for v in a.values())
        )
        assert set(named) | set(inside) <= set(ids), path


def test_each_page_has_one_heading_of_its_own(read: dict[Path, Reader]) -> None:
    titles = set()
    for path, page in read.items():
        tags = [tag for tag, _ in page.elements]
        assert tags.count("h1") == tags.count("main") == 1, path
        text = path.read_text(encoding="utf-8")
        titles.add(re.search(r"<title>(.+?)</title>", text)[1])  # type: ignore[index] # it has one
    assert len(titles) == len(read)
