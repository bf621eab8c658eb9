"""What people's lives are like, and what redress brings, from a few made-up counts."""

from __future__ import annotations

import polars as pl
import pytest

from measure.census_rows import census
from scored_society.measure.conditions import conditions
from scored_society.measure.redress import redress

A, B = "majority rural", "minority urban"


def test_conditions_are_means_and_shares_of_the_adults_asked():
    weekly = census(
        (12, "surveyed", 10, {"group": A}), (12, "income", 25, {"group": A}), (12, "education", 20, {"group": A}),
        (12, "poor_health", 1, {"group": A}),
        (12, "working_age", 8, {"group": A}), (12, "out_of_work", 2, {"group": A}),
        (12, "surveyed", 30, {"group": B}), (12, "income", 15, {"group": B}), (12, "shunned", 3, {"group": B}),
    )  # fmt: skip
    found = {row["group"]: row for row in conditions(weekly).to_dicts()}
    assert found[A] == {
        "week": 12, "group": A, "surveyed": 10, "income": 3.5, "education": 2.0, "poor_health": 0.1, "friendless": 0.0,
        "working_age": 8, "out_of_work": 0.25,
    }  # fmt: skip
    assert found["everybody"]["income"] == pytest.approx(1 + 40 / 40)
    assert found["everybody"]["friendless"] == pytest.approx(3 / 40)
    assert (found[B]["working_age"], found[B]["out_of_work"]) == (0, None)


def test_appeals_are_told_by_what_became_of_them():
    weekly = census(
        (3, "people", 52, {"group": A}), (3, "appeals", 9, {"group": A}), (3, "appeals_heard", 6, {"group": A}),
        (3, "appeals_upheld", 2, {"group": A}),
        (60, "people", 104, {"group": A}), (60, "reviews", 1, {"group": A}),
    )  # fmt: skip
    first, second = redress(weekly).to_dicts()
    assert (first["year"], first["appeals"]) == (2020, 9)
    assert (first["not_heard"], first["rejected"], first["upheld"]) == (3000.0, 4000.0, 2000.0)
    assert (second["appeals"], second["reviews"], second["upheld"]) == (0, 1, 0.0)


def test_where_nobody_was_asked_there_is_nothing():
    assert conditions(census((3, "people", 52, {"group": A}))).is_empty()
    assert redress(census((3, "people", 52, {"group": A})))["appeals"].to_list() == [0]
    assert isinstance(redress(census((3, "people", 52, {"group": A}))), pl.DataFrame)
