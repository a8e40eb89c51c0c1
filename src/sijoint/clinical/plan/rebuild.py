"""A plan again, from what a clinician decided: days, changes, gates and all that follows."""

from __future__ import annotations

from sijoint.clinical.phrase import phrase
from sijoint.clinical.plan.draft import Draft, DraftStage
from sijoint.clinical.plan.edited import EditedPlan, EditedStage, Item, sides_in
from sijoint.clinical.plan.plan import Plan, assemble
from sijoint.clinical.plan.schedule import arrange, lightest, weekdays
from sijoint.clinical.plan.stage import Filled, PlannedExercise, cautions_of
from sijoint.clinical.plan.terms import Terms


def rebuild(edited: EditedPlan, before: Plan, terms: Terms) -> Plan:
    """The whole plan around what a clinician decided.

    Parameters
    ----------
    edited : EditedPlan
        All its stages are among those of the terms.
    before : Plan
        The plan as it was: why exercises are in no stage, and the note.
    terms : Terms
        The changes of exercises, the gates and the hands-on care come from here.
    """
    stages = [
        DraftStage(
            terms.stages[stage.number], terms.held[stage.number], Filled(_planned(stage, terms))
        )
        for stage in edited.stages
    ]
    taken_out = {item.id for stage in before.stages for item in stage.exercises}
    draft = Draft(
        stages=stages,
        barred={each.id: each.because for each in before.excluded},
        left_out=dict.fromkeys(taken_out, phrase("plan.because.clinician")),
        note=before.note,
    )
    return assemble(
        draft,
        terms.person,
        safety=terms.safety,
        rules=terms.rules,
        supports=tuple(terms.supports[name] for name in edited.supports if name in terms.supports),
        education=edited.education,
        reviews=edited.reviews,
    )


def _planned(stage: EditedStage, terms: Terms) -> tuple[PlannedExercise, ...]:
    doses = [(item.dose, sides_in(item, terms.library)) for item in stage.items]
    lightest_kinds, fullest = lightest(doses)
    fits = fullest <= terms.capacity
    kinds = arrange(doses, terms.capacity) if fits else lightest_kinds
    return tuple(
        _exercise(item, kind, stage.number, terms)
        for item, kind in zip(stage.items, kinds, strict=True)
    )


def _exercise(item: Item, kind: int, number: int, terms: Terms) -> PlannedExercise:
    dose, exercise = item.dose, terms.library[item.exercise]
    return PlannedExercise(
        id=item.exercise,
        side=item.side,
        sets=dose.sets,
        reps=dose.reps,
        hold_s=dose.hold_s,
        per_week=dose.per_week,
        sessions_per_day=dose.sessions_per_day,
        minutes=dose.tenths(sides_in(item, terms.library)) / 10,
        weekdays=weekdays(dose, kind),
        why=item.why,
        cautions=cautions_of(exercise, terms.cautions(item.exercise, number)),
    )
