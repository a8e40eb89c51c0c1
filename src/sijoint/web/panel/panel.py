"""The panel beside the tests: everything that an answer says, in the order of its weight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sijoint.casefile.answer import limits_of
from sijoint.clinical.assessment import Assessment
from sijoint.clinical.case import Case
from sijoint.documents.report.evaluation import SHOWN_ABOVE
from sijoint.documents.report.likely import OF_INTEREST
from sijoint.documents.wording import Wording
from sijoint.records.knowledge import Knowledge
from sijoint.web.panel.bar import Bar
from sijoint.web.panel.care import NO_CARE, StopCare
from sijoint.web.panel.cluster import ClusterView, cluster_view
from sijoint.web.panel.conclusion import Conclusion, Held, conclusions
from sijoint.web.panel.differential import DifferentialView, differential_view
from sijoint.web.panel.link import Links
from sijoint.web.panel.next_step import NextView, next_view
from sijoint.web.panel.profile import ProfileView, profile_view
from sijoint.web.panel.safety import SafetyView, safety_view

VERSION_DIGITS = 12

SCREENS = ("missing.low_back_screen", "missing.hip_screen")
"""What is missing only where the cluster is used."""


@dataclass(frozen=True, slots=True)
class Foot:
    """The bar at the foot of a phone: what leads, its range, and what comes next."""

    title: str
    detail: str
    line: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything the panel shows.

    Parameters
    ----------
    safety : SafetyView
        Always there; alone with `conclusions` and `limits` when it stops everything.
    clusters : tuple of ClusterView
        One for each painful side; empty where no probability is answered.
    differential, next, profile
        None while safety stops everything, and under 16 years.
    cautions, missing : tuple of str
        What must be said with the plan; what is missing, or why something is withheld.
    conclusions : tuple of Conclusion
        The clinician's own.
    limits : tuple of str
        What it rests on and what it is for.
    version : str
        The first digits of the version of the evidence.
    live : str
        What a screen reader is told once after a change.
    foot : Foot
        The same for a phone.
    """

    safety: SafetyView
    clusters: tuple[ClusterView, ...]
    differential: DifferentialView | None
    next: NextView | None
    profile: ProfileView | None
    cautions: tuple[str, ...]
    missing: tuple[str, ...]
    conclusions: tuple[Conclusion, ...]
    limits: tuple[str, ...]
    version: str
    live: str
    foot: Foot


def panel_of(
    assessment: Assessment,
    *,
    case: Case,
    knowledge: Knowledge,
    words: Wording,
    links: Links,
    overrides: Sequence[Held] = (),
    call: str = "",
    care: StopCare = NO_CARE,
) -> Panel:
    """The panel of an answer.

    Parameters
    ----------
    assessment : Assessment
        The answer, with the clinician's own conclusions in their place.
    case : Case
        What was recorded.
    knowledge : Knowledge
        The evidence that it rests on.
    words : Wording
        The language.
    links : Links
        Where rows, reasons and sources are.
    overrides : sequence of Held
        The clinician's own conclusions that hold.
    call : str
        The emergency number of the place; empty where it is not known.
    care : StopCare
        What was done about a stop.
    """
    rules = knowledge.evidence
    safety = safety_view(
        assessment.safety,
        case=case,
        rules=rules.safety,
        overrides=overrides,
        words=words,
        links=links,
        call=call,
        care=care,
    )
    rows, found, profile = assessment.differential, assessment.next_findings, assessment.profile
    shown = None if rows is None else differential_view(assessment, rows, rules.model, words, links)
    following = None if found is None else next_view(assessment.safety, found, words, links)
    return Panel(
        safety=safety,
        clusters=_clusters(assessment, case, knowledge, words),
        differential=shown,
        next=following,
        profile=None if profile is None else profile_view(profile, case, knowledge, words),
        cautions=tuple(words.render(each) for each in assessment.cautions),
        missing=tuple(_missing(assessment, words)),
        conclusions=conclusions(overrides, assessment, case, knowledge, words),
        limits=tuple(words.render(each) for each in limits_of(assessment)),
        version=assessment.evidence_version[:VERSION_DIGITS],
        live=_live(safety, shown, words),
        foot=_foot(safety, shown, following, words),
    )


def _clusters(
    assessment: Assessment, case: Case, knowledge: Knowledge, words: Wording
) -> tuple[ClusterView, ...]:
    rows = assessment.differential
    if rows is None:
        return ()
    is_used = _uses_cluster(assessment)
    sided = knowledge.evidence.model.sided_findings
    return tuple(
        cluster_view(each, case, sided, words, is_used=is_used) for each in assessment.clusters
    )


def _missing(assessment: Assessment, words: Wording) -> list[str]:
    if assessment.safety.stop:
        return []
    hidden = {*SHOWN_ABOVE, *(() if _uses_cluster(assessment) else SCREENS)}
    return [words.render(each) for each in assessment.missing if each.id not in hidden]


def _uses_cluster(assessment: Assessment) -> bool:
    """False where the answer is about pelvic girdle pain."""
    return not any(row.source in OF_INTEREST[1:] for row in assessment.differential or ())


def _main(shown: DifferentialView | None) -> tuple[Bar, ...]:
    return () if shown is None else tuple(bar for bar in shown.bars if bar.is_main)


def _live(safety: SafetyView, shown: DifferentialView | None, words: Wording) -> str:
    """Safety when it stops everything, else each joint in question with its range first."""
    said = [
        words.say(
            "{source}: {interval}, {point}.",
            source=bar.name,
            interval=bar.interval,
            point=bar.beside,
        )
        for bar in _main(shown)
    ]
    return " ".join(said) or safety.title


def _foot(
    safety: SafetyView,
    shown: DifferentialView | None,
    following: NextView | None,
    words: Wording,
) -> Foot:
    bars = _main(shown)
    step = None if following is None else following.first
    line = words.say("Next: {finding}", finding=step.name) if step else safety.short
    if not bars:
        return Foot(safety.title, "", "" if safety.is_stop else line)
    first = bars[0]
    detail = words.say("{interval}, {point}", interval=first.interval, point=first.beside)
    return Foot(first.name, detail, line)
