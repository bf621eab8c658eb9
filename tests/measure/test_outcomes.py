import numpy as np
import pytest

import scored_society as ss
from measure.census_rows import census, people
from scored_society.measure.acts import acts_by_behaviour, wrong_records
from scored_society.measure.awareness import awareness
from scored_society.measure.census import EVERYBODY
from scored_society.measure.listings import time_listed
from scored_society.measure.outcomes import (
    BELOW_THE_LINE,
    OUTCOMES,
    TOTALS,
    columns,
    outcomes,
    rate,
    ratios,
    totals_of,
)
from scored_society.measure.scores import score_distribution
from scored_society.measure.trust import trust
from scored_society.measure.waiting import wait_by_year
from scored_society.week.counted import KINDS

A, B = {"group": "a"}, {"group": "b"}
LAST = 51


@pytest.fixture(scope="module")
def weekly():
    return ss.simulate("as-told", society="smallville", years=1, seed=4).weekly


def value_of(frame, measure, group=EVERYBODY):
    (value,) = frame.filter((frame["measure"] == measure) & (frame["group"] == group))["value"]
    return value


def total(frame, measure, group=EVERYBODY):
    return {(name, of): value for name, of, value in frame.iter_rows()}[measure, group]


def test_sums_over_weeks_by_group_and_once_more_for_everybody():
    totals = totals_of(
        census(people(0, "a", 1000, 5), people(1, "a", 990, 5), people(1, "b", 700, 2), (1, "acts/theft", 3, B))
    )
    assert dict(totals.schema) == dict(TOTALS)
    assert totals.filter(totals["measure"] == "people").rows() == [
        ("people", "a", 10), ("people", "b", 2), ("people", EVERYBODY, 12),
    ]  # fmt: skip
    assert total(totals, "score") == 5 * 1000 + 5 * 990 + 2 * 700
    assert (total(totals, "acts/theft"), total(totals, "acts/theft", "b")) == (3, 3)


def test_both_the_first_and_the_last_week_count():
    weekly = census(*(people(week, "a", None, 10**week) for week in range(4)))
    assert total(totals_of(weekly, 1, 2), "people") == 110
    assert total(totals_of(weekly, 2), "people") == 1100


def test_a_channel_counts_whatever_it_saw():
    totals = totals_of(
        census(
            people(0, "a", 1000, 52),
            (0, "wrong/cameras/jaywalking", 2, A), (0, "wrong/cameras/littering", 3, A), (0, "wrong/court/theft", 1, A),
        )
    )  # fmt: skip
    wrong = {name: value for name, group, value in totals.iter_rows() if name.startswith("wrong") and group == "a"}
    assert wrong == {"wrong": 6, "wrong/cameras": 5, "wrong/court": 1}


def test_listings_are_also_added_up_over_routes():
    weekly = census(people(0, "a", 900, 52), (0, "listings/norms", 1, A), (0, "listings/low_score", 2, A))
    found = outcomes(totals_of(weekly))
    assert [value_of(found, name) for name in ("listings", "listings/norms")] == [3000, 1000]


def test_those_without_a_score_do_not_lower_the_mean():
    totals = totals_of(census(people(0, "a", None, 90), people(1, "a", 1000, 10)))
    assert (total(totals, "people"), total(totals, "scored")) == (100, 10)
    assert value_of(outcomes(totals), "score") == 1000


def test_where_nobody_is_scored_there_is_no_score():
    found = outcomes(totals_of(census(people(0, "a", None, 10), (0, "acts/theft", 1, A))))
    assert set(found["measure"]) == {"acts/theft"}


def test_a_group_without_any_counts_as_none():
    found = outcomes(totals_of(census(people(0, "a", 1000, 52), people(0, "b", 1000, 52), (0, "acts/theft", 1, A))))
    assert [value_of(found, "acts/theft", group) for group in ("a", "b", EVERYBODY)] == [1000, 0, 500]


def test_what_never_happened_can_be_asked_for_and_is_nothing():
    found = outcomes(totals_of(census(people(0, "a", 1000, 52))), ["listings", "weeks_waited/flat", "served/flat"])
    assert found.select("measure", "group", "value").rows() == [
        ("listings", "a", 0.0), ("listings", EVERYBODY, 0.0), ("served/flat", EVERYBODY, 0.0),
    ]  # fmt: skip


