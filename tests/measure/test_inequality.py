"""Published worked examples, and what any measure of inequality must do."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scored_society.measure.inequality import gini, inequality, theil, theil_by_group

AMOUNTS = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 20), st.sampled_from("abc")), min_size=1, max_size=30)
MEXICO_1940 = (
    (10384, 2), (22361, 1), (9573, 2), (3758, 5), (2934, 5), (8578, 1), (8537, 1), (6909, 3), (17816, 4), (12132, 2),
    (4359, 3), (2181, 5), (4414, 3), (5309, 3), (3408, 4), (3327, 3), (6936, 3), (4836, 2), (9073, 1), (1892, 5),
    (3569, 3), (11016, 3), (21965, 5), (4372, 2), (4840, 2), (6399, 1), (2459, 5), (7508, 1), (3605, 3), (5203, 3),
    (7990, 5), (3734, 2),
)  # fmt: skip
"""Income per head of Mexico's 32 states in 1940, and the region (Hanson 1998) of each."""


def test_gini_and_theil_of_a_published_data_set():
    """PySAL 2.0, 2019 (Rey, package `inequality`): the examples of `Gini`, `Theil` and `TheilD` on mexico.csv, 1940.

    They give Gini 0.3537237, Theil's T 0.20894344, between regions 0.0345889, within them 0.17435454.
    """
    income, region = np.array(MEXICO_1940).T
    assert gini(income) == pytest.approx(0.35372371173452849, abs=1e-12)
    assert theil(income) == pytest.approx(0.20894344, abs=1e-8)
    parts = theil_by_group(income, region)
    assert parts == pytest.approx((0.20894344, 0.17435454, 0.0345889), abs=1e-7)


def test_gini_of_two_people():
    """Essama-Nssah, "The Lorenz Model of the Size Distribution of Income", World Bank 2005, simple example.

    Incomes 25 and 75: the Lorenz curve goes through (0.5, 0.25), so the area beside it is a quarter.
    """
    assert gini([25, 75]) == 0.25


def test_gini_of_fifths():
    """Haughton & Khandker, "Handbook on Poverty and Inequality", World Bank 2009, table 6.1: Vietnam 1993.

    Spending per head of the fifths; the Gini coefficient of people, "about 0.35", is more than that of fifths.
    """
    fifths = [518, 756, 984, 1338, 2540]
    shares = np.array(fifths) / sum(fifths)
    assert [round(100 * share, 1) for share in shares] == [8.4, 12.3, 16.0, 21.8, 41.4]
    lorenz = np.concatenate([[0], np.cumsum(shares)])
    by_areas = 1 - sum((lorenz[:-1] + lorenz[1:]) / 5)
    assert gini(fifths) == pytest.approx(by_areas)
    assert 0.30 < gini(fifths) < 0.35


def test_the_ends():
    assert (gini([7, 7, 7]), theil([7, 7, 7])) == (0, 0)
    assert gini([0, 0, 0, 1]) == 0.75
    assert theil([0, 0, 0, 1]) == pytest.approx(math.log(4))


@pytest.mark.parametrize("amounts", [[], [0, 0]])
def test_nobody_has_anything(amounts):
    assert (gini(amounts), theil(amounts), theil_by_group(amounts, amounts)) == (None, None, None)
    assert gini([5, 6], [0, 0]) is None


@pytest.mark.parametrize(
    ("amounts", "weights", "message"),
    [
        ([1, -1], None, "from 0 on"),
        ([1, math.inf], None, "from 0 on"),
        ([1, 2], [1, -1], "from 0 on"),
        ([1, 2], [1, math.nan], "from 0 on"),
        ([1, 2], [1], "of one length"),
    ],
)
def test_what_is_no_distribution(amounts, weights, message):
    for measure in (gini, theil):
        with pytest.raises(ValueError, match=message):
            measure(amounts, weights)
    with pytest.raises(ValueError, match="of one length"):
        theil_by_group([1, 2], ["a"])


@given(AMOUNTS)
def test_a_weight_is_so_many_people(rows):
    x, w, groups = (np.array(column) for column in zip(*rows, strict=True))
    each, each_group = np.repeat(x, w), np.repeat(groups, w)
    assert gini(x, w) == pytest.approx(gini(each), nan_ok=True)
    assert theil(x, w) == pytest.approx(theil(each))
    weighed, alone = theil_by_group(x, groups, w), theil_by_group(each, each_group)
    assert (weighed is None) == (alone is None)
    if weighed is not None:
        assert weighed == pytest.approx(alone, abs=1e-12)


@given(AMOUNTS, st.integers(2, 50))
def test_inequality_knows_no_unit_and_adds_up(rows, times):
    x, w, groups = (np.array(column) for column in zip(*rows, strict=True))
    assume((x * w).sum() > 0)
    people = w.sum()
    assert -1e-12 <= gini(x, w) <= 1 - 1 / people + 1e-12
    assert 0 <= theil(x, w) <= math.log(people) + 1e-12
    assert gini(x * times, w) == pytest.approx(gini(x, w), abs=1e-12)
    assert theil(x * times, w) == pytest.approx(theil(x, w), abs=1e-12)
    parts = theil_by_group(x, groups, w)
    assert parts.total == pytest.approx(parts.within + parts.between, abs=1e-12)
    assert min(parts) >= 0
    assert theil_by_group(x, np.zeros(len(x)), w).between == pytest.approx(0, abs=1e-12)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=20), st.data())
def test_a_gift_from_rich_to_poor_makes_less_inequality(amounts, data):
    """The principle of transfers (Pigou 1912, Dalton 1920)."""
    x = np.sort(np.array(amounts, np.float64))
    poor = data.draw(st.integers(0, len(x) - 2))
    rich = data.draw(st.integers(poor + 1, len(x) - 1))
    gap = x[rich] - x[poor]
    assume(gap > 0)
    after = x.copy()
    after[[poor, rich]] += np.array([1, -1]) * gap / 4
    assert gini(after) < gini(x)
    assert theil(after) < theil(x)


def test_gini_is_half_the_relative_mean_difference():
    x, w = np.array([3, 8, 0, 11]), np.array([2, 1, 5, 4])
    differences = (w[:, None] * w[None, :] * np.abs(x[:, None] - x[None, :])).sum()
    assert gini(x, w) == pytest.approx(differences / (2 * w.sum() * (w * x).sum()))


def test_measures_over_rows_of_people():
    rows = pl.DataFrame({"people": [2, 2], "points": [0, 4], "group": ["a", "b"]})
    found = inequality(rows, "points", "group")
    assert (found["mean"], found["gini"], found["within"]) == (2, 0.5, 0)
    assert found["theil"] == pytest.approx(math.log(2))
    assert found["between_share"] == pytest.approx(1)
    equal = inequality(rows.with_columns(points=3), "points", "group")
    assert (equal["gini"], equal["theil"], equal["between_share"]) == (0, 0, None)
    assert set(inequality(rows.clear(), "points", "group").values()) == {None}
