import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.listings import listed_by_route, routes, time_listed

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(0, "a", 900, 80),
    people(0, "b", 900, 20),
    people(1, "a", 900, 80),
    people(1, "b", 900, 20),
    (0, "listed", 2, A),
    (1, "listed", 4, A),
    (1, "listed", 2, B),
    (1, "listed_wrong", 3, A),
    (0, "listed_by/low_score", 2, A),
    (1, "listed_by/low_score", 3, A),
    (1, "listed_by/norms", 1, A),
    (1, "listed_by/norms", 2, B),
    (0, "listings/low_score", 4, A),
    (1, "listings/norms", 3, B),
    (0, "listings_wrong/low_score", 1, A),
    (1, "removals/low_score", 1, A),
    (1, "removals/forgotten", 2, A),
)


def test_time_on_the_list_is_counted_in_person_weeks():
    a, b, whole = time_listed(WEEKLY).rows(named=True)
    assert (a["lived"], a["listed"], a["wrong"], a["wrong_share"]) == (160, 6, 3, 0.5)
    assert (b["listed_rate"], b["right_rate"], b["wrong_rate"]) == (50, 50, 0)
    assert (whole["group"], whole["listed"], whole["listed_share"]) == ("everybody", 8, 0.04)


def test_who_is_on_the_list_by_the_route_that_led_there():
    assert listed_by_route(WEEKLY, [0, 1]).rows() == [
        (0, "low_score", 2, 100, 20.0),
        (0, "norms", 0, 100, 0.0),
        (1, "low_score", 3, 100, 30.0),
        (1, "norms", 3, 100, 30.0),
    ]


def test_listings_by_route_with_their_ends():
    rows = {row["route"]: row for row in routes(WEEKLY).rows(named=True)}
    low, norms, forgotten = rows["low_score"], rows["norms"], rows["forgotten"]
    assert (low["listings"], low["wrong"], low["wrong_share"], low["removals"]) == (4, 1, 0.25, 1)
    assert (low["at_end"], low["listed"], low["weeks_each"]) == (3, 5, 1.25)
    assert low["right_rate"] == pytest.approx(1000 * 3 * 52 / 200)
    assert (norms["listings"], norms["wrong"], norms["at_end"]) == (3, 0, 3)
    assert (forgotten["listings"], forgotten["removals"], forgotten["wrong_share"]) == (0, 2, None)


def test_without_a_list_there_are_zeros_and_no_routes():
    nobody = WEEKLY.filter(pl.col("measure") == "people")
    assert time_listed(nobody)["listed_rate"].to_list() == [0, 0, 0]
    assert routes(nobody).is_empty()
    assert listed_by_route(nobody, [0, 1]).is_empty()
