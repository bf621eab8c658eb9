"""What a seat has no room for is refused; nobody comes out of nowhere, and nobody gets lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from laws.living import AS_TOLD, Society, read, tables
from scored_society.base.errors import UserError
from scored_society.tables.scoring import MOST_COUNTED

WEEKS = 60


def counted(rules: int) -> dict:
    """Return the rule book as told in which so many rules count their entries."""
    told = read(AS_TOLD) | {"tests": []}
    told["blacklist"] = {"low_score": told["blacklist"]["low_score"]}  # the other routes need rules that count
    for position, rule in enumerate(told["rules"].values()):
        rule.pop("most_per_year", None)
        rule["repetition"] = {"second": 2 if position < rules else 1}
    return told


def test_as_many_rules_as_a_seat_has_counters_may_count(tmp_path: Path):
    people = 1000
    for week in Society(tables(counted(MOST_COUNTED), "smallville", WEEKS, tmp_path), people).live(WEEKS):
        births, deaths, _, _ = week.of("life").sum(axis=1)
        people += births - deaths
        assert week.of("people").sum() == week.of("people_in").sum() == people


def test_one_more_is_refused(tmp_path: Path):
    with pytest.raises(UserError):
        tables(counted(MOST_COUNTED + 1), "smallville", WEEKS, tmp_path)
