import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from measure.panel_rows import panel
from scored_society.measure.mobility import FIFTHS, mobility, mobility_matrix, moves, shorrocks

A, B = {"group": "a"}, {"group": "b"}
TEN = [(2020, str(one), 1000 + one) for one in range(10)]
SQUARES = st.integers(2, 6).flatmap(lambda n: arrays.arrays(np.int64, (n, n), elements=st.integers(0, 50)))


def test_fifths_are_of_the_people_in_both_years():
    upside_down = [(2021, str(one), 1000 - one) for one in range(10)]
    strangers = [(2020, "gone", 1), (2021, "new", 2000), (2020, "unscored", None), (2021, "unscored", 5)]
    moved = moves(panel(*TEN, *upside_down, *strangers), 2020, 2021)
    assert moved["citizen"].to_list() == [str(one) for one in range(10)]
    assert moved["at_start"].to_list() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert moved["at_end"].to_list() == [4, 4, 3, 3, 2, 2, 1, 1, 0, 0]
    assert (mobility_matrix(moved) == 2 * np.eye(5)[::-1]).all()


def test_equal_scores_are_in_one_fifth_that_of_their_middle():
    rows = [(year, str(one), 1000 if one < 8 else 1100) for year in (2020, 2021) for one in range(10)]
    moved = moves(panel(*rows), 2020, 2021)
    assert moved["at_start"].to_list() == [2] * 8 + [4] * 2
    assert shorrocks(mobility_matrix(moved)) == 0


def test_given_bands_start_at_their_score():
    moved = moves(
        panel((2020, "x", 899), (2021, "x", 900), (2020, "y", 1000), (2021, "y", 10)), 2020, 2021, [900, 1000]
    )
    assert (moved["at_start"].to_list(), moved["at_end"].to_list()) == ([0, 2], [1, 0])
    assert mobility_matrix(moved, 3).tolist() == [[0, 1, 0], [0, 0, 0], [1, 0, 0]]


@pytest.mark.parametrize("bands", [[], [1000, 900], [900, 900]])
def test_bands_rise(bands):
    with pytest.raises(ValueError, match="rising"):
        moves(panel(*TEN), 2020, 2020, bands)


def test_a_year_that_is_not_there():
    with pytest.raises(ValueError, match="no year 2031; it has 2020"):
        moves(panel(*TEN), 2020, 2031)


def test_shorrocks_of_a_published_table():
    """Income of 125 people over five years: package mobilityIndexR 0.2.1, README, 2021, 'Transition Matrices'.

    It gives the shares below, the Prais-Bibby index (share who moved) 0.464 and, as the weighted group mobility, which
    for bands of one size is this index, 0.58.
    """
    shares = np.array(
        [
            [0.152, 0.040, 0.008, 0.000, 0.000],
            [0.048, 0.080, 0.048, 0.024, 0.000],
            [0.000, 0.048, 0.064, 0.056, 0.032],
            [0.000, 0.008, 0.024, 0.120, 0.048],
            [0.000, 0.024, 0.056, 0.000, 0.120],
        ]
    )
    assert 1 - shares.trace() == pytest.approx(0.464)
    assert shorrocks(shares) == pytest.approx(0.58)


def test_the_ends_of_the_index():
    """Shorrocks (1978): 0 where nobody moves, 1 where all rows are alike."""
    assert shorrocks(np.diag([5, 1, 9])) == 0
    assert shorrocks(np.tile([0.5, 0.3, 0.2], (3, 1))) == pytest.approx(1)
    assert shorrocks(np.array([[0, 7], [2, 0]])) == 2


@given(SQUARES)
def test_the_index_has_its_range_and_knows_no_size(counts):
    index, starts = shorrocks(counts), int((counts.sum(axis=1) > 0).sum())
    if starts < 2:
        assert index is None
    else:
        assert -1e-12 <= index <= starts / (starts - 1) + 1e-12
        assert shorrocks(counts * 3) == pytest.approx(index)


def test_bands_that_nobody_started_in_are_left_aside():
    assert shorrocks(np.array([[3, 1, 0], [0, 0, 0], [1, 0, 3]])) == 0.5
    assert shorrocks(np.array([[0, 0], [1, 1]])) is None
    assert shorrocks(np.zeros((3, 3))) is None


@pytest.mark.parametrize(
    "matrix", [np.zeros((2, 3)), np.zeros(4), np.ones((1, 1)), np.array([[1, -1], [0, 1]]), np.full((2, 2), math.nan)]
)
def test_what_is_no_mobility_matrix(matrix):
    with pytest.raises(ValueError, match="square"):
        shorrocks(matrix)


def test_mobility_from_year_to_year_and_over_all():
    stay = [(2021, str(one), 1000 + one) for one in range(10)]
    swap = [(2022, str(one), 1000 + (one + 5) % 10, A if one < 2 else B) for one in range(10)]
    rows = {
        (row["start"], row["end"], row["group"]): row for row in mobility(panel(*TEN, *stay, *swap)).rows(named=True)
    }
    assert set(rows) == {
        (2020, 2021, "everybody"),
        (2020, 2021, "majority urban"),
        *((start, 2022, group) for start in (2020, 2021) for group in ("everybody", "a", "b")),
    }
    assert (rows[2020, 2021, "everybody"]["stayed_share"], rows[2020, 2021, "everybody"]["shorrocks"]) == (1, 0)
    whole = rows[2020, 2022, "everybody"]
    assert (whole["people"], whole["up_share"], whole["down_share"], whole["stayed_share"]) == (10, 0.5, 0.5, 0)
    assert whole["shorrocks"] == FIFTHS / (FIFTHS - 1)
    assert (rows[2021, 2022, "a"]["people"], rows[2021, 2022, "a"]["up_share"]) == (2, 1)
    assert rows[2021, 2022, "a"]["shorrocks"] is None


def test_two_years_are_one_span_and_one_year_or_nobody_scored_is_none():
    assert mobility(panel(*TEN, *[(2021, str(one), 1000) for one in range(10)]))["start"].unique().to_list() == [2020]
    assert mobility(panel(*TEN)).is_empty()
    assert mobility(panel((2020, "x", None), (2021, "x", None))).is_empty()
    assert mobility(panel((2020, "x", 1000), (2021, "y", 1000))).is_empty()
    assert mobility(panel()).is_empty()
