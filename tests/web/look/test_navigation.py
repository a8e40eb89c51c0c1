"""What stands in the main navigation, and the page with the rest."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from sijoint.accounts.models import Membership
from sijoint.accounts.role import RoleName
from sijoint.web.member import Member, member_of
from sijoint.web.navigation import BAR, BY_ROLE, MORE, Page, pages_of
from tests.people import People

ALL = {page for pages in BY_ROLE.values() for page in pages} | {MORE}


@pytest.mark.parametrize(
    "page", sorted(ALL, key=lambda page: page.label), ids=lambda page: page.label
)
def test_every_page_of_the_navigation_exists(page: Page) -> None:
    assert reverse(page.name).startswith("/")


def test_somebody_with_every_role_sees_each_page_once(people: People) -> None:
    member = Member(people.owner, people.clinic, frozenset(RoleName), (people.clinic,))
    names = [page.name for page in pages_of(member)]
    assert len(names) == len(set(names))
    assert [page.label for page in pages_of(member)] == [
        "Worklist",
        "Patients",
        "Evidence",
        "Outcomes",
        "Clinic",
        "People",
    ]


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("therapist", ["Worklist", "Patients", "Evidence", "More"]),
        ("owner", ["Outcomes", "Clinic", "People", "More"]),
        ("desk", ["Patients", "More"]),
        ("patient", ["My plan", "My answers", "Guide", "More"]),
    ],
)
def test_each_role_has_its_bar(client: Client, people: People, who: str, labels: list[str]) -> None:
    user = getattr(people, who)
    member = member_of(user, None)
    assert member is not None
    assert [page.label for page in pages_of(member)] + ["More"] == labels
    assert len(labels) <= BAR
    client.force_login(user)
    page = client.get(reverse("more"))
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    html = page.content.decode()
    assert f'href="{reverse("more")}" aria-current="page"' in html
    assert reverse("help_now") in html
    assert reverse("mfa_index") in html
    assert reverse("account_logout") in html


def test_the_rest_of_a_long_navigation_stands_under_more(client: Client, people: People) -> None:
    Membership.objects.create(clinic=people.clinic, user=people.therapist, role=RoleName.OWNER)
    client.force_login(people.therapist)
    html = client.get(reverse("more")).content.decode()
    bar, _, rest = html.partition("</nav>")
    assert bar.count("<a ") - 2 == BAR  # without the skip link and the mark
    for name in ("clinic_settings", "people"):
        assert reverse(name) in rest


def test_more_offers_the_other_clinics_of_a_member(client: Client, people: People) -> None:
    client.force_login(people.therapist)
    assert "Hillside" not in client.get(reverse("more")).content.decode()
    Membership.objects.create(
        clinic=people.elsewhere, user=people.therapist, role=RoleName.THERAPIST
    )
    html = client.get(reverse("more")).content.decode()
    assert f'name="clinic" value="{people.elsewhere.id}"' in html
    assert "clinic-name" in html
    moved = client.post(reverse("clinic_switch"), {"clinic": people.elsewhere.id}, follow=True)
    assert moved.context["member"].clinic == people.elsewhere


def test_more_is_refused_to_strangers_and_asks_visitors_to_sign_in(
    client: Client, people: People
) -> None:
    assert client.get(reverse("more")).headers["Location"].startswith(reverse("account_login"))
    client.force_login(people.stranger)
    assert client.get(reverse("more")).status_code == 403


def test_who_is_signed_in_keeps_their_navigation_on_public_pages(
    client: Client, people: People
) -> None:
    assert "topnav" in client.get(reverse("guide")).content.decode()
    client.force_login(people.patient)
    html = client.get(reverse("guide")).content.decode()
    assert "topnav" not in html
    assert f'href="{reverse("guide")}" aria-current="page"' in html
