"""Findings about how people respond, and whom they trust."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.measure.awareness import awareness
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.trust import trust
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, total
from scored_society.report.wording import percent, whole


def withheld(weekly: pl.DataFrame, behaviours: Collection[str]) -> str | None:
    """Tell how many protected acts were left undone because of the score."""
    frame = withheld_acts(weekly, behaviours)
    done, left = total(frame, "done"), total(frame, "withheld")
    if not done + left:
        return None
    return (
        f"Rights withheld: people left {whole(left)} protected acts undone because they are scored, "
        f"{percent(left / (done + left))} of those that they would have done"
    )


def performed(weekly: pl.DataFrame, behaviours: Collection[str]) -> str | None:
    """Tell how many good deeds were done because they are counted."""
    frame = performed_acts(weekly, behaviours)
    meant = total(frame, "done") + total(frame, "withheld")
    if not meant:
        return None
    return (
        f"Of {whole(meant)} good deeds, {percent(total(frame, 'performed') / meant)} were done only "
        "because they are counted"
    )


def aware(weekly: pl.DataFrame) -> str | None:
    """Tell who knew of the scheme, and how much people believed is seen."""
    row = first(awareness(weekly, year_ends(weekly)[-1:]))
    if row is None:
        return None
    return (
        f"At the end, {percent(row['aware_share'])} of adults knew that they are scored, and adults held it for "
        f"{percent(row['mean_belief'])} likely, on average, that an act of theirs is seen"
    )


def trusting(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell how trust in the State and in neighbours moved."""
    ends = trust_at_the_ends(weekly, run)
    if ends is None:
        return None
    (state, state_at_end), (nearby, nearby_at_end) = ends
    return (
        f"Adults' mean trust in the State was {percent(state)} of full trust after the first week and "
        f"{percent(state_at_end)} at the end; in neighbours, {percent(nearby)} and {percent(nearby_at_end)}"
    )


def trust_at_the_ends(weekly: pl.DataFrame, run: Run) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return trust in the State, and in neighbours, after the first week and at the end (0..1); None without adults."""
    if run.society.society.trust is None or weekly.is_empty():
        return None
    weeks = weekly["week"].unique().sort().to_list()
    frame = trust(weekly, [weeks[0], weeks[-1]]).filter(pl.col("group") == EVERYBODY)
    if frame.is_empty():
        return None
    start, end = frame.row(0, named=True), frame.row(-1, named=True)
    return (start["in_state"], end["in_state"]), (start["in_neighbours"], end["in_neighbours"])
