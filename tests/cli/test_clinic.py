"""`sijoint clinic`: an installation begins with a clinic and a link for its owner."""

from __future__ import annotations

import pytest
from django.test import Client

from sijoint.accounts.models import Clinic, Invitation
from sijoint.audit.models import Event
from sijoint.cli.server import application
from tests.cli.conftest import Sijoint

OWNER = ("--owner", "ana@example.org")


@pytest.fixture(autouse=True)
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django is loaded already, by the tests."""
    monkeypatch.setattr(application, "load", lambda: None)


def test_a_clinic_and_a_link_that_works(sijoint: Sijoint, db) -> None:
    done = sijoint("clinic", "create", "Riverside", *OWNER)
    assert (done.status, done.err) == (0, "")
    clinic = Clinic.objects.get()
    assert clinic.slug == "riverside"
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.email) == ("owner", "ana@example.org")
    assert invitation.invited_by is None
    link = done.out.splitlines()[-1]
    assert link.startswith("http://localhost:8000/invitations/")
    page = Client().get(link.removeprefix("http://localhost:8000"), follow=True)
    assert "Riverside invites you" in page.content.decode()
    assert list(Event.objects.values_list("verb", flat=True)) == [
        "clinic.create",
        "invitation.create",
    ]


def test_the_link_leads_to_the_site_of_the_clinic(sijoint: Sijoint, db, settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://clinic.example"]
    assert "\nhttps://clinic.example/invitations/" in sijoint("clinic", "create", "A", *OWNER).out
    site = ("--site", "https://other.example/")
    assert "\nhttps://other.example/inv" in sijoint("clinic", "create", "B", *OWNER, *site).out


def test_a_second_link_when_the_first_was_lost(sijoint: Sijoint, db) -> None:
    first = sijoint("clinic", "create", "Riverside", *OWNER).out.splitlines()[-1]
    second = sijoint("clinic", "invite", "riverside", *OWNER).out.splitlines()[-1]
    assert first != second
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("create", "\u202eRiver", *OWNER), "NAME: must be letters that can be seen"),
        (("create", "Riverside", "--owner", "ana"), "--owner ana: must be an email"),
        (("create", "Río", "--slug", "riverside", *OWNER), "riverside: A clinic has this short"),
        (("invite", "nowhere", *OWNER), "nowhere: there is no clinic"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(sijoint: Sijoint, people, arguments, says) -> None:
    seen = sijoint("clinic", *arguments)
    assert seen.status == 2
    assert says in seen.complaint
    assert Clinic.objects.count() == 2


def test_without_a_name_for_addresses_nothing_is_kept(sijoint: Sijoint, db) -> None:
    assert sijoint("clinic", "create", "理", *OWNER).status == 2
    assert not Clinic.objects.exists()


def test_without_the_server_it_says_how_to_install_it(
    sijoint: Sijoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(application, "PARTS", ("no_such_package",))
    for arguments in (("clinic", "create", "A", *OWNER), ("audit", "verify")):
        seen = sijoint(*arguments)
        assert seen.status == 2
        assert "pip install 'sijoint[server,documents]'" in seen.complaint
