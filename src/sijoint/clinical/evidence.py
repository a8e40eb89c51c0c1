"""The evidence as values: everything that an assessment needs, passed in from outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sijoint.clinical.finding import FindingRule
from sijoint.clinical.model import Model
from sijoint.clinical.plan import PlanRules
from sijoint.clinical.profile import ProfileRules
from sijoint.clinical.safety import SafetyRules


@dataclass(frozen=True)
class Evidence:
    """One version of the evidence.

    Parameters
    ----------
    version : str
        SHA-256 of the canonical data, as hexadecimal digits.
    unreviewed : mapping of str to int
        How many claims rest on memory, or are our own design, by mark.
    safety, model, profile, plan
        The rules of each part.
    findings : mapping of str to FindingRule
        Every finding, by id, in the order of the evidence.
    """

    version: str
    unreviewed: Mapping[str, int]
    safety: SafetyRules
    model: Model
    profile: ProfileRules
    plan: PlanRules
    findings: Mapping[str, FindingRule]
