from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from scored_society.base.units import Day, Points, Rate, Share, Weeks, day, points, rate, share, weeks


class Everything(BaseModel):
    rate: Rate
    weeks: Weeks
    points: Points
    share: Share
    day: Day


def test_models_read_quantities_with_their_units():
    read = Everything.model_validate(
        {"rate": "0.26 per year", "weeks": "2 years", "points": "-5 points", "share": "12 %", "day": "2024-03-01"}
    )
    assert read.model_dump() == {"rate": 0.26, "weeks": 104, "points": -5, "share": 0.12, "day": date(2024, 3, 1)}


def test_a_bad_value_is_a_problem_of_the_field():
    with pytest.raises(ValidationError, match=r"'0.26' is not a rate; write e.g. '0.26 per year'"):
        TypeAdapter(Rate).validate_python("0.26")


@pytest.mark.parametrize(
    ("text", "per_year"),
    [
        ("0.26 per year", 0.26),
        ("1 per week", 52.0),
        ("2 per month", 24.0),
        ("1 per day", 364.0),
        ("1 per quarter", 4.0),
        ("0.1 per week", 5.2),
        ("3 % per month", 0.36),
        ("1_000/year", 1000.0),
        ("1e-3 per year", 0.001),
        (" 5  per  year ", 5.0),
        ("0", 0.0),
        (0, 0.0),
        ("0 per year", 0.0),
    ],
)
def test_rates_are_per_year(text: object, per_year: float):
    assert rate(text) == per_year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0.26",
        0.26,
        5,
        "-1 per year",
        "per year",
        "1 per fortnight",
        "nan per year",
        True,
        False,
        None,
        [],
        "1 year",
    ],
)
def test_what_is_no_rate_is_refused(text: object):
    with pytest.raises(ValueError, match=r"is not a rate; write e.g. '0.26 per year'"):
        rate(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("2 years", 104),
        ("1 year", 52),
        ("6 weeks", 6),
        ("3 months", 13),
        ("1 month", 4),
        ("1 quarter", 13),
        ("10 days", 1),
        ("14 days", 2),
        ("0.5 years", 26),
        (0, 0),
        ("0 weeks", 0),
    ],
)
def test_lengths_of_time_are_whole_weeks(text: object, count: int):
    assert weeks(text) == count


@pytest.mark.parametrize("text", ["", "6", 6, "-1 week", "3 per week", "for ever", True, None, float("inf")])
def test_what_is_no_length_of_time_is_refused(text: object):
    with pytest.raises(ValueError, match=r"is not a length of time; write e.g. '6 weeks'"):
        weeks(text)


@pytest.mark.parametrize(
    ("text", "count"), [("-5 points", -5), ("1 point", 1), (-5, -5), (1e3, 1000), ("1_000", 1000), ("+3 points", 3)]
)
def test_points_are_whole(text: object, count: int):
    assert points(text) == count


@pytest.mark.parametrize("text", ["", "1.5 points", 0.5, "points", "5 weeks", True, None, float("nan"), "5 %"])
def test_what_is_not_whole_points_is_refused(text: object):
    with pytest.raises(ValueError, match=r"is not a whole number of points; write e.g. '-5 points'"):
        points(text)


@pytest.mark.parametrize(("text", "found"), [("12 %", 0.12), ("12%", 0.12), (0.12, 0.12), ("0.5", 0.5), (1, 1), (0, 0)])
def test_shares_run_from_0_to_1(text: object, found: float):
    assert share(text) == found


@pytest.mark.parametrize("text", ["", "101 %", -0.1, 1.5, 12, "half", True, None, float("nan"), "-0.1 %"])
def test_what_is_no_share_is_refused(text: object):
    with pytest.raises(ValueError, match=r"is not a share from 0 to 1; write e.g. '12 %'"):
        share(text)


def test_a_day_may_be_a_date_already():
    assert day(date(2024, 2, 29)) == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text", ["", "2023-02-29", "2024-3-1", "20240301", "2024-W01-1", 2024, None, datetime(2024, 1, 1)]
)
def test_what_is_no_day_is_refused(text: object):
    with pytest.raises(ValueError, match=r"is not a day; write e.g. '2024-03-01'"):
        day(text)


@given(st.decimals(0, 10**6, places=4), st.sampled_from(["day", "week", "month", "quarter", "year"]))
def test_a_rate_means_as_many_events_a_year_in_any_unit(number: object, unit: str):
    per_year = {"day": 364, "week": 52, "month": 12, "quarter": 4, "year": 1}[unit]
    assert rate(f"{number} per {unit}") == pytest.approx(float(str(number)) * per_year)


@given(st.integers(0, 10**6))
def test_whole_weeks_read_back(count: int):
    assert weeks(f"{count} weeks") == count


@given(st.integers(-(10**17), 10**17))
def test_points_read_back_as_text_and_number(count: int):
    assert points(f"{count} points") == points(count) == count


@given(st.floats(0, 1))
def test_a_share_is_kept_as_it_is(number: float):
    assert share(number) == number


@given(st.decimals(0, 100, places=6))
def test_a_percentage_is_the_nearest_float_to_its_hundredth(percent: object):
    assert share(f"{percent} %") == float(f"{percent}e-2")


@given(st.text(max_size=300) | st.floats() | st.integers() | st.lists(st.integers()))
def test_whatever_is_given_is_read_or_refused_in_one_short_line(value: object):
    for read in (rate, weeks, points, share, day):
        message = ""
        try:
            read(value)
        except ValueError as error:
            message = str(error)
        assert len(message) < 140
