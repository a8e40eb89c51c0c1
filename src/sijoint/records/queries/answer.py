"""What an evaluation answers, with the clinician's own conclusions in their place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.phrase import phrase
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import Alert, Safety, SafetyLevel
from sijoint.records import knowledge
from sijoint.records.knowledge import Knowledge
from sijoint.records.models import Evaluation
from sijoint.records.queries.recorded import Recorded, recorded_in

Raised = tuple[str, str, Sequence[str]]
"""An alert as it is stored: id of its rule, level, reasons."""


def assessment_of(
    evaluation: Evaluation,
    *,
    evidence_set: EvidenceSet | str | None = None,
    with_plan: bool = False,
    recorded: Recorded | None = None,
) -> Assessment | None:
    """The answer to what is recorded now; None while a required fact is missing.

    Alerts of the person that were raised elsewhere, at home or in an earlier evaluation, and that
    nobody has closed count as if they had fired here: one that stops lets nothing else be said,
    one to be seen soon leaves no label, no thrust and no impact.

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
    if recorded.case is None or recorded.safety is None:
        return None
    own = {override.conclusion: override.value for override in recorded.overrides}
    known = knowledge.current()
    return assess(
        recorded.case,
        known.evidence,
        evidence_set=EvidenceSet(evidence_set or evaluation.clinic.evidence_set),
        set_aside=recorded.set_aside,
        safety=with_alerts(recorded.safety, _open_elsewhere(recorded), known),
        label=ProfileLabel(own["profile"]) if "profile" in own else None,
        with_plan=with_plan,
    )


def with_alerts(safety: Safety, others: Iterable[Raised], known: Knowledge) -> Safety:
    """What the rules say, headed by alerts that they do not raise themselves.

    Parameters
    ----------
    safety : Safety
    others : iterable of Raised
        One whose rule has fired, or is not in the evidence, is left out.
    known : Knowledge
        The evidence.
    """
    fired = {alert.id for alert in safety.alerts}
    rules = {rule.id: rule for rule in known.evidence.safety.rules}
    added = tuple(
        Alert(
            id=name,
            level=SafetyLevel(level),
            because=tuple(because),
            action=phrase(f"safety_rule.{name}.action"),
            sources=rules[name].sources,
            defers_tests=rules[name].defers_tests,
        )
        for name, level, because in others
        if name not in fired and name in rules
    )
    if not added:
        return safety
    level = max(safety.level, *(alert.level for alert in added))
    return replace(safety, level=level, stop=level.stops, alerts=(*added, *safety.alerts))


def _open_elsewhere(recorded: Recorded) -> list[Raised]:
    """The open alerts of the person from soon up, the gravest first.

    One that is to be seen soon may be set aside in the evaluation; a stop is cared for first.
    """
    held = [
        alert
        for alert in recorded.alerts
        if SafetyLevel(alert.level).stops
        or (alert.level == SafetyLevel.SOON and alert.rule_id not in recorded.set_aside)
    ]
    held.sort(key=lambda alert: -SafetyLevel(alert.level).rank)
    return [(alert.rule_id, alert.level, alert.because) for alert in held]
