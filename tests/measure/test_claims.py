"""Measures that only the text's claims ask for, on frames written by hand."""

import polars as pl
import pytest

from measure.census_rows import census, people
from scored_society.measure.at_end import PEOPLE
from scored_society.measure.census import family
from scored_society.measure.claims import CONTRASTS, group_differences, limited_against_others

WEEKLY = census(
    people(0, "minority urban", 1000, 52),
    people(0, "minority floating", 1000, 52),
    people(0, "majority urban", 1000, 104),
    people(1, "majority rural", 1000, 520),
    (0, "listings/low_score", 3, {"group": "minority urban"}),
    (0, "listings/workplace", 2, {"group": "minority floating"}),
    (1, "listings/low_score", 10, {"group": "majority rural"}),
)


def test_groups_are_compared_by_what_is_counted_over_the_time_they_lived():
    found = group_differences(WEEKLY, {"listings": family(WEEKLY, "listings", "route")})
    assert found.select("first", "second").rows() == list(CONTRASTS)
    minority, majority = 1000 * 5 / 2, 1000 * 10 / 12
    rural, urban, floating = 1000 * 10 / 10, 1000 * 3 / 3, 1000 * 2 / 1
    assert found["difference"].to_list() == pytest.approx([minority - majority, rural - urban, floating - urban])


def test_a_group_in_which_nobody_lived_is_not_compared():
    weekly = census(people(0, "majority urban", 1000, 52), people(0, "majority rural", 1000, 52))
    found = group_differences(weekly, {"listings": family(weekly, "listings", "route")})
    assert found["difference"].to_list() == [None, 0, None]


def persons(*rows: tuple) -> pl.DataFrame:
    """Return rows (age, limited, score)."""
    return pl.DataFrame(rows, schema=["age", "limited", "score"], orient="row").cast(
        {"age": PEOPLE["age"], "limited": PEOPLE["limited"], "score": PEOPLE["score"]}
    )


def test_the_limited_are_compared_with_others_of_their_age():
    frame = persons(
        (30, True, 990), (34, False, 1000), (31, False, 1010),  # 15 points behind
        (70, True, 1040), (71, True, 1060), (74, False, 1053),  # twice, 3 points behind
        (50, False, 2000), (90, True, 0), (17, True, 0), (17, False, 1000),  # alone, or no adults
    )  # fmt: skip
    assert limited_against_others(frame, "score") == pytest.approx(-(15 + 2 * 3) / 3)
    listed = frame.with_columns(listed=pl.col("score") < 1000)
    assert limited_against_others(listed, "listed") == pytest.approx(1 / 3)


def test_nobody_to_compare():
    assert limited_against_others(persons((30, True, 990), (70, False, 1000)), "score") is None
    assert limited_against_others(persons((30, True, None), (30, False, None)), "score") is None
