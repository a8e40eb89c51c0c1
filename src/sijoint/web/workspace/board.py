"""Everything that a page of the workspace shows, put together once for page and fragment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse

from sijoint.casefile.error import CaseError
from sijoint.clinical.assessment import Assessment
from sijoint.clinical.case import Case, Side
from sijoint.clinical.facts import Facts
from sijoint.clinical.finding import Position
from sijoint.clinical.model import EvidenceSet
from sijoint.documents.wording import Wording
from sijoint.records import knowledge
from sijoint.records.models import Answer, Evaluation, Intake, Override, Waiver
from sijoint.records.queries.answer import assessment_of
from sijoint.records.queries.recorded import Recorded
from sijoint.records.queries.story import retold_since
from sijoint.web.panel.link import Links
from sijoint.web.panel.panel import Panel, panel_of
from sijoint.web.workspace import section
from sijoint.web.workspace.gate import GateCard, gate_cards
from sijoint.web.workspace.head import facts_line
from sijoint.web.workspace.row import Errors, Rows, SideRow
from sijoint.web.workspace.section import FINISH, GroupView, Left, Tab
from sijoint.web.workspace.stop import stop_care


@dataclass(frozen=True)
class Board:
    """One evaluation as the workspace shows it.

    Parameters
    ----------
    recorded : Recorded
        What the evaluation holds.
    current : str
        The section that is shown.
    words : Wording
        In the language of the reader.
    errors : mapping
        Complaints by finding and side.
    typed : mapping
        What was sent with a form that is wrong.
    """

    recorded: Recorded
    current: str
    words: Wording
    errors: Errors
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def evaluation(self) -> Evaluation:
        """The evaluation itself."""
        return self.recorded.evaluation

    @property
    def overrides(self) -> tuple[Override, ...]:
        """The clinician's own conclusions."""
        return self.recorded.overrides

    @property
    def lacks(self) -> tuple[str, ...]:
        """The required facts that are missing."""
        return self.recorded.lacks

    @cached_property
    def answers(self) -> dict[tuple[str, str], Answer]:
        """Every row, also those that were cleared, by finding and side."""
        return {(a.finding_id, a.side): a for a in self.recorded.answers}

    @cached_property
    def given(self) -> frozenset[tuple[str, str]]:
        """What holds an answer, by finding and side."""
        return frozenset(key for key, answer in self.answers.items() if answer.is_set)

    @cached_property
    def waivers(self) -> dict[str, Waiver]:
        """The waivers that hold, by screen."""
        return {waiver.gate: waiver for waiver in self.recorded.waivers}

    @cached_property
    def case(self) -> Case | None:
        """The case; None while facts are missing or contradict each other."""
        try:
            return self.recorded.case
        except CaseError:
            return None

    @cached_property
    def assessment(self) -> Assessment | None:
        """The answer to what is recorded now, as far as open alerts let it be shown."""
        if self.case is None:
            return None
        return assessment_of(self.evaluation, recorded=self.recorded)

    @cached_property
    def panel(self) -> Panel | None:
        """What the findings are worth; None while nothing can be answered."""
        if self.assessment is None or self.case is None:
            return None
        return panel_of(
            self.assessment,
            case=self.case,
            knowledge=knowledge.current(),
            words=self.words,
            links=links_of(self.evaluation),
            overrides=self.overrides,
            call=self.evaluation.clinic.emergency_number,
            care=stop_care(self.recorded, self.assessment.safety, self.words),
        )

    @cached_property
    def retold(self) -> Intake | None:
        """What the person has told since, and this evaluation has not taken over."""
        return retold_since(self.evaluation)

    @cached_property
    def facts_line(self) -> str:
        """Who it is, in a few facts."""
        return facts_line(self.evaluation.facts, self.words)

    @cached_property
    def rows(self) -> Rows:
        """Makes the rows."""
        lexicon = knowledge.current().evidence.safety.lexicon
        return Rows(
            words=self.words,
            answers=self.answers,
            facts=None if self.case is None else Facts(self.case, lexicon),
            errors=self.errors,
            typed=self.typed,
            info_url=lambda name: reverse("evaluation_how", args=[self.evaluation.id, name]),
        )

    @cached_property
    def groups(self) -> tuple[GroupView, ...]:
        """The groups of the section that is shown; none in the last one."""
        shown = next((s for s in section.sections() if s.id == self.current), None)
        return section.groups(shown, self.rows) if shown else ()

    @property
    def refused(self) -> list[SideRow]:
        """The answers of the section that could not be saved, each with its message."""
        rows = (row for group in self.groups for row in group.rows)
        return [side for row in rows for side in row.sides if side.message]

    @cached_property
    def gates(self) -> tuple[GateCard, ...]:
        """Screens that are missing or waived; none while safety stops everything."""
        answer = self.assessment
        if answer is None or answer.differential is None:
            return ()
        return tuple(gate_cards(answer.clusters, answer.differential, self.waivers, self.words))

    @cached_property
    def tabs(self) -> tuple[Tab, ...]:
        """Every section, with how far it is."""
        made = [
            Tab(
                id=each.id,
                title=self.words.say(each.title),
                url=self._section_url(each.id),
                answered=section.answered_in(each, self.given),
                expected=len(each.expected),
                is_current=each.id == self.current,
            )
            for each in section.sections()
        ]
        last = Tab(FINISH, self.title_of(FINISH), self._section_url(FINISH), 0, 0, self.is_finish)
        return (*made, last)

    @property
    def is_finish(self) -> bool:
        """Whether the last section is shown."""
        return self.current == FINISH

    @cached_property
    def tab(self) -> Tab:
        """The section that is shown."""
        return next(tab for tab in self.tabs if tab.is_current)

    @cached_property
    def previous(self) -> Tab | None:
        """The section before."""
        place = self.tabs.index(self.tab)
        return self.tabs[place - 1] if place else None

    @cached_property
    def following(self) -> Tab | None:
        """The section after."""
        place = self.tabs.index(self.tab)
        return self.tabs[place + 1] if place + 1 < len(self.tabs) else None

    @cached_property
    def left(self) -> Left | None:
        """What is still to do in this section."""
        shown = next((s for s in section.sections() if s.id == self.current), None)
        return section.left_in(shown, self.given) if shown else None

    def title_of(self, name: str) -> str:
        """What a section is called."""
        return section.title_of(name, self.words)

    def _section_url(self, name: str) -> str:
        return reverse("evaluation_section", args=[self.evaluation.id, name])


def links_of(evaluation: Evaluation) -> Links:
    """Where the panel of an evaluation leads."""

    def go(finding_id: str, side: Side | None, position: Position) -> str:
        name = section.section_of(finding_id)
        return f"{reverse('evaluation_section', args=[evaluation.id, name])}#test-{finding_id}"

    def why(source: str, side: Side | None, evidence_set: EvidenceSet) -> str:
        query = {"set": evidence_set.value} | ({"side": side.value} if side else {})
        return f"{reverse('evaluation_why', args=[evaluation.id, source])}?{urlencode(query)}"

    return Links(go=go, why=why, source=lambda name: reverse("evidence_item", args=[name]))
