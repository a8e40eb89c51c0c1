"""The rows of the chart; each belongs to a clinic, and no query goes without one."""

from sijoint.records.models.alert import Alert
from sijoint.records.models.consent import Consent
from sijoint.records.models.episode import Episode
from sijoint.records.models.erasure import Erasure
from sijoint.records.models.evaluation import Addendum, Evaluation, Override, Waiver
from sijoint.records.models.finding import Answer, Score, Tap
from sijoint.records.models.goal import Goal
from sijoint.records.models.intake import Intake
from sijoint.records.models.manual_therapy import ManualTherapy
from sijoint.records.models.patient import Patient
from sijoint.records.models.plan import Plan
from sijoint.records.models.release import Release

__all__ = [
    "Addendum",
    "Alert",
    "Answer",
    "Consent",
    "Episode",
    "Erasure",
    "Evaluation",
    "Goal",
    "Intake",
    "ManualTherapy",
    "Override",
    "Patient",
    "Plan",
    "Release",
    "Score",
    "Tap",
    "Waiver",
]
