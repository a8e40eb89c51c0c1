"""The style sheet of icons: those of Bootstrap Icons that pages use, and no others.

``python -m tools.icons`` looks through templates, scripts and Python of `sijoint.web` for names
like ``bi-flag`` and writes `SHEET`. The whole font would be 150 kB for every phone; the sheet is a
tenth of that, needs no font and obeys the colours of the text around it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from urllib.parse import quote

from tools.repository import ROOT

WEB = ROOT / "src/sijoint/web"
DRAWINGS = ROOT / "node_modules/bootstrap-icons/icons"
SHEET = WEB / "vendor/bootstrap-icons/icons.css"
SUFFIXES = frozenset({".html", ".js", ".py"})

NAME = re.compile(r"\bbi-([a-z0-9]+(?:-[a-z0-9]+)*)")
_WRAPPER = re.compile(r' (?:width="16"|height="16"|fill="currentColor"|class="[^"]*")')


def used() -> list[str]:
    """Names of the icons that pages use, in order."""
    texts = (
        path.read_text(encoding="utf-8")
        for path in WEB.rglob("*")
        if path.suffix in SUFFIXES and "vendor" not in path.parts
    )
    return sorted({name for text in texts for name in NAME.findall(text)})


def sheet(names: Iterable[str]) -> str:
    """The style sheet with a variable for each icon; `app.css` draws them.

    Raises
    ------
    FileNotFoundError
        If Bootstrap Icons has no such icon.
    """
    return "".join(f'.bi-{name}{{--bi:url("{_address(name)}")}}\n' for name in names)


def _address(name: str) -> str:
    svg = (DRAWINGS / f"{name}.svg").read_text(encoding="utf-8")
    lean = _WRAPPER.sub("", re.sub(r"\s+", " ", svg)).replace("> <", "><").strip()
    return "data:image/svg+xml," + quote(lean.replace('"', "'"), safe=" '=:/(),;.-+!*&?@~[]$")


def main() -> int:
    """Write the sheet; 1 if an icon does not exist."""
    names = used()
    unknown = [name for name in names if not (DRAWINGS / f"{name}.svg").is_file()]
    if unknown:
        print(f"Bootstrap Icons has no: {', '.join(unknown)}", file=sys.stderr)
        return 1
    SHEET.parent.mkdir(parents=True, exist_ok=True)
    SHEET.write_text(sheet(names), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
