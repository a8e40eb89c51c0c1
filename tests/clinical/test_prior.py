"""The prior over sets of sources."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sijoint.clinical.case import Setting
from sijoint.clinical.hypothesis import SIJ, Floats
from sijoint.clinical.prior import PriorError, fit_sets, shares_of
from tests.clinical.engine import built_model, case_of, prior_of

HYPOTHESES = built_model().hypotheses
RULES = built_model().prior
SOURCES = HYPOTHESES.sources


def shares(prior: Floats) -> dict[str, float]:
    return dict(zip((*SOURCES, "other"), (prior @ HYPOTHESES.readout).tolist(), strict=True))


def pair_masses(prior: Floats) -> tuple[float, float]:
    spine = (
        HYPOTHESES.is_pair
        & HYPOTHESES.has_any(RULES.spine_one_of)
        & HYPOTHESES.has_any(RULES.spine_with)
    )
    return float(prior[spine].sum()), float(prior[HYPOTHESES.is_pair & ~spine].sum())


def odds(share: float) -> float:
    return share / (1.0 - share)


@pytest.mark.parametrize("setting", Setting)
def test_the_tables_sum_exactly(setting: Setting) -> None:
    given = RULES.settings[setting]
    total = 1.0 - given.other + given.spine_pairs + given.other_pairs
    assert sum(given.marginals.values()) == pytest.approx(total, abs=1e-12)
    assert given.other >= 0.10


@pytest.mark.parametrize("setting", Setting)
def test_the_fit_reproduces_every_share(setting: Setting) -> None:
    given = RULES.settings[setting]
    prior = fit_sets(shares_of(given, SOURCES), rules=RULES, hypotheses=HYPOTHESES)
    assert prior.sum() == pytest.approx(1.0, abs=1e-11)
    found = shares(prior)
    assert found.pop("other") == pytest.approx(given.other, abs=1e-11)
    assert found == pytest.approx(dict(given.marginals), abs=1e-11)
    assert pair_masses(prior) == pytest.approx((given.spine_pairs, given.other_pairs), abs=1e-11)


def test_seeds_favour_and_disfavour_pairs() -> None:
    assert RULES.affinity[frozenset({"lumbar_disc", "radiculopathy"})] == 3.0
    spondyloarthritis = [pair for pair in RULES.affinity if "axial_spondyloarthritis" in pair]
    assert len(spondyloarthritis) == 8
    assert {RULES.affinity[pair] for pair in spondyloarthritis} == {0.5}


def test_two_thirds_of_joint_pain_in_a_spine_clinic_is_dual() -> None:
    given = RULES.settings["spine_clinic"]
    prior = fit_sets(shares_of(given, SOURCES), rules=RULES, hypotheses=HYPOTHESES)
    joint = HYPOTHESES.has(SIJ)
    dual = prior[joint & HYPOTHESES.is_pair].sum() / prior[joint].sum()
    assert dual == pytest.approx(0.66, abs=0.02)


@pytest.mark.parametrize(
    ("age", "source", "factor"),
    [
        (59.9, "lumbar_stenosis", 0.4),
        (60.0, "lumbar_stenosis", None),
        (70.0, "lumbar_stenosis", None),
        (70.5, "lumbar_stenosis", 2.0),
        (39.9, "hip_joint", 0.5),
        (40.0, "hip_joint", None),
        (59.9, "hip_joint", None),
        (60.0, "hip_joint", 1.6),
    ],
)
def test_age_changes_the_odds_at_its_limits(age: float, source: str, factor: float | None) -> None:
    prior = prior_of(case_of(age=age, dur=52.0))
    base = RULES.settings["below_l5"].marginals[source]
    found = shares(prior)[source]
    if factor is None:
        scale = shares(prior)["lumbar_disc"] / RULES.settings["below_l5"].marginals["lumbar_disc"]
        assert found == pytest.approx(base * scale, abs=1e-9)
    else:
        assert odds(found) / odds(base) == pytest.approx(factor, abs=1e-9)


@pytest.mark.parametrize(
    ("age", "weeks", "share"),
    [
        (30.0, 12.0, 0.05),
        (30.0, 11.9, 0.01),
        (45.0, 12.0, 0.05),
        (45.0, 0.0, 0.002),
        (60.0, 52.0, 0.002),
        (60.0, 52.0 * 20.0, 0.05),
    ],
)
def test_spondyloarthritis_by_onset_and_duration(age: float, weeks: float, share: float) -> None:
    prior = prior_of(case_of(age=age, dur=weeks))
    assert shares(prior)["axial_spondyloarthritis"] == pytest.approx(share, abs=1e-11)


@pytest.mark.parametrize("age", [25.0, 50.0, 65.0, 80.0])
def test_adjustments_keep_other_and_both_pair_masses(age: float) -> None:
    given = RULES.settings["below_l5"]
    prior = prior_of(case_of(age=age, dur=20.0))
    assert shares(prior)["other"] == pytest.approx(given.other, abs=1e-11)
    assert pair_masses(prior) == pytest.approx((given.spine_pairs, given.other_pairs), abs=1e-11)
    untouched = ("lumbar_disc", "radiculopathy", "lumbar_facet", SIJ)
    scales = [shares(prior)[source] / given.marginals[source] for source in untouched]
    assert scales == pytest.approx([scales[0]] * 4, abs=1e-9)


def test_a_fitted_prior_is_kept() -> None:
    assert prior_of(case_of(age=33.0)) is prior_of(case_of(age=34.0))


# --- A clinic's own shares ----------------------------------------------------------------


def test_an_edited_share_is_exact_and_other_gives_way() -> None:
    case = case_of(age=50.0, dur=52.0)
    before, after = shares(prior_of(case)), shares(prior_of(case, {SIJ: 0.26}))
    assert after[SIJ] == pytest.approx(0.26, abs=1e-11)
    assert after["other"] == pytest.approx(before["other"] - (0.26 - before[SIJ]), abs=1e-9)
    assert after["lumbar_disc"] == pytest.approx(before["lumbar_disc"], abs=1e-11)


def test_a_lower_share_raises_other() -> None:
    case = case_of(age=50.0, dur=52.0)
    before, after = shares(prior_of(case)), shares(prior_of(case, {SIJ: 0.15}))
    assert after["other"] > before["other"]


def test_below_the_floor_of_other_the_remaining_sources_are_scaled_together() -> None:
    case = case_of(age=50.0, dur=52.0)
    before, after = shares(prior_of(case)), shares(prior_of(case, {SIJ: 0.40}))
    assert after[SIJ] == pytest.approx(0.40, abs=1e-11)
    assert after["other"] == pytest.approx(0.05, abs=1e-11)
    scales = [after[source] / before[source] for source in SOURCES if source != SIJ]
    assert scales == pytest.approx([scales[0]] * 8, abs=1e-9)
    assert scales[0] < 1.0


@pytest.mark.parametrize(
    ("edited", "message"),
    [
        ({"liver": 0.2}, "edited prior: 'liver' is not one of sacroiliac_joint, lumbar_disc"),
        ({SIJ: 0.0}, "sacroiliac_joint is 0.0; allowed: above 0, below 1"),
        ({SIJ: 1.0}, "sacroiliac_joint is 1.0"),
        ({SIJ: -0.1}, "sacroiliac_joint is -0.1"),
        ({SIJ: float("nan")}, "sacroiliac_joint is nan"),
        ({SIJ: 0.7, "lumbar_disc": 0.7}, "sum to 1.4, which leaves no room"),
        (dict.fromkeys(SOURCES, 0.9), "sum to 8.1, which leaves no room"),
        ({SIJ: 0.001, "hip_joint": 0.001}, "they contradict each other"),
    ],
)
def test_impossible_edits_are_refused(edited: dict[str, float], message: str) -> None:
    with pytest.raises(PriorError, match=message.replace("(", r"\(")):
        prior_of(case_of(age=50.0, dur=52.0), edited)


def test_all_sources_edited_at_once() -> None:
    marginals = RULES.settings["spine_clinic"].marginals
    after = shares(prior_of(case_of(age=50.0), dict(marginals)))
    assert after["other"] == pytest.approx(1.175 - sum(marginals.values()), abs=1e-9)


def test_shares_that_contradict_each_other_are_refused() -> None:
    for change in ({"other": 0.5}, {"spine_pairs": 0.6, "other": 0.63}):
        wrong = replace(RULES.settings["below_l5"], **change)
        with pytest.raises(PriorError, match="contradict"):
            fit_sets(shares_of(wrong, SOURCES), rules=RULES, hypotheses=HYPOTHESES)


def test_no_prior_is_ever_negative() -> None:
    for setting in Setting:
        for age in (20.0, 44.0, 50.0, 65.0, 80.0):
            prior = prior_of(case_of(setting=setting, age=age, dur=30.0))
            assert np.isfinite(prior).all()
            assert (prior > 0.0).all()


def test_a_fit_that_has_not_settled_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijoint.clinical.prior.MOST_ROUNDS", 3)
    shares = shares_of(RULES.settings["below_l5"], SOURCES)
    with pytest.raises(PriorError, match="contradict"):
        fit_sets(shares, rules=RULES, hypotheses=HYPOTHESES)
