"""Who it is and how long it hurts: the tables of the case file that are no findings."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sijoint.clinical.case import Irritability, PainSide, Setting, Sex
from sijoint.records import knowledge
from sijoint.records.mark import mark
from sijoint.web.wording import wording

DATED = ("hip_replacement", "lumbar_fusion", "sij_fusion", "caesarean", "bone_stress_injury")
"""Conditions whose rules ask how long ago."""

WEEKS_A_YEAR = 52.2
BIRTH_AGES = (10, 75)
"""Ages at which a birth is possible, with room on both sides."""

NOT_RECORDED = ("", _("Not recorded"))
CHOOSE = ("", _("Choose"))

SEXES = {
    Sex.FEMALE: _("Female"),
    Sex.MALE: _("Male"),
    Sex.OTHER: _("Other"),
    Sex.UNKNOWN: _("Not known"),
}
SIDES = {
    PainSide.LEFT: _("Left"),
    PainSide.RIGHT: _("Right"),
    PainSide.BILATERAL: _("Both sides"),
}
IRRITABILITY = {
    Irritability.LOW: _("Low"),
    Irritability.MODERATE: _("Moderate"),
    Irritability.HIGH: _("High"),
}
SPORTS = {
    "running": _("Running"),
    "football": _("Football"),
    "dance": _("Dance"),
    "military": _("Military"),
    "jumping": _("Jumping"),
    "gym": _("Gym"),
    "walking": _("Walking"),
    "swimming": _("Swimming"),
    "cycling": _("Cycling"),
    "other": _("Another sport"),
}


def _number(
    label: str, least: float, most: float, step: float = 1, **more: Any
) -> forms.FloatField:
    said = lazy(between, str)(least, most)
    return forms.FloatField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": f"{step:g}"}),
        error_messages={"invalid": said, "min_value": said, "max_value": said},
        **more,
    )


def between(least: float, most: float) -> str:
    """What to type, said in the language of whoever reads it."""
    return gettext("Enter a number from %(least)g to %(most)g.") % {"least": least, "most": most}


class FactsForm(forms.Form):
    """The facts of an evaluation; only four are needed before anything can be answered.

    The page says with `seen` which facts it showed: what somebody else changed since is not
    overwritten.

    Parameters
    ----------
    held : mapping
        The facts as recorded, by table and key of the case file.
    worst : float or None
        The worst pain as recorded: some rules of safety wait for it, so it is asked early.
    """

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    age_years = _number(_("Age in years"), 0, 120)
    sex = forms.ChoiceField(
        label=_("Sex"), choices=[CHOOSE, *((s.value, w) for s, w in SEXES.items())]
    )
    side = forms.ChoiceField(
        label=_("Where the pain is"), choices=[CHOOSE, *((s.value, w) for s, w in SIDES.items())]
    )
    duration_weeks = _number(
        _("Weeks of pain"), 0, 5200, help_text=_("Three months is 12 weeks or more.")
    )
    worst = _number(_("Worst pain in 24 hours, 0 to 10"), 0, 10, 0.5, required=False)
    pregnancy_weeks = _number(_("Week of pregnancy"), 1, 43, required=False)
    weeks_postpartum = _number(_("Weeks since the last birth"), 0, 2600, required=False)
    setting = forms.ChoiceField(label=_("Where people like this come from"), required=False)
    irritability = forms.ChoiceField(label=_("Irritability"), required=False)
    weight_kg = _number(_("Weight in kg"), 20, 400, 0.1, required=False)
    height_cm = _number(_("Height in cm"), 50, 260, 0.5, required=False)
    conditions = forms.MultipleChoiceField(
        label=_("Known conditions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    sports = forms.MultipleChoiceField(
        label=_("Sports"), required=False, widget=forms.CheckboxSelectMultiple
    )
    equipment = forms.MultipleChoiceField(
        label=_("At hand at home"), required=False, widget=forms.CheckboxSelectMultiple
    )
    minutes_per_day = _number(_("Minutes a day for the programme"), 1, 240, required=False)
    goals = forms.CharField(
        label=_("Goals, one in each line"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In their own words."),
    )

    def __init__(
        self,
        *args: Any,
        held: Mapping[str, Mapping[str, Any]],
        worst: float | None = None,
        **kwargs: Any,
    ) -> None:
        self.held, self.worst = held, worst
        initial = {**dict(_initial(held)), "worst": plain(worst), "seen": _mark(held, worst)}
        super().__init__(*args, initial=initial, **kwargs)
        words, vocabulary = wording(), knowledge.current().vocabulary
        self.fields["setting"].choices = [
            (s.value, words.say(words.record("prior_setting", s.value)["name"])) for s in Setting
        ]
        self.fields["irritability"].choices = [
            NOT_RECORDED,
            *((i.value, w) for i, w in IRRITABILITY.items()),
        ]
        self.fields["conditions"].choices = sorted(
            ((c, words.title("condition", c)) for c in vocabulary.conditions), key=lambda c: c[1]
        )
        self.fields["equipment"].choices = sorted(
            (e, words.title("equipment", e)) for e in vocabulary.equipment
        )
        self.fields["sports"].choices = [(s, SPORTS[s]) for s in SPORTS]
        for name in DATED:
            self.fields[f"since_{name}"] = _number(
                _("Weeks since: %(condition)s") % {"condition": words.title("condition", name)},
                0,
                6240,
                required=False,
                initial=held.get("patient", {}).get("weeks_since", {}).get(name),
            )

    @property
    def first(self) -> list[forms.BoundField]:
        """The four that are needed, and what changes the questions."""
        names = (
            "age_years",
            "sex",
            "side",
            "duration_weeks",
            "worst",
            "pregnancy_weeks",
            "weeks_postpartum",
        )
        return [self[name] for name in names]

    @property
    def more(self) -> list[forms.BoundField]:
        """All others."""
        others = {"seen", *(field.name for field in self.first)}
        return [field for field in self if field.name not in others]

    def clean(self) -> dict[str, Any]:
        """Dates belong to conditions that are chosen and to a life, and pregnancy to no man."""
        cleaned = super().clean()
        if cleaned.get("age_years") is not None:
            self._check_life(cleaned["age_years"])
            self._check_birth(cleaned["age_years"])
        self._check_dated()
        if cleaned.get("sex") == Sex.MALE:
            for name in ("pregnancy_weeks", "weeks_postpartum"):
                if cleaned.get(name) is not None:
                    self.add_error(name, _("This contradicts the sex that is recorded."))
        goals = [line for line in cleaned.get("goals", "").splitlines() if line.strip()]
        if any(len(line) > 500 for line in goals):
            self.add_error("goals", _("A goal has up to 500 characters."))
        if not self.errors:
            self._check_seen()
        return cleaned

    def _check_dated(self) -> None:
        """Complain of a date without its condition."""
        chosen = self.cleaned_data.get("conditions", [])
        for name in DATED:
            if self.cleaned_data.get(f"since_{name}") is not None and name not in chosen:
                self.add_error(f"since_{name}", _("Choose the condition too, or leave this empty."))

    def _check_life(self, age: float) -> None:
        """Complain of what began before the person was born."""
        # The age is in whole years: the person may be almost a year older.
        most = WEEKS_A_YEAR * age + 52
        said = _("%(weeks)g weeks is longer than a life of %(age)g years. Enter up to %(most)d.")
        for name in ("duration_weeks", "weeks_postpartum", *(f"since_{each}" for each in DATED)):
            weeks = self.cleaned_data.get(name)
            if weeks is not None and weeks > most:
                self.add_error(name, said % {"weeks": weeks, "age": age, "most": most})

    def _check_birth(self, age: float) -> None:
        """Complain of a birth at an age at which nobody gives birth."""
        least, most = BIRTH_AGES
        said = _("That is a birth at %(age)d years of age. It can be %(least)d to %(most)d.")
        for name, is_past in (("pregnancy_weeks", False), ("weeks_postpartum", True)):
            weeks = self.cleaned_data.get(name)
            if weeks is None:
                continue
            then = age - is_past * weeks / WEEKS_A_YEAR
            if not least - 1 <= then <= most:
                self.add_error(name, said % {"age": then, "least": least, "most": most})

    def _check_seen(self) -> None:
        """Complain once of facts that were changed since the page was opened."""
        now = _mark(self.held, self.worst)
        typed = _mark(self.facts, self.cleaned_data["worst"])
        if self.cleaned_data["seen"] in ("", now) or typed == now:
            return
        self.data = self.data.copy()
        self.data["seen"] = now
        self.add_error(
            None,
            _("Somebody changed these facts since this page was opened. Check and save again."),
        )

    @property
    def facts(self) -> dict[str, dict[str, Any]]:
        """The three tables of the case file; what was left empty is left out."""
        given = self.cleaned_data
        patient = {name: given[name] for name in PATIENT}
        patient["conditions"] = sorted(given["conditions"])
        patient["weeks_since"] = {
            name: given[f"since_{name}"] for name in DATED if given[f"since_{name}"] is not None
        }
        preferences = {
            "minutes_per_day": given["minutes_per_day"],
            "equipment": sorted(given["equipment"]),
            "sports": sorted(given["sports"]),
            "goals": [line.strip() for line in given["goals"].splitlines() if line.strip()],
        }
        tables = {
            "patient": patient,
            "episode": {name: given[name] for name in EPISODE},
            "preferences": preferences,
        }
        return {table: _recorded(part) for table, part in tables.items()}


def _mark(facts: Mapping[str, Mapping[str, Any]], worst: float | None) -> str:
    return mark(json.dumps([facts, worst], sort_keys=True))


def plain(value: float | None) -> float | None:
    """A number as one types it: without a point when it is whole."""
    return int(value) if value is not None and value.is_integer() else value


PATIENT = ("age_years", "sex", "pregnancy_weeks", "weeks_postpartum", "weight_kg", "height_cm")
EPISODE = ("duration_weeks", "side", "setting", "irritability")


def _recorded(part: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value not in (None, "", [], {})}


def _initial(held: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    for table in held.values():
        for key, value in table.items():
            if key == "goals":
                yield key, "\n".join(value)
            elif isinstance(value, float) and value.is_integer():
                yield key, int(value)
            else:
                yield key, value
