"""One measured figure against its target."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A row of the results.

    `value` and `target` share a unit; `at_least` says which way is good.
    """

    what: str
    value: float
    target: float
    unit: str
    at_least: bool
    detail: str

    @property
    def met(self) -> bool:
        """Whether the target is met."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        sign = ">=" if self.at_least else "<="
        verdict = "yes" if self.met else "**no**"
        value = f"{self.value:,.3g}" if self.value < 1000 else f"{self.value:,.0f}"
        target = f"{self.target:,.3g}" if self.target < 1000 else f"{self.target:,.0f}"
        cells = (self.what, f"{value} {self.unit}", f"{sign} {target}", verdict, self.detail)
        return f"| {' | '.join(cells)} |"
