"""What an evaluation answers, with the clinician's own conclusions in their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import phrase
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import Alert, SafetyLevel
from sijoint.records import knowledge
from sijoint.records.models import Alert as Open
from sijoint.records.models import Evaluation
from sijoint.records.queries.recorded import Recorded, recorded_in


def assessment_of(
    evaluation: Evaluation,
    *,
    evidence_set: EvidenceSet | str | None = None,
    with_plan: bool = False,
    recorded: Recorded | None = None,
) -> Assessment | None:
    """The answer to what is recorded now; None while a required fact is missing.

    Parameters
    ----------
    evaluation : Evaluation
    evidence_set : EvidenceSet or str, optional
        Which set stands in front; that of the clinic unless given.
    with_plan : bool
        Whether a plan is wanted.
    recorded : Recorded, optional
        What the caller has read already.

    Raises
    ------
    InvalidCaseError
        If what is recorded contradicts itself.
    """
    recorded = recorded or recorded_in(evaluation)
    if recorded.case is None:
        return None
    own = {override.conclusion: override.value for override in recorded.overrides}
    return assess(
        recorded.case,
        knowledge.current().evidence,
        evidence_set=EvidenceSet(evidence_set or evaluation.clinic.evidence_set),
        set_aside=recorded.set_aside,
        safety=recorded.safety,
        label=ProfileLabel(own["profile"]) if "profile" in own else None,
        with_plan=with_plan,
    )


def stopped(assessment: Assessment, stops: Sequence[Open]) -> Assessment:
    """The answer as it may be shown while alerts raised elsewhere are open.

    A person may report a sign of danger at home while an evaluation is open: then nothing but the
    alert is shown here too, until somebody has cared for it.

    Parameters
    ----------
    assessment : Assessment
        The answer to what this evaluation holds.
    stops : sequence of Alert
        The open alerts of the person that stop everything.
    """
    fired = {alert.id for alert in assessment.safety.alerts}
    rules = {rule.id: rule for rule in knowledge.current().evidence.safety.rules}
    others = tuple(
        Alert(
            id=each.rule_id,
            level=SafetyLevel(each.level),
            because=tuple(each.because),
            action=phrase(f"safety_rule.{each.rule_id}.action"),
            sources=rules[each.rule_id].sources,
            defers_tests=rules[each.rule_id].defers_tests,
        )
        for each in stops
        if each.rule_id not in fired and each.rule_id in rules
    )
    if not others:
        return assessment
    alerts = (*others, *assessment.safety.alerts)
    level = max(alert.level for alert in alerts)
    return replace(
        assessment,
        safety=replace(assessment.safety, level=level, stop=True, alerts=alerts),
        differential=None,
        next_findings=None,
        profile=None,
        plan=None,
        cautions=(),
        missing=(phrase("missing.stopped"),),
    )
