"""The weekly counts and bulletins as tidy frames."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.week.cells import ROOM, Cells, columns_of

Rows = NDArray[np.int64]

WEEKLY = pl.Schema(
    {
        "week": pl.Int32,
        "measure": pl.String,
        "region": pl.String,
        "group": pl.String,
        "score": pl.Int32,
        "value": pl.Int64,
    }
)
"""weekly.parquet: only what is not zero; null where a dimension does not apply. `week` counts from 2020-01-01."""

BULLETINS = pl.Schema(
    {"week": pl.Int32, "item": pl.Int32, "first": pl.Int32, "second": pl.Int32, "value": pl.Int64},
)
"""bulletins.parquet: the bulletin that everybody read in `week`, by item number and indexes."""


def without_bins(cells: Cells) -> Rows:
    """Add up a canonical census over lottery bins: rows (key of the first bin's cell less its bin, value)."""
    keys = cells.keys // ROOM["bin"]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])) if len(keys) else np.empty(0, np.int64)
    sums = np.add.reduceat(cells.values, starts) if len(keys) else cells.values
    kept: Rows = np.column_stack([keys[starts] * ROOM["bin"], sums])[sums != 0]
    return kept


def weekly_frame(
    weeks: Sequence[tuple[int, Rows]], measures: Mapping[int, str], regions: Sequence[str], groups: Sequence[str]
) -> pl.DataFrame:
    """Return weeks of counts (as `without_bins` leaves them) with names for numbers.

    Raises
    ------
    ValueError
        If a number has no name.
    """
    week, cells = _stacked(weeks, 2)
    rows = columns_of(cells[:, 0])
    columns = {
        "week": week,
        "measure": _named(rows[:, 0], measures, "measure"),
        "region": _named(rows[:, 1], dict(enumerate(regions)), "region"),
        "group": _named(rows[:, 2], dict(enumerate(groups)), "group"),
        "score": absent_as_null(rows[:, 3]),
        "value": cells[:, 1],
    }
    return pl.DataFrame(columns).cast(WEEKLY)


def bulletin_frame(weeks: Sequence[tuple[int, Rows]]) -> pl.DataFrame:
    """Return weeks of bulletin rows (item, first index, second index, value) as a frame."""
    week, rows = _stacked(weeks, len(BULLETINS) - 1)
    columns = [week, *rows.T]
    return pl.DataFrame(dict(zip(BULLETINS, columns, strict=True))).cast(BULLETINS)


def names_of(numbers: Rows, names: Sequence[str], what: str) -> pl.Series:
    """Return the names of indexes, null for -1."""
    return _named(numbers, dict(enumerate(names)), what)


def absent_as_null(numbers: Rows) -> pl.Series:
    """Return whole numbers with null for -1."""
    series = pl.Series(numbers)
    return series.set(series == -1, None)


def _stacked(weeks: Sequence[tuple[int, Rows]], columns: int) -> tuple[Rows, Rows]:
    """Return the week of each row, and the rows one after the other."""
    nothing = np.empty((0, columns), dtype=np.int64)
    numbers = np.array([week for week, _ in weeks], dtype=np.int64)
    counts = [len(rows) for _, rows in weeks]
    return np.repeat(numbers, counts), np.concatenate([nothing, *(rows for _, rows in weeks)])


def _named(numbers: Rows, names: Mapping[int, str], what: str) -> pl.Series:
    """Return the name of each number, null for -1."""
    known = np.array(sorted(names), dtype=np.int64)
    unknown = np.setdiff1d(numbers, np.append(known, -1))
    if len(unknown):
        raise ValueError(f"{what} {unknown[0]} has no name")
    labels = pl.Series([names[number] for number in known.tolist()], dtype=pl.String)
    places = pl.Series(np.searchsorted(known, numbers))
    return labels.gather(places.set(pl.Series(numbers == -1), None))
