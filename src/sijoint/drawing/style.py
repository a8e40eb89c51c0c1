"""The style sheet of pictures on pages, ``figure.css``, made from the palette.

Dark pages, pages without JavaScript, print, forced colours and reduced motion are all here, so
that a page needs this sheet and nothing else for its pictures.
"""

from __future__ import annotations

from collections.abc import Iterable

from sijoint.drawing.palette import GRADIENTS, LOOKS, OWN, SHARED, Look, colours, variable
from sijoint.drawing.svg import style_sheet

SOLID = frozenset({"ink", "ink-2", "ember-text", "hair", "on-primary-soft", "primary"})
"""Colours of words and solid shapes, which forced colours draw like lines."""

MARKED = frozenset({"ember", "glow", "pain-mild", "pain-moderate", "pain-strong"})
"""Colours that say where the work or the pain is, or which joint is meant."""

CASINGS = frozenset({"surface", "primary-soft", "halo", "bone-top", "joint-halo"})
"""Colours of surfaces that are also drawn around lines and signs, to part them from the rest."""

FACES = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial'

BEHAVIOUR = f"""\
.si-figure {{ display: block; width: 100%; height: auto; font-family: {FACES}, sans-serif; }}

/* A player is there only where it works; its frames in order stand beside it always. */
.si-player {{ display: none; }}
.si-player.si-ready {{ display: block; }}
@media print, (prefers-reduced-motion: reduce) {{
  .si-player.si-ready {{ display: none; }}
}}
.si-play[aria-pressed="false"] .si-pause-word, .si-play[aria-pressed="true"] .si-play-word {{
  display: none;
}}
"""


def figure_css() -> str:
    """The whole of ``figure.css``.

    Returns
    -------
    str
        Variables of every colour, a rule for each look and each stop of a gradient, and what
        `player.js` switches by its class ``si-ready``.
    """
    parts = (themes(colours()), style_sheet(), BEHAVIOUR, _forced())
    return "\n".join(parts)


def themes(variables: Iterable[tuple[str, str, str]]) -> str:
    """Rules that give variables their light and their dark values.

    The dark values hold on screens only, so that every page prints light.

    Parameters
    ----------
    variables : iterable of (str, str, str)
        The variable with its two hyphens, its light value, its dark value.

    Returns
    -------
    str
        Light by default; dark where ``data-bs-theme`` says so, or where the page has no
        ``data-bs-theme`` and the system is dark.
    """
    table = tuple(variables)
    light = "\n".join(f"  {name}: {value};" for name, value, _ in table)
    dark = "\n".join(f"  {name}: {value};" for name, _, value in table)
    return (
        f":root, [data-bs-theme=light] {{\n  color-scheme: light;\n{light}\n}}\n"
        f"@media screen {{\n[data-bs-theme=dark] {{\n  color-scheme: dark;\n{dark}\n}}\n}}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f":root:not([data-bs-theme]) {{\n  color-scheme: dark;\n{dark}\n}}\n}}\n"
    )


def _forced() -> str:
    """Colours as the person's system has them.

    Lines are in the colour of text, surfaces in that of the page, and what is marked in that of
    a selection. Light and shade, which would be smudges in so few colours, is left out.
    """
    rules = [f"    {variable(name)}: {_system(name)};" for name in (*SHARED, *OWN)]
    shades = ", ".join(f".sf-{name}" for name, look in LOOKS.items() if _is_shade(look))
    return (
        "@media (forced-colors: active) {\n  .si-figure {\n    forced-color-adjust: none;\n"
        + "\n".join(rules)
        + f"\n  }}\n  {shades} {{ display: none; }}\n"
        "  .sf-joint { stroke-width: 7; }\n}\n"
    )


def _system(colour: str) -> str:
    """The system colour that stands for a colour of the palette."""
    if colour in MARKED:
        return "Highlight"
    lines = {look.line for look in LOOKS.values()} - CASINGS
    return "CanvasText" if colour in lines | SOLID else "Canvas"


def _is_shade(look: Look) -> bool:
    """Whether a look is a soft spot that marks nothing."""
    gradient = GRADIENTS.get(look.fill.removeprefix("@"))
    if gradient is None or not gradient.is_radial:
        return False
    return MARKED.isdisjoint(colour for _, colour, _ in gradient.stops)
