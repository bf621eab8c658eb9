import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.rewards import rewards

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(0, "a", 1050, 40),
    people(0, "b", 1000, 60),
    people(52, "a", 1050, 40),
    people(53, "a", 1050, 40),
    (0, "enjoyed/gym", 10, A),
    (0, "worth/gym", 6000, A),
    (53, "enjoyed/gym", 20, A),
    (53, "worth/gym", 12000, A),
    (53, "enjoyed/discounts", 8, A),
    (53, "worth/discounts", 1000, A),
)


def test_shares_and_worth_are_over_all_weeks_of_the_year_and_all_people():
    rows = {(row["year"], row["reward"], row["group"]): row for row in rewards(WEEKLY).rows(named=True)}
    first, later = rows[2020, "gym", "everybody"], rows[2021, "gym", "a"]
    assert (first["enjoyed"], first["lived"], first["share"], first["worth_each"]) == (10, 100, 0.1, 60)
    assert (later["lived"], later["share"], later["worth_each"]) == (80, 0.25, 150)
    assert rows[2020, "gym", "a"]["worth_each"] == pytest.approx(150)
    assert rows[2020, "gym", "b"]["share"] == 0
    assert rows[2020, "discounts", "everybody"]["share"] == 0


def test_no_reward_no_rows():
    assert rewards(WEEKLY.filter(pl.col("measure") == "people")).is_empty()
