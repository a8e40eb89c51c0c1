"""Tags of the pages of a plan."""

from __future__ import annotations

from django import template
from django.template import RequestContext

from sijoint.web.plan.row import Number, Row

register = template.Library()


@register.simple_tag(takes_context=True)
def wrong_number(context: RequestContext, row: Row, number: Number) -> str:
    """What is wrong with a number that was sent; empty where nothing is."""
    if context.get("about") != row.id:
        return ""
    return str(context.get("wrong", {}).get(number.part, ""))


@register.simple_tag(takes_context=True)
def typed_number(context: RequestContext, row: Row, number: Number) -> str:
    """What stands in a field: after a refusal what was typed, else the plan's own number."""
    if context.get("about") == row.id and context.get("refused"):
        typed = context["typed"].get(number.part, "")
        return str(typed)[:8] or number.value
    return number.value


@register.simple_tag(takes_context=True)
def refused_at(context: RequestContext, complaint: str) -> str:
    """Where a complaint leads: to the number that it is about, else to the row."""
    about = context.get("about")
    for part, said in context.get("wrong", {}).items():
        if said == complaint:
            return f"{part}-{about}"
    return f"row-{about}"
