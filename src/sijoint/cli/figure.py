"""`sijoint figure`: a picture as an SVG file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sijoint.cli import output
from sijoint.cli.failure import WrongInputError

if TYPE_CHECKING:
    from sijoint.drawing.element import Figure
    from sijoint.evidence.movement import Movement

EXAMPLE = "Example:  sijoint figure bird_dog --side left -o bird-dog.svg"


Name = Annotated[
    str,
    typer.Argument(
        metavar="EXERCISE",
        help="Id of an exercise; or of a hands-on test, a body chart or an anatomy picture.",
        show_default=False,
    ),
]
File = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE.svg", help="The file.", show_default=False),
]
WorkingSide = Annotated[
    Literal["left", "right"],
    typer.Option("--side", help="The working side; what has no side ignores it."),
]
Number = Annotated[
    int | None,
    typer.Option(
        "--frame",
        metavar="N",
        help="One key frame, from 1. Without it: the first and the telling frame.",
        show_default=False,
    ),
]
Animated = Annotated[bool, typer.Option("--animated", help="The movement in motion.")]
Pregnant = Annotated[bool, typer.Option("--pregnant", help="With the body of late pregnancy.")]
Lang = Annotated[
    Literal["en", "es"], typer.Option(help="Language of the title and the description.")
]


def figure(
    name: Name,
    file: File,
    side: WorkingSide = "right",
    number: Number = None,
    animated: Animated = False,
    pregnant: Pregnant = False,
    lang: Lang = "en",
) -> None:
    """Draw a picture of an exercise, in the colours of paper, as an SVG file."""
    from sijoint.drawing.svg import Rendering, write
    from sijoint.evidence.movement import load_movements
    from sijoint.language import language

    say = language(lang).say
    movement = load_movements().get(name)
    if movement is None:
        if number is not None or animated or pregnant:
            raise WrongInputError(_unknown(name, list(load_movements())))
        text = write(_other(name, side, say), Rendering.PAPER)
    elif animated:
        if number is not None:
            raise WrongInputError("--frame and --animated do not go together: leave one out")
        from sijoint.drawing.animation import animated_svg

        text = animated_svg(movement, Rendering.PAPER, side=side, say=say, is_pregnant=pregnant)
    else:
        drawn = _exercise(movement, number, side, say, is_pregnant=pregnant)
        text = write(drawn, Rendering.PAPER)
    output.save(text + "\n", file)


def _exercise(
    movement: Movement,
    number: int | None,
    side: str,
    say: Callable[[str], str],
    *,
    is_pregnant: bool,
) -> Figure:
    """The key frame that is asked for, or the pair."""
    from sijoint.drawing.exercise import frame_figure, pair_figure

    if number is None:
        return pair_figure(movement, side=side, say=say, is_pregnant=is_pregnant)
    count = len(movement.frames)
    if not 1 <= number <= count:
        allowed = f"1 to {count}" if count > 1 else "only 1"
        raise WrongInputError(f"--frame {number}: {movement.id} has {allowed}")
    return frame_figure(movement, number, side=side, say=say, is_pregnant=is_pregnant)


def _other(name: str, side: str, say: Callable[[str], str]) -> Figure:
    """A picture of something other than an exercise."""
    from sijoint.drawing.collection import others

    pictures = others(side, say)
    if name not in pictures:
        from sijoint.evidence.movement import load_movements

        raise WrongInputError(_unknown(name, [*load_movements(), *pictures]))
    return pictures[name]()


def _unknown(name: str, known: list[str]) -> str:
    from sijoint.evidence.reference import nearest

    close = nearest(name, known)
    return f'"{name}" is no known picture' + (f", did you mean {close}?" if close else "")
