"""The points of a written SVG: its path data read anew, with its transformations."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import numpy as np

SVG = "{http://www.w3.org/2000/svg}"
TOKEN = re.compile(r"[MLcCzZ]|-?\d+(?:\.\d+)?")


def parse(d):
    """Every point that path data runs through, control points of curves left out."""
    tokens = TOKEN.findall(d)
    points, here, index, command = [], (0.0, 0.0), 0, ""
    while index < len(tokens):
        if tokens[index].isalpha():
            command = tokens[index]
            index += 1
            continue
        size = {"M": 2, "L": 2, "c": 6}[command]
        values = [float(token) for token in tokens[index : index + size]]
        index += size
        if command == "c":
            here = (here[0] + values[4], here[1] + values[5])
        else:
            here = (values[0], values[1])
        points.append(here)
    return points


def path_points(text):
    """All points of all paths of an SVG without transformations, as drawn."""
    root = ET.fromstring(text)
    return [point for node in root.iter(f"{SVG}path") for point in parse(node.get("d"))]


def bounds(text):
    """The corners of everything that an SVG without transformations draws."""
    points = np.array(path_points(text))
    return points.min(axis=0), points.max(axis=0)