def test_what_stands_below_a_line_is_not_returned_unasked():
    found = outcomes(totals_of(census((0, "weeks_waited/flat", 30), (0, "served/flat", 6))), ["weeks_waited/flat"])
    assert found.rows() == [("weeks_waited/flat", EVERYBODY, 5.0, "weeks")]


def test_the_platform_score_is_a_share_of_its_range():
    where = [{"group": "a", "score": 30}, {"group": "a", "score": 60}]
    totals = totals_of(census((0, "platform", 3, where[0]), (0, "platform", 1, where[1]), (0, "adults", 8, A)))
    assert (total(totals, "platform"), total(totals, "platform_adults")) == (150, 4)
    assert value_of(outcomes(totals), "platform") == pytest.approx(150 / 4 / 60)


def test_every_kind_of_the_census_is_an_outcome_or_left_out_on_purpose():
    aside = {
        "waiting", "capacity", "served_at", "births", "deaths", "pairings", "leavings", "people_in", "workers_in",
        "intervened",
    }  # fmt: skip
    assert set(KINDS) - aside == {*OUTCOMES, *BELOW_THE_LINE} - {"score", "scored", "platform_adults"}
    assert not set(OUTCOMES) & set(BELOW_THE_LINE)


def test_what_is_left_out_is_in_no_total(weekly):
    kinds = {measure.partition("/")[0] for measure in totals_of(weekly)["measure"]}
    assert kinds <= {*OUTCOMES, *BELOW_THE_LINE}
    assert kinds >= {"score", "scored", "people", "platform", "served", "weeks_waited", "seen"}


def test_means_are_those_of_the_other_measures(weekly):
    found = outcomes(totals_of(weekly, LAST, LAST))
    for row in score_distribution(weekly, 600, 1300, [LAST]).iter_rows(named=True):
        assert value_of(found, "score", row["group"]) == pytest.approx(row["mean"])
    for row in trust(weekly, [LAST]).iter_rows(named=True):
        assert value_of(found, "trust", row["group"]) == pytest.approx(row["in_state"])
        assert value_of(found, "trust_nearby", row["group"]) == pytest.approx(row["in_neighbours"])
    known = awareness(weekly, [LAST]).row(0, named=True)
    assert value_of(found, "aware") == pytest.approx(1000 * known["aware_share"])
    assert value_of(found, "belief") == pytest.approx(known["mean_belief"])


def test_rates_are_those_of_the_other_measures(weekly):
    found = outcomes(totals_of(weekly))
    for row in acts_by_behaviour(weekly).iter_rows(named=True):
        if row["done"]:
            assert value_of(found, f"acts/{row['behaviour']}") == pytest.approx(row["done_rate"])
    for row in wrong_records(weekly).iter_rows(named=True):
        assert value_of(found, "wrong", row["group"]) == pytest.approx(row["wrong_rate"])
    for row in time_listed(weekly).iter_rows(named=True):
        assert value_of(outcomes(totals_of(weekly), ["listed"]), "listed", row["group"]) == row["listed_rate"]
    waits = wait_by_year(weekly, "hospital").row(0, named=True)
    assert value_of(found, "weeks_waited/hospital") == pytest.approx(waits["mean_wait"])


def test_columns_give_what_the_frame_gives(weekly):
    totals = totals_of(weekly)
    names = [(measure, group) for measure, group, _ in totals.iter_rows()]
    names += [("people", "nobody"), ("acts/theft", "nobody")]
    by = columns(names)
    counts = np.array([*totals["value"], 0, 0])
    found = dict(zip(by.names, ratios(np.stack([counts, 2 * counts]), by).T, strict=True))
    assert np.isnan(found.pop(("acts/theft", "nobody"))).all()
    frame = outcomes(totals)
    for (measure, group), values in found.items():
        assert list(values) == [pytest.approx(value_of(frame, measure, group))] * 2
    assert not {measure for measure, _ in by.names} & set(BELOW_THE_LINE)


def test_a_column_without_what_stands_below_its_line_is_refused():
    with pytest.raises(ValueError, match="'adults', 'a'"):
        columns([("people", "a"), ("aware", "a"), ("adults", "b")])


def test_the_rate_of_a_measure():
    assert rate("weeks_waited/flat") == ("served/flat", 1, "weeks", False, False)
    with pytest.raises(KeyError, match="births"):
        rate("births")
