"""Priors by setting, and how findings are weighed."""

from __future__ import annotations

from docs.pages.markdown import code, codes, mark, number, page, sources, spaced, table
from sijoint.evidence.read import Raw

INTRODUCTION = """\
No study gives priors for physiotherapy clinics, nor the dependence of findings. What stands here is
our proposal, checked against published margins, and it awaits a clinician's signature."""

SETS = """\
A hypothesis is none, one or two of the named sources. Shares include people with two sources, so a
column sums to 1 - none + pairs. "Spine with hip or SI joint" is the share of people who have one of
each; "other pairs" is the share of all other pairs."""

SIGNS = """\
P(positive) is the published or proposed rate where the source is active, and the leak where none of
the finding's sources is. Two active sources combine as noisy-or. A weight is power times the
logarithm of the ratio. Within a group weights are damped (each further one counts less), then
clipped; location, PSIS, groin and sitting together speak for the SI joint at most 2.5 to 1."""

CLUSTER = """\
The tests speak through the number of positives among those done on the side assessed. All share
a hidden reactivity of the person: P(test positive) = Phi(a + b u), u normal, with the rates below
held. Where the SI joint is the source b = 0, elsewhere b = {loading:g} (in the interval {low:g} to
{high:g}). Then, in this order: ratio of the two chances of the count; more positives never count
less; at most 1 below the threshold of the rule; never under {floor:g}, never over {ceiling:g}; in
the evidence set `pooled` raised to two powers so that three or more of five weigh {plus:g} and
fewer {minus:g}, as in the meta-analysis."""


def render(raw: Raw) -> str:
    """The page of priors and weights."""
    return page(
        "Priors and weights",
        INTRODUCTION,
        "## Priors",
        SETS,
        _settings(raw),
        "### By age and onset",
        _adjustments(raw),
        "## Signs",
        SIGNS,
        _groups(raw),
        _signs(raw),
        "## The provocation cluster",
        _cluster_text(raw),
        _tests(raw),
    )


def _settings(raw: Raw) -> str:
    settings = raw["prior_setting"]
    rows = [
        [source["clinician"], *(number(s["marginals"][source["id"]]) for s in settings)]
        for source in raw["pain_source"]
    ]
    rows += [
        ["None of these", *(number(s["other"]) for s in settings)],
        ["Spine with hip or SI joint", *(number(s["spine_with_hip_or_sij"]) for s in settings)],
        ["Other pairs", *(number(s["other_pairs"]) for s in settings)],
        ["Mark", *(mark(s) for s in settings)],
        ["Source", *(sources(s) for s in settings)],
    ]
    return table(["source of pain", *(f"{s['name']} ({code(s['id'])})" for s in settings)], rows)


def _adjustments(raw: Raw) -> str:
    rows = [
        [
            spaced(r["pain_source"]),
            code(r["when"]),
            f"odds x {number(r['odds'])}" if "odds" in r else f"share {number(r['probability'])}",
            mark(r),
            sources(r),
        ]
        for r in raw["prior_adjustment"]
    ]
    return table(["source of pain", "when", "change", "mark", "source"], rows)


def _groups(raw: Raw) -> str:
    rows = [
        [code(g["id"]), number(g["low"]), number(g["high"]), codes(g["off_in"]), mark(g)]
        for g in raw["finding_group"]
    ]
    return table(["group", "least ratio", "most", "off in setting", "mark"], rows)


def _signs(raw: Raw) -> str:
    rows = [
        [
            code(s["id"]),
            s["group"],
            codes(s["findings"]),
            _rates(s),
            number(s.get("leak")),
            number(s["power"]),
            mark(s),
            sources(s),
        ]
        for s in raw["sign"]
    ]
    head = ["sign", "group", "findings", "rates", "leak", "power", "mark", "source"]
    return table(head, rows)


def _rates(sign: dict[str, object]) -> str:
    targets = sign.get("targets")
    if isinstance(targets, dict):
        return ", ".join(f"{spaced(source)} {rate:g}" for source, rate in targets.items())
    return "by the finding" if "members" in sign else "by the count"


def _cluster_text(raw: Raw) -> str:
    block = raw["block"][0]
    low, high = block["loading_range"]
    said = CLUSTER.format(
        loading=block["loading"],
        low=low,
        high=high,
        floor=block["floor"],
        ceiling=block["ceiling"],
        plus=block["pooled_lr_positive"],
        minus=block["pooled_lr_negative"],
    )
    return f"{said}\n\nMark: {mark(block)}. {block['reason']} {sources(block)}"


def _tests(raw: Raw) -> str:
    rows = [
        [
            f"[{code(t['id'])}](findings-provocation.md#{t['id']})",
            number(t["rate"]),
            number(t["false_positive_rate"]),
            mark(t),
            sources(t),
        ]
        for t in raw["block_test"]
    ]
    head = ["test", "positive with the joint", "positive without", "mark", "source"]
    return table(head, rows)
