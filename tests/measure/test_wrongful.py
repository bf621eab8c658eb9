import polars as pl

from measure.census_rows import census, people
from scored_society.measure.groups import IN_YEAR, SINCE_START
from scored_society.measure.wrongful import COUNTS, wrongful

MINORITY, MAJORITY = {"group": "minority urban"}, {"group": "majority rural"}
PUNISHED, REWARDED = {"theft": {"police"}}, {"charity_work": {"collectors"}}
WEEKLY = census(
    people(0, "minority urban", 1000, 52),
    people(0, "majority rural", 1000, 104),
    people(52, "minority urban", 1000, 26),
    (0, "wrong/police/theft", 2, MINORITY),
    (0, "wrong/cameras/theft", 9, MINORITY),
    (0, "wrong/collectors/charity_work", 3, MINORITY),
    (52, "wrong/police/theft", 1, MINORITY),
    (0, "wrong_points/theft", -40, MINORITY),
    (0, "wrong_points/charity_work", 15, MINORITY),
    (0, "points/theft", -99, MINORITY),
    (52, "wrong_points/theft", -20, MINORITY),
    (0, "listings_wrong/low_score", 1, MINORITY),
    (0, "listings/low_score", 5, MINORITY),
    (52, "listed_wrong", 4, MINORITY),
    (0, "under_wrongly/travel_ban", 3, MAJORITY),
    (0, "under_wrongly/slow_internet", 3, MAJORITY),
    (0, "shut_out_of_wrongly/mobility", 3, MAJORITY),
    (0, "refused_wrongly/travel_ban", 2, MAJORITY),
    (0, "turned_away/door", 5, MAJORITY),
    (0, "turned_away/till", 1, MINORITY),
)


def row(group, year, span=IN_YEAR):
    found = wrongful(WEEKLY, PUNISHED, REWARDED)
    chosen = (pl.col("group") == group) & (pl.col("year") == year) & (pl.col("span") == span)
    return found.filter(chosen).row(0, named=True)


def counts(*where):
    return {name: value for name, value in row(*where).items() if name in COUNTS and value}


def test_what_was_taken_and_what_was_given_for_nothing():
    assert counts("minority urban", 2020) == {
        "lived": 52,
        "accused": 2,
        "credited": 3,
        "points_taken": 40,
        "points_given": 15,
        "listings": 1,
        "turned_away": 1,
    }
    assert (row("minority", 2020)["accused_rate"], row("minority", 2020)["credited_rate"]) == (2000, 3000)


def test_weeks_served_and_doors_that_did_not_open():
    assert counts("majority", 2020) == {
        "lived": 104,
        "weeks_under": 6,
        "weeks_shut_out": 3,
        "refused": 2,
        "turned_away": 5,
    }


def test_everybody_and_all_years():
    assert counts("everybody", 2021) == {"lived": 26, "accused": 1, "points_taken": 20, "weeks_listed": 4}
    since = counts("everybody", 2021, SINCE_START)
    assert (since["lived"], since["accused"], since["points_taken"], since["turned_away"]) == (182, 3, 60, 6)
    assert row("everybody", 2021, SINCE_START)["accused_rate"] == 1000 * 3 / (182 / 52)


def test_nobody_wronged_and_nobody_there():
    unscored = wrongful(census(people(0, "minority urban", None, 5)), {}, {})
    assert unscored["accused"].to_list() == [0] * 8
    assert unscored["accused_rate"].to_list() == [0.0] * 8
    assert wrongful(WEEKLY.clear(), PUNISHED, REWARDED).is_empty()
