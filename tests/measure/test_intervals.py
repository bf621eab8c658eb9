import math

import numpy as np
import pytest
from scipy import stats

from scored_society.measure import intervals
from scored_society.measure.intervals import (
    cluster_bootstrap,
    expanded_levels,
    paired_difference,
    replicates_for,
    resampled,
    t_interval,
    variance_ratio,
)
from scored_society.measure.outcomes import columns, ratios


def mean(totals):
    return totals[..., 0:1] / totals[..., 1:2]


def drawn(clusters, columns, seed=1):
    return np.random.default_rng(seed).poisson(5, (clusters, columns))


def test_resampled_totals_are_sums_of_whole_clusters():
    totals = drawn(6, 2)
    totals[:, 1] = 1  # counts the clusters
    (sums,) = resampled([totals], 50, key=1)
    assert (sums[:, 1] == 6).all()
    assert len(np.unique(sums[:, 0])) > 10
    (repeated,) = resampled([np.repeat(totals[:1], 6, axis=0)], 50, key=1)
    assert (repeated[:, 0] == 6 * totals[0, 0]).all()


def test_a_resample_takes_the_same_clusters_of_both_sides():
    totals = drawn(30, 3)
    found = cluster_bootstrap([totals, totals], lambda a, b: mean(b) - mean(a))
    assert (found.estimate, found.low, found.high) == (0, 0, 0)


def test_the_interval_depends_on_nothing_but_its_input(monkeypatch):
    totals = drawn(40, 5), drawn(40, 3, seed=2)

    def difference(a, b):
        return mean(b) - mean(a)

    first = cluster_bootstrap(totals, difference)
    monkeypatch.setattr(intervals, "BLOCK_BYTES", 500)  # one resample and a few clusters at a time
    again = cluster_bootstrap(totals, difference)
    assert [tuple(part) for part in first] == [tuple(part) for part in again]
    assert tuple(cluster_bootstrap(totals, difference, key=5).low) != tuple(first.low)


def test_one_figure_does_not_depend_on_the_others():
    totals = drawn(40, 6)
    by = columns([("people", "everybody"), *((f"acts/{name}", "everybody") for name in "abcde")])
    both = cluster_bootstrap([totals], lambda sums: ratios(sums, by))
    few = columns([("people", "everybody"), ("acts/a", "everybody")])
    alone = cluster_bootstrap([totals[:, :2]], lambda sums: ratios(sums, few))
    assert [part[0] for part in both] == [part[0] for part in alone]


def test_for_a_mean_it_is_near_to_students_interval():
    values = np.random.default_rng(3).normal(50, 9, (400, 1)).round()
    found = cluster_bootstrap([values], lambda sums: sums[..., 0:1] / 400, resamples=20_000)
    student = t_interval(values[:, 0])
    assert found.estimate[0] == pytest.approx(student.estimate)
    assert found.low[0] == pytest.approx(student.low, abs=0.03)
    assert found.high[0] == pytest.approx(student.high, abs=0.03)


def test_the_levels_are_wider_for_few_clusters():
    low, high = expanded_levels(10)
    reach = math.sqrt(10 / 9) * stats.t.ppf(0.975, 9)
    assert (low, high) == (pytest.approx(stats.norm.cdf(-reach)), pytest.approx(stats.norm.cdf(reach)))
    assert expanded_levels(100_000)[0] == pytest.approx(0.025, abs=1e-5)


def test_a_single_cluster_has_no_interval():
    found = cluster_bootstrap([np.array([[3, 2]])], mean)
    assert found.estimate[0] == 1.5
    assert np.isnan([found.low[0], found.high[0]]).all()


def test_what_a_resample_leaves_undefined_has_no_interval():
    rare = np.array([[1, 1], *[[0, 0]] * 9])
    found = cluster_bootstrap([rare], lambda sums: np.divide(1, sums, out=np.full(sums.shape, np.nan), where=sums > 0))
    assert (found.estimate[0], math.isnan(found.low[0]), math.isnan(found.high[0])) == (1, True, True)


def test_both_sides_need_the_same_clusters():
    with pytest.raises(ValueError, match="the same clusters"):
        cluster_bootstrap([drawn(4, 2), drawn(5, 2)], lambda a, b: b - a)


def test_students_interval_is_that_of_scipy():
    values = drawn(12, 1)[:, 0]
    low, high = stats.t.interval(0.9, 11, values.mean(), stats.sem(values))
    assert t_interval(values, 0.9) == pytest.approx((values.mean(), low, high))


def test_intervals_of_many_figures_at_once():
    values = drawn(12, 3).astype(float)
    together = t_interval(values)
    for column in range(3):
        assert [part[column] for part in together] == pytest.approx(t_interval(values[:, column]))


def test_a_single_replicate_has_a_mean_and_no_interval():
    found = t_interval([4.0])
    assert found.estimate == 4
    assert np.isnan([found.low, found.high]).all()


def test_pairs_are_subtracted_one_by_one():
    assert paired_difference([1, 2, 9], [3, 4, 11]) == (2, 2, 2)
    with pytest.raises(ValueError, match="as many values"):
        paired_difference([1, 2], [1, 2, 3])


@pytest.mark.parametrize("width", [0.3, 1, 4, 100])
def test_the_least_number_of_replicates_that_is_narrow_enough(width):
    values = drawn(10, 1)[:, 0]

    def width_with(count):
        return 2 * stats.t.ppf(0.975, count - 1) * values.std(ddof=1) / math.sqrt(count)

    found = replicates_for(width, values)
    assert width_with(found) <= width
    assert found == 2 or width_with(found - 1) > width


def test_replicates_that_agree_need_no_more():
    assert replicates_for(0.1, [3, 3, 3]) == 2


def test_replicates_cannot_be_planned_from_nothing():
    with pytest.raises(ValueError, match="fewer than two"):
        replicates_for(1, [3])
    with pytest.raises(ValueError, match="above 0"):
        replicates_for(0, [3, 4])


def test_the_ratio_of_variances_lies_within_fishers_bounds():
    first, second = np.random.default_rng(5).normal(0, [[2], [1]], (2, 40))
    found = variance_ratio(first, second[:30], 0.9)
    ratio = first.var(ddof=1) / second[:30].var(ddof=1)
    assert found == pytest.approx(
        (ratio, ratio / stats.f.ppf(0.95, 39, 29), ratio / stats.f.ppf(0.05, 39, 29)), rel=1e-9
    )


def test_no_variance_below_is_an_infinite_ratio_or_none():
    assert variance_ratio([1, 2, 3], [5, 5, 5]) == (math.inf, math.inf, math.inf)
    assert all(math.isnan(part) for part in variance_ratio([1, 1], [5, 5]))
    with pytest.raises(ValueError, match="fewer than two"):
        variance_ratio([1, 2], [1])
