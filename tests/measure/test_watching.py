import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.watching import collectors, turned_away

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(0, "a", 1000, 400),
    people(1, "a", 1000, 400),
    people(1, "b", 1000, 200),
    people(52, "a", 1000, 520),
    (0, "collectors", 3, {"region": "north"}),
    (0, "collectors", 1, {"region": "south"}),
    (1, "collectors", 6, {"region": "north"}),
    (0, "turned_away/door", 5, A),
    (1, "turned_away/door", 1, B),
    (52, "turned_away/till", 4, A),
)


def test_collectors_are_paid_by_the_week():
    first, second = collectors(WEEKLY, 5200).rows(named=True)
    assert (first["year"], first["collectors"], first["per_thousand"]) == (2020, 5, 10)
    assert first["cost"] == pytest.approx(1000)  # ten collector-weeks at a hundred yuan
    assert first["cost_each"] == pytest.approx(52)  # a yuan a week for each of a thousand person-weeks
    assert (second["collectors"], second["cost"]) == (0, 0)


def test_who_was_turned_away_per_thousand_people_and_year():
    rows = {(row["use"], row["group"]): row for row in turned_away(WEEKLY).rows(named=True)}
    assert rows["door", "everybody"]["times"] == 6
    assert rows["door", "everybody"]["rate"] == pytest.approx(1000 * 52 * 6 / 1520)
    assert rows["door", "b"]["rate"] == pytest.approx(260)
    assert (rows["till", "b"]["times"], rows["till", "b"]["rate"]) == (0, 0)


def test_nobody_watches():
    quiet = WEEKLY.filter(pl.col("measure") == "people")
    assert collectors(quiet, 4000)["cost"].to_list() == [0, 0]
    assert turned_away(quiet).is_empty()
