"""Small helpers for sentences about counts."""

from __future__ import annotations

from typing import Any

import polars as pl

from scored_society.report.wording import whole


def total(frame: pl.DataFrame, column: str) -> int:
    """Return the sum of a column of counts; 0 for an empty frame."""
    return int(frame[column].sum())


def first(frame: pl.DataFrame) -> dict[str, Any] | None:
    """Return the first row, or None."""
    return frame.row(0, named=True) if frame.height else None


def people(count: int) -> str:
    """Return a number of people: 1 person, 8 people."""
    return f"{whole(count)} {'person' if count == 1 else 'people'}"


def times(count: int) -> str:
    """Return how often: once, 8 times."""
    return "once" if count == 1 else f"{whole(count)} times"
