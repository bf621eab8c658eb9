"""Scores as tables."""

from __future__ import annotations

import polars as pl

from scored_society.chart.there import lived, scored
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.points import extra_entries as measured_extra
from scored_society.measure.points import points_by_rule
from scored_society.measure.scores import score_distribution
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, SPREAD, YEAR, with_year
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, percent, whole


def scores(run: Run) -> Table:
    """Return the spread of scores at the end of each year."""
    frame = _spread(run).filter(pl.col("group") == EVERYBODY)
    return table("Scores at the end of each year", frame, {**YEAR, **SPREAD})


def scores_by_group(run: Run) -> Table:
    """Return the mean score of each group at the end of each year."""
    columns = {**YEAR, **GROUP, **{name: SPREAD[name] for name in ("people", "mean", "d5")}}
    return table("Mean score of each group at the end of each year", _spread(run), columns)


def scores_at_the_end(run: Run) -> Table:
    """Return the spread of scores within each group at the end."""
    frame = _spread(run)
    frame = frame.filter(pl.col("year") == pl.col("year").max())
    return table("Scores within groups at the end of the run", frame, {**GROUP, **SPREAD})


def points(run: Run) -> Table:
    """Return entries and points by rule."""
    columns: dict[str, Column] = {
        "rule": ("Rule", named),
        "entries": ("Entries", whole),
        "points": ("Points", whole),
        "wrong_points": ("Points for acts that were not done", whole),
        "right_rate": ("Points for acts done (per 1,000 person-years)", fine),
        "wrong_rate": ("Points for acts not done (per 1,000 person-years)", fine),
    }
    return table("Points by rule, whole run", points_by_rule(lived(run)), columns)


def extra_entries(run: Run) -> Table:
    """Return what rules that count each report of an act added."""
    columns: dict[str, Column] = {
        "rule": ("Rule", named),
        "entries": ("Entries", whole),
        "first": ("For the first report of an act", whole),
        "extra": ("For a further report", whole),
        "extra_share": ("For a further report (share)", percent),
    }
    return table("Entries of rules that count each report, whole run", measured_extra(lived(run)), columns)


def _spread(run: Run) -> pl.DataFrame:
    score, weekly = scored(run), lived(run)
    return with_year(score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)))
