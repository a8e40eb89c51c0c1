"""Every text that a page may show."""

from __future__ import annotations

from tools.messages.evidence_text import evidence_uses
from tools.messages.framework_text import framework_uses
from tools.messages.message import Message, collected
from tools.messages.source_text import source_uses
from tools.messages.template_text import template_uses


def extract() -> dict[str, Message]:
    """Every text of the evidence, of the code and of templates, by its id, sorted by file."""
    evidence = ((text, "", use) for text, use in evidence_uses())
    return collected([*evidence, *source_uses(), *template_uses(), *framework_uses()])
