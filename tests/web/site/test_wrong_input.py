"""Wrong input in every form: the field is marked, what was typed is kept, and nothing breaks.

Forms are found by walking through the site as everybody; each is sent empty and with what nobody
would type on purpose. Nothing that is sent here is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client, override_settings
from django.urls import resolve

from sijoint.accounts.models import User
from sijoint.records import demo
from sijoint.records.actions import alert as alerts
from sijoint.records.actions import evaluation as evaluations
from sijoint.records.actions import patient as patients
from sijoint.records.actions import plan as plans
from sijoint.records.models import Alert, ManualTherapy, Plan
from tests.web.site.crawl import REDIRECTS, Answer, crawl
from tests.web.site.page import Field, Form, Page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
WHO = {
    "visitor": "",
    "person with a plan": "ana@example.org",
    "person who begins": "new@example.org",
    "therapist": "therapist@riverside.example",
    "owner": "owner@riverside.example",
    "front desk": "desk@riverside.example",
}
LEFT_OUT = re.compile(
    r"^/(?:admin|evidence|static|exercises)/|\.(?:pdf|json|svg)$|^/account/logout/"
)
TYPED = frozenset(
    {"text", "email", "password", "number", "search", "tel", "date", "url", "textarea", "time"}
)
CHOSEN = frozenset({"select", "radio", "checkbox"})

ABSURD = {
    "tags": "<b id=x1>\"'bold</b>",
    "long": "x" * 10_000,
    "nul": "a\0b",
    "emoji": "🙂👩🏽‍🦽",
    "future": "2999-01-01",
    "negative": "-5",
    "huge": "1e400",
}
TAKEN_QUIETLY = frozenset({"set_language", "account_logout", "clinic_switch", "patients"})
"""Their choice is a button: what else is sent is not read."""


@dataclass(frozen=True)
class Found:
    """A form of the site.

    Parameters
    ----------
    who : str
    name : str
        Of the address that it is sent to.
    url : str
    form : Form
    press : str
        Name and value of the button, parted by an equals sign.
    """

    who: str
    name: str
    url: str
    form: Form
    press: str

    def sent(self, **changes: str) -> dict[str, list[str]]:
        """What it sends as it stands, with its button."""
        sent = self.form.as_it_stands() | {name: [value] for name, value in changes.items()}
        if self.press:
            name, _, value = self.press.partition("=")
            sent[name] = [value]
        return sent

    @property
    def typed(self) -> list[Field]:
        """The fields that one types into."""
        return [each for each in self.form.fields if each.kind in TYPED and each.name]


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo clinic."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    storages = override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain})
    with storages, django_db_blocker.unblock(), transaction.atomic():
        demo.build(at=AT)
        _further()
        yield
        transaction.set_rollback(True)


def _further() -> None:
    """What the demo has no example of.

    A draft with everything in it, an alert cared for, and an evaluation of somebody unknown.
    """
    by = _therapist()
    clinic = Plan.objects.get(state="approved").clinic
    unknown = patients.create(clinic=clinic, name="Someone New", by=by, at=AT)
    evaluations.start(patient=unknown, therapist=by, at=AT)
    plan = plans.revise(plan=Plan.objects.get(state="approved"), by=_therapist(), at=AT)
    ManualTherapy.objects.create(
        clinic=plan.clinic,
        plan=plan,
        technique_id="clinician_muscle_energy",
        target_finding="thigh_thrust",
        side="left",
        before=6,
        by=_therapist(),
        at=AT,
    )
    for alert in Alert.objects.filter(closed_at__isnull=True):
        alerts.acknowledge(alert=alert, by=_therapist(), at=AT)


def _therapist() -> User:
    return User.objects.get(email=WHO["therapist"])


def client_of(who: str) -> Client:
    client = Client(headers={"accept": "text/html", "accept-language": "en"})
    if WHO[who]:
        client.force_login(User.objects.get(email=WHO[who]))
    return client


@pytest.fixture(scope="module")
def forms(site: None) -> list[Found]:
    """One form for each address, shape and button."""
    found: dict[tuple[Any, ...], Found] = {}
    for who in WHO:
        pages = crawl(client_of(who), ["/", "/start/"], enters=lambda p: not LEFT_OUT.search(p))
        for answer in pages.values():
            for each in _forms_of(who, answer):
                names = tuple(sorted({field.name for field in each.form.fields}))
                if len(names) > 60:
                    names = names[:1]
                button = each.press.partition("=")[0]
                found.setdefault((each.name, re.sub(r"[\d_-]+", "", str(names)), button), each)
    return list(found.values())


def _forms_of(who: str, answer: Answer) -> Iterator[Found]:
    if answer.kind != "text/html":
        return
    for form in answer.page.forms:
        if form.method != "post":
            continue
        plain = Field("", "submit", "")
        buttons = [f for f in form.fields if f.kind == "submit" and f.name != "clear"]
        for button in {(b.name, b.action): b for b in buttons or [plain]}.values():
            url = button.action or form.action or answer.url
            name = resolve(urlsplit(url).path).url_name
            press = f"{button.name}={button.value}" if button.name else ""
            yield Found(who, name, url, form, press)


def post(found: Found, sent: dict[str, list[str]]) -> Any:
    """The answer to a form that leaves no trace."""
    client = client_of(found.who)
    if found.name == "check_step":
        session = client.session
        session["check"] = {"places": {"places": ["dimple_left"]}}
        session.save()
    with transaction.atomic():
        response = client.post(found.url, sent)
        assert response.status_code < 500, (found, sent)
        transaction.set_rollback(True)
    return response


def label(found: Found) -> str:
    return f"{found.name} {found.press} as {found.who}"


def test_forms_were_found(forms: list[Found]) -> None:
    names = {found.name for found in forms}
    assert names >= {
        *("check_step", "account_login", "account_signup", "account_reset_password"),
        *("clinic_settings", "people_invite", "patient_new", "patient_contact", "profile"),
        *("evaluation_facts", "evaluation_section", "evaluation_finish", "evaluation_sign"),
        "evaluation_note",
        *("evaluation_add", "evaluation_waive", "evaluation_override", "plan_withdraw"),
        *("consent", "set_language", "alert_close", "guide_page", "account_email"),
        *("plan_edit", "plan_approve", "plan_goal", "plan_goal_rate", "plan_hands_on"),
        *("plan_retest", "my_data_contact"),
    }


def test_nothing_breaks(forms: list[Found]) -> None:
    """Empty, with every text absurd, and with choices that are not offered."""
    accepted = []
    for found in forms:
        post(found, {})
        for name, text in ABSURD.items():
            typed = {each.name: text for each in found.typed}
            if typed:
                response = post(found, found.sent(**typed))
                is_taken = response.status_code in REDIRECTS and found.name not in TAKEN_QUIETLY
                if name == "nul" and is_taken:
                    accepted.append(label(found))
            chosen = {f.name: text for f in found.form.fields if f.kind in CHOSEN and f.name}
            if name in ("tags", "nul", "negative") and chosen:
                post(found, found.sent(**chosen))
            post(found, {key: [text] for key in found.sent()})
    assert not accepted


def test_html_that_is_typed_is_never_html(forms: list[Found]) -> None:
    text = ABSURD["tags"]
    for found in forms:
        response = post(found, found.sent(**{each.name: text for each in found.typed}))
        assert b"<b id=x1>" not in response.content, label(found)


def test_what_is_wrong_is_marked_told_and_kept(forms: list[Found]) -> None:
    """Wherever a form comes back: a summary first, marked fields, and the texts as typed."""
    wrong, seen = [], 0
    for found in forms:
        for sent in ({}, *_absurd(found)):
            response = post(found, found.sent(**sent))
            if response.status_code in REDIRECTS or not response.content:
                continue
            if response.status_code != 422:
                if response.status_code == 200 and sent and found.name not in SHOWS:
                    wrong.append((label(found), "200"))
                continue
            seen += 1
            wrong += [(label(found), each) for each in _complaints(found, sent, response)]
    assert seen > 30
    assert not sorted(set(wrong))


SHOWS = frozenset({"patients", "guide_page"})
"""Forms whose answer is a page of its own."""


def _absurd(found: Found) -> Iterator[dict[str, str]]:
    for name in ("tags", "long", "future", "negative"):
        if found.typed:
            yield {each.name: ABSURD[name] for each in found.typed}


def _complaints(found: Found, sent: dict[str, str], response: Any) -> Iterator[str]:
    html = response.content.decode()
    page = Page(html)
    if 'role="alert"' not in html:
        yield "no summary"
    if found.typed and "aria-invalid" not in html and 'class="errors' not in html:
        yield "no field is marked"
    secret = {each.name for each in found.typed if each.kind == "password"}
    for each in found.typed:
        kept = [f.value for form in page.forms for f in form.fields if f.name == each.name]
        is_asked = bool(kept) and each.name in sent and each.name not in secret
        if is_asked and not any(_is_kept(sent[each.name], value, each.kind) for value in kept):
            yield f"{each.name}: what was typed is gone, there stand {kept[:3]!r}"


def _is_kept(typed: str, held: str, kind: str) -> bool:
    """Whether a field holds what was typed; a browser lets nobody type more into a number."""
    if kind == "number":
        return held.startswith(typed[:8])
    return held.strip() == typed.strip()


def test_an_escaped_text_is_what_it_was() -> None:
    assert unescape(escape(ABSURD["tags"])) == ABSURD["tags"]
