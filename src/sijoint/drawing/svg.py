"""Write a picture as SVG: for the screen with classes, for paper with literal colours."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from xml.sax.saxutils import escape, quoteattr

from sijoint.drawing.element import Element, Figure, Value
from sijoint.drawing.palette import GRADIENTS, LOOKS, NONE, Look, literal, variable

NAMESPACE = "http://www.w3.org/2000/svg"


class Rendering(StrEnum):
    """Where a picture will be seen."""

    SCREEN = "screen"
    """Inline on a page: classes only, coloured by ``figure.css``, so that themes apply."""

    PAPER = "paper"
    """Files and print: every colour is literal."""


def write(figure: Figure, rendering: Rendering, prefix: str = "f") -> str:
    """The picture as one SVG element.

    Parameters
    ----------
    figure : Figure
    rendering : Rendering
    prefix : str
        Starts every id in it; two pictures on one page need different prefixes. Letters and
        digits only: a hyphen would be a minus sign in the timing of an animation.

    Returns
    -------
    str
        Without an XML declaration; the root has ``role="img"``, a title and a description.

    Raises
    ------
    KeyError
        If an element names a look that the palette does not have.
    """
    left, top, width, height = (number(value) for value in figure.box)
    pen = _Pen(rendering, prefix)
    definitions = [pen.gradient(name) for name in _gradients(figure)]
    definitions += [pen.element(element) for element in figure.definitions]
    drawn = "".join(pen.element(element) for element in figure.elements)
    attributes = {
        "xmlns": NAMESPACE,
        "viewBox": f"{left} {top} {width} {height}",
        "role": "img",
        "aria-labelledby": f"{prefix}_t {prefix}_d",
    }
    if rendering is Rendering.SCREEN:
        attributes["class"] = "si-figure"
    shared = f"<defs>{''.join(definitions)}</defs>" if definitions else ""
    return (
        f"<svg{_attributes(attributes)}>"
        f'<title id="{prefix}_t">{escape(figure.title)}</title>'
        f'<desc id="{prefix}_d">{escape(figure.description)}</desc>'
        f"{shared}{drawn}</svg>"
    )


def number(value: float) -> str:
    """A number as short as a tenth of a unit allows.

    >>> number(3.0), number(-0.04), number(12.34)
    ('3', '0', '12.3')
    """
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def style_sheet() -> str:
    """The rules of ``figure.css`` for every look and every gradient, without the variables."""
    lines = []
    for name, look in LOOKS.items():
        rules = []
        if look.fill != NONE and not look.fill.startswith("@"):
            rules.append(f"fill: var({variable(look.fill)})")
        if look.line != NONE:
            rules.append(f"stroke: var({variable(look.line)})")
        if rules:
            lines.append(f".sf-{name} {{ {'; '.join(rules)}; }}")
    stops = {colour for gradient in GRADIENTS.values() for _, colour, _ in gradient.stops}
    lines += [
        f".sf-stop-{colour} {{ stop-color: var({variable(colour)}); }}" for colour in sorted(stops)
    ]
    return "\n".join(lines) + "\n"


class _Pen:
    """Writes elements in one rendering, under one prefix."""

    def __init__(self, rendering: Rendering, prefix: str) -> None:
        self._on_screen = rendering is Rendering.SCREEN
        self._prefix = prefix

    def element(self, element: Element) -> str:
        attributes = {name: self._value(name, value) for name, value in element.attributes.items()}
        if element.look:
            attributes |= self._look(element.look)
        inner = escape(element.text) + "".join(self.element(child) for child in element.children)
        start = f"<{element.tag}{_attributes(attributes)}"
        return f"{start}>{inner}</{element.tag}>" if inner else f"{start}/>"

    def gradient(self, name: str) -> str:
        gradient = GRADIENTS[name]
        stops = "".join(self._stop(*stop) for stop in gradient.stops)
        if gradient.is_radial:
            return f'<radialGradient id="{self._prefix}_{name}">{stops}</radialGradient>'
        return f'<linearGradient id="{self._prefix}_{name}" x2="0" y2="1">{stops}</linearGradient>'

    def _stop(self, place: float, colour: str, opacity: float) -> str:
        if self._on_screen:
            attributes = {"class": f"sf-stop-{colour}"}
        else:
            attributes = {"stop-color": literal(colour)}
        attributes["offset"] = f"{place:g}"
        if opacity < 1:
            attributes["stop-opacity"] = f"{opacity:g}"
        return f"<stop{_attributes(attributes)}/>"

    def _look(self, name: str) -> dict[str, str]:
        """The attributes of a look; a colour of the screen is the style sheet's."""
        look = LOOKS[name]
        attributes = {"class": f"sf-{name}"} if self._on_screen else {}
        if look.fill.startswith("@"):
            attributes["fill"] = f"url(#{self._prefix}_{look.fill[1:]})"
        elif look.fill == NONE:
            attributes["fill"] = NONE
        elif not self._on_screen:
            attributes["fill"] = literal(look.fill)
        return attributes | self._line(look)

    def _line(self, look: Look) -> dict[str, str]:
        attributes = {}
        if look.line != NONE:
            if not self._on_screen:
                attributes["stroke"] = literal(look.line)
            attributes["stroke-width"] = number(look.width)
            attributes["stroke-linecap"] = attributes["stroke-linejoin"] = "round"
        if look.opacity < 1:
            attributes["opacity"] = f"{look.opacity:g}"
        return attributes

    def _value(self, name: str, value: Value) -> str:
        if not isinstance(value, str):
            return number(value)
        if name == "id":
            return f"{self._prefix}_{value}"
        return value.replace("~", f"{self._prefix}_")


def _attributes(attributes: dict[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())


def _gradients(figure: Figure) -> Iterator[str]:
    """The gradients that its looks need, in the order of the palette."""
    fills = {LOOKS[element.look].fill for element in figure.walk() if element.look}
    return (name for name in GRADIENTS if f"@{name}" in fills)
