"""The case file `sijoint.case/1`: its shape, and the way to and from the clinical case.

The models check what can be said about one value alone: its type, its range, its
words. What needs the vocabulary or two values is in `consistency`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from sijoint.clinical import case as clinical

FORMAT = "sijoint.case/1"
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_date(value: object) -> object:
    """Date of an ISO text; a TOML date as it is, a moment in time refused."""
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        value = date.fromisoformat(value)
    # Weeks are added to these dates, so the ends of the calendar are out of reach.
    if type(value) is not date or not 1900 <= value.year <= 2199:
        raise ValueError("not a date")
    return value


Day = Annotated[date, BeforeValidator(_read_date)]
# An enum takes its text only outside strict mode; there it still takes nothing else.
Side = Annotated[clinical.Side, Field(strict=False)]
Weeks = Annotated[float, Field(ge=0, le=6240)]
# Free text reaches terminals and paper, so it holds no control character but the
# line break and the tab.
Text = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]


class Entry(BaseModel):
    """A table of the file: no other keys, no conversion, no null, no NaN."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        title="Entry",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _refuse_null(cls, value: object) -> object:
        # Programs write null for a NaN as well as for an absence; only leaving the
        # key out says "not recorded".
        if value is None:
            raise PydanticCustomError("null", "leave the key out")
        return value


class PatientEntry(Entry):
    """The person, without any identifier."""

    model_config = ConfigDict(title="Patient")

    age_years: Annotated[float, Field(ge=0, le=120, description="Age in years.")]
    sex: Annotated[clinical.Sex, Field(strict=False, description="Sex as recorded.")]
    pregnancy_weeks: Annotated[float, Field(ge=1, le=43)] | None = Field(
        default=None, description="Week of pregnancy; left out when not pregnant."
    )
    weeks_postpartum: Annotated[float, Field(ge=0, le=2600)] | None = Field(
        default=None, description="Weeks since the last birth; left out when there was none."
    )
    weight_kg: Annotated[float, Field(ge=20, le=400)] | None = Field(
        default=None, description="Body mass in kg."
    )
    height_cm: Annotated[float, Field(ge=50, le=260)] | None = Field(
        default=None, description="Height in cm."
    )
    conditions: list[str] = Field(
        default=[], description="Known conditions; one that is absent is not recorded."
    )
    weeks_since: dict[str, Weeks] = Field(
        default={},
        description="Weeks since the operation or birth of a condition; without a number "
        "the strict rules hold.",
    )

    def to_clinical(self) -> clinical.Patient:
        """Convert to the clinical patient."""
        return clinical.Patient(
            age_years=self.age_years,
            sex=self.sex,
            pregnancy_weeks=self.pregnancy_weeks,
            weeks_postpartum=self.weeks_postpartum,
            weight_kg=self.weight_kg,
            height_cm=self.height_cm,
            conditions=frozenset(self.conditions),
            weeks_since=dict(sorted(self.weeks_since.items())),
        )


class EpisodeEntry(Entry):
    """The present episode of pain."""

    model_config = ConfigDict(title="Episode")

    duration_weeks: Annotated[float, Field(ge=0, le=5200, description="Weeks of pain.")]
    side: Annotated[clinical.PainSide, Field(strict=False, description="Where the pain is.")]
    setting: Annotated[clinical.Setting, Field(strict=False)] = Field(
        default=clinical.Setting.UNSELECTED, description="Chooses the prior."
    )
    irritability: Annotated[clinical.Irritability, Field(strict=False)] | None = Field(
        default=None, description="How easily the pain is provoked."
    )

    def to_clinical(self) -> clinical.Episode:
        """Convert to the clinical episode."""
        return clinical.Episode(self.duration_weeks, self.side, self.setting, self.irritability)


class GatesEntry(Entry):
    """Why a screen was skipped; an empty text is no waiver."""

    model_config = ConfigDict(title="Gates")

    low_back_waived: Text = Field(default="", description="Why the low back was not screened.")
    hip_waived: Text = Field(default="", description="Why the hip was not screened.")

    def to_clinical(self) -> clinical.Gates:
        """Convert to the clinical gates; blanks alone are no reason."""
        return clinical.Gates(self.low_back_waived.strip(), self.hip_waived.strip())


