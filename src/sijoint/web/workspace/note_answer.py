"""What the draft of the note says of the answer: safety, cluster, sources, profile, conclusions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sijoint.clinical.cluster import Cluster
from sijoint.clinical.differential import Row
from sijoint.clinical.hypothesis import OTHER
from sijoint.clinical.safety import SafetyLevel
from sijoint.documents.percent import STEP, highest_of, rounded
from sijoint.documents.report.likely import MOST_EXPLAINED, OF_INTEREST, Likely, likely
from sijoint.documents.report.screen import names_of_tests
from sijoint.documents.wording import Wording, sentence
from sijoint.records.models import Alert
from sijoint.records.queries.alert_care import alerts_during, latest_by_rule
from sijoint.web.panel.bar import Bar
from sijoint.web.panel.cluster import ClusterView
from sijoint.web.panel.differential import DifferentialView
from sijoint.web.panel.panel import Panel
from sijoint.web.panel.profile import PatternView, ProfileView
from sijoint.web.panel.safety import AlertView, rule_title
from sijoint.web.workspace.alert import StepLine, step_words, steps_of
from sijoint.web.workspace.board import Board


def worth(board: Board) -> Iterator[str]:
    """The paragraphs, safety first; at a stop safety and conclusions alone."""
    words, panel = board.words, board.panel
    if panel is None:
        yield from _waived(board)
        return
    yield from _safety(panel, board)
    if panel.differential is not None:
        yield from _likely(panel, panel.differential, board)
    if panel.profile is not None:
        yield _profile(panel.profile, words)
    if panel.missing:
        yield words.say("Missing: {texts}", texts=" ".join(map(sentence, panel.missing)))
    for each in panel.conclusions:
        yield words.say(
            "{said}. Because: {reason}. {computed}.",
            said=each.said,
            reason=each.reason.rstrip("."),
            computed=each.computed.rstrip("."),
        )
    yield words.say("Evidence {version}.", version=panel.version)


def _waived(board: Board) -> Iterator[str]:
    words = board.words
    for waiver in board.waivers.values():
        yield words.say("Screen waived ({gate}): {reason}", gate=waiver.gate, reason=waiver.reason)


def _likely(panel: Panel, shown: DifferentialView, board: Board) -> Iterator[str]:
    """The cluster of each side, the sources, and what must be said with them."""
    words = board.words
    clusters = () if board.assessment is None else board.assessment.clusters
    for view, cluster in zip(panel.clusters, clusters, strict=True):
        yield _cluster(view, cluster, words)
    yield from _sources(shown, board, words)
    for caution in panel.cautions:
        yield words.say("Caution: {text}", text=caution)


def _safety(panel: Panel, board: Board) -> Iterator[str]:
    """The level, then each alert with what was done about it, by whom and when."""
    words, safety = board.words, panel.safety
    # The title of the lowest level says the count itself.
    count = "" if safety.level == SafetyLevel.NONE else safety.count
    title = sentence(words.say("Safety: {title}", title=safety.title))
    yield " ".join(filter(None, (title, count)))
    held = alerts_during(board.evaluation)
    latest, steps = latest_by_rule(held), steps_of(held, words)
    told = set()
    for alert in safety.alerts:
        row = latest.get(alert.id)
        done = () if row is None else _done(row, steps[row.id], words)
        told.add(row)
        yield " ".join((_alert(alert, words), *done))
    # What does not fire any more was still raised, and somebody may have acted on it.
    for row in (row for row in held if row not in told):
        yield " ".join((_past(row, words), *_done(row, steps[row.id], words)))


def _alert(alert: AlertView, words: Wording) -> str:
    return words.say(
        "{title} ({rule}). Because: {because} {action}",
        title=alert.title,
        rule=alert.rule,
        because=alert.because,
        action=alert.action,
    )


def _past(alert: Alert, words: Wording) -> str:
    return words.say(
        "An earlier alert, {title} ({rule}). Because: {because}.",
        title=rule_title(alert.rule_id, words),
        rule=alert.rule_id,
        because="; ".join(words.name(name) for name in alert.because),
    )


def _done(alert: Alert, steps: Iterable[StepLine], words: Wording) -> Iterator[str]:
    """Every act; that nobody has read it, as long as somebody must."""
    for step in steps:
        yield step_words(step, words)
    if alert.acknowledged_at is None and alert.closed_at is None:
        yield words.say("Not read yet.")


def _cluster(view: ClusterView, cluster: Cluster, words: Wording) -> str:
    """The count, which tests, what does not count and why, and the two screens."""
    result = f"{view.count}, {view.result}" if view.result else view.count
    said = [
        words.say(
            "Provocation cluster, {side}: {result}.", side=words.side(cluster.side), result=result
        )
    ]
    negative = [test for test in cluster.performed if test not in cluster.positive]
    if cluster.positive:
        tests = names_of_tests(cluster.positive, words)
        said.append(words.say("Positive: {tests}.", tests=tests))
    if negative:
        said.append(words.say("Negative: {tests}.", tests=names_of_tests(negative, words)))
    if view.not_done:
        said.append(words.say("Not done: {tests}.", tests=view.not_done))
    said += [f"{gate.name}: {gate.said}." for gate in view.gates]
    lead = (view.caution_lead, view.caution)
    return " ".join([*said, *view.not_counted, *filter(None, lead)])


def _sources(shown: DifferentialView, board: Board, words: Wording) -> Iterator[str]:
    """The most likely sources first, and always the joint in question."""
    rows = () if board.assessment is None else board.assessment.differential or ()
    bars = {(bar.source, bar.side): bar for bar in (*shown.bars, *shown.folded)}
    named = [(each.row.source, str(each.row.side or "")) for each in _named(rows)]
    told = [words.say("No single source stands out.")] if shown.no_leader else []
    told += [_bar(bars[key], words) for key in named]
    told += [f"{silent.names}. {silent.note}" for silent in shown.silent_first]
    if not any(source in OF_INTEREST for source, _ in named) and not shown.silent_first:
        told.append(words.say("The sacroiliac joint has no figure here."))
    yield words.say("Sources of pain. {told}", told=" ".join(told))
    if shown.block_needed:
        yield shown.block_needed


def _named(rows: Sequence[Row]) -> list[Likely]:
    """The most likely, with all that are shown as just as likely, and what was asked about."""
    ranked = sorted(likely(rows), key=lambda each: -each.probability)
    ranked = [each for each in ranked if each.row.source != OTHER]
    least = min(map(_shown, ranked[:MOST_EXPLAINED]), default=0)
    return [e for e in ranked if e.row.source in OF_INTEREST or _shown(e) >= max(least, STEP)]


def _shown(each: Likely) -> int:
    """The percentage that is read, rounded."""
    return rounded(each.probability, highest_of(each.row.source))


def _bar(bar: Bar, words: Wording) -> str:
    said = words.say(
        "{source}: {interval}, {point}.", source=bar.name, interval=bar.interval, point=bar.beside
    )
    return f"{said} {bar.note}" if bar.note else said


def _profile(profile: ProfileView, words: Wording) -> str:
    """The label, and the points of each profile with what gave them."""
    points = words.joined(_points(each) for each in profile.patterns)
    return words.say(
        "Working profile, a hypothesis: {said} Points: {points}.",
        said=sentence(profile.said),
        points=points,
    )


def _points(pattern: PatternView) -> str:
    said = f"{pattern.name} {pattern.points}"
    return f"{said} ({', '.join(pattern.reasons)})" if pattern.reasons else said
