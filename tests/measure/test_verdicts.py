import polars as pl

from measure.census_rows import census, people
from scored_society.measure.confusion import CELLS
from scored_society.measure.groups import BOTH, DESCENT, IN_YEAR, SINCE_START
from scored_society.measure.verdicts import LISTED, RECORDED, SHUT_OUT, verdicts

MINORITY, MAJORITY = {"group": "minority urban"}, {"group": "majority rural"}
PUNISHED = {"theft": {"police"}, "littering": {"collectors", "cameras"}}
WEEKLY = census(
    people(0, "minority urban", 1000, 20),
    people(0, "majority rural", 1000, 60),
    people(52, "minority urban", 1000, 10),
    people(52, "majority rural", 1000, 50),
    (0, "acts/theft", 4, MINORITY),
    (0, "acts/littering", 6, MINORITY),
    (0, "acts/charity_work", 9, MINORITY),
    (0, "recorded/police/theft", 1, MINORITY),
    (0, "recorded/cameras/littering", 3, MINORITY),
    (0, "recorded/town/littering", 2, MINORITY),
    (0, "recorded/police/littering", 1, MINORITY),
    (0, "wrong/collectors/littering", 2, MINORITY),
    (0, "wrong/town/littering", 5, MINORITY),
    (0, "wrong/collectors/charity_work", 5, MINORITY),
    (52, "acts/theft", 3, MAJORITY),
    (0, "listed", 5, MINORITY),
    (0, "listed_wrong", 2, MINORITY),
    (52, "listed", 1, MINORITY),
    (0, "shut_out_of/work", 6, MAJORITY),
    (52, "shut_out_of_wrongly/work", 1, MAJORITY),
    (52, "shut_out_of/work", 1, MAJORITY),
)


def cells(found, verdict, group, year, span=IN_YEAR):
    row = found.filter(
        (pl.col("verdict") == verdict)
        & (pl.col("group") == group)
        & (pl.col("year") == year)
        & (pl.col("span") == span)
    ).row(0, named=True)
    return tuple(row[cell] for cell in CELLS)


def test_a_misdeed_and_its_entry_are_so_and_said():
    found = verdicts(WEEKLY, PUNISHED)
    assert cells(found, RECORDED, "minority urban", 2020) == (4, 2, 8, 6)
    assert cells(found, RECORDED, "majority rural", 2021) == (0, 0, 47, 3)
    assert cells(found, RECORDED, "everybody", 2020) == (4, 2, 68, 6)


def test_the_list_and_shut_doors_are_deserved_or_not():
    found = verdicts(WEEKLY, PUNISHED)
    assert cells(found, LISTED, "minority", 2020) == (3, 2, 15, None)
    assert cells(found, LISTED, "majority rural", 2020) == (0, 0, 60, None)
    assert cells(found, SHUT_OUT.format("work"), "rural", 2021) == (0, 1, 49, None)


def test_since_the_start_adds_years_up():
    found = verdicts(WEEKLY, PUNISHED)
    assert cells(found, LISTED, "urban", 2021, SINCE_START) == (4, 2, 24, None)
    assert cells(found, RECORDED, "majority", 2021, SINCE_START) == (0, 0, 107, 3)


def test_every_verdict_has_every_group_and_year_once():
    found = verdicts(WEEKLY, PUNISHED)
    assert found.height == 3 * 2 * 2 * (1 + 2 + 2 + 2)
    assert not found.select("span", "verdict", "partition", "year", "group").is_duplicated().any()
    by_span = found.filter(pl.col("partition").is_in([BOTH, DESCENT])).group_by("span", "verdict", "partition", "year")
    assert (
        by_span.agg(pl.col("count").sum())
        .group_by("span", "verdict", "year")
        .agg(pl.col("count").n_unique())["count"]
        .to_list()
        == [1] * 12
    )


def test_rates_go_with_the_counts():
    row = verdicts(WEEKLY, PUNISHED).filter(
        (pl.col("verdict") == RECORDED) & (pl.col("group") == "minority") & (pl.col("span") == IN_YEAR)
    )
    assert row["true_positive_rate"].to_list() == [0.4, None]
    assert row["false_positive_rate"].to_list() == [0.2, 0.0]


def test_where_nothing_is_punished_nothing_is_said():
    unscored = verdicts(WEEKLY.filter(pl.col("measure").is_in(["people", "acts/theft", "wrong/town/littering"])), {})
    assert set(unscored["verdict"]) == {RECORDED, LISTED}
    assert unscored["selection_rate"].to_list() == [0.0] * unscored.height
    assert verdicts(WEEKLY.clear(), PUNISHED).is_empty()


def test_more_acts_than_weeks_leave_no_negative_count():
    weekly = census(people(0, "minority urban", 1000, 1), (0, "acts/theft", 2, MINORITY))
    assert cells(verdicts(weekly, PUNISHED), RECORDED, "minority urban", 2020) == (0, 0, 0, 2)
