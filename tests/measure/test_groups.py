import polars as pl

from measure.census_rows import census, people
from scored_society.measure.census import EVERYBODY, measured
from scored_society.measure.groups import (
    BOTH,
    DESCENT,
    IN_YEAR,
    RESIDENCE,
    SINCE_START,
    by_partition,
    by_year,
    counted_by_year,
    with_spans,
)

FLOATING, RURAL = {"group": "minority floating"}, {"group": "majority rural"}


def test_each_row_counts_once_in_each_partition():
    rows = pl.DataFrame({"group": ["minority floating", "majority floating", None], "value": [1, 2, 4]})
    parts = by_partition(rows).group_by("partition", "group").agg(pl.col("value").sum())
    assert sorted(parts.rows()) == [
        (DESCENT, "majority", 2),
        (DESCENT, "minority", 1),
        (BOTH, "majority floating", 2),
        (BOTH, "minority floating", 1),
        (EVERYBODY, EVERYBODY, 7),
        (RESIDENCE, "floating", 3),
    ]


def test_a_group_of_another_form_has_no_marginals():
    rows = pl.DataFrame({"group": ["a", "old minority floating"], "value": [1, 2]})
    assert sorted(by_partition(rows)["partition"]) == [BOTH, BOTH, EVERYBODY, EVERYBODY]


def test_years_are_added_up_by_group():
    weekly = census((0, "listed", 1, FLOATING), (51, "listed", 2, FLOATING), (52, "listed", 4, RURAL))
    found = by_year(measured(weekly, "listed"), "listed").filter(pl.col("partition") == DESCENT)
    assert sorted(found.rows()) == [(DESCENT, 2020, "minority", 3), (DESCENT, 2021, "majority", 4)]


def test_whoever_lived_has_a_row_and_who_did_not_has_none():
    weekly = census(
        people(0, "minority floating", None, 5),
        people(52, "majority rural", None, 6),
        (0, "listed", 1, FLOATING),
        (0, "listed", 9, RURAL),
    )
    found = counted_by_year(measured(weekly, "people"), {"listed": measured(weekly, "listed")})
    assert sorted(found.filter(pl.col("partition") == BOTH).drop("partition").rows()) == [
        (2020, "minority floating", 5, 1),
        (2021, "majority rural", 6, 0),
    ]


def test_since_the_start_adds_up_each_key_by_itself_in_the_order_of_years():
    yearly = pl.DataFrame(
        {"year": [2021, 2020, 2020], "group": ["a", "a", "b"], "count": [3, 1, 7], "lost": [None] * 3},
        schema_overrides={"lost": pl.Int64},
    )
    spans = with_spans(yearly, ["group"], ["count", "lost"])
    assert sorted(spans.filter(pl.col("span") == IN_YEAR).select("group", "year", "count").rows()) == [
        ("a", 2020, 1),
        ("a", 2021, 3),
        ("b", 2020, 7),
    ]
    assert sorted(spans.filter(pl.col("span") == SINCE_START).select("group", "year", "count").rows()) == [
        ("a", 2020, 1),
        ("a", 2021, 4),
        ("b", 2020, 7),
    ]
    assert spans["lost"].null_count() == 6
