import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.refusals import applications, requests, sanctions

A, B = {"group": "a"}, {"group": "b"}
REFUSES = {"less_credit": "loan", "no_cards": "loan", "readers": "vacancy", "no_seat": "plane"}
WEEKLY = census(
    people(0, "a", 900, 52),
    people(0, "b", 900, 52),
    (0, "granted/loan", 12, A),
    (0, "declined/loan", 4, A),
    (0, "granted/licence", 1, B),
    (0, "refused/less_credit", 3, A),
    (0, "refused/no_cards", 1, B),
    (0, "refused/readers", 2, B),
    (0, "refused_wrongly/less_credit", 2, A),
    (0, "refused_wrongly/readers", 1, B),
    (0, "under/less_credit", 13, A),
    (0, "under_wrongly/less_credit", 6, A),
    (0, "under/shaming", 2, A),
    (0, "applied/vacancy", 6, {"region": "north"}),
    (0, "applied/vacancy", 2, {"region": "south"}),
    (0, "served/vacancy", 3, {"region": "north"}),
    (0, "lapsed/vacancy", 1, {"region": "north"}),
)


def test_requests_are_granted_declined_or_refused_by_any_sanction():
    loan, licence = requests(WEEKLY, REFUSES).rows(named=True)
    assert (loan["service"], loan["asked"], loan["granted"], loan["declined"]) == ("loan", 20, 12, 4)
    assert (loan["refused"], loan["refused_wrongly"]) == (4, 2)
    assert (loan["granted_share"], loan["declined_share"], loan["refused_share"]) == (0.6, 0.2, 0.2)
    assert (licence["service"], licence["asked"], licence["refused"], licence["granted_share"]) == ("licence", 1, 0, 1)


def test_who_is_kept_from_a_queue_asked_too():
    (vacancy,) = applications(WEEKLY, REFUSES).rows(named=True)
    assert (vacancy["good"], vacancy["asked"], vacancy["applied"]) == ("vacancy", 10, 8)
    assert (vacancy["refused"], vacancy["refused_wrongly"], vacancy["refused_share"]) == (2, 1, 0.2)
    assert (vacancy["served"], vacancy["lapsed"], vacancy["lapsed_share"]) == (3, 1, 0.25)


def test_refusals_and_time_by_sanction_and_group():
    rows = {(row["sanction"], row["group"]): row for row in sanctions(WEEKLY).rows(named=True)}
    whole, a = rows["less_credit", "everybody"], rows["less_credit", "a"]
    assert (whole["refused"], whole["refused_wrongly"], whole["wrong_share"]) == (3, 2, pytest.approx(2 / 3))
    assert (whole["right_rate"], whole["wrong_rate"]) == (500, 1000)  # two person-years
    assert (a["under"], a["under_rate"], a["under_wrong_share"]) == (13, 250, pytest.approx(6 / 13))
    burden = rows["shaming", "everybody"]
    assert (burden["refused"], burden["wrong_share"], burden["under"]) == (0, None, 2)
    assert rows["readers", "a"]["refused"] == 0


def test_only_the_sanctions_that_are_asked_for():
    assert set(sanctions(WEEKLY, ["readers"])["sanction"]) == {"readers"}
    assert sanctions(WEEKLY, ["unheard_of"]).is_empty()


def test_where_nothing_is_refused():
    quiet = WEEKLY.filter(~pl.col("measure").str.starts_with("refused"))
    assert requests(quiet, {})["refused"].to_list() == [0, 0]
    assert applications(quiet, {})["asked"].to_list() == [8]
    assert requests(quiet.filter(pl.col("measure") == "people"), REFUSES).is_empty()
