"""The people who are alive at the end of a run, one by one: what the weekly census has only as counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.record.panel import PANEL, panel_frame
from scored_society.record.run import Run
from scored_society.record.sample import people_columns
from scored_society.record.schedule import tables_of
from scored_society.society.people import EDUCATIONS
from scored_society.tables.timetable import Timetable
from scored_society.week.state import SEAT

PEOPLE = pl.Schema(
    {
        name: PANEL[name]
        for name in ("citizen", "seat", "age", "group", "score", "listed", "education", "income", "limited")
    }
)
"""Columns of `people_at_end`, as in the panel: but of everybody, where the panel has a few neighbourhoods."""
UNIVERSITY = len(EDUCATIONS) - 1


def people_at_end(run: Run) -> pl.DataFrame:
    """Return everybody who is alive after the last week that was lived, from the run's last checkpoint.

    Parameters
    ----------
    run : Run
        With at least one checkpoint; of a finished run, the end is its last one.

    Returns
    -------
    DataFrame
        The columns of `PEOPLE`, in the order of seats.

    Raises
    ------
    UserError
        If the checkpoint is damaged.
    ValueError
        If there is none yet.
    """
    arrays = run.state()
    if not arrays:
        raise ValueError(f"{run.path} has no checkpoint yet")
    names = run.manifest["regions"], run.manifest["groups"]
    return people_in(arrays["state"], tables_of(run), run.lived_weeks() - 1, *names)


def people_in(
    state: NDArray[Any], timetable: Timetable, week: int, regions: Sequence[str], groups: Sequence[str]
) -> pl.DataFrame:
    """Return everybody who is alive in a whole society's state after a week.

    Parameters
    ----------
    state : array
        Of all seats, as it is stored.
    timetable : the tables that rule the life.
    week : int
        The last week that was lived.
    regions, groups : names
        In the order of their index, as the manifest has them.

    Returns
    -------
    DataFrame
        The columns of `PEOPLE`, in the order of seats.
    """
    seats = np.ascontiguousarray(state).reshape(-1).view(SEAT)
    columns = people_columns(seats, np.arange(len(seats)), timetable, week)
    return panel_frame(week, columns, regions, groups).select(PEOPLE.names())
