"""The main navigation: which pages stand in it, for whom, and which one is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop

from sijoint.accounts.role import RoleName
from sijoint.web.member import Member


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the navigation.

    Parameters
    ----------
    name : str
        Of its address.
    label : str
        English, for translation.
    icon : str
        Of Bootstrap Icons, with its ``bi-``.
    within : tuple of str
        How the names of the pages begin that belong to it.
    """

    name: str
    label: str
    icon: str
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A page as a link.

    Parameters
    ----------
    current : str
        What ``aria-current`` says: ``page`` on the page itself, ``true`` within it, else empty.
    """

    page: Page
    url: str
    current: str


WORKLIST = Page("worklist", gettext_noop("Worklist"), "bi-flag", ("task",))
PATIENTS = Page(
    "patients", gettext_noop("Patients"), "bi-people", ("patient", "evaluation", "plan", "handout")
)
CONTACTS = Page("patients", gettext_noop("Patients"), "bi-people", ("patient",))
EVIDENCE = Page("evidence", gettext_noop("Evidence"), "bi-journal-text", ("evidence_",))
OUTCOMES = Page("outcomes", gettext_noop("Outcomes"), "bi-graph-up", ("outcomes_",))
CLINIC = Page("clinic_settings", gettext_noop("Clinic"), "bi-hospital", ("clinic_settings_",))
PEOPLE = Page(
    "people", gettext_noop("People"), "bi-person-badge", ("people_", "invitation", "erasure")
)
PLAN = Page("plan_mine", gettext_noop("My plan"), "bi-sun", ("plan_mine",))
ANSWERS = Page("intake", gettext_noop("My answers"), "bi-card-checklist", ("intake_", "consent"))
GUIDE = Page("guide", gettext_noop("Guide"), "bi-book", ("guide_",))
MORE = Page(
    "more",
    gettext_noop("More"),
    "bi-three-dots",
    ("account", "mfa", "my_data", "clinic_switch", "help_now"),
)

BY_ROLE = {
    RoleName.THERAPIST: (WORKLIST, PATIENTS, EVIDENCE),
    RoleName.OWNER: (OUTCOMES, CLINIC, PEOPLE),
    RoleName.FRONT_DESK: (CONTACTS,),
    RoleName.PATIENT: (PLAN, ANSWERS, GUIDE),
}
"""In this order for somebody with several roles; who works here reads no plan of their own."""

BAR = 5
"""As many as a bar at the foot of a phone holds; the rest stands on the page More."""


def pages_of(member: Member) -> list[Page]:
    """Every page of the navigation of a member, without More."""
    roles = [role for role in BY_ROLE if role in member.roles]
    if member.is_staff:
        roles = [role for role in roles if role is not RoleName.PATIENT]
    found = {page.name: page for role in reversed(roles) for page in BY_ROLE[role]}
    ordered = dict.fromkeys(page.name for role in roles for page in BY_ROLE[role])
    return [found[name] for name in ordered]


def items(request: HttpRequest, member: Member) -> list[Item]:
    """The bar of a member: the first pages, and More."""
    return list(_links(request, [*pages_of(member)[: BAR - 1], MORE]))


def other_items(request: HttpRequest, member: Member) -> list[Item]:
    """The pages that the bar has no room for."""
    return list(_links(request, pages_of(member)[BAR - 1 :]))


def _links(request: HttpRequest, pages: list[Page]) -> Iterator[Item]:
    """Pages as links."""
    match = getattr(request, "resolver_match", None)
    here = (match and match.url_name) or ""
    for page in pages:
        within = any(here.startswith(name) for name in page.within)
        yield Item(
            page, reverse(page.name), "page" if here == page.name else "true" if within else ""
        )
