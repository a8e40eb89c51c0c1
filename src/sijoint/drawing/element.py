"""What a picture is made of: elements that name a look, and the picture as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

Value = str | float


@dataclass(frozen=True, slots=True)
class Element:
    """An SVG element without colours.

    Parameters
    ----------
    tag : str
        Such as ``path``, ``g``, ``ellipse`` or ``text``.
    attributes : mapping of str to str or float
        Geometry and the like; numbers are rounded when written. In a value, ``~name``
        stands for the id ``name`` of this picture, and the attribute ``id`` is prefixed too,
        so that several pictures can stand on one page.
    look : str
        Key of `palette.LOOKS`, or "" to inherit.
    children : tuple of Element
        Drawn in this order, the first at the back.
    text : str
        Character data, for ``text``, ``title`` and the like.
    """

    tag: str
    attributes: Mapping[str, Value] = field(default_factory=dict)
    look: str = ""
    children: tuple[Element, ...] = ()
    text: str = ""

    def walk(self) -> Iterator[Element]:
        """The element itself and everything in it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Figure:
    """A whole picture.

    Parameters
    ----------
    box : tuple of float
        Left, top, width and height of what is shown, in units of the drawing.
    title : str
        What it shows, for people who hear it.
    description : str
        The pose or the scene in one sentence.
    elements : tuple of Element
        Drawn in this order, the first at the back.
    definitions : tuple of Element
        Clip paths and shapes that are drawn more than once.
    """

    box: tuple[float, float, float, float]
    title: str
    description: str
    elements: tuple[Element, ...]
    definitions: tuple[Element, ...] = ()

    def walk(self) -> Iterator[Element]:
        """Every element, definitions first, parents before children."""
        for element in self.definitions + self.elements:
            yield from element.walk()


def path(d: str, look: str = "", **attributes: Value) -> Element:
    """A path with path data `d`; underscores in attribute names become hyphens."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element("path", {"d": d, **named}, look)


def group(*children: Element, look: str = "", **attributes: Value) -> Element:
    """Elements that share a look and attributes."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return Element("g", named, look, children)
