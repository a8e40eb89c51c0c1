"""Render the pages that are made from the evidence and the vignettes: `make docs`.

The gallery of pictures is written too, but not committed. With ``--check`` nothing is written:
stale pages are named, and the exit status is 1.
"""

from __future__ import annotations

import sys
from pathlib import Path

from docs.gallery.build import write as write_gallery
from docs.pages import (
    accuracy,
    capture,
    exercise,
    finding,
    measure,
    prior,
    safety,
    source,
    vignette,
)
from sijoint.drawing.exercise import pair_figure
from sijoint.drawing.style import figure_css
from sijoint.drawing.svg import Rendering
from sijoint.drawing.svg import write as write_svg
from sijoint.evidence.movement import load_movements
from sijoint.evidence.read import read_raw

ROOT = Path(__file__).parent.parent
MADE = ("docs/reference", "docs/cases")
GALLERY = "build/gallery"
SERVE = f".venv/bin/python -m http.server --bind 127.0.0.1 --directory {GALLERY} 8000"


def render() -> dict[str, str]:
    """Every page that is made, by its path from the top of the repository."""
    raw = read_raw()
    reference = {
        "README.md": source.index(raw),
        "safety.md": safety.render(raw),
        "accuracy.md": accuracy.render(raw),
        "priors.md": prior.render(raw),
        "profile.md": measure.profile(raw),
        "measures.md": measure.measures(raw),
        "sources.md": source.sources(raw),
        **finding.pages(raw),
        **exercise.pages(raw),
    }
    picture = pair_figure(load_movements()["bird_dog"])
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return {
        **{f"docs/reference/{name}": text for name, text in reference.items()},
        "docs/pictures/bird-dog.svg": write_svg(picture, Rendering.PAPER) + "\n",
        "src/sijoint/web/static/web/css/figure.css": figure_css(),
        "docs/cases/README.md": vignette.render(raw),
        "README.md": capture.fill(readme, capture.run(ROOT)),
    }


def leftover(pages: dict[str, str]) -> list[Path]:
    """Files in the folders of made pages that nothing makes any more."""
    there = [path for folder in MADE for path in (ROOT / folder).rglob("*.md")]
    return [path for path in there if path.relative_to(ROOT).as_posix() not in pages]


def stale(pages: dict[str, str]) -> list[str]:
    """Pages that are missing, differ, or should not be there."""
    wrong = [name for name, text in pages.items() if _written(ROOT / name) != text]
    return [*wrong, *(path.relative_to(ROOT).as_posix() for path in leftover(pages))]


def write(pages: dict[str, str]) -> None:
    """Write every page, and remove those that nothing makes any more."""
    for path in leftover(pages):
        path.unlink()
    for name, text in pages.items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Write the pages, or with ``--check`` only compare them."""
    pages = render()
    if arguments != ["--check"]:
        write(pages)
        print(f"{write_gallery(ROOT / GALLERY)} pages of pictures: {GALLERY}/index.html")
        print(f"To see them move: {SERVE}")
        print("and open http://127.0.0.1:8000/")
        return 0
    for name in stale(pages):
        print(f"{name} is stale: run make docs")
    return 1 if stale(pages) else 0


def _written(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.is_file() else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
