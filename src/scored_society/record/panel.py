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
        "age": pl.Int32,
        "sex": pl.String,
        "group": pl.String,
        "region": pl.String,
        "score": pl.Int32,
        "clean_score": pl.Int32,
        "listed": pl.Boolean,
        "listed_wrongly": pl.Boolean,
        "aware": pl.Boolean,
        "belief": pl.Int32,
    }
)
"""panel.parquet: one row per living person and year. `week` is the last week lived, `age` in years, `family` a number
within the neighbourhood, scores null where nobody is scored, `belief` (of being seen) in 1/31."""

GIVEN = ("occupant", *list(PANEL)[3:])
"""The columns a caller gives: numbers and indexes; year, week and citizen are made from them."""


def panel_frame(
    week: int, columns: Mapping[str, NDArray[Any]], regions: Sequence[str], groups: Sequence[str]
) -> pl.DataFrame:
    """Return the panel of one year.

    Parameters
    ----------
    week : int
        The week that has just been lived.
    columns : arrays of one length
        By name as in `GIVEN`. `occupant` counts the holders of a seat from 0; `sex`, `group` and `region` are indexes
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
