"""Who gets in where: one table of every address, for everybody, for GET and for POST."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from tests.web.site.addresses import Address, addresses
from tests.web.site.doors import DOORS
from tests.web.site.world import WHO, World, make_world

pytestmark = pytest.mark.django_db

ADDRESSES = [each for each in addresses() if each.name and not each.name.startswith("admin:")]
ADMIN = [each for each in addresses() if each.name.startswith("admin:")]
TOKEN = "a" * 32
UNKNOWN = {"nobody": "asked", "version": "x", "act": "fly", "withdrawn": "1"}
REFUSED = {"in", "403", "404", "405"}
SIGN_IN = ("/account/login/",)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The rows, made once and never kept."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World, django_db_blocker: Any) -> dict[str, Client]:
    """A client of everybody, which sends the token that forms need."""
    found = {}
    for who in WHO:
        found[who] = Client(enforce_csrf_checks=True)
        if world.users[who].is_authenticated:
            found[who].force_login(world.users[who])
        found[who].cookies["csrftoken"] = TOKEN
    return found


def answer_of(response: HttpResponse) -> str:
    """A status; ``in`` for a way to the sign-in, ``->`` for a way to elsewhere."""
    if response.status_code not in (301, 302, 303):
        return str(response.status_code)
    return "in" if urlsplit(response.headers["Location"]).path in SIGN_IN else "->"


def ask(client: Client, method: str, url: str, sent: dict[str, str]) -> str:
    """The answer to a request that leaves no trace."""
    cookies = client.cookies.copy()
    with transaction.atomic():
        if method == "GET":
            response = client.get(url)
        else:
            response = client.post(url, sent | {"csrfmiddlewaretoken": TOKEN})
        if not response.streaming:
            assert response.content is not None
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer_of(response)


def url_of(world: World, address: Address) -> str:
    return reverse(address.name, kwargs=world.values(address.name, address.parameters))


def expected(name: str, method: str) -> tuple[str, ...] | None:
    """The row of the table; None where the method is taken from nobody."""
    found = {door.method: door.answers for door in DOORS if door.name == name}
    assert found, f"{name} has no row in doors.py"
    return found.get(method)


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_a_door_is_open_to_whom_the_table_says(world, clients, address, method) -> None:
    row = expected(address.name, method)
    url = url_of(world, address)
    found = tuple(ask(clients[who], method, url, {}) for who in WHO)
    if row is None:
        assert set(found) <= REFUSED, dict(zip(WHO, found, strict=True))
    else:
        assert dict(zip(WHO, found, strict=True)) == dict(zip(WHO, row, strict=True))


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_what_nobody_asked_for_does_no_more_than_nothing(world, clients, address) -> None:
    """Unknown fields and values get the answer that an empty form gets."""
    row = expected(address.name, "POST") or ()
    inside = [who for who, each in zip(WHO, row, strict=False) if each not in REFUSED]
    for who in inside[:2]:
        found = ask(clients[who], "POST", url_of(world, address), UNKNOWN)
        assert found == row[WHO.index(who)], who


def test_every_row_is_of_an_address() -> None:
    names = {each.name for each in ADDRESSES}
    assert {door.name for door in DOORS} == names


def test_every_page_has_a_guard() -> None:
    ours = [each for each in ADDRESSES if each.is_ours]
    assert len(ours) > 60
    assert not [each.name for each in ours if not hasattr(each.view, "permissions")]


def test_an_address_has_one_name_and_no_page_is_nameless() -> None:
    names = [each.name for each in ADDRESSES]
    assert len(names) == len(set(names))
    nameless = [each.pattern for each in addresses() if not each.name and each.is_ours]
    assert not nameless


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda each: each.name)
def test_nothing_is_taken_without_the_token_of_the_form(world, address) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.users["therapist"])
    assert client.post(url_of(world, address)).status_code in (403, 405)


@pytest.mark.parametrize("address", ADMIN, ids=lambda each: each.pattern)
def test_the_administration_is_closed_to_everybody_without_the_flag(
    world, clients, address
) -> None:
    values = {"object_id": "1", "content_type_id": "1", "app_label": "audit", "url": "x/"}
    kwargs = {each: values[each] for each in address.parameters}
    url = "/admin/" if not address.name.split(":")[1] else reverse(address.name, kwargs=kwargs)
    for who in ("out", "patient", "owner", "therapist"):
        for method in ("GET", "POST"):
            assert ask(clients[who], method, url, {}) in {"->", *REFUSED}, who


def test_rows_of_another_clinic_do_not_exist(world) -> None:
    """Not even for somebody who may do everything in their own."""
    elsewhere = Membership.objects.get(user=world.users["colleague"]).clinic
    user = User.objects.create_user("all@example.org", "a long password", name="Alma All")
    for role in RoleName:
        Membership.objects.create(clinic=elsewhere, user=user, role=role)
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    client.cookies["csrftoken"] = TOKEN
    ours = [a for a in ADDRESSES if any(each.endswith("_id") for each in a.parameters)]
    asked = [a for a in ours if a.name not in ("exercise_motion", "exercise_move")]
    assert len(asked) > 35
    for address in asked:
        found = {ask(client, method, url_of(world, address), {}) for method in ("GET", "POST")}
        assert "404" in found, address.name
        assert found <= {"404", "405"}, address.name


def test_people_in_care_read_their_own_rows_only(world, clients) -> None:
    """The addresses without an id answer from the row of whoever asks."""
    for name in ("plan_mine", "intake", "consent"):
        page = clients["other"].get(reverse(name), follow=True).content.decode()
        assert "Pat Patient" not in page
        assert "lift my child" not in page
        assert str(world.plan.id) not in page
    mine = clients["patient"].get(reverse("plan_mine")).content.decode()
    assert str(world.plan.id) in mine
