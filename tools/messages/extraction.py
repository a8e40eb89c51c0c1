"""Every text that a page may show."""

from __future__ import annotations

from tools.messages.evidence_text import evidence_uses
from tools.messages.message import Message, collected
from tools.messages.source_text import source_uses


def extract() -> dict[str, Message]:
    """Every text of the evidence and of the code, by itself, sorted by file and text."""
    return collected([*((text, "", use) for text, use in evidence_uses()), *source_uses()])
