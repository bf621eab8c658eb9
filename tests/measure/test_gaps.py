import polars as pl
import pytest
from fairlearn import metrics as oracle

from scored_society.measure.confusion import CELLS
from scored_society.measure.gaps import GAPS, group_gap, group_gaps


def rates(**groups):
    return pl.DataFrame({"group": list(groups), "rate": list(groups.values())}, schema_overrides={"rate": pl.Float64})


def test_difference_and_ratio_are_between_groups_and_leave_everybody_aside():
    gap = group_gap(rates(everybody=99.0, a=4.0, b=1.0, c=2.0), "rate")
    assert (gap.lowest_group, gap.lowest, gap.highest_group, gap.highest) == ("b", 1, "a", 4)
    assert (gap.difference, gap.ratio) == (3, 0.25)


def test_a_group_without_a_value_has_no_part():
    gap = group_gap(rates(a=4.0, b=None, c=8.0), "rate")
    assert (gap.lowest_group, gap.ratio) == ("a", 0.5)


def test_all_at_nothing_has_no_ratio():
    gap = group_gap(rates(a=0.0, b=0.0), "rate")
    assert (gap.lowest_group, gap.highest_group, gap.difference, gap.ratio) == ("a", "b", 0, None)


@pytest.mark.parametrize("groups", [{}, {"everybody": 3.0}, {"everybody": 3.0, "a": 3.0}])
def test_one_group_is_no_gap(groups):
    assert group_gap(rates(**groups), "rate") is None


COUNTS = pl.DataFrame(
    {
        "verdict": ["recorded", "recorded", "recorded", "listed", "listed"],
        "group": ["everybody", "a", "b", "a", "b"],
        "true_positives": [9, 3, 1, 2, 0],
        "false_positives": [9, 1, 2, 0, 5],
        "true_negatives": [9, 4, 18, 8, 5],
        "false_negatives": [9, 1, 4, None, None],
    }
)


def test_group_gaps_are_fairlearns_of_the_same_counts():
    recorded, listed = group_gaps(COUNTS).rows(named=True)
    y_true = [1] * 4 + [0] * 5 + [1] * 5 + [0] * 20
    y_pred = [1, 1, 1, 0] + [1, 0, 0, 0, 0] + [1, 0, 0, 0, 0] + [1, 1] + [0] * 18
    given = {"sensitive_features": ["a"] * 9 + ["b"] * 25}
    for name in list(GAPS)[1:7]:
        assert recorded[name] == pytest.approx(getattr(oracle, name)(y_true, y_pred, **given)), name
    assert (recorded["verdict"], recorded["groups"]) == ("recorded", 2)
    assert recorded["false_positive_rate_ratio"] == pytest.approx(0.5)
    assert listed["demographic_parity_difference"] == pytest.approx(0.3)
    assert listed["false_positive_rate_difference"] == pytest.approx(0.5)
    assert listed["false_positive_rate_ratio"] == 0
    assert (listed["equal_opportunity_difference"], listed["equalized_odds_ratio"]) == (None, None)


def test_to_overall_leaves_the_row_of_everybody_aside():
    y_true = [1] * 4 + [0] * 5 + [1] * 5 + [0] * 20
    y_pred = [1, 1, 1, 0] + [1, 0, 0, 0, 0] + [1, 0, 0, 0, 0] + [1, 1] + [0] * 18
    given = {"sensitive_features": ["a"] * 9 + ["b"] * 25, "method": "to_overall"}
    row = group_gaps(COUNTS, "to_overall").row(0, named=True)
    for name in list(GAPS)[1:7]:
        assert row[name] == pytest.approx(getattr(oracle, name)(y_true, y_pred, **given)), name


def test_one_group_or_an_empty_one_is_no_gap_between_groups():
    alone = group_gaps(COUNTS.filter(pl.col("group") != "b")).row(0, named=True)
    assert (alone["groups"], alone["demographic_parity_difference"]) == (1, None)
    empty = COUNTS.with_columns(
        pl.when(pl.col("group") == "b").then(0).otherwise(pl.col(name)).alias(name) for name in CELLS
    )
    assert group_gaps(empty)["demographic_parity_difference"].to_list() == [None, None]
    assert group_gaps(COUNTS.clear()).columns == ["verdict", *GAPS]


def test_counts_without_keys_are_one_comparison():
    assert group_gaps(COUNTS.head(3).drop("verdict")).height == 1
