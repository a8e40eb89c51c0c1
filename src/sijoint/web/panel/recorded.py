"""What was recorded, in words: a finding on its side, with its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.clinical.because import CLUSTER
from sijoint.clinical.case import Case, Finding, Side
from sijoint.clinical.cluster import Cluster
from sijoint.documents.report.next_finding import finding_name
from sijoint.documents.report.value import value_words
from sijoint.documents.wording import Wording
from sijoint.web.panel.cluster import count_words


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded about one side, or about both where the source has none.

    Parameters
    ----------
    case : Case
        The findings.
    clusters : sequence of Cluster
        One for each side in question.
    words : Wording
        The language.
    """

    case: Case
    clusters: Sequence[Cluster]
    words: Wording

    def name(self, finding: str) -> str:
        """What a finding, or the cluster as a whole, is called, with its side where it is one."""
        side = self._one_side if self._has_side(finding) else None
        return finding_name(finding, side, self.words)

    def answer(self, finding: str) -> str:
        """The answer on each side in question."""
        if finding == CLUSTER:
            return self._joined(
                [(each.side, count_words(each, self.words)) for each in self.clusters]
            )
        found = [f for f in self.case.findings if f.id == finding and f.is_recorded]
        sides = [cluster.side for cluster in self.clusters]
        here = [f for f in found if f.side in (None, *sides)]
        return self._joined([(f.side, self._result(f)) for f in here])

    @property
    def _one_side(self) -> Side | None:
        return self.clusters[0].side if len(self.clusters) == 1 else None

    def _has_side(self, finding: str) -> bool:
        return finding == CLUSTER or bool(self.words.record("finding", finding).get("side"))

    def _result(self, found: Finding) -> str:
        if found.value is not None:
            return value_words(found.id, found.value, self.words)
        return self.words.say("positive") if found.answer else self.words.say("negative")

    def _joined(self, answers: Sequence[tuple[Side | None, str]]) -> str:
        words = self.words
        return words.joined(
            answer
            if side in (None, self._one_side)
            else words.say("{side}: {answer}", side=words.side(side), answer=answer)
            for side, answer in answers
        )
