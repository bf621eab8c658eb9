"""The people who are alive at the end of a run, one by one: what the weekly census has only as counts."""

from __future__ import annotations

import numpy as np
import polars as pl

from scored_society.record.panel import citizen_names
from scored_society.record.run import Run
from scored_society.record.sample import field, people_columns
from scored_society.record.schedule import tables_of
from scored_society.record.weekly import absent_as_null
from scored_society.society.people import EDUCATIONS
from scored_society.week.state import SEAT

PEOPLE = pl.Schema(
    {
        "citizen": pl.String,
        "seat": pl.Int64,
        "age": pl.Int32,
        "group": pl.String,
        "score": pl.Int32,
        "listed": pl.Boolean,
        "education": pl.Int32,
        "income": pl.Int32,
    }
)
"""Columns of `people_at_end`; those that the panel has too are as there. `education` is the highest level reached, from
0 (none) to 4 (university); `income` the fifth of the household's income, from 1 (lowest) to 5."""
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
    state = np.ascontiguousarray(arrays["state"]).reshape(-1).view(SEAT)
    timetable = tables_of(run)
    columns = people_columns(state, np.arange(len(state)), timetable, run.lived_weeks() - 1)
    living = state[field(state, "person", "alive") == 1]
    groups = pl.Series(list(run.manifest["groups"]), dtype=pl.String)
    made = {
        **columns,
        "citizen": citizen_names(columns["seat"], columns["occupant"]),
        "group": groups.gather(columns["group"]),
        "score": absent_as_null(columns["score"]),
        "education": field(living, "person", "education"),
        "income": field(living, "person", "income") + 1,
    }
    return pl.DataFrame({name: made[name] for name in PEOPLE}).cast(PEOPLE)
