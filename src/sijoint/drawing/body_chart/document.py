"""Pain drawings as JSON, `sijoint.pain-drawing/1`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sijoint.casefile.problem import show
from sijoint.drawing.body_chart.drawing import Kind, Mark, PainDrawing
from sijoint.drawing.body_chart.error import PainDrawingError

FORMAT = "sijoint.pain-drawing/1"
LONGEST = 20_000
"""Characters of a document; all regions with all kinds need less than half."""


def to_json(drawing: PainDrawing) -> str:
    """The drawing as JSON; what was not said is left out.

    Examples
    --------
    >>> to_json(PainDrawing((Mark("dimple_left", 6),)))
    '{"schema": "sijoint.pain-drawing/1", "is_complete": false, \
"marks": [{"region": "dimple_left", "intensity": 6}]}'
    """
    marks = [_written(mark) for mark in drawing.marks]
    return json.dumps({"schema": FORMAT, "is_complete": drawing.is_complete, "marks": marks})


def from_json(text: str) -> PainDrawing:
    """The drawing of a JSON text.

    Parameters
    ----------
    text : str
        As `to_json` writes it; ``is_complete`` may be left out and is then false.

    Raises
    ------
    PainDrawingError
        If it is no such document: the message names the place, mostly the region, the value and
        what is allowed.
    """
    if len(text) > LONGEST:
        raise PainDrawingError("", f"{len(text)} characters are too long", f"up to {LONGEST}")
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise PainDrawingError("", "the text is not JSON", f"a {FORMAT} document") from None
    table = _table("", document, required=("schema", "marks"), optional=("is_complete",))
    if table["schema"] != FORMAT:
        raise PainDrawingError("schema", f"{show(table['schema'])} is not known", f'"{FORMAT}"')
    is_complete = table.get("is_complete", False)
    if not isinstance(is_complete, bool):
        raise PainDrawingError(
            "is_complete", f"{show(is_complete)} is not allowed", "true or false"
        )
    marks = _list("marks", table["marks"])
    return PainDrawing(
        tuple(_mark(f"marks[{index}]", mark) for index, mark in enumerate(marks)), is_complete
    )


def _written(mark: Mark) -> dict[str, Any]:
    table: dict[str, Any] = {"region": mark.region}
    if mark.intensity is not None:
        table["intensity"] = mark.intensity
    if mark.kinds:
        table["kinds"] = [kind.value for kind in Kind if kind in mark.kinds]
    return table


def _mark(place: str, value: object) -> Mark:
    table = _table(place, value, required=("region",), optional=("intensity", "kinds"))
    region = table["region"]
    if not isinstance(region, str):
        raise PainDrawingError(f"{place}.region", f"{show(region)} is not a text", "a region id")
    if "intensity" in table and table["intensity"] is None:
        raise PainDrawingError(region, "intensity null is not allowed", "0 to 10, or no intensity")
    kinds = _list(f"{region}: kinds", table.get("kinds", []))
    if unnamed := [kind for kind in kinds if not isinstance(kind, str)]:
        raise PainDrawingError(region, f"kind {show(unnamed[0])} is not known", ", ".join(Kind))
    return Mark(region, table.get("intensity"), frozenset(kinds))


def _table(
    place: str, value: object, *, required: tuple[str, ...], optional: tuple[str, ...]
) -> Mapping[str, Any]:
    """The value as an object with these keys."""
    allowed = ", ".join(required + optional)
    if not isinstance(value, dict):
        raise PainDrawingError(place, f"{show(value)} is not an object", f"the keys {allowed}")
    if missing := [key for key in required if key not in value]:
        raise PainDrawingError(place, f"{missing[0]} is missing", f"the keys {allowed}")
    if unknown := [key for key in value if key not in required + optional]:
        raise PainDrawingError(place, f"{show(unknown[0])} is not a known key", allowed)
    return value


def _list(place: str, value: object) -> list[Any]:
    if not isinstance(value, list):
        raise PainDrawingError(place, f"{show(value)} is not a list", "a list")
    return value
