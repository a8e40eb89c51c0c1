"""What goes with the exercises, in a report: hands, supports, lessons, reviews, next steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sijoint.clinical.plan.maintenance import Maintenance
from sijoint.clinical.plan.manual_therapy import PlannedTherapy
from sijoint.clinical.plan.plan import Plan
from sijoint.clinical.plan.review import PlannedEscalation
from sijoint.documents.report.block import facts, section, table
from sijoint.documents.typesetting import Content
from sijoint.documents.wording import Wording, sentence


def care_section(plan: Plan, words: Wording) -> Content:
    """Hands-on care with its limits, supports and lessons."""
    supports = words.joined(_short(words.title("support", each.id)) for each in plan.supports)
    lessons = words.joined(words.text(f"education.{unit}.title") for unit in plan.education)
    return section(
        words.say("Beside the exercises"),
        facts(
            [
                *((words.say("Hands-on"), said) for said in _therapies(plan.manual_therapy, words)),
                (words.say("Rule out first"), _to_rule_out(plan.manual_therapy, words)),
                (words.say("Supports"), sentence(supports)),
                (words.say("Lessons"), sentence(lessons)),
            ]
        ),
    )


def follow_up_section(plan: Plan, words: Wording) -> Content:
    """Reviews with their days, the steps beyond the programme, and what keeps one well."""
    headers = [words.say("When"), words.say("What"), words.say("Then")]
    rows = [*_reviews(plan, words), *_steps(plan.escalation, words)]
    routine = facts([(words.say("Staying well"), _routine(plan.maintenance, words))])
    table_ = table(headers, rows, widths=(4, 5, 9))
    return section(words.say("Reviews and next steps"), table_, routine)


def _therapies(therapies: Sequence[PlannedTherapy], words: Wording) -> Iterator[str]:
    """The techniques, those with the same limits together."""
    groups: dict[tuple[int, int], list[str]] = {}
    for each in therapies:
        groups.setdefault((each.sessions, each.weeks), []).append(
            words.title("manual_therapy", each.id).partition(":")[0]
        )
    for (sessions, weeks), names in groups.items():
        yield words.say(
            "{techniques} (at most {sessions} sessions in {weeks} weeks).",
            techniques=words.joined(names),
            sessions=sessions,
            weeks=weeks,
        )


def _to_rule_out(therapies: Sequence[PlannedTherapy], words: Wording) -> str:
    """The contraindications that a technique leaves to the clinician, each once."""
    said = dict.fromkeys(words.render(caution) for each in therapies for caution in each.cautions)
    return " ".join(said)


def _reviews(plan: Plan, words: Wording) -> Iterator[list[str]]:
    for review in plan.reviews:
        week = words.say("Week {week}", week=review.week)
        if review.on:
            week = words.say("{week}, {day}", week=week, day=words.date(review.on))
        about = words.title("review_point", review.id)
        yield [week, about, words.text(f"review_point.{review.id}.text")]


def _steps(steps: Sequence[PlannedEscalation], words: Wording) -> Iterator[list[str]]:
    """What must not wait, then the steps by week."""
    soon = {"same_day": words.say("Same day"), "two_weeks": words.say("Within 2 weeks")}
    for step in sorted(steps, key=lambda step: (step.urgency not in soon, step.week)):
        if step.urgency in soon:
            when = soon[step.urgency]
        elif step.week:
            when = words.say("From week {week}", week=step.week)
        else:
            when = words.say("At any time")
        trigger = words.text(f"escalation.{step.id}.trigger")
        yield [when, trigger, words.text(f"escalation.{step.id}.action")]


def _routine(maintenance: Maintenance, words: Wording) -> str:
    names = (
        words.say(
            "{part} ({times} a week)",
            part=words.title("maintenance_item", item.id).partition(",")[0],
            times=item.per_week,
        )
        for item in maintenance.items
        if item.exercises
    )
    return sentence(words.joined(names))


def _short(title: str) -> str:
    """A title without what follows a comma or colon."""
    return title.partition(",")[0].partition(":")[0]
