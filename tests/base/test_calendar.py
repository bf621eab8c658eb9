from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scored_society.base.calendar import WEEKS_PER_YEAR, day_of, week_of


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2020, 1, 1), 0),
        (date(2020, 1, 7), 0),
        (date(2020, 1, 8), 1),
        (date(2020, 12, 31), 51),  # the last week of a leap year has nine days
        (date(2021, 1, 1), 52),
        (date(2021, 12, 31), 103),
        (date(2019, 12, 31), -1),
    ],
)
def test_weeks_are_counted_from_2020(day: date, week: int):
    assert week_of(day) == week


@given(st.integers(-5_000, 50_000))
def test_the_first_day_of_a_week_lies_in_it(week: int):
    first = day_of(week)
    assert week_of(first) == week
    assert week_of(first - timedelta(days=1)) == week - 1


@given(st.integers(-50, 500))
def test_every_year_starts_with_a_week_of_its_own(year: int):
    assert day_of(year * WEEKS_PER_YEAR) == date(2020 + year, 1, 1)
