"""What other programs see in a PDF: poppler reads it, as a reader's own program would."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

from PIL import Image

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    """A word on a page, with its box in points from the top left."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


class Pdf:
    """A PDF file as poppler reads it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def _run(self, program: str, *options: str, to: str = "-") -> str:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "file.pdf"
            file.write_bytes(self.content)
            command = [program, *options, str(file), *([to] if to else [])]
            seen = subprocess.run(command, capture_output=True, check=True)
        return seen.stdout.decode("utf-8", "replace")

    @cached_property
    def info(self) -> dict[str, str]:
        """What `pdfinfo` says, by its labels."""
        lines = self._run("pdfinfo", to="").splitlines()
        return {label: value.strip() for label, _, value in (x.partition(":") for x in lines)}

    @property
    def metadata(self) -> str:
        """The XMP packet."""
        return self._run("pdfinfo", "-meta", to="")

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return int(self.info["Pages"])

    @cached_property
    def text(self) -> str:
        """Its text in the order in which it is read, in single spaces."""
        return " ".join(self.page_texts)

    @cached_property
    def page_texts(self) -> list[str]:
        """The text of each page."""
        pages = self._run("pdftotext", "-enc", "UTF-8").split("\f")[:-1]
        return [" ".join(page.split()) for page in pages]

    @cached_property
    def words(self) -> list[Word]:
        """Every word with its place."""
        root = ElementTree.fromstring(self._run("pdftotext", "-bbox", "-enc", "UTF-8"))
        found = []
        for number, page in enumerate(root.iter("{http://www.w3.org/1999/xhtml}page"), 1):
            for word in page.iter("{http://www.w3.org/1999/xhtml}word"):
                box = [float(word.attrib[side]) for side in ("xMin", "yMin", "xMax", "yMax")]
                found.append(Word(word.text or "", number, *box))
        return found

    @cached_property
    def tags(self) -> list[str]:
        """The kinds of its structure elements, in reading order."""
        lines = self._run("pdfinfo", "-struct", to="").splitlines()
        return [m[1] for line in lines if (m := re.match(r" *([A-Z][A-Za-z0-9]*)\b", line))]

    @cached_property
    def read_out(self) -> str:
        """Its text in the order of its tags, as a screen reader reads it."""
        lines = self._run("pdfinfo", "-enc", "UTF-8", "-struct-text", to="").splitlines()
        return " ".join(m[1] for line in lines if (m := re.match(r'\s*"(.*)"$', line)))

    @property
    def fonts(self) -> list[list[str]]:
        """The rows of `pdffonts`, in words."""
        return [row.split() for row in self._run("pdffonts", to="").splitlines()[2:]]

    @property
    def alternatives(self) -> list[str]:
        """The texts that stand for its pictures."""
        found = re.findall(rb"/Alt ?(?:\(((?:\\.|[^\\)])*)\)|<([0-9A-F]+)>)", self.content)
        return [_plain(literal) if literal else _wide(coded) for literal, coded in found]

    def picture(self, page: int, dpi: int = 100) -> Image.Image:
        """A page as a picture, from 1."""
        with TemporaryDirectory() as folder:
            options = ("-r", str(dpi), "-f", str(page), "-l", str(page), "-png", "-singlefile")
            self._run("pdftoppm", *options, to=f"{folder}/page")
            return Image.open(f"{folder}/page.png").convert("RGB").copy()


def _plain(literal: bytes) -> str:
    return re.sub(rb"\\(.)", rb"\1", literal).decode("latin-1")


def _wide(coded: bytes) -> str:
    return bytes.fromhex(coded.decode()).decode("utf-16")


def squeezed(text: str) -> str:
    """Text without spaces and hyphens: poppler joins words that a hyphen parts at a line's end."""
    return re.sub(r"[\s\xad-]", "", text)
