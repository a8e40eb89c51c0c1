"""`sijoint figure`: a picture as an SVG file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sijoint.cli import output
from sijoint.cli.failure import WrongInputError
from sijoint.cli.option import Code, file_to_write, spoken, whole_number

if TYPE_CHECKING:
    from sijoint.drawing.element import Figure
    from sijoint.evidence.movement import Movement

EXAMPLE = """\b
Four groups of pictures, with an example of each:
  exercises      sijoint figure bird_dog --side left -o bird-dog.svg
  tests by hand  sijoint figure thigh_thrust -o thigh-thrust.svg
  anatomy        sijoint figure pelvis_joints -o pelvis.svg
  body charts    sijoint figure body_chart_back -o back.svg

\b
Ids:
  exercises      sijoint evidence list --kind exercise
  tests by hand  sijoint evidence list --kind hands_on
  anatomy        pelvis_joints pelvis_front ligaments joint_section load_path
                 load_path_one_leg form_and_force bracing_muscles
                 pelvic_floor_brace pain_places
  body charts    body_chart_back body_chart_back_closer body_chart_front
                 body_chart_front_closer"""


Name = Annotated[
    str,
    typer.Argument(
        metavar="PICTURE",
        help="Id of an exercise, a test by hand, an anatomy picture or a body chart; see below.",
        show_default=False,
    ),
]
File = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE.svg",
        help="The file.",
        parser=file_to_write,
        show_default=False,
    ),
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
        parser=whole_number("--frame"),
        help="One key frame, from 1. Without it: the first and the telling frame.",
        show_default=False,
    ),
]
Animated = Annotated[bool, typer.Option("--animated", help="The movement in motion.")]
Pregnant = Annotated[bool, typer.Option("--pregnant", help="With the body of late pregnancy.")]


def figure(
    name: Name,
    file: File,
    side: WorkingSide = "right",
    number: Number = None,
    animated: Animated = False,
    pregnant: Pregnant = False,
    lang: Code = "en",
) -> None:
    """Draw a picture of an exercise, in the colours of paper, as an SVG file."""
    from sijoint.evidence.movement import load_movements

    say = spoken(lang).say
    movement = load_movements().get(name)
    if movement is None:
        draw = _other(name, side, say)
        _only_for_exercises(number, is_animated=animated, is_pregnant=pregnant)
        text = _written(draw())
    else:
        text = _exercise(movement, number, side, say, is_animated=animated, is_pregnant=pregnant)
    output.save(text + "\n", file)


def _only_for_exercises(number: int | None, *, is_animated: bool, is_pregnant: bool) -> None:
    """Refuse what other pictures do not have, instead of ignoring it."""
    given = {"--animated": is_animated, "--frame": number is not None, "--pregnant": is_pregnant}
    for option, is_given in given.items():
        if is_given:
            raise WrongInputError(f"{option} is only for exercises")


def _exercise(
    movement: Movement,
    number: int | None,
    side: str,
    say: Callable[[str], str],
    *,
    is_animated: bool,
    is_pregnant: bool,
) -> str:
    """The movement in motion, the key frame that is asked for, or the pair, as SVG."""
    from sijoint.drawing.contact import ImpossibleFrameError
    from sijoint.drawing.exercise import frame_figure, pair_figure

    if is_animated and number is not None:
        raise WrongInputError("--frame and --animated do not go together: leave one out")
    if number is not None:
        _check_number(movement.shown(is_pregnant=is_pregnant), number)
    try:
        if is_animated:
            return _in_motion(movement, side, say, is_pregnant=is_pregnant)
        if number is None:
            return _written(pair_figure(movement, side=side, say=say, is_pregnant=is_pregnant))
        return _written(frame_figure(movement, number, side=side, say=say, is_pregnant=is_pregnant))
    except ImpossibleFrameError:
        if not is_pregnant:
            raise
        # The belly is in the way, and nobody is to do it so.
        raise WrongInputError(f"--pregnant: {movement.id} is not drawn for pregnancy") from None


def _check_number(movement: Movement, number: int) -> None:
    count = len(movement.frames)
    if not 1 <= number <= count:
        allowed = f"1 to {count}" if count > 1 else "only 1"
        raise WrongInputError(f"--frame {number}: {movement.id} has {allowed}")


def _in_motion(
    movement: Movement, side: str, say: Callable[[str], str], *, is_pregnant: bool
) -> str:
    from sijoint.drawing.animation import animated_svg
    from sijoint.drawing.svg import Rendering

    return animated_svg(movement, Rendering.PAPER, side=side, say=say, is_pregnant=is_pregnant)


def _written(drawn: Figure) -> str:
    from sijoint.drawing.svg import Rendering, write

    return write(drawn, Rendering.PAPER)


def _other(name: str, side: str, say: Callable[[str], str]) -> Callable[[], Figure]:
    """How a picture of something other than an exercise is drawn."""
    from sijoint.drawing.collection import others

    pictures = others(side, say)
    if name not in pictures:
        from sijoint.evidence.movement import load_movements

        raise WrongInputError(_unknown(name, [*load_movements(), *pictures]))
    return pictures[name]


def _unknown(name: str, known: list[str]) -> str:
    from sijoint.evidence.reference import nearest

    close = nearest(name, known)
    return f'"{name}" is no known picture' + (f", did you mean {close}?" if close else "")
