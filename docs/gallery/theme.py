"""Tokens of pages that pictures do not need, for ``tokens.css``; the values are the product's."""

from __future__ import annotations

TOKENS = (
    ("--si-primary-hover", "#084955", "#9EDBE5"),
    ("--si-on-primary", "#FFFFFF", "#06262D"),
    ("--si-focus", "#C24E26", "#FFA680"),
    ("--si-shadow", "0 1px 2px rgb(19 38 45 / .07)", "none"),
)
"""Variable, its light value, its dark value."""
