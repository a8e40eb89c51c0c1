"""A bar: how likely one source is, as words and as places on a scale from 0 to 100 %."""

from __future__ import annotations

from dataclasses import dataclass

from sijoint.clinical.hypothesis import SIJ
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.pregnancy import PELVIC_GIRDLE_PAIN
from sijoint.documents.percent import STEP, highest_of, percent, percent_range
from sijoint.documents.report.block import likelihood_bar
from sijoint.documents.report.likelihood import set_name, source_name
from sijoint.documents.report.likely import OF_INTEREST, Likely
from sijoint.documents.wording import Wording
from sijoint.web.panel.link import Links

WAIVED = "differential.note.waived"


@dataclass(frozen=True, slots=True)
class Caption:
    """A sentence below a bar, with the sign that it explains: a diamond, a triangle or none."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One source of pain with its probability.

    Parameters
    ----------
    source, side : str
        Ids; the side is empty where the source has none.
    name, interval, point, beside : str
        In words; the interval comes first, and `beside` it stands that the other is a point.
    is_main : bool
        Whether it is what was asked about.
    fill, low, high, prior, other : str
        Places as SVG takes them, ``39.3%``; `other` is empty where it would say nothing.
    is_beyond : bool
        Whether the interval goes on above what may be shown.
    captions : tuple of Caption
        Everything that is drawn, in words.
    note : str
        What must be said with this source.
    why : str
        Address of the page behind the number.
    """

    source: str
    side: str
    name: str
    interval: str
    point: str
    beside: str
    is_main: bool
    fill: str
    low: str
    high: str
    prior: str
    other: str
    is_beyond: bool
    captions: tuple[Caption, ...]
    note: str
    why: str


def bar_of(
    each: Likely, evidence_set: EvidenceSet, waived_cap: float, *, words: Wording, links: Links
) -> Bar:
    """The bar of a row.

    Parameters
    ----------
    each : Likely
        A row with a probability.
    evidence_set : EvidenceSet
        The set in front.
    waived_cap : float
        The most that is shown for the joint while a screen is waived, 0 to 1.
    words : Wording
        The language.
    links : Links
        Where the reasons are.
    """
    row, highest = each.row, highest_of(each.row.source)
    is_main = row.source in OF_INTEREST
    drawn = likelihood_bar(
        each.probability,
        each.interval,
        prior=each.prior,
        other=each.other,
        highest=highest,
        is_first=is_main,
    )
    point = point_words(each, waived_cap, words)
    shows_other = _shows_other(each, is_main=is_main)
    return Bar(
        source=row.source,
        side=str(row.side or ""),
        name=source_name(row, words),
        interval=percent_range(each.interval, highest, words),
        point=point,
        beside=words.say("point {percent}", percent=point),
        is_main=is_main,
        fill=place(drawn["point"]),
        low=place(drawn["low"]),
        high=place(drawn["high"]),
        prior=place(drawn["prior"]),
        other=place(drawn["other"]) if shows_other else "",
        is_beyond=drawn["is_beyond"],
        captions=_captions(each, evidence_set, words, with_other=shows_other),
        note="" if row.note is None else words.render(row.note),
        why=links.why(row.source, row.side, evidence_set),
    )


def point_words(each: Likely, waived_cap: float, words: Wording) -> str:
    """The probability; ``at most`` where a waived screen holds it down."""
    highest = highest_of(each.row.source)
    said = percent(each.probability, highest, words)
    is_held = each.row.note is not None and each.row.note.id == WAIVED
    if is_held and each.probability >= waived_cap:
        return words.say("at most {percent}", percent=said)
    return said


def place(share: float) -> str:
    """A share as SVG takes it, with a point whatever the language.

    Examples
    --------
    >>> place(0.3929), place(0.0), place(1.0)
    ('39.3%', '0%', '100%')
    """
    return f"{round(100.0 * share, 1):g}%"


def _shows_other(each: Likely, *, is_main: bool) -> bool:
    """Only where there is another set, and for a lesser row only where it is far from the first."""
    if each.row.source == PELVIC_GIRDLE_PAIN:
        return False
    return is_main or 100.0 * abs(each.other - each.probability) >= STEP


def _captions(
    each: Likely, evidence_set: EvidenceSet, words: Wording, *, with_other: bool
) -> tuple[Caption, ...]:
    highest = highest_of(each.row.source)
    captions = []
    if each.row.source == SIJ:
        meaning = words.say("Chance of responding to a block, with its 95% interval.")
        captions.append(Caption("", meaning))
    if with_other:
        beside = words.say(
            "By {name} {percent}.",
            name=set_name(evidence_set.other, words),
            percent=percent(each.other, highest, words),
        )
        captions.append(Caption("other", beside))
    before = words.say(
        "Before the findings {percent}.", percent=percent(each.prior, highest, words)
    )
    return (*captions, Caption("prior", before))
