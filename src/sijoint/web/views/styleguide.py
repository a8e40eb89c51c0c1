"""Every component in every state, for who builds pages and for tests; only with `SIJOINT_DEBUG`."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sijoint.accounts.models import Clinic, User
from sijoint.accounts.role import RoleName
from sijoint.web.guard import public
from sijoint.web.member import Member

READERS = {"therapist": RoleName.THERAPIST, "patient": RoleName.PATIENT, "visitor": None}
LEVELS = ("emergency", "urgent", "soon", "routine", "none")


class SampleForm(forms.Form):
    """A field for every widget."""

    name = forms.CharField(max_length=60, label="Name", help_text="As on the referral.")
    born_on = forms.DateField(
        label="Date of birth",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "This date is not complete. Enter day, month and year."},
    )
    weeks = forms.IntegerField(
        label="Weeks of pain",
        min_value=0,
        max_value=2000,
        error_messages={"max_value": "%(show_value)s weeks is too long. Enter 0 to 2000."},
    )
    language = forms.ChoiceField(label="Language", choices=[("en", "English"), ("es", "Spanish")])
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    side = forms.ChoiceField(
        label="Which side hurts?",
        choices=[("left", "Left"), ("right", "Right"), ("both", "Both")],
        widget=forms.RadioSelect,
    )
    numb = forms.ChoiceField(
        label="Is it numb between your legs?",
        help_text="Where you sit on a saddle.",
        choices=[("yes", "Yes"), ("no", "No"), ("unsure", "Not sure")],
        widget=forms.RadioSelect,
        error_messages={"required": "Numbness between your legs still needs an answer."},
    )
    helps = forms.MultipleChoiceField(
        label="What helps?",
        required=False,
        choices=[("sitting", "Sitting down"), ("lying", "Lying on one side"), ("heat", "Heat")],
        widget=forms.CheckboxSelectMultiple,
    )
    pain = forms.ChoiceField(
        label="How strong is the pain now?",
        choices=[(str(n), str(n)) for n in range(11)],
        widget=forms.RadioSelect,
    )
    sets = forms.IntegerField(label="Sets", min_value=1, max_value=5)
    agrees = forms.BooleanField(label="I have read this and I agree.")


FILLED = {"name": "Ana R.", "weeks": 16, "side": "left", "numb": "no", "pain": "4", "sets": 2}
WRONG = {"name": "Ana R.", "born_on": "1 May", "weeks": "16000", "side": "left", "sets": "5"}


@public
def styleguide(request: HttpRequest) -> HttpResponse:
    """The components, as one of `READERS` sees them (``?as=``)."""
    reader = request.GET.get("as", "therapist")
    role = READERS.get(reader)
    base = {"therapist": "staff", "patient": "patient"}.get(reader, "visitor")
    context: dict[str, Any] = {
        "base": f"web/base_{base}.html",
        "member": _member(role) if role else None,
        "messages": [
            Message(SUCCESS, "The plan is approved.", extra_tags="undo:/more/"),
            Message(ERROR, "Could not save. The task is still open. Try again."),
        ],
        "form": SampleForm(initial=FILLED),
        "wrong": SampleForm(
            {f"wrong-{name}": value for name, value in WRONG.items()}, prefix="wrong"
        ),
        "levels": LEVELS,
        "reader": "clinician" if reader == "therapist" else "",
        "signs": ["numb between the legs", "trouble passing urine"],
        "rows": ROWS,
    }
    return render(request, "web/styleguide.html", context)


def _member(role: RoleName) -> Member:
    """Somebody who belongs to two clinics, and is not in the database."""
    first, second = Clinic(name="Riverside Physio"), Clinic(name="Hillside Clinic")
    return Member(User(email="tom@example.org"), first, frozenset({role}), (first, second))


def _side(key: str, name: str, **answer: Any) -> dict[str, Any]:
    side = key.partition("-")[2].removeprefix("whole")
    label = f"{name}, {side}" if side else name
    empty = {"result": "", "value": None, "familiar": None, "location": "", "pain_side": ""}
    return {"side": side, "key": key, "label": label, "version": 0} | empty | answer


def _row(
    row_id: str, name: str, region: str, *sides: dict[str, Any], **more: Any
) -> dict[str, Any]:
    answers = [_side(f"{row_id}-{side}", name, **answer) for side, answer in sides]
    is_of_cluster = region == PROVOCATION
    shown = {"id": row_id, "name": name, "region": region}
    shown |= {"provokes": is_of_cluster, "needs_familiar": is_of_cluster}
    return shown | {"sides": answers, "info_url": f"/help-now/?{row_id}"} | more


PROVOCATION = "Provocation"
POSITIVE = {"result": "positive", "familiar": True, "location": "posterior", "version": 3}
SCALE = {"choices": [0, 1, 2, 3, 4, 5]}
DEGREES = {"min": 0, "max": 90, "step": 0.5, "unit": "degrees"}
CAUTION = "Not now: the hip was replaced 10 weeks ago."
ROWS = (
    _row("fadir", "FADIR", "Hip screen", ("left", {}), ("right", {}), caution=CAUTION),
    _row("distraction", "Distraction", PROVOCATION, ("whole", POSITIVE), has_pain_side=True),
    _row(
        "thigh_thrust",
        "Thigh thrust",
        PROVOCATION,
        ("left", POSITIVE | {"familiar": False}),
        ("right", {"result": "negative", "message": "Changed by J. Ortiz 10:41, reload this row"}),
    ),
    _row("faber", "FABER", PROVOCATION, ("left", {"result": "not_done"}), ("right", POSITIVE)),
    _row(
        "aslr",
        "Active straight leg raise",
        "Function",
        ("left", {"value": 3}),
        ("right", {}),
        graded=SCALE,
    ),
    _row(
        "hip_internal_rotation_deg",
        "Internal rotation of the hip",
        "Hip screen",
        ("left", {"value": 32.5}),
        ("right", {}),
        graded=DEGREES,
    ),
    _row(
        "pain_sitting",
        "Sitting brings it on",
        "Story",
        ("whole", {"result": "positive", "from_intake": True}),
        kind="question",
        info_url="",
    ),
)
