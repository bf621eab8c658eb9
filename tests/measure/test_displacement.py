import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure.census_rows import census
from scored_society.measure.displacement import displaced, gained_by_score, served_and_expected

NORTH, SOUTH = {"region": "north"}, {"region": "south"}


def waiting(week, score, value, region="north", good="flat"):
    return week, f"waiting/{good}", value, {"region": region, "score": score}


WEEKLY = census(
    waiting(0, 900, 6),
    waiting(0, 1000, 2),
    waiting(0, 1100, 2),
    (1, "served/flat", 3, NORTH),
    waiting(51, 0, 1, "south"),
    waiting(51, 1000, 1, "south"),
    (52, "served/flat", 1, SOUTH),
    waiting(52, 1000, 9),
    (0, "served/flat", 7, NORTH),
)


def test_the_highest_scores_are_served_first_and_expected_are_in_proportion():
    assert served_and_expected(WEEKLY, "flat").rows() == [
        (1, "north", 900, 6, 0, pytest.approx(1.8)),
        (1, "north", 1000, 2, 1, pytest.approx(0.6)),
        (1, "north", 1100, 2, 2, pytest.approx(0.6)),
        (52, "south", 0, 1, 0, 0.5),
        (52, "south", 1000, 1, 1, 0.5),
    ]


def test_displaced_are_those_above_their_proportion():
    assert displaced(WEEKLY, ["flat", "post"]).rows() == [
        (2020, "flat", 3, pytest.approx(1.8), pytest.approx(0.6)),
        (2021, "flat", 1, 0.5, 0.5),
    ]


def test_where_all_are_served_or_have_one_score_nobody_is_displaced():
    enough = census(waiting(0, 900, 2), waiting(0, 1000, 1), (1, "served/flat", 3, NORTH))
    alike = census(waiting(0, 1000, 9), (1, "served/flat", 3, NORTH))
    for weekly in (enough, alike):
        assert displaced(weekly, ["flat"])["displaced"].to_list() == [0]


def test_a_good_that_is_not_ranked_by_score_has_none():
    unranked = census((0, "waiting/flat", 5, NORTH), (1, "served/flat", 3, NORTH))
    assert displaced(unranked, ["flat"]).is_empty()
    assert displaced(WEEKLY, []).is_empty()
    assert displaced(WEEKLY, []).schema == displaced(WEEKLY, ["flat"]).schema


QUEUES = st.dictionaries(st.integers(600, 620), st.integers(1, 9), min_size=1, max_size=12)


@given(QUEUES, st.floats(0, 1))
def test_places_are_neither_made_nor_lost(queue, share):
    places = round(share * sum(queue.values()))
    weekly = census(*(waiting(0, score, count) for score, count in queue.items()), (1, "served/flat", places, NORTH))
    rows = served_and_expected(weekly, "flat")
    assert rows["served"].sum() == places
    assert rows["expected"].sum() == pytest.approx(places)
    assert (rows["served"] <= rows["waiting"]).all()
    gained = rows["served"] - rows["expected"]
    found = displaced(weekly, ["flat"])["displaced"].sum()
    assert found == pytest.approx(gained.abs().sum() / 2)
    assert found <= places * (1 - places / sum(queue.values())) + 1e-9


def test_who_gains_and_who_loses():
    found = gained_by_score(WEEKLY, "flat", 200)
    assert found.select("score_from", "score_to", "served").rows() == [(0, 200, 0), (800, 1000, 0), (1000, 1200, 4)]
    assert found["gained"].to_list() == pytest.approx([-0.5, -1.8, 2.3])
    assert gained_by_score(WEEKLY.filter(pl.col("week") > 60), "flat", 50).is_empty()
