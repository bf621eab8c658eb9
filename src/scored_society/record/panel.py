"""The panel: the people of a few whole neighbourhoods, once a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.calendar import day_of
from scored_society.record.weekly import absent_as_null, names_of
from scored_society.society.people import SEXES

PANEL = pl.Schema(
    {
        "year": pl.Int32,
        "week": pl.Int32,
        "citizen": pl.String,
        "seat": pl.Int64,
        "neighbourhood": pl.Int32,
        "family": pl.Int32,
        "parent": pl.String,
        "coupled": pl.Boolean,
        "age": pl.Int32,
        "sex": pl.String,
        "group": pl.String,
        "region": pl.String,
        "limited": pl.Boolean,
        "education": pl.Int32,
        "income": pl.Int32,
        "score": pl.Int32,
        "clean_score": pl.Int32,
        "listed": pl.Boolean,
        "listed_wrongly": pl.Boolean,
        "aware": pl.Boolean,
        "belief": pl.Int32,
    }
)
"""panel.parquet: one row per living person and year. `week` is the last week lived, `age` in years, `family` a number
within the neighbourhood, `parent` the citizen who is the known parent (null where none is alive in the neighbourhood),
`coupled` who lives with a partner, `limited` who lives with a disability or carries the care of one, `education` the
highest level reached, from 0 (none) to 4 (university), `income` the fifth of the household's income, from 1 (lowest) to
5, scores null where nobody is scored, `belief` (of being seen) in 1/31."""

GIVEN = ("occupant", "parent_occupant", *list(PANEL)[3:])
"""The columns a caller gives: numbers and indexes; year, week, citizen and the parent's name are made from them."""


def panel_frame(
    week: int, columns: Mapping[str, NDArray[Any]], regions: Sequence[str], groups: Sequence[str]
) -> pl.DataFrame:
    """Return the panel of one year.

    Parameters
    ----------
    week : int
        The week that has just been lived.
    columns : arrays of one length
        By name as in `GIVEN`. `occupant` counts the holders of a seat from 0; `parent` and `parent_occupant` are the
        seat and the occupant of the known parent, -1 where there is none; `sex`, `group` and `region` are indexes
        (-1 where there is none), `score` and `clean_score` are -1 where nobody is scored.
    regions, groups : names
        In the order of their index.

    Raises
    ------
    ValueError
        If a column is missing, unknown or of another length.
    """
    if set(columns) != set(GIVEN):
        raise ValueError(f"a panel has the columns {', '.join(GIVEN)}, not {', '.join(columns)}")
    count = len(columns["seat"])
    if any(column.shape != (count,) for column in columns.values()):
        raise ValueError("the columns of a panel are of one length")
    whole = {name: column.astype(np.int64) for name, column in columns.items()}
    made: dict[str, object] = {
        "year": np.full(count, day_of(week).year),
        "week": np.full(count, week),
        "citizen": pl.Series(citizen_names(whole["seat"], whole["occupant"]), dtype=pl.String),
        "parent": parent_names(whole["parent"], whole["parent_occupant"]),
        "sex": names_of(whole["sex"], SEXES, "sex"),
        "group": names_of(whole["group"], groups, "group"),
        "region": names_of(whole["region"], regions, "region"),
        "score": absent_as_null(whole["score"]),
        "clean_score": absent_as_null(whole["clean_score"]),
    }
    return pl.DataFrame({name: made.get(name, whole.get(name)) for name in PANEL}).cast(PANEL)


def citizen_names(seats: NDArray[np.int64], occupants: NDArray[np.int64]) -> list[str]:
    """Name citizens: `12` is the first to hold seat 12, `12.2` the second.

    Parameters
    ----------
    seats, occupants : arrays of one length
        `occupants` counts the holders of a seat from 0, as draws do.

    Examples
    --------
    >>> citizen_names(np.array([12, 12]), np.array([0, 1]))
    ['12', '12.2']
    """
    return [
        f"{seat}.{occupant + 1}" if occupant else str(seat)
        for seat, occupant in zip(seats.tolist(), occupants.tolist(), strict=True)
    ]


def parent_names(seats: NDArray[np.int64], occupants: NDArray[np.int64]) -> pl.Series:
    """Name parents as citizens are named; null where the seat is -1."""
    names = pl.Series(citizen_names(seats, occupants), dtype=pl.String)
    return names.set(pl.Series(seats == -1), None)
