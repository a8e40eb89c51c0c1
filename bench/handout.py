"""A handout of eight exercises: ours by Typst, and the same words and pictures by WeasyPrint."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import typst
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from bench.figure import Figure
from sijoint.casefile.read import read_case
from sijoint.clinical.assessment import assess
from sijoint.clinical.case import Case
from sijoint.clinical.evidence import Evidence
from sijoint.clinical.plan import Plan
from sijoint.clinical.profile import Profile
from sijoint.documents.home import Choices, handout, handout_content
from sijoint.documents.typesetting import FAMILY, FONTS, Content, Paper, Template, typeset
from sijoint.documents.wording import Wording
from sijoint.drawing.staging import _staged
from sijoint.evidence.read import read_raw
from sijoint.evidence.text import Texts
from sijoint.language import language

SAMPLE = Path(__file__).parent.parent / "samples" / "one-sided-buttock-pain.toml"
EXERCISES = 8
ROUNDS = 5
KEPT = 40
"""Documents after which Typst has forgotten the ones before; measured to be enough."""

MOST_SECONDS = 0.5

WEIGHTS = {400: "400Regular", 600: "600SemiBold", 700: "700Bold"}
PAGE = """
@page { size: A4; margin: 14mm 16mm 17mm; @bottom-right { content: counter(page); } }
body { font: 13pt "Source Sans 3"; line-height: 1.35; color: #13262D; }
h1 { font-size: 25pt; } h2 { font-size: 16pt; margin: 1em 0 .4em; }
section { break-inside: avoid; border-top: 1.4pt solid #0B5B6B; }
section > img { float: left; width: 98mm; margin-right: 6mm; }
table { border-collapse: collapse; width: 100%; } td, th { border-bottom: .5pt solid #CBD6D6; }
td img { width: 16mm; } .box { display: inline-block; width: 5mm; height: 5mm;
border: 1pt solid #6B8087; border-radius: 1mm; } .dose { background: #DAECEE; padding: 3mm; }
"""


def figures(evidence: Evidence) -> list[Figure]:
    """Seconds for the whole handout, and how much longer the peer sets the same content."""
    case, plan, profile = _programme(evidence)
    words = Wording(Texts(read_raw()), language("en"))
    content = handout_content(case, plan, profile, words, Choices())
    html = _html(content)

    seconds = _best_seconds(
        {
            "whole": lambda: handout(case, plan, profile, words),
            "ours": lambda: typeset(Template.HOME, content, paper=Paper.A4, language="en"),
            "peer": lambda: _by_weasyprint(html),
        }
    )
    ours = len(typeset(Template.HOME, content, paper=Paper.A4, language="en"))
    peer = len(_by_weasyprint(html))
    return [
        Figure(
            f"A handout of {EXERCISES} exercises, pictures drawn",
            seconds["whole"],
            MOST_SECONDS,
            "s",
            at_least=False,
            detail=f"{1e3 * seconds['ours']:.0f} ms of it typesetting; {ours / 1e3:.0f} kB",
        ),
        Figure(
            "The same words and pictures, typeset by WeasyPrint",
            seconds["peer"] / seconds["ours"],
            1.0,
            "times as long",
            at_least=True,
            detail=(
                f"{1e3 * seconds['peer']:.0f} ms against {1e3 * seconds['ours']:.0f} ms, both "
                f"PDF/UA; {peer / 1e3:.0f} kB; WeasyPrint {weasyprint.__version__}"
            ),
        ),
    ]


def _best_seconds(contenders: Mapping[str, Callable[[], bytes]]) -> dict[str, float]:
    """The quickest of several rounds of each, interleaved, each as in a process that is new."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS):
        for name, contender in contenders.items():
            _forget()
            start = time.perf_counter()
            contender()
            best[name] = min(best[name], time.perf_counter() - start)
    return best


def _forget() -> None:
    """Drop what was posed, and what Typst keeps of its last documents to set them again."""
    _staged.cache_clear()
    for number in range(KEPT):
        typst.compile(str(number).encode(), ignore_system_fonts=True)


def _programme(evidence: Evidence) -> tuple[Case, Plan, Profile]:
    """A plan whose only stage holds the first eight exercises of the sample's plan."""
    case = read_case(SAMPLE, evidence.safety.lexicon.vocabulary)
    answer = assess(case, evidence)
    plan, profile = answer.plan, answer.profile
    if plan is None or profile is None:
        raise AssertionError("the sample has no plan")
    every = {e.id: e for stage in plan.stages for e in stage.exercises}
    eight = tuple(every.values())[:EXERCISES]
    if len(eight) < EXERCISES:
        raise AssertionError(f"the sample's plan has {len(eight)} exercises")
    stage = replace(plan.stages[0], exercises=eight)
    return case, replace(plan, stages=(stage,)), profile


def _by_weasyprint(html: str) -> bytes:
    fonts = FontConfiguration()
    faces = "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("{(FONTS / f"SourceSans3_{name}.ttf").as_uri()}"); }}'
        for weight, name in WEIGHTS.items()
    )
    style = weasyprint.CSS(string=faces + PAGE, font_config=fonts)
    made: bytes = weasyprint.HTML(string=html).write_pdf(
        stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return made


def _html(content: Content) -> str:
    """Every word, number and picture of the content, in the order of the handout."""
    chart = "".join(
        f"<tr><td>{_image(row['thumbnail'], row['name'])}{_words(row['name'])}"
        f"{_words(row['amount'])}</td>{''.join(map(_boxes, row['boxes'] * 2))}</tr>"
        for row in content["chart"]["rows"]
    )
    days = "".join(f"<th>{escape(day['short'])}</th>" for day in content["chart"]["days"] * 2)
    exercises = "".join(map(_exercise, content["exercises"]))
    rest = (content[part] for part in ("light", "help", "reviews", "next", "flare", "later"))
    return (
        f'<html lang="en"><head><title>{escape(content["title"])}'
        f"</title></head><body><h1>{escape(content['title'])}</h1>"
        f"<p>{escape(' '.join(content['facts']))}</p>"
        f"<table><thead><tr><th>{escape(content['chart']['exercise'])}</th>{days}</tr></thead>"
        f"<tbody>{chart}</tbody></table>{exercises}"
        f"{''.join(map(_part, rest))}</body></html>"
    )


def _exercise(each: Mapping[str, Any]) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in each["steps"])
    told = [*each["cautions"], *each["cues"], each["stop"], each["why"]]
    return (
        f"<section><h2>{each['number']} {escape(each['name'])}</h2>"
        f"{_image(each['picture']['svg'], each['picture']['text'])}"
        f'<p class="dose">{escape(" ".join(each["dose"]))}</p><ol>{steps}</ol>'
        f"{''.join(map(_words, told))}</section>"
    )


def _part(part: Mapping[str, Any]) -> str:
    told = _texts({name: value for name, value in part.items() if name != "title"})
    return f"<h2>{escape(part['title'])}</h2>{''.join(map(_words, told))}"


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, Mapping):
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _words(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _boxes(count: int) -> str:
    return f"<td>{'<span class=box></span>' * count}</td>"


def _image(svg: str, text: str) -> str:
    coded = b64encode(svg.encode()).decode()
    return f'<img alt="{escape(text)}" src="data:image/svg+xml;base64,{coded}">'
