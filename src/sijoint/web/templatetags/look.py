"""Tags and filters of the look of pages: navigation, sides, percentages, fields of forms."""

from __future__ import annotations

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.template import RequestContext

from sijoint.web import navigation
from sijoint.web.wording import wording

register = template.Library()


@register.simple_tag(takes_context=True)
def navigation_items(context: RequestContext) -> list[navigation.Item]:
    """The main navigation of the member; empty for a visitor."""
    member = context.get("member")
    return navigation.items(context["request"], member) if member else []


@register.simple_tag(takes_context=True)
def other_items(context: RequestContext) -> list[navigation.Item]:
    """The pages of the member that the main navigation has no room for."""
    member = context.get("member")
    return navigation.other_items(context["request"], member) if member else []


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 as a whole percentage, as the language writes it."""
    return wording().percent(share)


@register.filter
def side_letter(side: str) -> str:
    """The letter for a side, the first of its word: L and R, in Spanish I and D."""
    return wording().side(side)[:1].upper()


@register.filter
def undo_url(message: Message) -> str:
    """Where a message of `notice.done` is taken back; empty when it cannot be."""
    for tag in (message.extra_tags or "").split():
        if tag.startswith("undo:"):
            return tag.removeprefix("undo:")
    return ""


@register.filter
def count_errors(form: forms.BaseForm) -> int:
    """How many messages a form has."""
    return sum(len(errors) for errors in form.errors.values())


@register.filter
def first_control(field: forms.BoundField) -> str:
    """The id of the control that a link to a field must reach: of a group, its first."""
    first = next(iter(field.subwidgets), None) if is_choice_group(field) else None
    return first.id_for_label if first else field.id_for_label or field.auto_id


@register.filter
def is_choice_group(field: forms.BoundField) -> bool:
    """Whether a field is drawn as several radios or checkboxes."""
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_checkbox(field: forms.BoundField) -> bool:
    """Whether a field is one checkbox."""
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def dialled(number: str) -> str:
    """A telephone number as a ``tel:`` address has it.

    >>> dialled("+34 944 00 11 22")
    '+34944001122'
    """
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")
