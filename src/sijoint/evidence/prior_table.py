"""The table of priors: every setting, with every adjustment that a person can meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sijoint.clinical.case import Case, Episode, PainSide, Patient, Setting, Sex
from sijoint.clinical.facts import WEEKS_PER_YEAR, Facts, Lexicon
from sijoint.clinical.hypothesis import OTHER
from sijoint.clinical.model import Model
from sijoint.clinical.prior import PriorAdjustment, PriorSetting, set_prior
from sijoint.evidence.error import EvidenceError

Json = dict[str, Any]

_LIMIT = re.compile(r"(?P<fact>age|dur|onset)(?P<is><=|>=|<|>)(?P<limit>\d+(?:\.\d+)?)")


def tabulate_priors(built: Model, lexicon: Lexicon) -> Json:
    """Shares by setting, adjustments by age and duration, and the priors fitted to them.

    Parameters
    ----------
    built : Model
    lexicon : Lexicon
        Names that an adjustment may use.

    Returns
    -------
    dict
        Fit for JSON. ``fitted`` holds one prior over the hypotheses for each setting
        and each set of adjustments that a person can meet, so that nobody needs to fit.

    Raises
    ------
    EvidenceError
        If an adjustment is anything but limits of age, duration or onset joined by ``and``.
    """
    rules = built.prior
    return {
        "settings": {each.id: _setting(each) for each in rules.settings.values()},
        "spine_pairs": {"one_of": list(rules.spine_one_of), "with": list(rules.spine_with)},
        "seeds": [
            {"pair": [s for s in built.hypotheses.sources if s in pair], "seed": seed}
            for pair, seed in rules.affinity.items()
        ],
        "weeks_per_year": WEEKS_PER_YEAR,
        "adjustments": [_adjustment(each) for each in rules.adjustments],
        "other_floor": rules.other_floor,
        "fitted": list(_fitted(built, lexicon)),
    }


def _setting(setting: PriorSetting) -> Json:
    return {
        "marginals": dict(setting.marginals),
        OTHER: setting.other,
        "spine_pairs": setting.spine_pairs,
        "other_pairs": setting.other_pairs,
    }


def _adjustment(adjustment: PriorAdjustment) -> Json:
    share = adjustment.probability
    return {
        "id": adjustment.id,
        "source": adjustment.source,
        "when": _limits(adjustment),
        **({"odds": adjustment.odds} if share is None else {"probability": share}),
    }


def _limits(adjustment: PriorAdjustment) -> list[Json]:
    """The limits that all hold when an adjustment applies."""
    text = adjustment.when.text
    found = [_LIMIT.fullmatch(part.strip()) for part in text.split(" and ")]
    limits = [match.groupdict() for match in found if match]
    if len(limits) < len(found):
        raise EvidenceError(f"prior_adjustment {adjustment.id}: {text!r} is no list of limits")
    return [{**limit, "limit": float(limit["limit"])} for limit in limits]


def _fitted(built: Model, lexicon: Lexicon) -> Iterator[Json]:
    """The prior of every setting with every set of adjustments that a person can meet."""
    rules, hypotheses = built.prior, built.hypotheses
    kinds: dict[tuple[str, ...], tuple[float, float]] = {}
    for age, weeks in _people(rules.adjustments):
        facts_of = Facts(_person(age, weeks, Setting.UNSELECTED), lexicon)
        applied = tuple(a.id for a in rules.adjustments if a.when.holds(facts_of))
        kinds.setdefault(applied, (age, weeks))
    for setting in rules.settings.values():
        for applied, (age, weeks) in kinds.items():
            person = _person(age, weeks, Setting(setting.id))
            prior = set_prior(person, Facts(person, lexicon), rules=rules, hypotheses=hypotheses)
            *marginals, other = (prior @ hypotheses.readout).tolist()
            yield {
                "setting": setting.id,
                "adjustments": list(applied),
                "marginals": dict(zip(hypotheses.sources, marginals, strict=True)),
                OTHER: other,
                "probability": prior.tolist(),
            }


def _people(adjustments: Sequence[PriorAdjustment]) -> Iterator[tuple[float, float]]:
    """Ages and weeks of pain on, and on either side of, every limit."""
    edges: dict[str, list[float]] = {"age": [], "dur": [], "onset": []}
    for each in chain.from_iterable(map(_limits, adjustments)):
        edges[each["fact"]] += [each["limit"] - 1.0, each["limit"], each["limit"] + 1.0]
    for age in edges["age"]:
        lasting = [(age - onset) * WEEKS_PER_YEAR for onset in edges["onset"]]
        yield from ((age, weeks) for weeks in (*edges["dur"], *lasting) if weeks >= 0.0)


def _person(age: float, weeks: float, setting: Setting) -> Case:
    return Case(Patient(age, Sex.UNKNOWN), Episode(weeks, PainSide.LEFT, setting))
