"""The page on which a plan is edited: its stages, rows, limits and what goes with them."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext as _

from sijoint.casefile.plan_back import plan_from
from sijoint.clinical.phrase import Phrase
from sijoint.clinical.plan import Plan as PlanValue
from sijoint.clinical.plan import PlannedExercise, Stage
from sijoint.clinical.plan.alternative import Alternative, offer
from sijoint.clinical.plan.bound import Bound, Part, parts_of
from sijoint.clinical.plan.edited import Item
from sijoint.clinical.plan.recheck import Finding, fullest_day, hindrances_of
from sijoint.documents.wording import Wording
from sijoint.records.actions.manual_therapy import techniques_for
from sijoint.records.models import Goal, Plan
from sijoint.records.plan_content import edited_in
from sijoint.records.queries.plan import Present, goals_of, is_outdated
from sijoint.web.plan.care import HandsOn, hands_on_of, targets_of
from sijoint.web.plan.row import Named, Number, Offer, Row
from sijoint.web.plan.words import LABELS, WAS, because_text, reason_text, told


class Board:
    """Everything the page shows.

    Parameters
    ----------
    plan : Plan
        A draft.
    present : Present
        The person as recorded now.
    number : int
        Of the stage that is shown; the first where there is no such stage.
    words : Wording
    """

    def __init__(self, plan: Plan, present: Present, number: int, words: Wording) -> None:
        self.plan, self.present, self.words = plan, present, words
        self.value: PlanValue = plan_from(plan.content)
        self.proposed: PlanValue = plan_from(plan.proposed)
        self.edited = edited_in(plan.content, present.terms)
        known = [stage.number for stage in self.value.stages]
        self.number = number if number in known else next(iter(known), 0)

    @property
    def stages(self) -> list[Stage]:
        """All stages."""
        return list(self.value.stages)

    @property
    def stage_names(self) -> list[tuple[int, str]]:
        """Numbers and names of the stages."""
        return [(stage.number, self.words.render(stage.name)) for stage in self.value.stages]

    @cached_property
    def stage(self) -> Stage | None:
        """The stage that is shown."""
        return next((s for s in self.value.stages if s.number == self.number), None)

    @property
    def is_planned_now(self) -> bool:
        """Whether the stage may be planned for the person as recorded now."""
        return self.number in self.present.terms.stages

    @property
    def most(self) -> int:
        """Exercises that the stage may hold."""
        return self.present.terms.stages[self.number].most if self.is_planned_now else 0

    @property
    def count(self) -> int:
        """Exercises of the stage."""
        return len(self.stage.exercises) if self.stage else 0

    @property
    def minutes(self) -> str:
        """Minutes of the longest day of the stage."""
        stage = self.edited.find(self.number)
        tenths = fullest_day(stage, self.present.terms) if stage else 0
        return self.words.number(tenths / 10, 1)

    @property
    def minutes_most(self) -> str:
        """Minutes that a day may take."""
        return self.words.number(self.present.terms.minutes)

    @cached_property
    def rows(self) -> list[Row]:
        """The exercises of the stage."""
        stage = self.edited.find(self.number)
        if self.stage is None or stage is None or not self.is_planned_now:
            return []
        pairs = list(zip(self.stage.exercises, stage.items, strict=True))
        return [self._row(p, item, place, len(pairs)) for place, (p, item) in enumerate(pairs)]

    def _row(self, planned: PlannedExercise, item: Item, place: int, count: int) -> Row:
        terms = self.present.terms
        bounds = terms.bounds(item.exercise, self.number)
        said = tuple(self.words.render(each) for each in planned.cautions)
        return Row(
            id=planned.id,
            name=self._name(planned.id),
            side=planned.side,
            is_sided=terms.library[planned.id].is_sided,
            minutes=self.words.number(planned.minutes, 1),
            numbers=tuple(
                self._number(part, value, bounds[part])
                for part, value in parts_of(item.dose).items()
                if bounds[part].most > 1 or value > 1
            ),
            why=self.words.render(planned.why),
            cautions=said if terms.cautions(planned.id, self.number) else (),
            grows=() if terms.cautions(planned.id, self.number) else said,
            asks_reason=terms.asks_reason(planned.id, self.number),
            reason=item.reason,
            reason_text=reason_text(item.reason.code) if item.reason else "",
            was=self._was(planned, item),
            is_new=self._before(planned.id) is None,
            is_first=place == 0,
            is_last=place == count - 1,
        )

    def _number(self, part: Part, value: float, bound: Bound) -> Number:
        label, fewer, more = map(str, LABELS[part])
        return Number(
            part=str(part),
            label=label,
            fewer=fewer,
            more=more,
            value=f"{value:g}",
            range=self._range(bound),
            bound=bound,
            is_fixed=bound.least == bound.most == value,
        )

    def _range(self, bound: Bound) -> str:
        """The limits of a number, and where they come from."""
        limits = {
            "least": self.words.number(bound.least),
            "most": self.words.number(bound.most),
        }
        if bound.because:
            return _("%(least)s to %(most)s, from the change above") % limits
        return _("%(least)s to %(most)s, from the evidence") % limits

    def _before(self, name: str) -> PlannedExercise | None:
        """The exercise as it was proposed for this stage."""
        stage = next((s for s in self.proposed.stages if s.number == self.number), None)
        found = stage.exercises if stage else ()
        return next((each for each in found if each.id == name), None)

    def _was(self, planned: PlannedExercise, item: Item) -> str:
        before = self._before(planned.id)
        if before is None:
            return ""
        then = {
            Part.SETS: before.sets,
            Part.REPS: before.reps,
            Part.HOLD: before.hold_s,
            Part.MINUTES: before.minutes,
            Part.DAYS: before.per_week // before.sessions_per_day,
            Part.TIMES: before.sessions_per_day,
        }
        said = [
            str(WAS[part]) % {"value": self.words.number(then[part])}
            for part, value in parts_of(item.dose).items()
            if value != then[part]
        ]
        if before.side != planned.side:
            said.append(self.words.side(before.side))
        return ", ".join(said)

    def _name(self, name: str) -> str:
        return self.words.text(f"exercise.{name}.patient")

    @property
    def hindrances(self) -> list[str]:
        """What keeps the plan from being approved."""
        found = hindrances_of(self.edited, self.present.terms)
        return [self._told(each) for each in found]

    def _told(self, finding: Finding) -> str:
        return told(finding, self.words, has_equipment=self.present.has_equipment)

    @property
    def is_outdated(self) -> bool:
        """Whether the record has changed since the draft was made."""
        return is_outdated(self.plan, self.present)

    @property
    def left_out(self) -> list[Named]:
        """The exercises of no stage, each with the reason."""
        return [
            Named(each.id, self._name(each.id), self._because(each.because))
            for each in self.value.excluded
        ]

    def _because(self, because: Phrase) -> str:
        return because_text(because, self.words, has_equipment=self.present.has_equipment)

    @property
    def reviews(self) -> list[Named]:
        """The reviews with their days."""
        return [
            Named(each.id, self.words.text(f"review_point.{each.id}.clinician"), each.on or "")
            for each in self.value.reviews
        ]

    @property
    def supports(self) -> list[Named]:
        """The supports of the plan."""
        return [self._support(each.id) for each in self.value.supports]

    @property
    def more_supports(self) -> list[Named]:
        """Supports that suit and are not in the plan."""
        held = set(self.edited.supports)
        return [self._support(name) for name in self.present.terms.supports if name not in held]

    def _support(self, name: str) -> Named:
        text = self.words.text(f"support.{name}.patient_text")
        return Named(name, self.words.text(f"support.{name}.patient"), text)

    @property
    def education(self) -> list[Named]:
        """The units of advice of the plan."""
        return [self._unit(name) for name in self.value.education]

    @property
    def more_education(self) -> list[Named]:
        """Units that are for the person and not in the plan."""
        held = set(self.value.education)
        return [self._unit(n) for n in self.present.terms.education if n not in held]

    def _unit(self, name: str) -> Named:
        return Named(name, self.words.text(f"education.{name}.title"), "")

    @cached_property
    def techniques(self) -> list[Named]:
        """The techniques that nothing speaks against now."""
        return [
            Named(
                each.id,
                self.words.title("manual_therapy", each.id),
                self.words.text(f"manual_therapy.{each.id}.dose"),
            )
            for each in techniques_for(self.plan, self.present)
        ]

    @property
    def targets(self) -> list[tuple[str, str]]:
        """The findings that hands-on care may be for: tests of the body that showed something."""
        return targets_of(self.present.case, self.words)

    @property
    def hands_on(self) -> list[HandsOn]:
        """The entries of hands-on care."""
        return hands_on_of(self.plan, self.words)

    @property
    def goals(self) -> list[Goal]:
        """The goals of the episode that have not ended."""
        return goals_of(self.plan)

    def offers(self, instead_of: str = "", sought: str = "") -> list[Offer]:
        """What may come into the stage; with a text, every exercise that has it in its names."""
        text = sought.casefold().strip()
        found = offer(
            self.edited,
            self.number,
            self.present.terms,
            instead_of=instead_of,
            whole=bool(text),
        )
        made = [self._offer(each) for each in found if each.exercise != instead_of]
        return [o for o in made if text in self._sought_in(o)]

    def _sought_in(self, offered: Offer) -> str:
        """What somebody may look for: both names, and what it trains."""
        usual = self.words.text(f"exercise.{offered.id}.clinician")
        return f"{offered.name} {usual} {offered.trains}".casefold()

    def _offer(self, found: Alternative) -> Offer:
        functions = [self.words.text(f"exercise_function.{f}.patient") for f in found.trains]
        return Offer(
            id=found.exercise,
            name=self._name(found.exercise),
            trains=", ".join(functions),
            side=found.item.side if found.item else "both",
            is_alike=found.is_alike,
            is_possible=found.is_possible,
            asks_reason=found.asks_reason,
            cautions=tuple(self.words.render(each) for each in found.cautions),
            because=tuple(self._told(each) for each in found.refused),
        )
