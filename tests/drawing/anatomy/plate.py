"""A written picture, read anew: its texts, leaders and points as a viewer would see them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SVG = "{http://www.w3.org/2000/svg}"
TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
IDENTITY = np.eye(3)

# Widths of Helvetica in thousandths of its size, from Adobe's metrics.
HELVETICA = {
    **dict.fromkeys("abdeghnopqu0123456789L", 556),
    **dict.fromkeys("ckvsxyzJ", 500),
    **dict.fromkeys("ij l".replace(" ", ""), 222),
    **dict.fromkeys("ft .,:/I", 278),
    **dict.fromkeys("ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("FTZ", 611),
    "r": 333,
    "m": 833,
    "M": 833,
}
PLAIN = str.maketrans("áéíóúüñ", "aeiouun")


def width(text: str, size: float) -> float:
    """The width of a line in Helvetica."""
    return sum(HELVETICA[letter] for letter in text.translate(PLAIN)) / 1000 * size


@dataclass(frozen=True)
class Box:
    """The room that a line of text takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Plate:
    """One picture."""

    def __init__(self, text: str) -> None:
        self.root = ET.fromstring(text)
        self.view = tuple(float(each) for each in self.root.get("viewBox", "").split())
        self.named = {node.get("id"): node for node in self.root.iter() if node.get("id")}

    def lines_of_text(self) -> list[tuple[str, float, Box]]:
        """Each line, the size of its type and its box, in the order of drawing."""
        found = []
        for group in self.root.iter(f"{SVG}g"):
            if group.get("font-size"):
                size = float(group.get("font-size", ""))
                found += [(t, size, self._box(t, x, y, a, size)) for t, x, y, a in _lines(group)]
        return found

    @staticmethod
    def _box(text: str, x: float, y: float, anchor: str, size: float) -> Box:
        wide = width(text, size)
        left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
        # The ascender and the descender of Helvetica.
        return Box(text, left, y - 0.718 * size, left + wide, y + 0.207 * size)

    def leaders(self) -> list[NDArray[np.float64]]:
        """The two ends of every leader."""
        return [
            np.array([[float(node.get(f"{axis}{end}", "")) for axis in "xy"] for end in (1, 2)])
            for node in self.root.iter(f"{SVG}line")
        ]

    def points(self, look: str) -> NDArray[np.float64]:
        """The points of every path with a look, where they are drawn; one row each."""
        found: list[NDArray[np.float64]] = []
        for node, matrix, looks in self._drawn(self.root, IDENTITY, ()):
            if node.tag == f"{SVG}path" and look in looks:
                flat = np.array(path_points(node.get("d", "")))
                found.append((np.c_[flat, np.ones(len(flat))] @ matrix.T)[:, :2])
        return np.concatenate(found)

    def _drawn(
        self, node: ET.Element, matrix: NDArray[np.float64], looks: tuple[str, ...]
    ) -> Iterator[tuple[ET.Element, NDArray[np.float64], tuple[str, ...]]]:
        """Every element as it is drawn: copies where ``use`` puts them, no definitions."""
        if node.tag in (f"{SVG}defs", f"{SVG}clipPath"):
            return
        matrix = matrix @ transformation(node.get("transform", ""))
        looks = (*looks, node.get("class", "").removeprefix("sf-"))
        yield node, matrix, looks
        inside = list(node)
        if node.tag == f"{SVG}use":
            inside = [self.named[node.get("href", "").removeprefix("#")]]
        for child in inside:
            yield from self._drawn(child, matrix, looks)


def _lines(group: ET.Element) -> Iterator[tuple[str, float, float, str]]:
    for node in group.iter(f"{SVG}text"):
        x, y, anchor = node.get("x", ""), float(node.get("y", "")), node.get("text-anchor", "")
        if node.text:
            yield node.text, float(x), y, anchor
        for span in node:
            y += float(span.get("dy", ""))
            yield span.text or "", float(span.get("x", "")), y, anchor


def transformation(text: str) -> NDArray[np.float64]:
    """The matrix of a transform attribute."""
    result = IDENTITY
    for name, inner in re.findall(r"(\w+)\(([^)]*)\)", text):
        values = [float(value) for value in inner.split()]
        result = result @ _matrix(name, values)
    return result


def _matrix(name: str, values: list[float]) -> NDArray[np.float64]:
    if name == "translate":
        return np.array([[1, 0, values[0]], [0, 1, values[1]], [0, 0, 1]])
    if name == "rotate":
        turn = np.radians(values[0])
        return np.array(
            [[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]
        )
    a, b, c, d, e, f = values
    return np.array([[a, c, e], [b, d, f], [0, 0, 1]])


def turn(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """Positive if the second direction is clockwise of the first on the screen."""
    return float(one[0] * other[1] - one[1] * other[0])


def path_points(d: str) -> list[tuple[float, float]]:
    """Every point that path data names, control points included."""
    tokens = TOKEN.findall(d)
    points: list[tuple[float, float]] = []
    here, command, index = (0.0, 0.0), "", 0
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
            continue
        size = {"c": 6, "A": 7}.get(command, 2)
        values = [float(token) for token in tokens[index : index + size]]
        index += size
        values = values[-2:] if command == "A" else values
        pairs = list(zip(values[::2], values[1::2], strict=True))
        if command == "c":
            pairs = [(here[0] + x, here[1] + y) for x, y in pairs]
        here = pairs[-1]
        points += pairs if command == "c" else [here]
    return points
