"""Cases with their answers, and the panel and the why-page made of them, as values and as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from html.parser import HTMLParser

from django.template.loader import render_to_string
from django.utils import translation

from sijoint.clinical.assessment import Assessment, assess
from sijoint.clinical.case import Case, Finding, Gates, PainSide, Result, Side
from sijoint.clinical.model import EvidenceSet
from sijoint.clinical.profile import ProfileLabel
from sijoint.clinical.warning import would_stop
from sijoint.records import knowledge
from sijoint.web.panel.care import NO_CARE, StopCare
from sijoint.web.panel.link import Links
from sijoint.web.panel.panel import Panel, panel_of
from sijoint.web.panel.why import Why, why_of
from sijoint.web.wording import wording_in
from tests.people import NOW
from tests.vignettes import vignettes

LINKS = Links(
    go=lambda finding, side, position: f"/go/{position}/#{finding}-{side or 'none'}",
    why=lambda source, side, front: f"/why/{source}/?side={side or ''}&set={front}",
    source=lambda name: f"/evidence/{name}/",
)

VOID = frozenset({"br", "link", "meta", "img", "input"})


@dataclass(frozen=True)
class Own:
    """A conclusion of a clinician."""

    conclusion: str
    value: str
    reason: str
    by: str = "T. Fictional"
    at: datetime = NOW


@cache
def vignette(name: str) -> Case:
    (found,) = [v.case for v in vignettes() if v.name == name or v.name.startswith(f"{name}-")]
    return found


def asked(case: Case) -> Case:
    """The same with every warning sign that could stop it answered with no."""
    rules = knowledge.current().evidence
    signs = would_stop(case.only(()), rules.safety)
    known = {f.id for f in case.findings}
    answers = tuple(
        Finding(sign, side, Result.NEGATIVE)
        for sign in signs
        if sign not in known
        for side in ((Side.LEFT, Side.RIGHT) if rules.findings[sign].sided else (None,))
    )
    return replace(case, findings=case.findings + answers)


def waived(case: Case) -> Case:
    gates = Gates("The pain was worse after the first movement.", "Hip replaced, examined there.")
    screens = {"centralization", "slr", "slump", "hip_internal_rotation_deg", "fadir"}
    kept = tuple(f for f in case.findings if f.id not in screens)
    return replace(case, gates=gates, findings=kept)


def both_sides(case: Case) -> Case:
    return replace(case, episode=replace(case.episode, side=PainSide.BILATERAL))


def fused(case: Case) -> Case:
    patient = replace(case.patient, conditions=case.patient.conditions | {"sij_fusion"})
    return replace(case, patient=patient)


def aged(case: Case, years: float) -> Case:
    return replace(case, patient=replace(case.patient, age_years=years))


def without(case: Case, *names: str) -> Case:
    return replace(case, findings=tuple(f for f in case.findings if f.id not in names))


def answer(
    case: Case,
    *,
    front: EvidenceSet = EvidenceSet.POOLED,
    label: ProfileLabel | None = None,
    set_aside: Sequence[str] = (),
) -> Assessment:
    evidence = knowledge.current().evidence
    return assess(case, evidence, evidence_set=front, label=label, set_aside=set_aside)


def panel(
    case: Case,
    *,
    code: str = "en",
    given: Assessment | None = None,
    overrides: Sequence[Own] = (),
    call: str = "",
    care: StopCare = NO_CARE,
) -> Panel:
    return panel_of(
        given or answer(case),
        case=case,
        knowledge=knowledge.current(),
        words=wording_in(code),
        links=LINKS,
        overrides=overrides,
        call=call,
        care=care,
    )


def why(
    case: Case,
    source: str = "sacroiliac_joint",
    side: Side | None = None,
    *,
    code: str = "en",
    front: EvidenceSet = EvidenceSet.POOLED,
) -> Why | None:
    return why_of(
        answer(case, front=front),
        source,
        side,
        case=case,
        knowledge=knowledge.current(),
        words=wording_in(code),
        links=LINKS,
    )


def panel_html(case: Case, *, code: str = "en", **options: object) -> str:
    made = panel(case, code=code, **options)
    with translation.override(code):
        return render_to_string("web/evaluation/_panel.html", {"panel": made})


def why_html(case: Case, source: str = "sacroiliac_joint", *, code: str = "en") -> str:
    context = {"why": why(case, source, code=code), "back_url": "/back/"}
    with translation.override(code):
        return render_to_string("web/evaluation/_panel_why.html", context)


@dataclass
class Element:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str = "", name: str = "") -> list[Element]:
        """Elements with a tag and a class."""
        return [
            e
            for e in self.walk()
            if tag in ("", e.tag) and (not name or name in e.attributes.get("class", "").split())
        ]

    @property
    def text(self) -> str:
        parts = (c if isinstance(c, str) else c.text for c in self.children)
        return re.sub(r"[ \n]+", " ", " ".join(parts)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Element(tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Element:
    """The elements of a piece of HTML, which must be closed properly."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    (document,) = reader.open
    return document
