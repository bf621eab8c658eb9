import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.census import (
    every_four_weeks,
    family,
    measured,
    per_thousand_person_years,
    person_weeks,
    year_ends,
)

WEEKLY = census(
    people(0, "a", 1000, 3),
    people(51, "a", 990, 2),
    people(52, "b", None, 4),
    (0, "acts/theft", 5, {"group": "a"}),
    (0, "seen/police/theft", 2, {"group": "a"}),
    (0, "acts_of_god/theft", 9),
)


def test_a_measure_is_found_by_its_whole_name():
    assert measured(WEEKLY, "acts/theft")["value"].to_list() == [5]
    assert measured(WEEKLY, "acts").is_empty()


def test_a_family_is_split_at_its_slashes():
    rows = family(WEEKLY, "seen", "channel", "behaviour")
    assert rows.select("channel", "behaviour", "value").rows() == [("police", "theft", 2)]
    assert family(WEEKLY, "acts", "behaviour")["value"].to_list() == [5]


def test_a_family_that_is_not_there_has_its_columns():
    assert family(WEEKLY, "wrong", "channel", "behaviour").columns[-2:] == ["channel", "behaviour"]


def test_everybody_alive_counts_scored_or_not():
    assert person_weeks(WEEKLY) == 9


def test_rates_are_per_thousand_person_years():
    rates = pl.DataFrame({"count": [3, 3], "weeks": [52 * 1500, 0]}).select(
        rate=per_thousand_person_years(pl.col("count"), pl.col("weeks"))
    )
    assert rates["rate"].to_list() == [pytest.approx(2.0), None]


def test_weeks_to_describe():
    weekly = census(*(people(week, "a", 1000, 1) for week in range(50, 60)))
    assert every_four_weeks(weekly) == [51, 55, 59]
    assert year_ends(weekly) == [51, 59]
