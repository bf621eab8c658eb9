"""Arithmetic that stands in for a slower one gives the same."""

from __future__ import annotations

from scored_society.week.state import BIRTH_OFFSET, LAST_WEEK, has_birthday


def test_birthdays_are_at_whole_years():
    assert [weeks for weeks in range(BIRTH_OFFSET + LAST_WEEK + 1) if has_birthday(weeks)] == [*range(0, 1 << 14, 52)]
