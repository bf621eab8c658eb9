import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.trust import trust

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(3, "a", 1000, 9),
    (3, "adults", 6, A),
    (3, "adults", 4, B),
    (3, "trust", 93, A),
    (3, "trust", 124, B),
    (3, "trust_nearby", 3000, A),
    (4, "adults", 1, A),
)


def test_trust_is_of_adults_and_of_full_trust():
    a, b, whole = trust(WEEKLY, [3]).rows(named=True)
    assert (a["adults"], a["in_state"], a["in_neighbours"]) == (6, 0.5, 0.5)
    assert (b["in_state"], b["in_neighbours"]) == (1, 0)
    assert (whole["group"], whole["in_state"]) == ("everybody", pytest.approx(217 / 310))


def test_no_adults_no_trust():
    assert trust(WEEKLY.filter(pl.col("measure") == "people"), [3]).is_empty()
