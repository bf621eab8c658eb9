import polars as pl
import pytest

from scored_society.measure.confusion import CELLS, RATES, confusion, difference, overall, ratio, with_rates

CENSUS = pl.DataFrame(
    {
        "group": ["a", "b", "nobody"],
        "true_positives": [3, 1, 0],
        "false_positives": [1, 2, 0],
        "true_negatives": [4, 18, 0],
        "false_negatives": [1, 4, 0],
    }
)


def test_cells_are_what_was_said_against_what_was_so():
    counts = confusion([1, 1, 0, 0, 1], [1, 0, 1, 0, 1], ["x", "x", "x", "x", "y"])
    assert counts.rows() == [("x", 1, 1, 1, 1), ("y", 1, 0, 0, 0)]
    assert overall(counts).rows() == [(2, 1, 1, 1)]


def test_groups_may_be_numbers_and_answers_may_be_truths():
    assert confusion([True, False], [False, False], [2, 1]).rows() == [("1", 0, 0, 1, 0), ("2", 0, 0, 0, 1)]
    assert confusion([], [], []).is_empty()


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        (([0, 1], [0], ["a", "b"]), "2, 1 and 2"),
        (([0, 1], [0, 1], ["a"]), "2, 2 and 1"),
        (([0, 2], [0, 1], ["a", "b"]), "y_true must hold only"),
        (([0, 1], [-1, 1], ["a", "b"]), "y_pred must hold only"),
        (([0, float("nan")], [0, 1], ["a", "b"]), "y_true must hold only"),
    ],
)
def test_what_is_no_count_is_refused(arrays, message):
    with pytest.raises(ValueError, match=message):
        confusion(*arrays)


def test_rates_of_a_census():
    a, b, nobody = with_rates(CENSUS).rows(named=True)
    assert [a[rate] for rate in RATES] == [4 / 9, 0.75, 0.2, 0.8, 0.25]
    assert [b[rate] for rate in RATES] == [3 / 25, 0.2, 0.1, 0.9, 0.8]
    assert (a["count"], nobody["count"]) == (9, 0)
    assert [nobody[rate] for rate in RATES] == [None] * 5


def test_what_was_not_counted_has_no_rate():
    uncounted = CENSUS.with_columns(false_negatives=pl.lit(None, pl.Int64))
    a = with_rates(uncounted).row(0, named=True)
    assert (a["count"], a["selection_rate"], a["false_positive_rate"]) == (8, 0.5, 0.2)
    assert (a["true_positive_rate"], a["false_negative_rate"]) == (None, None)
    assert overall(uncounted).rows() == [(4, 3, 22, None)]


def test_differences_and_ratios_leave_groups_without_the_rate_aside():
    rates, whole = with_rates(CENSUS), with_rates(overall(CENSUS))
    assert difference(rates, whole, "true_positive_rate") == pytest.approx(0.55)
    assert ratio(rates, whole, "true_positive_rate") == pytest.approx(0.2 / 0.75)
    assert difference(rates, whole, "true_positive_rate", "to_overall") == pytest.approx(0.75 - 4 / 9)
    assert ratio(rates, whole, "true_positive_rate", "to_overall") == pytest.approx(0.2 / (4 / 9))
    assert ratio(rates, whole, "false_positive_rate", "to_overall") == pytest.approx((3 / 25) / 0.2)


def test_nothing_to_compare():
    nobody = CENSUS.filter(pl.col("group") == "nobody")
    rates, whole = with_rates(nobody), with_rates(overall(nobody))
    assert difference(rates, whole, "selection_rate") is None
    assert ratio(rates, whole, "selection_rate") is None
    quiet = CENSUS.with_columns(pl.lit(0).alias(cell) for cell in CELLS[:2])
    rates, whole = with_rates(quiet), with_rates(overall(quiet))
    assert difference(rates, whole, "selection_rate") == 0
    assert ratio(rates, whole, "selection_rate") is None
    assert ratio(rates, whole, "selection_rate", "to_overall") is None


@pytest.mark.parametrize("compare", [difference, ratio])
def test_a_method_that_there_is_not(compare):
    rates, whole = with_rates(CENSUS), with_rates(overall(CENSUS))
    with pytest.raises(ValueError, match="between_groups"):
        compare(rates, whole, "selection_rate", "to_nobody")
