"""NPS: hand-counted tables, the published interval, and brute force."""

from itertools import product
from math import factorial, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import nps
from bot.domain.nps import Figure, Group, figure

counts = st.integers(0, 300)
figures = st.builds(figure, counts, counts, counts)


@pytest.mark.parametrize("score", range(11))
def test_every_score_has_its_group(score: int) -> None:
    expected = "promoter" if score in (9, 10) else "passive" if score in (7, 8) else "detractor"
    assert Group.of(score) == expected


@pytest.mark.parametrize("score", [-1, 11, 100])
def test_there_is_no_score_beyond_ten(score: int) -> None:
    with pytest.raises(ValueError):
        Group.of(score)


# promoters, passives, detractors: the score and the interval, worked out by hand.
# 33/15/9: n+3 = 60; 33.75/60 - 9.75/60 = .40; variance (.725 - .16)/60; se .09704; .40 ± .1902.
@pytest.mark.parametrize(
    ("groups", "score", "low", "high"),
    [
        ((33, 15, 9), 42, 21, 59),
        ((10, 0, 0), 100, 48, 100),
        ((0, 0, 10), -100, -100, -48),
        ((0, 10, 0), 0, -18, 18),
        ((50, 0, 50), 0, -19, 19),
        ((2, 2, 1), 20, -39, 64),
        ((60, 30, 10), 50, 35, 62),
    ],
)
def test_the_figure_is_what_one_counts_by_hand(
    groups: tuple[int, int, int], score: int, low: int, high: int
) -> None:
    got = figure(*groups)
    assert (nps.points(got.nps), nps.points(got.low), nps.points(got.high)) == (score, low, high)
    assert got.n == sum(groups)


@given(counts, counts, counts)
def test_the_interval_is_that_of_the_answers_and_three_more(
    promoters: int, passives: int, detractors: int
) -> None:
    """Brute force: every answer as +1, 0 or -1 with its weight, mean and variance by their definitions."""
    weights = {1: promoters + 0.75, 0: passives + 1.5, -1: detractors + 0.75}
    total = sum(weights.values())
    mean = sum(value * weight for value, weight in weights.items()) / total
    variance = sum(weight * (value - mean) ** 2 for value, weight in weights.items()) / total
    reach = 1.96 * sqrt(variance / total)
    got = figure(promoters, passives, detractors)
    assert got.low == pytest.approx(max(-100, 100 * (mean - reach)))
    assert got.high == pytest.approx(min(100, 100 * (mean + reach)))
    assert got.error == pytest.approx(100 * sqrt(variance / total))


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    """Every possible sample of 20 from a known population, weighted by its probability: near 95 % cover it."""
    for p, d in ((0.5, 0.2), (0.7, 0.1), (0.3, 0.3)):
        covered = 0.0
        for promoters, detractors in product(range(21), repeat=2):
            passives = 20 - promoters - detractors
            if passives < 0:
                continue
            got = figure(promoters, passives, detractors)
            chance = (
                _multinomial(promoters, passives, detractors)
                * p**promoters
                * (1 - p - d) ** passives
                * d**detractors
            )
            covered += chance * (got.low <= 100 * (p - d) <= got.high)
        assert 0.93 < covered < 0.98, (p, d)
    assert NormalDist().inv_cdf(0.975) == pytest.approx(1.96, abs=0.001)


def _multinomial(*parts: int) -> int:
    ways = factorial(sum(parts))
    for part in parts:
        ways //= factorial(part)
    return ways


@given(figures)
def test_an_interval_stays_within_the_scale_and_is_never_upside_down(one: Figure) -> None:
    assert -100 <= one.low < one.high <= 100
    assert -100 <= one.nps <= 100


@given(st.lists(st.integers(0, 10)))
def test_counting_scores_is_counting_groups(scores: list[int]) -> None:
    high, low = sum(s >= 9 for s in scores), sum(s <= 6 for s in scores)
    assert nps.count(scores) == figure(high, len(scores) - high - low, low)


@pytest.mark.parametrize(("n", "enough"), [(0, False), (4, False), (5, True), (57, True)])
def test_fewer_than_five_answers_are_too_few_to_show(n: int, enough: bool) -> None:
    assert figure(n, 0, 0).enough is enough


def test_a_negative_count_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError):
        figure(-1, 0, 0)


def test_a_small_change_is_within_error_and_a_large_one_is_not() -> None:
    now, before = figure(33, 15, 9), figure(30, 15, 12)
    small = nps.change(now, before)
    assert small is not None
    assert small.within_error
    assert nps.points(small.delta) == 11
    large = nps.change(figure(80, 10, 10), figure(20, 30, 50))
    assert large is not None
    assert not large.within_error
    assert nps.points(large.delta) == 100


def test_the_error_of_a_change_is_that_of_both_figures() -> None:
    now, before = figure(40, 40, 20), figure(40, 40, 20)
    reach = 1.96 * sqrt(now.error**2 + before.error**2)
    assert reach > 1.96 * now.error
    for promoters in range(40, 81):
        later = figure(promoters, 80 - promoters, 20)
        got = nps.change(later, before)
        assert got is not None
        assert got.within_error is (
            abs(later.nps - before.nps) < 1.96 * sqrt(later.error**2 + before.error**2)
        )


def test_no_change_is_told_where_either_figure_has_too_few_answers() -> None:
    assert nps.change(figure(4, 0, 0), figure(50, 10, 10)) is None
    assert nps.change(figure(50, 10, 10), figure(0, 0, 0)) is None


@given(figures, figures)
def test_change_and_overlap_do_not_depend_on_who_is_first(one: Figure, other: Figure) -> None:
    assert nps.overlap(one, other) == nps.overlap(other, one)
    there, back = nps.change(one, other), nps.change(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert there.delta == -back.delta
        assert there.within_error == back.within_error


def test_managers_whose_intervals_overlap_are_not_ranked() -> None:
    assert nps.overlap(figure(33, 15, 9), figure(30, 15, 12))
    assert not nps.overlap(figure(90, 5, 5), figure(5, 5, 90))


@pytest.mark.parametrize(
    ("value", "whole"), [(12.5, 13), (-12.5, -13), (0.49, 0), (-0.4, 0), (41.9, 42), (100, 100)]
)
def test_points_round_halves_away_from_zero(value: float, whole: int) -> None:
    assert nps.points(value) == whole
