"""The mark and the wordmark, as shapes that take the colours of the page."""

from __future__ import annotations

from docs.gallery.html import Html, element

ILIA = (
    (
        "M17.6 15.6C10.2 10.8 2.6 15.4 2.6 24.6C2.6 35 9.4 41.4 16.4 46.6C20 49.3 21.2 52 24.4 54.6"
        "C27 56.7 29.6 55.2 29.6 52.2C29.6 49.6 28.2 47.6 26.4 44.6Q24.2 41 23.2 36.4Z"
    ),
    (
        "M46.4 15.6C53.8 10.8 61.4 15.4 61.4 24.6C61.4 35 54.6 41.4 47.6 46.6C44 49.3 42.8 52 39.6"
        " 54.6C37 56.7 34.4 55.2 34.4 52.2C34.4 49.6 35.8 47.6 37.6 44.6Q39.8 41 40.8 36.4Z"
    ),
)
SACRUM = (
    "M22.8 12.4Q21 12.8 21.3 14.6L26.6 35.8Q28 41.4 32 46Q36 41.4 37.4 35.8L42.7 14.6Q43 12.8"
    " 41.2 12.4Q32 9.6 22.8 12.4Z"
)
LETTERS = (
    (
        "M25 27.2C22.6 24.4 19.4 23 15.9 23C11.4 23 8 25.2 8 28.7C8 36.6 25.6 31.4 25.6 39.6C25.6"
        " 43.4 21.6 46 16.6 46C12.6 46 9 44.4 6.8 41.4"
    ),
    "M38 24V46M54 24V50C54 54.6 51.4 57 47 57M103 24V46",
    "M66 34.5A11.5 11.5 0 1 0 89 34.5A11.5 11.5 0 1 0 66 34.5",
    "M118 46V24M118 35C118 27.5 122 23 127.5 23C133 23 136.5 26.6 136.5 32.5V46",
    "M152 15V38.5C152 43.5 154.6 46 159.4 46H162M146 24H161",
)
LIGHT = {"primary": "#0B5B6B", "ember": "#C24E26"}


def _path(d: str, class_: str) -> Html:
    return element("path", d=d, class_=class_)


def _dot(x: str, class_: str) -> Html:
    return element("circle", cx=x, cy="13", r="4.2", class_=class_)


MARK = element(
    "svg",
    *(_path(d, "brand-primary") for d in ILIA),
    _path(SACRUM, "brand-ember"),
    viewBox="0 0 64 64",
    aria_hidden="true",
    class_="brand-mark",
)
WORD = element(
    "svg",
    *(_path(d, "brand-letter") for d in LETTERS),
    _dot("38", "brand-ember"),
    _dot("54", "brand-ember"),
    _dot("103", "brand-ink"),
    viewBox="0 0 176 64",
    role="img",
    aria_label="sijoint pictures",
    class_="brand-word",
)
BRAND = Html(MARK + WORD)

ICON = element(
    "svg",
    *(element("path", d=d, fill=LIGHT["primary"]) for d in ILIA),
    element("path", d=SACRUM, fill=LIGHT["ember"]),
    xmlns="http://www.w3.org/2000/svg",
    viewBox="0 0 64 64",
)
"""The mark as a file, with its own colours."""
