"""Light, shade and mirror images: what every bone and muscle of the pictures shares."""

from __future__ import annotations

from collections.abc import Iterable

from sijoint.drawing.anatomy.curve import Frame
from sijoint.drawing.element import Element, Value, group, path

Spot = tuple[float, float, float, float]


def spots(frame: Frame, look: str, places: Iterable[Spot]) -> tuple[Element, ...]:
    """Soft ovals of light or shade.

    They are never turned: some renderers stretch the gradient of a turned shape past its edge.

    Parameters
    ----------
    frame : Frame
    look : str
        ``hollow``, ``shine`` or another with a radial gradient.
    places : iterable of tuple of float
        x, y and the radii across and down, in millimetres.
    """
    placed = ((*frame.place(x, y), across, down) for x, y, across, down in places)
    return tuple(
        Element(
            "ellipse",
            {"cx": x, "cy": y, "rx": across * frame.scale, "ry": down * frame.scale},
            look,
        )
        for x, y, across, down in placed
    )


def discs(
    frame: Frame, look: str, places: Iterable[tuple[float, float, float]]
) -> tuple[Element, ...]:
    """Circles: x, y and radius in millimetres."""
    placed = ((*frame.place(x, y), radius * frame.scale) for x, y, radius in places)
    return tuple(Element("circle", {"cx": x, "cy": y, "r": r}, look) for x, y, r in placed)


def shaded(data: str, look: str, name: str, *inside: Element) -> Element:
    """A shape with elements on it that its outline clips, and the outline over them.

    Parameters
    ----------
    data : str
        Path data of the shape; a part of it inside another is a hole.
    look : str
        Of the shape.
    name : str
        Its id within the picture.
    *inside : Element
        Light, shade and lines; nothing of them shows outside the shape.
    """
    shape = {"href": f"#~{name}"}
    clip = Element("use", shape | {"clip-rule": "evenodd"})
    return group(
        Element(
            "defs",
            children=(
                path(data, id=name, fill_rule="evenodd"),
                Element("clipPath", {"id": f"in-{name}"}, children=(clip,)),
            ),
        ),
        Element("use", shape, look),
        group(*inside, clip_path=f"url(#~in-{name})"),
        Element("use", shape, "bone-outline"),
    )


def framed(name: str, box: tuple[float, float, float, float], *elements: Element) -> Element:
    """What is seen through a window of elements that go on outside it.

    Parameters
    ----------
    name : str
        Id of the window within the picture.
    box : tuple of float
        Its left, top, width and height, in units of the drawing.
    *elements : Element
        The scene.
    """
    size: dict[str, Value] = dict(zip(("x", "y", "width", "height"), box, strict=True))
    clip = Element("clipPath", {"id": name}, children=(Element("rect", size),))
    return group(clip, group(*elements, clip_path=f"url(#~{name})"))


def pair(frame: Frame, name: str, *elements: Element) -> tuple[Element, Element]:
    """Elements of the right half, and their mirror image across the origin's vertical."""
    mirror = {"href": f"#~{name}", "transform": f"matrix(-1 0 0 1 {2 * frame.x:g} 0)"}
    return group(*elements, id=name), Element("use", mirror)


def cased(data: str, look: str, **attributes: Value) -> tuple[Element, Element]:
    """A line with a quiet edge in its own hue, so that it stands out on bone in every theme.

    Parameters
    ----------
    data : str
        Path data.
    look : {"guide", "load"}
        Another that ends in ``-casing`` belongs to each.
    **attributes : str or float
        Of the line, such as its dashes.
    """
    return path(data, f"{look}-casing", **attributes), path(data, look, **attributes)


def joint_lines(data: str) -> tuple[Element, Element]:
    """The joint in question, and the soft edge that parts it from bone."""
    return path(data, "joint-halo"), path(data, "joint")


DASHES = "13 11"
"""Of a line that stands for something unseen."""
