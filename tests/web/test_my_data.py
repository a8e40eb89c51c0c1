"""A person's own data on its pages and in its copies, and who is refused."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import Browser, Page

from sijoint.accounts.models import Membership, User
from sijoint.accounts.role import RoleName
from sijoint.audit.models import Event
from sijoint.clinical.profile import ProfileLabel
from sijoint.evidence.read import read_raw
from sijoint.records import consent_text, demo
from sijoint.records.actions import consent, erasure, intake
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import goal as goals
from sijoint.records.actions import patient as patients
from sijoint.records.models import Alert, Erasure, Patient
from sijoint.records.queries.own_data import own_data_of
from sijoint.web.my_data.document import SCHEMA, document_of
from sijoint.web.my_data.section import sections_of
from sijoint.web.wording import wording_in
from tests.casefile.stories import story as told
from tests.documents.pdf import Pdf
from tests.people import NOW, People
from tests.records.chart import record_case, vignette
from tests.records.planning import answer, approved, make_evaluation, make_patient
from tests.web.page_text import text_of
from tests.web.test_public_browser import AXE, RUN

pytestmark = pytest.mark.django_db

KEPT = os.environ.get("PICTURES_FOLDER", "")
MINE = ("my_data", "my_data_contact", "my_data_json", "my_data_pdf", "my_data_erase")
PASSWORD = "a long password"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def person(people: People) -> Patient:
    """Somebody with everything that the page can show."""
    patient = make_patient(people, email="pat@home.example", phone="600 123")
    user = people.patient
    for kind in consent_text.KINDS:
        consent.give(patient=patient, kind=kind, language="en", by=user, at=NOW)
    held = intake.start(patient=patient, by=user, at=NOW)
    words = told(goal_1={"text": "dance at the fair", "now": 3})
    intake.answer(intake=held, answers=words, step="pain", by=user, at=NOW)
    intake.complete(intake=held, by=user, at=NOW)
    evaluation = make_evaluation(people, patient)
    answer(evaluation, "thigh_thrust", "left")
    answer(evaluation, "distraction")
    plan = approved(people, evaluation)
    goals.add(episode=plan.episode, text="carry my son", by=people.therapist, at=NOW, baseline=2)
    note = "Secret reasoning of the therapist."
    evaluations.sign(evaluation=evaluation, note=note, by=people.therapist, at=NOW)
    patients.read(patient=patient, by=people.second, at=NOW)
    Alert.objects.create(
        clinic=people.clinic,
        patient=patient,
        rule_id="INF-1",
        level="urgent",
        raised_at=NOW,
        closed_at=NOW,
        closed_reason="seen",
    )
    return patient


@pytest.fixture
def own(people: People, person: Patient) -> Client:
    return signed_in(people.patient)


def page_of(client: Client, name: str, *args: Any) -> str:
    return text_of(client.get(reverse(name, args=args)).content.decode())


def copy_of(client: Client) -> dict[str, Any]:
    return json.loads(client.get(reverse("my_data_json")).content)


# ---- seeing and correcting


def test_the_page_tells_everything_in_plain_words(own: Client) -> None:
    page = page_of(own, "my_data")
    for words in (
        *("Pat Patient", "pat@home.example", "600 123", "pat@example.org", "Riverside"),
        *("Care at your clinic", "Your data", "23 November 2026", "dance at the fair"),
        *("carry my son", "Tom Therapist", "Sara Second", "You follow this plan now."),
        "You can ask your clinic for the notes and test results.",
    ):
        assert words in page, words
    assert "Secret reasoning" not in page


def test_it_leads_to_everything_that_can_be_done(own: Client) -> None:
    html = own.get(reverse("my_data")).content.decode()
    for name in (
        *MINE[1:],
        *("consent", "intake", "plan_mine", "account_email"),
    ):
        assert f'href="{reverse(name)}"' in html, name
    assert f'href="{reverse("my_data")}"' in own.get(reverse("more")).content.decode()


def test_an_empty_record_says_why_it_is_empty(people: People) -> None:
    make_patient(people)
    page = page_of(signed_in(people.patient), "my_data")
    for words in ("You have not sent your answers yet.", "No plan was approved yet."):
        assert words in page


def test_many_days_of_reading_are_folded(own: Client, people: People, person: Patient) -> None:
    for days in range(1, 15):
        patients.read(patient=person, by=people.second, at=NOW + timedelta(days=days))
    html = own.get(reverse("my_data")).content.decode()
    assert "<summary>Earlier</summary>" in html
    assert html.count("Sara Second") == 15


def test_a_plan_that_is_stopped_is_not_offered(own: Client, person: Patient) -> None:
    Alert.objects.update(closed_at=None)
    page = page_of(own, "my_data")
    assert "Do not follow it." in page
    assert "Open my plan" not in page


def test_answers_that_were_not_sent_are_there_and_say_so(people: People) -> None:
    patient, client = make_patient(people), signed_in(people.patient)
    held = intake.start(patient=patient, by=people.patient, at=NOW)
    assert copy_of(client)["answers"] == []
    words = told(goal_1={"text": "dance at the fair", "now": 3})
    intake.answer(intake=held, answers=words, step="pain", by=people.patient, at=NOW)
    page = page_of(client, "my_data")
    assert "Not sent yet" in page
    assert "dance at the fair" in page
    (answers,) = copy_of(client)["answers"]
    assert (answers["sent_on"], answers["is_latest"]) == (None, False)
    intake.complete(intake=held, by=people.patient, at=NOW)
    (answers,) = copy_of(client)["answers"]
    assert answers["is_latest"]


def test_contact_is_corrected(own: Client, person: Patient) -> None:
    data = {"name": "Pat P.", "born_on": "1990-05-31", "email": "", "phone": "12"}
    data |= {"language": "es", "sex": "female"}
    assert 'name="sex"' in own.get(reverse("my_data_contact")).content.decode()
    assert own.post(reverse("my_data_contact"), data).status_code == 303
    person.refresh_from_db()
    assert (person.name, person.phone, person.language) == ("Pat P.", "12", "es")
    assert person.sex == "female"
    event = Event.objects.get(verb="patient.correct")
    assert event.actor_id == person.user_id
    assert "language" in event.fields


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "Enter a name."),
        ({"email": "pat at home"}, "Enter an address such as name@example.org."),
        ({"born_on": "31st of May"}, "Enter a date, such as 1990-05-31."),
        ({"born_on": "1790-05-31"}, "Enter a date in the last 120 years."),
    ],
)
def test_what_is_wrong_is_said_and_kept(
    own: Client, person: Patient, wrong: dict[str, str], said: str
) -> None:
    data = {"name": "Pat", "email": "pat@home.example", "phone": "77", "language": "en", **wrong}
    response = own.post(reverse("my_data_contact"), data)
    assert response.status_code == 422
    html = response.content.decode()
    assert said in html
    assert 'aria-invalid="true"' in html
    assert 'value="77"' in html
    person.refresh_from_db()
    assert person.phone == "600 123"


def test_the_demo_tells_of_earlier_days(db: None) -> None:
    demo.build(at=timezone.now())
    ana = Patient.objects.get(email="ana@example.org")
    own = document_of(own_data_of(ana), at=timezone.now())
    assert own["person"]["in_care_since"] <= min(each["on"] for each in own["evaluations"])
    assert own["reads"]


# ---- who read it


@pytest.mark.parametrize("who", ["owner", "desk", "therapist"])
def test_who_read_name_and_contact_is_told(
    people: People, own: Client, person: Patient, who: str
) -> None:
    reader = getattr(people, who)
    client, path = signed_in(reader), reverse("patient_contact", args=[person.pk])
    assert client.get(path).status_code == 200
    assert client.post(path, {"name": ""}).status_code == 422
    told_of = Event.objects.filter(verb="contact.read", object_id=person.pk)
    assert [event.actor_id for event in told_of] == [reader.pk, reader.pk]
    assert reader.name in own.get(reverse("my_data")).content.decode()


# ---- the copies


def test_the_copy_for_a_program(own: Client, person: Patient) -> None:
    response = own.get(reverse("my_data_json"))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    copy = json.loads(response.content)
    assert copy["schema"] == SCHEMA
    assert copy["person"]["name"] == "Pat Patient"
    assert [each["version"] for each in copy["consents"]] == ["2026-11-22"] * 2
    assert "dance at the fair" in json.dumps(copy["answers"])
    assert copy["goals"][0]["text"] == "carry my son"
    assert copy["evaluations"] == [{"on": "2026-11-23", "by": "Tom Therapist"}]
    assert copy["plans"][0]["holds"]
    assert copy["plans"][0]["stages"][0]["exercises"][0]["how_to_do_it"]
    assert copy["advice"][0]["settled_on"] == "2026-11-23"
    assert {"on": "2026-11-23", "by": "Sara Second"} in copy["reads"]
    assert set(
        Event.objects.filter(verb="patient.download").values_list("object_id", flat=True)
    ) == {person.id}


def test_every_table_of_the_copy_is_described(own: Client) -> None:
    from sijoint.web.my_data import document

    for name in copy_of(own):
        assert name in document.__doc__, name


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_copy_on_paper(own: Client, people: People, code: str) -> None:
    own.cookies["django_language"] = code
    User.objects.filter(id=people.patient.id).update(language=code)
    response = own.get(reverse("my_data_pdf"))
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Content-Disposition"] == 'attachment; filename="my-data.pdf"'
    paper = Pdf(response.content)
    assert 'pdfuaid:part="1"' in paper.metadata or "<pdfuaid:part>1<" in paper.metadata
    assert {"H1", "H2", "Table"} <= set(paper.tags)
    for words in ("Pat Patient", "dance at the fair", "Tom Therapist", "pat@home.example"):
        assert words in paper.text, words
    assert "Secret reasoning" not in paper.text
    if KEPT:
        for number in range(1, min(paper.pages, 4) + 1):
            paper.picture(number, 60).save(Path(KEPT) / f"paper-{code}-{number}.png")


def test_signs_that_no_font_has_do_not_break_the_paper(own: Client, person: Patient) -> None:
    Patient.objects.filter(id=person.id).update(name="走路")
    assert "(not printable)" in Pdf(own.get(reverse("my_data_pdf")).content).text


def unsaid(code: str) -> str:
    words = {
        "en": "probab|likelihood|odds|hypermobil|sensiti[sz]ed|undetermined|deciban|laslett",
        "es": "probabil|hipermóvil|sensibilizad|indeterminad|decibel|laslett",
    }
    return words[code]


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("name", ["anchors/y6-hip-pattern", "anchors/y1-three-of-five", ""])
def test_no_probability_no_source_and_no_profile_is_in_it(
    people: People, name: str, code: str
) -> None:
    """For people with signed evaluations: the document, the page and the paper say the same."""
    if name:
        evaluation = record_case(people, vignette(name))
        patient = evaluation.patient
    else:
        patient = make_patient(people)
        evaluation = make_evaluation(people, patient)
        answer(evaluation, "thigh_thrust", "left")
        approved(people, evaluation)
    evaluations.sign(evaluation=evaluation, note="Likely 34%.", by=people.therapist, at=NOW)
    with translation.override(code):
        document = document_of(own_data_of(patient), at=NOW)
        whole = json.dumps([document, str(sections_of(document))], ensure_ascii=False).lower()
    assert not re.search(unsaid(code), whole)
    assert "%" not in whole
    values = set(re.findall(r'"([^"]*)"', whole))
    assert not {str(label) for label in ProfileLabel} & values
    for source in read_raw()["pain_source"]:
        assert wording_in(code).text(f"pain_source.{source['id']}.clinician").lower() not in whole
        assert source["id"] not in whole.split()
    for key in ("differential", "posterior", "interval", "profile"):
        assert f'"{key}"' not in whole


# ---- asking for deletion


def test_deletion_is_explained_before_it_is_asked(own: Client) -> None:
    page = page_of(own, "my_data_erase")
    for words in ("What goes", "What stays", "The law asks your clinic to keep it.", "undo it"):
        assert words in page
    assert not Erasure.objects.exists()


def test_asking_needs_the_password_once_more(people: People, person: Patient) -> None:
    client = signed_in(people.patient)
    asked = client.post(reverse("my_data_erase"))
    assert asked.status_code == 302
    assert asked.url.startswith(reverse("account_reauthenticate"))
    assert not Erasure.objects.exists()
    wrong = client.post(asked.url, {"password": "another one", "next": reverse("my_data_erase")})
    assert wrong.status_code == 422
    assert not Erasure.objects.exists()
    done = client.post(asked.url, {"password": PASSWORD, "next": reverse("my_data_erase")})
    assert done.status_code in (302, 303)
    assert Erasure.objects.get().patient == person
    page = page_of(client, "my_data")
    assert "You asked for deletion" in page
    assert "Take it back" in page
    assert "asked already" in page_of(client, "my_data_erase")


def test_it_is_taken_back(own: Client, people: People, person: Patient) -> None:
    erasure.ask(patient=person, by=people.patient, at=NOW)
    for _ in range(2):
        assert own.post(reverse("my_data_keep")).status_code == 303
    assert Erasure.objects.get().withdrawn_at is not None
    assert "Delete my data" in page_of(own, "my_data")


# ---- the owner does it


def test_an_owner_sees_the_request_and_does_it(people: People, person: Patient) -> None:
    owner = signed_in(people.owner)
    assert "Nobody waits." in page_of(owner, "erasures")
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    assert "1 request for deletion waits" in page_of(owner, "people")
    assert "Pat Patient" in page_of(owner, "erasures")
    page = page_of(owner, "erasure_do", held.id)
    assert "Nobody can undo this." in page
    assert Patient.objects.get().name == "Pat Patient"
    assert owner.post(reverse("erasure_do", args=[held.id])).status_code == 303
    assert Patient.objects.get().name == ""
    after = page_of(owner, "erasures")
    assert "Pat Patient" not in after
    assert "by Olga Owner" in after
    assert owner.post(reverse("erasure_do", args=[held.id])).status_code == 404
    assert signed_in(people.therapist).get(reverse("patient", args=[person.id])).status_code == 404


def test_an_unread_danger_sign_is_said_instead(people: People, person: Patient) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    Alert.objects.update(closed_at=None)
    owner = signed_in(people.owner)
    assert "A therapist reads it first." in page_of(owner, "erasure_do", held.id)
    assert owner.post(reverse("erasure_do", args=[held.id])).status_code == 409
    assert Patient.objects.get().name == "Pat Patient"


def test_the_person_is_out_at_once(own: Client, people: People, person: Patient) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    signed_in(people.owner).post(reverse("erasure_do", args=[held.id]))
    assert own.get(reverse("my_data")).status_code == 302


# ---- who is refused


@pytest.mark.parametrize("who", ["therapist", "second", "desk", "owner", "colleague", "stranger"])
def test_only_a_person_in_care_has_data_of_their_own(
    people: People, person: Patient, who: str
) -> None:
    client = signed_in(getattr(people, who))
    assert {client.get(reverse(name)).status_code for name in MINE} == {403}
    for name in ("my_data_contact", "my_data_erase", "my_data_keep"):
        assert client.post(reverse(name)).status_code == 403
    assert not Erasure.objects.exists()


def test_a_patient_of_another_clinic_reads_nothing_of_this_one(
    people: People, person: Patient
) -> None:
    other = User.objects.create_user("other@example.org", PASSWORD)
    Membership.objects.create(clinic=people.elsewhere, user=other, role=RoleName.PATIENT)
    client = signed_in(other)
    assert {client.get(reverse(name)).status_code for name in MINE} == {404}
    assert client.post(reverse("my_data_keep")).status_code == 404


def test_the_record_at_another_clinic_is_not_mixed_in(people: People, person: Patient) -> None:
    Membership.objects.create(clinic=people.elsewhere, user=people.patient, role=RoleName.PATIENT)
    patients.create(
        clinic=people.elsewhere,
        name="Pat Elsewhere",
        by=people.colleague,
        at=NOW,
        user=people.patient,
    )
    client = signed_in(people.patient)
    assert "Pat Elsewhere" not in page_of(client, "my_data")
    client.post(reverse("clinic_switch"), {"clinic": people.elsewhere.id})
    page = page_of(client, "my_data")
    assert "Pat Elsewhere" in page
    assert "carry my son" not in page


def test_who_is_signed_out_signs_in(people: People, person: Patient) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    client = Client()
    for address in (
        *(reverse(name) for name in (*MINE, "erasures")),
        reverse("erasure_do", args=[held.id]),
    ):
        response = client.get(address)
        assert response.status_code == 302
        assert response.url.startswith(reverse("account_login"))
    assert client.post(reverse("my_data_keep")).status_code == 302
    assert Erasure.objects.get().withdrawn_at is None


@pytest.mark.parametrize("who", ["therapist", "second", "desk", "patient", "colleague", "stranger"])
def test_only_an_owner_deletes(people: People, person: Patient, who: str) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    client = signed_in(getattr(people, who))
    address = reverse("erasure_do", args=[held.id])
    assert client.get(reverse("erasures")).status_code == 403
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403
    assert Patient.objects.get().name == "Pat Patient"


def test_an_owner_of_another_clinic_finds_nothing(people: People, person: Patient) -> None:
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    other = User.objects.create_user("boss@example.org", PASSWORD)
    Membership.objects.create(clinic=people.elsewhere, user=other, role=RoleName.OWNER)
    client = signed_in(other)
    assert "Pat Patient" not in page_of(client, "erasures")
    assert client.post(reverse("erasure_do", args=[held.id])).status_code == 404


# ---- in a browser


@pytest.fixture
def visit(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    opened = []

    def open_page(path: str, who: User, width: int, theme: str) -> Page:
        client = signed_in(who)
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=theme, bypass_csp=True
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        opened.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    visit: Callable[..., Page], people: People, person: Patient, width: int, theme: str
) -> None:
    pages = [(name, reverse(name), people.patient) for name in MINE if "_json" not in name]
    pages = [each for each in pages if "_pdf" not in each[0]]
    held = erasure.ask(patient=person, by=people.patient, at=NOW)
    pages += [
        ("erasures", reverse("erasures"), people.owner),
        ("erasure_do", reverse("erasure_do", args=[held.id]), people.owner),
    ]
    for name, path, who in pages:
        page = visit(path, who, width, theme)
        if KEPT:
            page.screenshot(path=Path(KEPT) / f"{name}-{width}-{theme}.png", full_page=True)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        page.evaluate(AXE.read_text(encoding="utf-8"))
        result = page.evaluate(RUN)
        assert len(result["passes"]) > 15
        found = [(v["id"], n["html"][:160]) for v in result["violations"] for n in v["nodes"]]
        assert found == [], name
