"""The admin of Django shows what we chose, and changes three flags through actions."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from sijoint.accounts.models import User
from sijoint.audit import event
from sijoint.audit.models import SYSTEM, Event
from tests.people import NOW, People

FLAGS = {"User": {"is_active", "is_staff"}, "Clinic": {"welcomes_new"}}


@pytest.fixture
def boss(people) -> Client:
    user = User.objects.create_superuser("boss@example.org", "a long password")
    client = Client()
    client.force_login(user)
    return client


def test_only_accounts_and_the_trail_are_there():
    shown = {model._meta.label for model in admin.site._registry}
    assert shown == {
        "accounts.User",
        "accounts.Clinic",
        "accounts.Membership",
        "accounts.Invitation",
        "audit.Event",
        "audit.Chain",
    }


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
def test_nothing_is_made_deleted_or_changed_but_flags(people, model):
    shown = admin.site._registry[model]
    request = RequestFactory().get("/")
    request.user = User(is_superuser=True, is_staff=True, is_active=True)
    assert not shown.has_add_permission(request)
    assert not shown.has_delete_permission(request)
    fields, fixed = shown.get_fields(request), shown.get_readonly_fields(request)
    assert set(fields) - set(fixed) == FLAGS.get(model.__name__, set())
    assert shown.has_change_permission(request) is (model.__name__ in FLAGS)
    assert not shown.search_fields
    assert not {"password", "token_hash"} & set(fields)


def _paths(people: People) -> list[str]:
    return [
        f"accounts/user/{people.desk.id}/change/",
        f"accounts/clinic/{people.clinic.id}/change/",
    ]


@pytest.mark.parametrize("who", ["owner", "therapist", "desk", "patient", "stranger", ""])
def test_nobody_but_an_administrator_gets_in(people, signed_in, who):
    client = signed_in(getattr(people, who)) if who else Client()
    for path in ["", *_paths(people)]:
        answer = client.get(f"/admin/{path}", follow=True)
        assert answer.status_code == 403 or answer.request["PATH_INFO"] == "/account/login/"


def test_pages_are_shown(people, boss):
    lists = ["audit/event/", "audit/chain/", "accounts/user/", "accounts/membership/"]
    for path in ["", *lists, *_paths(people)]:
        assert boss.get(f"/admin/{path}").status_code == 200


def test_on_a_public_server_an_administrator_has_a_second_step(people, boss, settings):
    settings.PRODUCTION = True
    for path in ["", "audit/event/", *_paths(people)]:
        answer = boss.get(f"/admin/{path}")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/admin/login/")
    answer = boss.get("/admin/login/", follow=True)
    assert answer.request["PATH_INFO"] == "/account/2fa/"
    assert "An administrator needs a second step." in answer.content.decode()
    path = f"/admin/accounts/user/{people.desk.id}/change/"
    assert boss.post(path, {"is_staff": "on"}).status_code == 302
    people.desk.refresh_from_db()
    assert not people.desk.is_staff
    assert boss.post("/admin/login/", {"username": "boss@example.org"}).status_code == 303
    admin_user = User.objects.get(email="boss@example.org")
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert boss.get("/admin/").status_code == 302
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.TOTP, data={})
    assert boss.get("/admin/").status_code == 200


def test_the_trail_is_listed_the_latest_first_without_a_look_through_all_of_it(people, boss):
    for verb in ("one.first", "two.second"):
        with transaction.atomic():
            event.add(verb, people.desk.id, by=None, at=NOW)
    with CaptureQueriesContext(connection) as asked:
        page = boss.get("/admin/audit/event/").content.decode()
    assert page.index("two.second") < page.index("one.first")
    assert not any("DISTINCT" in each["sql"] for each in asked)


def test_a_flag_is_switched_through_the_action(people, boss):
    path = f"/admin/accounts/user/{people.desk.id}/change/"
    answer = boss.post(path, {"email": "other@example.org", "is_superuser": "on", "is_staff": "on"})
    assert answer.status_code == 302
    people.desk.refresh_from_db()
    assert (people.desk.is_active, people.desk.is_staff) == (False, True)
    assert people.desk.email == "dora@example.org"
    assert not people.desk.is_superuser
    assert Event.objects.get(verb="user.switch").fields == ["is_active", "is_staff"]
    assert list(event.breaks(SYSTEM)) == []


def test_a_clinic_is_closed_to_new_people(people, boss):
    boss.post(f"/admin/accounts/clinic/{people.clinic.id}/change/", {"name": "Other"})
    people.clinic.refresh_from_db()
    assert (people.clinic.welcomes_new, people.clinic.name) == (False, "Riverside")
    assert Event.objects.get(verb="clinic.change").fields == ["welcomes_new"]


def test_nothing_is_deleted_or_made_by_an_address(people, boss):
    for path in _paths(people):
        assert (
            boss.post(f"/admin/{path.replace('change', 'delete')}", {"post": "yes"}).status_code
            == 403
        )
    assert boss.get("/admin/accounts/user/add/").status_code == 403
    assert boss.get("/admin/records/patient/").status_code == 404


def test_the_admin_keeps_no_log_of_its_own(people, boss):
    boss.post(f"/admin/accounts/user/{people.desk.id}/change/", {"is_staff": "on"})
    assert not admin.models.LogEntry.objects.exists()


def test_the_sign_in_of_the_admin_is_ours(db, client):
    answer = client.get("/admin/login/?next=/admin/")
    assert answer["Location"] == "/account/login/?next=%2Fadmin%2F"
