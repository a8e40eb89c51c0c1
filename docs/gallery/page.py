"""The frame that all pages of the gallery share."""

from __future__ import annotations

from dataclasses import dataclass

from docs.gallery.brand import BRAND
from docs.gallery.html import Html, element, joined

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;"
    " base-uri 'none'; form-action 'none'"
)
"""No inline style or script, and nothing from elsewhere."""

ROOMS = {
    "index.html": "Exercises",
    "hands-on.html": "Hands-on tests",
    "body-chart.html": "Body chart",
    "anatomy.html": "Anatomy",
    "things.html": "Things",
}
"""The rooms of the gallery, as the navigation names them."""

SHEETS = ("figure.css", "tokens.css", "gallery.css")
THEMES = {"system": "Auto", "light": "Light", "dark": "Dark"}


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Parameters
    ----------
    path : str
        From the top of the gallery, with "/".
    title : str
        Its heading.
    content : Html
        What stands below the heading.
    room : str
        The path of the room it belongs to.
    lead : str
        A line below the heading, or "".
    back : tuple of str
        Name and path of the page to go back to, or empty.
    scripts, sheets : tuple of str
        Names of further modules and style sheets in ``static/``.
    """

    path: str
    title: str
    content: Html
    room: str
    lead: str = ""
    back: tuple[str, str] | tuple[()] = ()
    scripts: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()

    def render(self) -> str:
        """The whole page as HTML."""
        page = element("html", self._head(), self._body(), lang="en")
        return f"<!doctype html>\n{page}\n"

    def address(self, path: str) -> str:
        """A path of the gallery, as seen from this page."""
        return "../" * self.path.count("/") + path

    def _head(self) -> Html:
        sheets = (self._sheet(name) for name in SHEETS + self.sheets)
        modules = (self._module(name) for name in ("gallery.js", *self.scripts))
        return element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", f"{self.title} · sijoint pictures"),
            element("link", rel="icon", href=self.address("static/mark.svg")),
            *sheets,
            element("script", src=self.address("static/theme.js")),
            *modules,
        )

    def _sheet(self, name: str) -> Html:
        return element("link", rel="stylesheet", href=self.address(f"static/{name}"))

    def _module(self, name: str) -> Html:
        return element("script", type="module", src=self.address(f"static/{name}"))

    def _body(self) -> Html:
        way = [self._way(*self.back)] if self.back else []
        lead = element("p", self.lead, class_="lead") if self.lead else ""
        heading = element("h1", self.title)
        main = element("main", *way, heading, lead, self.content, id="main", tabindex="-1")
        skip = element("a", "Skip to the content", class_="skip", href="#main")
        return element("body", skip, self._header(), main, _footer())

    def _way(self, name: str, path: str) -> Html:
        return element("p", element("a", name, href=self.address(path)), class_="way")

    def _header(self) -> Html:
        links = (element("li", self._link(path, name)) for path, name in ROOMS.items())
        home = element("a", BRAND, class_="brand", href=self.address("index.html"))
        navigation = element(
            "nav", element("ul", *links, role="list"), aria_label="Rooms of the gallery"
        )
        return element("header", element("div", home, navigation, _themes(), class_="band"))

    def _link(self, path: str, name: str) -> Html:
        here = None
        if path == self.room:
            here = "page" if path == self.path else "true"
        return element("a", name, href=self.address(path), aria_current=here)


def _themes() -> Html:
    """The choice of light or dark, shown once its script works."""
    choices = (
        element(
            "label",
            element("input", type="radio", name="theme", value=value),
            element("span", name),
        )
        for value, name in THEMES.items()
    )
    legend = element("legend", "Colours", class_="unseen")
    return element("fieldset", legend, *choices, class_="themes", hidden=True)


def _footer() -> Html:
    notes = (
        "Generated from the evidence files. No clinician has signed these pictures yet.",
        "Pictures: CC BY 4.0, the sijoint founders.",
    )
    band = element("div", *(element("p", note) for note in notes), class_="band")
    return element("footer", band)


def listing(*items: str, class_: str | None = None) -> Html:
    """A list without bullets that is still heard as a list."""
    return element("ul", *(element("li", item) for item in items), class_=class_, role="list")


def sentence(*parts: str) -> Html:
    """Parts that are not empty, with a middle dot between them."""
    return joined((part for part in parts if part), " · ")