class PreferencesEntry(Entry):
    """What the person can and wants to do."""

    model_config = ConfigDict(title="Preferences")

    minutes_per_day: Annotated[float, Field(ge=1, le=240)] = Field(
        default=20.0, description="Minutes a day for the home programme."
    )
    equipment: list[str] = Field(default=[], description="Equipment at hand.")
    goals: list[Text] = Field(default=[], description="Goals in the person's own words.")
    sports: list[str] = Field(default=[], description="Sports the person does.")

    def to_clinical(self) -> clinical.Preferences:
        """Convert to the clinical preferences."""
        return clinical.Preferences(
            minutes_per_day=self.minutes_per_day,
            equipment=frozenset(self.equipment),
            goals=tuple(self.goals),
            sports=frozenset(self.sports),
        )


class FindingEntry(Entry):
    """One recorded finding."""

    model_config = ConfigDict(title="Finding")

    id: str = Field(description="Id of the finding.")
    side: Side | None = Field(default=None, description="For sided findings, and only for them.")
    result: Annotated[clinical.Result, Field(strict=False)] | None = Field(
        default=None, description="For ungraded findings; not_done is missing, never negative."
    )
    value: float | None = Field(
        default=None, description="For graded findings, in the unit of the finding."
    )
    familiar_pain: bool | None = Field(
        default=None, description="Whether a test reproduced the person's own pain."
    )
    location: Annotated[clinical.Location, Field(strict=False)] | None = Field(
        default=None, description="Where a test was felt."
    )
    pain_side: Side | None = Field(
        default=None, description="On which side an unsided test, or Gaenslen, was felt."
    )

    def to_clinical(self) -> clinical.Finding:
        """Convert to the clinical finding."""
        return clinical.Finding(
            id=self.id,
            side=self.side,
            result=self.result,
            value=self.value,
            familiar_pain=self.familiar_pain,
            location=self.location,
            pain_side=self.pain_side,
        )


class MeasureEntry(Entry):
    """One questionnaire or rating-scale score."""

    model_config = ConfigDict(title="Measure")

    id: str = Field(description="Id of the measure.")
    value: float = Field(description="Score in the measure's own range.")
    taken_on: Day | None = Field(default=None, description="Day of the score.")

    def to_clinical(self) -> clinical.Measure:
        """Convert to the clinical measure."""
        taken_on = None if self.taken_on is None else self.taken_on.isoformat()
        return clinical.Measure(self.id, self.value, taken_on)


class CaseFile(Entry):
    """One evaluation of one person; whatever is left out is not recorded."""

    model_config = ConfigDict(title="sijoint case")

    schema_: Literal["sijoint.case/1"] = Field(alias="schema", description="Name of the format.")
    assessed_on: Day | None = Field(
        default=None, description="Day of the evaluation; reviews are counted from it."
    )
    patient: PatientEntry
    episode: EpisodeEntry
    gates: GatesEntry = GatesEntry()
    preferences: PreferencesEntry = PreferencesEntry()
    findings: list[FindingEntry] = Field(
        default=[], description="What was asked, seen and tested, in any order."
    )
    measures: list[MeasureEntry] = Field(default=[], description="Scores, old ones too.")

    def to_clinical(self) -> clinical.Case:
        """Convert to the clinical case; what stands there twice counts once."""
        return clinical.Case(
            patient=self.patient.to_clinical(),
            episode=self.episode.to_clinical(),
            gates=self.gates.to_clinical(),
            preferences=self.preferences.to_clinical(),
            findings=tuple(dict.fromkeys(entry.to_clinical() for entry in self.findings)),
            measures=tuple(dict.fromkeys(entry.to_clinical() for entry in self.measures)),
            assessed_on=None if self.assessed_on is None else self.assessed_on.isoformat(),
        )


def to_document(case: clinical.Case) -> dict[str, Any]:
    """Tables of the case file that is read as this case.

    Parameters
    ----------
    case : Case
        A case with known ids.

    Returns
    -------
    dict
        Fit for JSON and for TOML, dates as ISO texts; what is not recorded is left out.
    """
    return {"schema": FORMAT, **_table(case)}


def _table(value: Any) -> dict[str, Any]:
    parts = {part.name: _plain(getattr(value, part.name)) for part in fields(value) if part.init}
    return {name: part for name, part in parts.items() if part not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _table(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return dict(value)
    return value.value if isinstance(value, Enum) else value
