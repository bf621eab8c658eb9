"""Findings about scores and points."""

from __future__ import annotations

import polars as pl

from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.points import extra_entries
from scored_society.measure.run import rules
from scored_society.measure.scores import score_distribution
from scored_society.policy.rules import Score
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, total
from scored_society.report.wording import decimal, percent, whole


def spread(weekly: pl.DataFrame, score: Score) -> str | None:
    """Tell where scores lay at the end."""
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    row = first(frame.filter(pl.col("group") == EVERYBODY))
    if row is None:
        return None
    return (
        f"Scores started at {score.start} points; at the end the median score was {row['d5']}, and the middle 80 % "
        f"of people lay between {row['d1']} and {row['d9']}. {percent(row['at_lowest'])} stood at the lowest score "
        f"of {score.lowest}, {percent(row['at_highest'])} at the highest of {score.highest}"
    )


def groups(weekly: pl.DataFrame, score: Score) -> str | None:
    """Tell how far groups lay apart at the end."""
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    frame = frame.filter(pl.col("group") != EVERYBODY).sort("mean", "group")
    if frame.height < 2:
        return None
    lowest, highest = frame.row(0, named=True), frame.row(-1, named=True)
    best, worst = highest["mean"] - score.start, lowest["mean"] - score.start
    return (
        f"Between groups, the mean score of “{highest['group']}” {_moved(best)} and that of “{lowest['group']}” "
        f"{_moved(worst)}: {decimal(best - worst)} points apart at the end"
    )


def _moved(points: float) -> str:
    if abs(points) < 0.05:
        return "stayed where it started"
    return f"{'rose' if points > 0 else 'fell'} by {decimal(abs(points))} points"


def extra(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell what counting each report of an act added, if a rule does."""
    if not any(rule.count == "each_channel" for rule in rules(run).values()):
        return None
    frame = extra_entries(weekly)
    entries, added = total(frame, "entries"), total(frame, "extra")
    if not entries:
        return "Some rules count each report of an act, and no act of theirs was reported twice"
    return (
        f"Counting each report of an act, and not each act, added {whole(added)} entries: {percent(added / entries)} "
        "of those of the rules concerned"
    )
