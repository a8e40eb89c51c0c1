"""What goes with the exercises, in the report: hands, supports, lessons, reviews, next steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from sijoint.cli.report.paper import Paper, listed, number_of, sentence
from sijoint.cli.report.section import labelled, section
from sijoint.clinical.plan.maintenance import Maintenance
from sijoint.clinical.plan.manual_therapy import PlannedTherapy
from sijoint.clinical.plan.plan import Plan
from sijoint.clinical.plan.review import PlannedEscalation, PlannedReview

URGENCIES = {"same_day": "same day", "two_weeks": "within 2 weeks"}
"""How soon a step is due that is not bound to a week."""


def care_part(plan: Plan, paper: Paper) -> RenderableType:
    """Hands-on care, supports and lessons."""
    supports = [_short(paper.title("support", each.id)) for each in plan.supports]
    lessons = [paper.read(f"education.{each}.title") for each in plan.education]
    rows = [
        ("hands-on", _joined(list(_therapies(plan.manual_therapy, paper)), "; ")),
        *_to_rule_out(plan.manual_therapy, paper),
        ("supports", _joined(list(dict.fromkeys(supports)))),
        ("lessons", _joined(lessons)),
    ]
    return section(paper, "Beside the exercises", labelled(rows))


def follow_up_part(plan: Plan, paper: Paper) -> RenderableType:
    """Reviews with their dates, the steps beyond the programme, and what keeps one well."""
    in_order = sorted(plan.escalation, key=lambda step: step.week)
    rows = [
        *(_review(each, paper) for each in plan.reviews),
        *_at_any_time(plan.escalation),
        *(_later(each, paper) for each in in_order if each.week),
        ("staying well", _maintenance(plan.maintenance, paper)),
    ]
    return section(paper, "Reviews and next steps", labelled(rows))


def _therapies(therapies: Sequence[PlannedTherapy], paper: Paper) -> Iterator[str]:
    """The techniques, those with the same limits together."""
    groups: dict[str, list[str]] = {}
    for each in therapies:
        name = paper.title("manual_therapy", each.id).partition(":")[0]
        groups.setdefault(_limits(each), []).append(name)
    for limits, names in groups.items():
        yield f"{listed(names)} ({limits})"


def _to_rule_out(therapies: Sequence[PlannedTherapy], paper: Paper) -> Iterator[tuple[str, str]]:
    """The contraindications that a technique leaves to the clinician, each once."""
    said = dict.fromkeys(paper.say(caution) for each in therapies for caution in each.cautions)
    if said:
        yield "rule out", " ".join(said)


def _limits(therapy: PlannedTherapy) -> str:
    most = f"at most {therapy.sessions} sessions in {number_of(therapy.weeks, 'week')}"
    first = len(therapy.cautions)
    return f"{most}, {number_of(first, 'contraindication')} to rule out first" if first else most


def _review(review: PlannedReview, paper: Paper) -> tuple[str, str]:
    about = paper.title("review_point", review.id)
    day = f", {review.on}" if review.on else ""
    return f"week {review.week}", f"{about}{day}. {paper.read(f'review_point.{review.id}.text')}"


def _at_any_time(steps: Sequence[PlannedEscalation]) -> Iterator[tuple[str, str]]:
    """The signs that must not wait, by how soon; the words stand in the evidence."""
    for urgency, label in URGENCIES.items():
        signs = [s.id.replace("_", " ") for s in steps if s.urgency == urgency]
        if signs:
            yield label, _joined(signs)


def _later(step: PlannedEscalation, paper: Paper) -> tuple[str, str]:
    trigger = paper.read(f"escalation.{step.id}.trigger")
    action = paper.read(f"escalation.{step.id}.action").partition(". ")[0].rstrip(".")
    return f"from week {step.week}", f"{trigger} {paper.signs.arrow} {action}."


def _maintenance(maintenance: Maintenance, paper: Paper) -> str:
    return _joined(
        [
            f"{_plain(paper.title('maintenance_item', item.id))} ({item.per_week} a week)"
            for item in maintenance.items
            if item.exercises
        ]
    )


def _short(title: str) -> str:
    """A title without what follows a comma or colon."""
    return title.partition(",")[0].partition(":")[0]


def _plain(title: str) -> str:
    """A title without its second part, but with both halves of a colon."""
    return title.partition(",")[0].replace("Strength: ", "strength of ")


def _joined(names: Sequence[str], between: str = ", ") -> str:
    """A list as a sentence; ``none`` when it is empty."""
    return sentence(listed(names, between) or "none")
