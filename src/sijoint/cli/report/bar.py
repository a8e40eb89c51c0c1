"""Bars: a probability with its interval, a weight with its direction, points of three."""

from __future__ import annotations

from rich.text import Text

from sijoint.cli.report.paper import Signs

TICKS = (0, 20, 40, 60)
BAR = "cyan"
MARK = "bold"


def probability_bar(
    probability: float,
    interval: tuple[float, float],
    other: float,
    *,
    width: int,
    highest: int,
    signs: Signs,
) -> Text:
    """A bar up to the probability, its interval as whiskers, and the other evidence set.

    Parameters
    ----------
    probability, other : float
        In the set in front and in the other one, 0 to 1.
    interval : (float, float)
        95 % credible interval.
    width : int
        Columns of the scale.
    highest : int
        Percentage at which the scale ends: nothing above it may be told apart.
    signs : Signs
        What to draw with.
    """
    low, high = (_column(end, width, highest) for end in interval)
    point, beside = _column(probability, width, highest), _column(other, width, highest)
    cells = [signs.bar if column < point else " " for column in range(width)]
    cells[point : high + 1] = signs.tail * (high + 1 - point)
    cells[low] = signs.low
    cells[high] = signs.beyond if 100.0 * interval[1] > highest else signs.high
    cells[beside] = signs.other
    cells[point] = signs.both if beside == point else signs.point
    drawn = Text("".join(cells), no_wrap=True)
    drawn.stylize(BAR, 0, point)
    drawn.stylize(MARK, point, point + 1)
    return drawn


def scale(width: int, highest: int) -> Text:
    """The percentages over the bars."""
    last = f"{highest}+"
    cells = [" "] * width
    for tick in TICKS:
        column = _column(tick / 100.0, width, highest)
        if column + len(str(tick)) < width - len(last):
            cells[column : column + len(str(tick))] = str(tick)
    cells[width - len(last) :] = last
    return Text("".join(cells), no_wrap=True)


def weight_bar(decibans: float, largest: float, half: int, signs: Signs) -> Text:
    """A weight as a bar, to the right of the middle line when it speaks for the source.

    Parameters
    ----------
    decibans : float
        The weight.
    largest : float
        The weight, above 0, that fills one half.
    half : int
        Columns on each side of the line.
    signs : Signs
        What to draw with.
    """
    length = min(half, round(half * abs(decibans) / largest))
    left = signs.block * length if decibans < 0 else ""
    right = signs.block * length if decibans > 0 else ""
    drawn = Text(left.rjust(half), no_wrap=True)
    drawn.append(signs.axis, style="dim").append(right.ljust(half), style=BAR)
    return drawn


def points_bar(points: float, most: float, signs: Signs) -> Text:
    """Half points, as blocks of all that can be reached."""
    full, all_ = round(2 * points), round(2 * most)
    return Text(signs.block * full, style=BAR).append(signs.gap * (all_ - full), style="dim")


def _column(probability: float, width: int, highest: int) -> int:
    end = highest / 100.0
    return round(min(probability, end) / end * (width - 1))
