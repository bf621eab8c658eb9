import pytest

from measure.census_rows import census, people
from scored_society.measure.listings import listed_stock, new_listings
from scored_society.measure.points import extra_entries, points_by_rule
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.waiting import wait_by_score, wait_by_year

A, B = {"group": "a"}, {"group": "b"}


def test_new_listings_by_year_and_route():
    weekly = census(
        (0, "listings/low_score", 3, A),
        (9, "listings/low_score", 1, B),
        (9, "listings_wrong/low_score", 1, B),
        (52, "listings/norms", 2, A),
    )
    assert new_listings(weekly).rows() == [(2020, "low_score", 4, 1, 0.25), (2021, "norms", 2, 0, 0.0)]


def test_who_stands_on_the_list_and_who_wrongfully():
    weekly = census(
        people(7, "a", 700, 60),
        people(7, "b", 900, 40),
        (7, "listed", 5, A),
        (7, "listed_wrong", 2, A),
        (6, "listed", 99, A),
    )
    a, b, whole = listed_stock(weekly, [7]).rows(named=True)
    assert (a["listed"], a["wrong"], a["wrong_share"], a["listed_rate"]) == (5, 2, 0.4, pytest.approx(83.333, abs=1e-3))
    assert (b["listed"], b["wrong_share"]) == (0, None)
    assert (whole["group"], whole["people"], whole["listed_rate"], whole["right_rate"]) == ("everybody", 100, 50, 30)


def test_waits_are_those_of_the_served_by_band_of_scores():
    weekly = census(
        (0, "served_at/hospital", 2, {"score": 990}),
        (1, "served_at/hospital", 2, {"score": 999}),
        (1, "served_at/hospital", 5, {"score": 1000}),
        (0, "weeks_waited/hospital", 12, {"score": 990}),
        (0, "served_at/hospital", 7),
        (0, "served_at/flat", 1, {"score": 990}),
    )
    assert wait_by_score(weekly, "hospital", 10).rows() == [(990, 1000, 4, 12, 3.0), (1000, 1010, 5, 0, 0.0)]


def test_waits_by_year_need_no_score():
    weekly = census(
        people(0, "a", None, 10),
        people(52, "a", None, 10),
        (0, "applied/hospital", 6, {"region": "north"}),
        (0, "served/hospital", 3, {"region": "north"}),
        (0, "served/hospital", 1, {"region": "south"}),
        (0, "lapsed/hospital", 1, {"region": "south"}),
        (0, "weeks_waited/hospital", 10),
    )
    first, second = wait_by_year(weekly, "hospital").rows(named=True)
    assert (first["served"], first["mean_wait"], first["lapsed_share"]) == (4, 2.5, 0.2)
    assert (second["year"], second["served"], second["mean_wait"], second["lapsed_share"]) == (2021, 0, None, None)


def test_withheld_acts_are_a_part_of_those_that_would_have_been_done():
    weekly = census(
        people(0, "a", 1000, 52),
        people(52, "a", 1000, 52),
        (0, "acts/speaking_out", 6, A),
        (0, "withheld/speaking_out", 2, A),
        (0, "withheld/littering", 9, A),
    )
    rows = withheld_acts(weekly, ["speaking_out"]).rows()
    assert rows == [
        (2020, "speaking_out", 6, 2, 0.25, pytest.approx(2000)),
        (2021, "speaking_out", 0, 0, None, 0.0),
    ]


def test_performed_acts_are_measured_against_done_and_withheld():
    weekly = census(
        people(0, "a", 1000, 52),
        (0, "acts/charity_work", 9, A),
        (0, "withheld/charity_work", 1, A),
        (0, "performed/charity_work", 3, A),
    )
    row = performed_acts(weekly, ["charity_work"]).row(0, named=True)
    assert (row["performed"], row["performed_share"]) == (3, pytest.approx(0.3))


def test_points_by_rule_tell_the_wrong_ones_apart():
    weekly = census(
        people(0, "a", 1000, 52),
        (0, "entries/theft", 4, A),
        (0, "points/theft", -40, A),
        (0, "wrong_points/theft", -10, A),
        (0, "entries/charity_work", 1, A),
        (0, "points/charity_work", 5, A),
    )
    theft, charity = points_by_rule(weekly).rows(named=True)
    assert (theft["rule"], theft["entries"], theft["points"], theft["right_points"]) == ("theft", 4, -40, -30)
    assert (theft["right_rate"], theft["wrong_rate"]) == (-30_000, -10_000)
    assert (charity["rule"], charity["wrong_points"]) == ("charity_work", 0)


def test_what_counting_each_report_added():
    weekly = census(
        people(0, "a", 1000, 26),
        people(0, "b", 1000, 26),
        (0, "entries/littering", 8, A),
        (0, "extra_entries/littering", 2, A),
        (0, "entries/speaking_out", 6, A),
        (0, "extra_entries/speaking_out", 3, B),
        (0, "entries/theft", 9, A),
    )
    assert extra_entries(weekly).rows() == [
        ("speaking_out", 6, 3, 3, 0.5, 3000, 3000),
        ("littering", 8, 2, 6, 0.25, 6000, 2000),
    ]
    assert extra_entries(weekly.filter(~weekly["measure"].str.starts_with("extra"))).is_empty()
