import pytest

from measure.census_rows import census, people
from scored_society.measure.acts import (
    acts_by_behaviour,
    acts_by_channel,
    acts_by_channel_and_behaviour,
    wrong_records,
)

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(0, "a", 1000, 26),
    people(52, "b", 1000, 26),
    (0, "acts/theft", 8, A),
    (52, "acts/theft", 2, B),
    (0, "acts/littering", 40, A),
    (0, "acts/singing", 50, A),
    (0, "seen/police/theft", 4, A),
    (0, "seen/cameras/theft", 5, A),
    (0, "seen/cameras/littering", 10, A),
    (0, "recorded/police/theft", 4, A),
    (0, "recorded/cameras/theft", 2, A),
    (0, "recorded/cameras/littering", 10, A),
    (52, "wrong/cameras/littering", 3, B),
    (0, "wrong/collectors/jaywalking", 1, A),
)


def test_an_act_seen_twice_is_recorded_once():
    theft = acts_by_behaviour(WEEKLY).row(by_predicate=_is("behaviour", "theft"), named=True)
    assert (theft["done"], theft["recorded"], theft["missed"], theft["wrong"]) == (10, 6, 4, 0)
    assert theft["recorded_share"] == pytest.approx(0.6)
    assert theft["done_rate"] == pytest.approx(10_000)  # ten acts in one person-year


def test_an_entry_without_any_such_act_is_there():
    jaywalking = acts_by_behaviour(WEEKLY).row(by_predicate=_is("behaviour", "jaywalking"), named=True)
    assert (jaywalking["done"], jaywalking["wrong"], jaywalking["recorded_share"]) == (0, 1, None)


def test_each_channel_with_each_behaviour_it_reports():
    rows = acts_by_channel_and_behaviour(WEEKLY).rows()
    assert rows == [
        ("cameras", "littering", 40, 10, 10, 3, 30),
        ("cameras", "theft", 10, 5, 2, 0, 5),
        ("collectors", "jaywalking", 0, 0, 0, 1, 0),
        ("police", "theft", 10, 4, 4, 0, 6),
    ]


def test_a_channel_is_measured_by_the_kinds_of_act_it_reports():
    cameras = acts_by_channel(WEEKLY).row(by_predicate=_is("channel", "cameras"), named=True)
    assert (cameras["done"], cameras["seen"], cameras["recorded"], cameras["wrong"]) == (50, 15, 12, 3)
    assert cameras["seen_share"] == pytest.approx(0.3)
    assert cameras["seen_of_all"] == pytest.approx(0.15)
    assert cameras["recorded_share"] == pytest.approx(0.12)  # of all 100 acts
    assert cameras["wrong_share"] == pytest.approx(0.2)


def test_shares_recorded_add_up_over_channels():
    recorded, done = acts_by_behaviour(WEEKLY)["recorded"].sum(), acts_by_behaviour(WEEKLY)["done"].sum()
    assert acts_by_channel(WEEKLY)["recorded_share"].sum() == pytest.approx(recorded / done)


def test_only_the_behaviours_that_are_asked_for():
    assert acts_by_behaviour(WEEKLY, ["theft"])["behaviour"].to_list() == ["theft"]
    assert acts_by_channel(WEEKLY, ["littering"])["channel"].to_list() == ["cameras"]


def test_wrong_records_are_counted_over_living_person_weeks():
    rows = wrong_records(WEEKLY).rows()
    assert rows == [
        (2020, "a", 1, 26, pytest.approx(2000)),
        (2020, "everybody", 1, 26, pytest.approx(2000)),
        (2021, "b", 3, 26, pytest.approx(6000)),
        (2021, "everybody", 3, 26, pytest.approx(6000)),
    ]


def test_a_run_in_which_nothing_happened():
    quiet = census(people(0, "a", None, 5))
    assert acts_by_behaviour(quiet).is_empty()
    assert acts_by_channel(quiet).is_empty()
    assert wrong_records(quiet)["wrong"].to_list() == [0, 0]


def _is(column, value):
    import polars as pl

    return pl.col(column) == value
