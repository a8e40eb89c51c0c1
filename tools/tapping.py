"""Therapists who tap at a real server: the people, their requests, and what the database kept.

`python -m tools.tapping make N` makes a clinic with N therapists, each with an open evaluation of a
person of their own, and prints how each is signed in; `chart N` gives the person of the first one N
signed evaluations more; `kept` prints what is saved, and whether the database and its trail are
whole; `rows` counts the rows of each table. All open the database that the environment names, in a
process of their own.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

TOKEN = "t" * 32
"""What a page would hold against forged requests; the cookie holds the same."""

FACTS = {
    "patient": {"age_years": 34, "sex": "female"},
    "episode": {"duration_weeks": 16, "side": "left", "setting": "unselected"},
    "preferences": {"minutes_per_day": 20, "equipment": ["mat"]},
}

SIDED = ("thigh_thrust", "gaenslen", "faber", "slr", "slump", "psis_tenderness", "fadir")
UNSIDED = ("distraction", "compression", "sacral_thrust", "centralization", "pain_sitting")
OURS = ("accounts", "audit", "records")
RESULTS = ("positive", "negative", "not_done")


@dataclass
class Writer:
    """One therapist at a device: sends taps, and remembers what was acknowledged.

    Parameters
    ----------
    session : str
        The cookie of the session.
    evaluation : str
        Whose findings are tapped.
    acknowledged, sent : list of str
        Taps by their client id.
    failed : list of str
        What was answered instead of an acknowledgement.
    """

    session: str
    evaluation: str
    acknowledged: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def body(self, chance: random.Random) -> dict[str, str]:
        """The next tap."""
        finding = chance.choice(SIDED + UNSIDED)
        side = chance.choice(("left", "right")) if finding in SIDED else ""
        tap = {"finding": finding, "side": side, "result": chance.choice(RESULTS)}
        return {**tap, "client_id": str(uuid.uuid4())}

    def tap(
        self, door: http.client.HTTPConnection, chance: random.Random, *, accept: str
    ) -> tuple[int, bytes]:
        """Send one tap; what was answered."""
        body = self.body(chance)
        self.sent.append(body["client_id"])
        status, answer = self.post(door, body, accept=accept)
        if status == http.client.OK:
            self.acknowledged.append(body["client_id"])
        else:
            self.failed.append(f"{status}: {answer[:300]!r}")
        return status, answer

    def post(
        self, door: http.client.HTTPConnection, body: Mapping[str, str], *, accept: str
    ) -> tuple[int, bytes]:
        """Send what a page would send."""
        headers = {
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"sessionid={self.session}; csrftoken={TOKEN}",
            "HX-Request": "true",
            "X-CSRFToken": TOKEN,
        }
        path = f"/evaluations/{self.evaluation}/answer/"
        door.request("POST", path, urlencode(body), headers)
        answer = door.getresponse()
        return answer.status, answer.read()


def make(number: int, environ: Mapping[str, str]) -> list[Writer]:
    """Therapists with an evaluation each, in the database that the environment names."""
    return [Writer(**each) for each in _apart(["make", str(number)], environ)]


def chart(number: int, environ: Mapping[str, str]) -> str:
    """The path of a chart with so many signed evaluations, of the person of the first writer."""
    return f"/patients/{_apart(['chart', str(number)], environ)}/"


def kept(environ: Mapping[str, str]) -> dict[str, Any]:
    """What the database holds: taps by their client id, and every complaint about it."""
    found: dict[str, Any] = _apart(["kept"], environ)
    return found


def rows(environ: Mapping[str, str]) -> dict[str, int]:
    """How many rows each table of ours holds."""
    found: dict[str, int] = _apart(["rows"], environ)
    return found


def _apart(arguments: list[str], environ: Mapping[str, str]) -> Any:
    command = [sys.executable, "-m", "tools.tapping", *arguments]
    done = subprocess.run(command, env=dict(environ), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def _make(number: int) -> list[dict[str, Any]]:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from sijoint.accounts.models import Clinic, Membership, User
    from sijoint.accounts.role import RoleName
    from sijoint.records.actions import evaluation, patient

    now = datetime.now(UTC)
    clinic = Clinic.objects.create(name="Load", slug="load")
    made = []
    for index in range(number):
        user = User.objects.create_user(f"therapist{index}@example.org", name=f"Therapist {index}")
        Membership.objects.create(clinic=clinic, user=user, role=RoleName.THERAPIST)
        person = patient.create(clinic=clinic, name=f"Person {index}", by=user, at=now)
        started = evaluation.start(patient=person, therapist=user, at=now)
        evaluation.set_facts(evaluation=started, facts=FACTS, by=user, at=now)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        made.append({"session": session.session_key, "evaluation": str(started.id)})
    return made


def with_evaluations(evaluation: Any, number: int, *, at: datetime) -> Any:
    """Sign an evaluation, and put so many like it into the chart before it; whose chart it is."""
    from sijoint.records.actions import evaluation as actions
    from sijoint.records.models import Evaluation

    signed = actions.sign(evaluation=evaluation, note="", by=evaluation.therapist, at=at)
    fields = [f.attname for f in Evaluation._meta.concrete_fields if f.name != "id"]
    held = {name: getattr(signed, name) for name in fields}
    weeks = [timedelta(weeks=index) for index in range(1, number)]
    Evaluation.objects.bulk_create(
        Evaluation(**{**held, "assessed_on": signed.assessed_on - week, "started_at": at - week})
        for week in weeks
    )
    return signed.patient


def _chart(number: int) -> str:
    from sijoint.records.models import Evaluation

    first = Evaluation.objects.order_by("started_at", "id").first()
    return str(with_evaluations(first, number, at=datetime.now(UTC)).id)


def _kept() -> dict[str, Any]:
    from django.db import connection

    from sijoint.audit import event
    from sijoint.audit.models import Event
    from sijoint.records.models import Answer, Tap

    complaints = [asdict(found) for clinic in event.chains() for found in event.breaks(clinic)]
    complaints += _sqlite() if connection.vendor == "sqlite" else _postgresql()
    taps = list(Tap.objects.values_list("client_id", "evaluation_id"))
    # Each tap has its event, and each row is the sum of its taps: nothing is half done.
    events = Counter(
        Event.objects.filter(verb="evaluation.answer").values_list("object_id", flat=True)
    )
    if events != Counter(evaluation for _, evaluation in taps):
        complaints.append("taps and events differ")
    rows = sum(Answer.objects.values_list("version", flat=True))
    if rows != len(taps):
        complaints.append(f"{len(taps)} taps, and rows that were changed {rows} times")
    return {"taps": [str(client_id) for client_id, _ in taps], "complaints": complaints}


def _rows() -> dict[str, int]:
    from django.apps import apps

    models = (m for name in OURS for m in apps.get_app_config(name).get_models())
    return {model._meta.label: model._default_manager.count() for model in models}


def _sqlite() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        checks = [
            row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"
        ]
        broken = cursor.execute("PRAGMA foreign_key_check").fetchall()
    return [*checks, *(f"foreign key of {row[0]}" for row in broken)]


def _postgresql() -> list[str]:
    """Every index against its table, by PostgreSQL's own checker."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        cursor.execute(
            "SELECT c.relname, bt_index_check(c.oid, true) FROM pg_index i "
            "JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam "
            "WHERE a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace "
            "AND c.relpersistence = 'p' AND i.indisready AND i.indisvalid"
        )
        cursor.execute(
            "SELECT c.relname, v.* FROM pg_class c, verify_heapam(c.oid) v "
            "WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
        )
        return [str(row) for row in cursor.fetchall()]


def main(arguments: list[str]) -> None:
    """Do what was asked, and print it as one line of JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sijoint.config.settings")
    import django

    django.setup()
    act, *numbers = arguments
    found = {"make": _make, "chart": _chart, "kept": _kept, "rows": _rows}[act](*map(int, numbers))
    print(json.dumps(found, default=str))


if __name__ == "__main__":
    main(sys.argv[1:])
