"""NPS against calculations that share nothing with ours: scipy's distributions, a simulation, tables counted by hand."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from bot.domain import nps
from bot.domain.nps import Group, figure

counts = st.integers(0, 2000)
VALUES = np.array([100.0, 0.0, -100.0])
ADDED = np.array([0.75, 1.5, 0.75])
Z95 = float(stats.norm.ppf(0.975))


def adjusted(groups: tuple[int, int, int]) -> tuple[float, float]:
    """Middle and standard error by the variance of a multinomial: NPS is the mean of a·X, X ~ Multinomial(n, p) / n."""
    weights = np.array(groups) + ADDED
    n = weights.sum()
    shares = weights / n
    # scipy takes whole numbers of draws only: the covariance of one, for the mean of n divided by n.
    covariance = stats.multinomial(1, shares / shares.sum()).cov()
    return float(VALUES @ shares), float(sqrt(VALUES @ covariance @ VALUES / n))


@settings(deadline=None)
@given(counts, counts, counts)
def test_the_interval_is_that_of_the_multinomial_variance(p: int, m: int, d: int) -> None:
    middle, error = adjusted((p, m, d))
    got = figure(p, m, d)
    assert got.error == pytest.approx(error, abs=1e-9)
    assert got.low == pytest.approx(max(-100, middle - Z95 * error), abs=0.01)
    assert got.high == pytest.approx(min(100, middle + Z95 * error), abs=0.01)


@settings(deadline=None)
@given(counts, counts, counts)
def test_the_score_is_the_mean_of_a_random_variable(p: int, m: int, d: int) -> None:
    if p + m + d:
        law = stats.rv_discrete(values=((1, 0, -1), np.array([p, m, d]) / (p + m + d)))
        assert figure(p, m, d).nps == pytest.approx(100 * law.mean(), abs=1e-6)


@settings(deadline=None)
@given(st.tuples(counts, counts, counts), st.tuples(counts, counts, counts))
def test_two_periods_differ_when_a_two_sided_test_says_so(
    now: tuple[int, int, int], before: tuple[int, int, int]
) -> None:
    found = nps.change(figure(*now), figure(*before))
    if min(sum(now), sum(before)) < nps.ENOUGH:
        assert found is None
        return
    assert found is not None
    spread = sqrt(adjusted(now)[1] ** 2 + adjusted(before)[1] ** 2)
    chance = 2 * stats.norm.sf(abs(found.delta) / spread)
    if abs(chance - 0.05) > 1e-4:  # 1.96 is Z95 rounded
        assert found.within_error is bool(chance > 0.05)


@pytest.mark.parametrize(
    ("shares", "n"),
    [((0.5, 0.3, 0.2), 30), ((0.7, 0.2, 0.1), 12), ((0.9, 0.05, 0.05), 50), ((0.33, 0.34, 0.33), 8)],
)
def test_nineteen_in_twenty_intervals_hold_the_truth(shares: tuple[float, float, float], n: int) -> None:
    """A seeded simulation of 20,000 firms."""
    truth = 100 * (shares[0] - shares[2])
    drawn = stats.multinomial(n, shares).rvs(size=20_000, random_state=np.random.default_rng(7))
    seen, times = np.unique(drawn, axis=0, return_counts=True)
    held = sum(
        int(many)
        for groups, many in zip(seen, times, strict=True)
        if (one := figure(*map(int, groups))).low <= truth <= one.high
    )
    assert 0.93 < held / 20_000 < 0.98


def test_overlap_is_asked_more_of_than_a_test_of_the_difference() -> None:
    """Intervals that share no point differ by more than 1.96 standard errors of the difference: ranking is the stricter."""
    dice = np.random.default_rng(11)
    for _ in range(300):
        one, other = (figure(*map(int, dice.integers(0, 40, 3))) for _ in range(2))
        if min(one.n, other.n) >= nps.ENOUGH and not nps.overlap(one, other):
            middle = abs((one.low + one.high) - (other.low + other.high)) / 2
            inside = all(-100 < edge < 100 for edge in (one.low, one.high, other.low, other.high))
            assert not inside or middle > Z95 * sqrt(one.error**2 + other.error**2)


# Ten scores: 10 10 9 9 9 8 7 6 3 0. Promoters 5, passives 2, detractors 3; NPS 50 % − 30 % = +20.
# With ¾, 1½, ¾: n = 13, p = 5.75/13 = .44231, d = 3.75/13 = .28846, middle .15385;
# variance .44231 + .28846 − .15385² = .70710; / 13 = .054393; root .23322; × 1.96 = .45712.
# .15385 ± .45712 = −.30327 … +.61097.
def test_ten_scores_by_hand() -> None:
    got = nps.count([10, 10, 9, 9, 9, 8, 7, 6, 3, 0])
    assert (got.promoters, got.passives, got.detractors) == (5, 2, 3)
    assert nps.points(got.nps) == 20
    assert got.error == pytest.approx(23.322, abs=0.001)
    assert got.low == pytest.approx(-30.327, abs=0.01)
    assert got.high == pytest.approx(61.097, abs=0.01)


# Before: 9 9 8 8 7 7 6 5 4 2: promoters 2, passives 4, detractors 4; NPS −20; p = 2.75/13 = .21154, d = 4.75/13 = .36538,
# middle −.15385, variance .57692 − .02367 = .55325, / 13 = .042558, root .20630.
# Change +40; √(23.322² + 20.630²) = 31.137; × 1.96 = 61.03: within error.
def test_two_periods_by_hand() -> None:
    now, before = nps.count([10, 10, 9, 9, 9, 8, 7, 6, 3, 0]), nps.count([9, 9, 8, 8, 7, 7, 6, 5, 4, 2])
    assert before.error == pytest.approx(20.630, abs=0.001)
    found = nps.change(now, before)
    assert found is not None
    assert (nps.points(found.delta), found.within_error) == (40, True)


def test_groups_are_those_of_the_method() -> None:
    assert [Group.of(score).value[0] for score in range(11)] == list("dddddddpppp")
