"""Which of our code says texts, and who reads them there."""

from __future__ import annotations

from pathlib import PurePath

from tools.messages.message import Audience

ROOMS = ("audit", "accounts", "records", "web", "config")
"""Packages that Django runs."""

PACKAGES = ("language", "casefile", "drawing", "documents", *ROOMS)
"""Packages whose texts are said; the others join when they learn to."""

FOR_CLINICIANS = frozenset({"evaluation", "letter", "report"})
"""Modules and packages of documents that patients do not read."""

STAFF = frozenset(
    {
        # Open to everyone, but written for clinicians: no page for patients prints them.
        *("evidence", "library"),
        *("alert", "answer", "assignment", "chart", "clinic_settings", "compare", "conclusion"),
        *("erasures", "evaluation", "facts", "finding", "manual_therapy", "outcomes", "override"),
        *("panel", "patient", "patients", "people", "plan", "reason", "release", "score"),
        *("settings", "sign", "signature", "tap", "task", "waiver", "why", "workspace"),
        "worklist",
    }
)
"""Nouns of the rooms whose pages, forms, views and acts only members of staff reach."""

FOR_THE_PERSON = frozenset(
    {"mine", "mine_stopped", "move", "my_data", "not_printed", "plan_mine", "told"}
)
"""Files in the rooms of staff that the person under care reads all the same."""

OPEN_TO_ALL = frozenset({"evidence", "library"})
"""Of these, what visitors can open as well."""


def reader_of(name: PurePath) -> Audience:
    """Who reads the texts of a file.

    Parameters
    ----------
    name : PurePath
        From the top of the source folder: ``web/views/check.py``.
    """
    parts = {part.lstrip("_").partition(".")[0] for part in name.parts[1:]}
    clinical = STAFF if name.parts[0] in ROOMS else FOR_CLINICIANS
    is_for_patients = clinical.isdisjoint(parts) or not FOR_THE_PERSON.isdisjoint(parts)
    return Audience.PATIENT if is_for_patients else Audience.CLINICIAN
