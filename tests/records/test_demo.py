"""The demo is whole: made once, by people who do not exist, with a trail that holds."""

from __future__ import annotations

from datetime import timedelta

from sijoint.accounts.models import Clinic, User
from sijoint.audit import event
from sijoint.records import demo
from sijoint.records.models import Alert, Evaluation, Intake, Patient, Plan
from sijoint.records.queries.worklist import Need, waiting
from tests.people import NOW


def test_the_demo_is_made_once(db):
    first = demo.build(at=NOW)
    second = demo.build(at=NOW + timedelta(days=1))
    assert first == second
    assert Clinic.objects.count() == 2
    assert all(clinic.is_demo for clinic in Clinic.objects.all())


def test_everybody_named_can_sign_in(db, client):
    for each in demo.build(at=NOW):
        assert User.objects.get(email=each.email).check_password(each.password), each.who


def test_somebody_is_at_each_place_of_the_road(db):
    demo.build(at=NOW)
    clinic = Clinic.objects.get(slug="riverside")
    assert Plan.objects.filter(state="approved").count() == 1
    assert Alert.objects.filter(level="urgent", closed_at__isnull=True).exists()
    assert Intake.objects.filter(completed_at__isnull=False).count() == 3
    assert Evaluation.objects.filter(signed_at__isnull=True).count() == 2
    assert {each.need for each in waiting(clinic)} >= {Need.EVALUATE, Need.CONTINUE}


def test_names_and_addresses_are_reserved_for_fiction(db):
    demo.build(at=NOW)
    assert all(user.email.endswith((".example", "@example.org")) for user in User.objects.all())
    surnames = {patient.name.split()[-1] for patient in Patient.objects.all()}
    assert surnames <= {"Example", "Sample", "Specimen", "Placeholder", "Nobody", "Newcomer"}


def test_the_trail_of_the_demo_holds(db):
    demo.build(at=NOW)
    for chain in event.chains():
        assert list(event.breaks(chain)) == []
