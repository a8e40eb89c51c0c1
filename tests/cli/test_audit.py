"""`sijoint audit verify`: says whether every chain holds, and where it does not."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction

from sijoint.audit import event
from sijoint.audit.models import Event
from sijoint.cli.server import application
from tests.cli.conftest import Sijoint
from tests.people import NOW, People


@pytest.fixture(autouse=True)
def _loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Django is loaded already, by the tests."""
    monkeypatch.setattr(application, "load", lambda: None)


def _tell(people: People) -> None:
    with transaction.atomic():
        for _ in range(3):
            event.add(
                "patient.read",
                people.patient.id,
                clinic_id=people.clinic.id,
                by=people.therapist.id,
                at=NOW,
            )
        event.add("user.sign_in", people.owner.id, by=people.owner.id, at=NOW)


def test_whole_chains(sijoint: Sijoint, people) -> None:
    _tell(people)
    seen = sijoint("audit", "verify")
    assert (seen.status, seen.out) == (0, "2 chains, 4 events; no broken places\n")


def test_broken_places_are_listed(sijoint: Sijoint, people) -> None:
    _tell(people)
    Event.objects.filter(clinic_id=people.clinic.id, number=2).update(verb="plan.approve")
    Event.objects.filter(verb="user.sign_in").update(actor_id=None)
    seen = sijoint("audit", "verify")
    assert seen.status == 1
    assert seen.out.splitlines() == [
        "system: event 1: was changed after it was written",
        "riverside: event 2: was changed after it was written",
        "2 chains, 4 events; 2 broken places",
    ]


def test_one_clinic_alone(sijoint: Sijoint, people) -> None:
    _tell(people)
    Event.objects.filter(verb="user.sign_in").update(actor_id=None)
    seen = sijoint("audit", "verify", "--clinic", "riverside")
    assert (seen.status, seen.out) == (0, "1 chain, 3 events; no broken places\n")
    assert sijoint("audit", "verify", "--clinic", "hillside").out.startswith("1 chain, 0 events")


def test_heads_are_kept_and_checked_against(sijoint: Sijoint, people, tmp_path: Path) -> None:
    _tell(people)
    seen = sijoint("audit", "verify", "--heads")
    lines = seen.out.splitlines()
    assert (seen.status, len(lines)) == (0, 2)
    assert lines[1].startswith(f"{people.clinic.id} 3 ")
    kept = tmp_path / "heads.txt"
    kept.write_text(seen.out, encoding="utf-8")
    _tell(people)
    seen = sijoint("audit", "verify", "--against", str(kept))
    assert (seen.status, seen.out) == (0, "2 chains, 2 kept heads, 8 events; no broken places\n")
    seen = sijoint("audit", "verify", "--clinic", "riverside", "--against", str(kept))
    assert seen.out == "1 chain, 1 kept head, 6 events; no broken places\n"


def test_a_chain_that_is_not_the_kept_one(sijoint: Sijoint, people, tmp_path: Path) -> None:
    _tell(people)
    kept = tmp_path / "heads.txt"
    other = UUID(int=7)
    lines = [f"{people.clinic.id} 3 {'0' * 64}", f"{other} 5 {'a' * 64}"]
    kept.write_text("\n".join(lines), encoding="utf-8")
    seen = sijoint("audit", "verify", "--heads", "--against", str(kept))
    assert seen.status == 1
    assert seen.out.splitlines() == [
        "riverside: event 3: is not the one that was kept elsewhere",
        f"{other}: event 5: was kept elsewhere and is missing",
        "2 chains, 2 kept heads, 4 events; 2 broken places",
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "holds nothing to check against"),
        ("riverside 3 abc\n", "line 1: must be a chain, a number and a hash"),
    ],
)
def test_a_file_without_heads(sijoint: Sijoint, people, tmp_path: Path, text, says) -> None:
    kept = tmp_path / "heads.txt"
    kept.write_text(text, encoding="utf-8")
    seen = sijoint("audit", "verify", "--against", str(kept))
    assert seen.status == 2
    assert says in seen.complaint
    seen = sijoint("audit", "verify", "--against", str(tmp_path / "none.txt"))
    assert (seen.status, "cannot be read" in seen.complaint) == (2, True)


def test_a_broken_chain_has_no_head_to_keep(sijoint: Sijoint, people) -> None:
    _tell(people)
    Event.objects.filter(verb="user.sign_in").update(actor_id=None)
    seen = sijoint("audit", "verify", "--heads")
    assert seen.status == 1
    assert seen.out.splitlines()[0] == "system: event 1: was changed after it was written"


def test_a_clinic_that_is_not_there(sijoint: Sijoint, people) -> None:
    seen = sijoint("audit", "verify", "--clinic", "nowhere")
    assert seen.status == 2
    assert "--clinic nowhere: there is no clinic" in seen.complaint
