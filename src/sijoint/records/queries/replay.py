"""An old answer again: from the evidence as it was, and from the evidence of today."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sijoint.casefile.answer import answer_of
from sijoint.casefile.read import from_document
from sijoint.clinical.assessment import assess
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.safety import Safety, screen
from sijoint.evidence.load import evidence_of
from sijoint.evidence.text import Texts
from sijoint.records import knowledge
from sijoint.records.knowledge import Knowledge
from sijoint.records.models import Evaluation, Override, Release
from sijoint.records.queries.answer import Raised, with_alerts
from sijoint.records.queries.recorded import set_aside_in


@dataclass(frozen=True, slots=True)
class Replay:
    """A signed answer beside the same case answered anew.

    Parameters
    ----------
    stored : dict
        As it was signed.
    again : dict
        From the stored evidence by the program of today.
    today : dict
        From the evidence of today.
    set_aside : frozenset of str
        Ids of the safety rules that were set aside when it was signed.
    """

    stored: dict[str, Any]
    again: dict[str, Any]
    today: dict[str, Any]
    set_aside: frozenset[str]

    @property
    def is_same(self) -> bool:
        """Whether the stored evidence gives the stored answer, but for the program's version."""
        return _without_program(self.stored) == _without_program(self.again)

    @property
    def is_same_today(self) -> bool:
        """Whether the evidence of today gives the same answer, but for versions."""
        return _without_versions(self.stored) == _without_versions(self.today)


def replay(evaluation: Evaluation) -> Replay:
    """Answer a signed evaluation again.

    Raises
    ------
    Release.DoesNotExist
        If its evidence was not stored, which signing makes impossible.
    """
    release = Release.objects.get(version=evaluation.evidence_version)
    raw = json.loads(release.raw)
    then = Knowledge(release.version, raw, evidence_of(raw, release.version))
    held = _held_at_signature(evaluation)
    fired = {alert.id for alert in _screened(evaluation, held, then).alerts}
    # What was open elsewhere when it was signed stands in the answer, not in the case.
    elsewhere = [
        (alert["id"], alert["level"], alert["because"])
        for alert in evaluation.answer["safety"]["alerts"]
        if alert["id"] not in fired
    ]
    return Replay(
        stored=evaluation.answer,
        again=_answered(evaluation, held, elsewhere, then),
        today=_answered(evaluation, held, elsewhere, knowledge.current()),
        set_aside=set_aside_in(held),
    )


def _screened(evaluation: Evaluation, held: Sequence[Override], known: Knowledge) -> Safety:
    """What the rules say of the case itself."""
    case = from_document(evaluation.case, known.vocabulary, file="evaluation")
    return screen(case, known.evidence.safety.without(set_aside_in(held)))


def _answered(
    evaluation: Evaluation,
    held: Sequence[Override],
    elsewhere: Sequence[Raised],
    known: Knowledge,
) -> dict[str, Any]:
    labels = [each.value for each in held if each.conclusion == "profile"]
    assessment = assess(
        from_document(evaluation.case, known.vocabulary, file="evaluation"),
        known.evidence,
        evidence_set=EvidenceSet(evaluation.evidence_set),
        set_aside=set_aside_in(held),
        safety=with_alerts(_screened(evaluation, held, known), elsewhere, known),
        label=ProfileLabel(labels[0]) if labels else None,
    )
    return answer_of(assessment, Texts(known.raw))


def _held_at_signature(evaluation: Evaluation) -> list[Override]:
    """A signed evaluation is locked, so what holds now held then."""
    return list(evaluation.overrides.filter(withdrawn_at__isnull=True))


def _without_program(answer: dict[str, Any]) -> dict[str, Any]:
    versions = {k: v for k, v in answer["versions"].items() if k != "sijoint"}
    return answer | {"versions": versions}


def _without_versions(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answer.items() if key != "versions"}
