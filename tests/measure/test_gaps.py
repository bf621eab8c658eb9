import polars as pl
import pytest

from scored_society.measure.gaps import group_gap


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
