import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.exclusion import compounded, exclusion

A, B = {"group": "a"}, {"group": "b"}
WEEKLY = census(
    people(0, "a", 900, 60),
    people(1, "b", 900, 40),
    (0, "shut_out_of/work", 6, A),
    (1, "shut_out_of/work", 2, B),
    (1, "shut_out_of/credit", 1, B),
    (0, "shut_out_of_wrongly/work", 2, A),
    (0, "shut_out_of_three", 3, A),
)


def test_time_shut_out_is_per_thousand_person_weeks():
    rows = {(row["domain"], row["group"]): row for row in exclusion(WEEKLY).rows(named=True)}
    assert len(rows) == 6
    work = rows["work", "everybody"]
    assert (work["shut_out"], work["wrong"], work["lived"], work["wrong_share"]) == (8, 2, 100, 0.25)
    assert (work["rate"], work["right_rate"], work["wrong_rate"]) == (80, 60, 20)
    assert rows["work", "a"]["rate"] == pytest.approx(100)
    assert (rows["credit", "a"]["shut_out"], rows["credit", "a"]["wrong_share"]) == (0, None)
    assert rows["credit", "b"]["rate"] == pytest.approx(25)


def test_shut_out_of_three_domains_or_more():
    assert compounded(WEEKLY).rows() == [
        ("a", 3, 60, 0.05, 50.0),
        ("b", 0, 40, 0.0, 0.0),
        ("everybody", 3, 100, 0.03, 30.0),
    ]


def test_nobody_punished():
    nobody = WEEKLY.filter(pl.col("measure") == "people")
    assert exclusion(nobody).is_empty()
    assert compounded(nobody)["three"].to_list() == [0, 0, 0]
