"""Write the gallery: every picture of the package on pages that any browser can open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import sijoint.drawing
from docs.gallery import anatomy, body_chart, category, exercise, hands_on, index, thing
from docs.gallery.brand import ICON
from docs.gallery.page import Page
from docs.gallery.theme import TOKENS
from docs.pages.exercise import CATEGORIES
from sijoint.drawing.style import figure_css, themes
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import Raw, read_raw

DRAWING = Path(sijoint.drawing.__file__).parent
STATIC = Path(__file__).parent / "static"


def pages(raw: Raw) -> Iterator[Page]:
    """Every page of the gallery."""
    movements = load_movements()
    shown = [(record, movements[record["id"]]) for record in raw["exercise"]]
    yield index.page(shown)
    for name in CATEGORIES:
        yield category.page(name, [each for each in shown if each[0]["category"] == name])
    for record, movement in shown:
        yield exercise.page(record, movement)
    yield from hands_on.pages(raw)
    yield body_chart.page()
    yield anatomy.page()
    yield thing.page(shown)


def write(folder: Path) -> int:
    """Write the whole gallery anew.

    Parameters
    ----------
    folder : Path
        Emptied first, so that nothing stale is left in it.

    Returns
    -------
    int
        How many pages there are.
    """
    # All are made before the old ones go, so that a failure leaves them.
    made = {page.path: page.render() for page in pages(read_raw())}
    shutil.rmtree(folder, ignore_errors=True)
    _write_static(folder / "static")
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return len(made)


def _write_static(folder: Path) -> None:
    shutil.copytree(STATIC, folder)
    for file in (DRAWING / "page").iterdir():
        shutil.copy(file, folder)
    made = {"figure.css": figure_css(), "tokens.css": themes(TOKENS), "mark.svg": ICON}
    for name, text in made.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
