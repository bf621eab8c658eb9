"""Rewards and waiting as tables."""

from __future__ import annotations

import polars as pl

from scored_society.chart.rewards import rewarded
from scored_society.chart.there import lived, scored, the_hospital
from scored_society.chart.waiting import waits
from scored_society.measure.census import EVERYBODY
from scored_society.measure.rewards import rewards as measured_rewards
from scored_society.measure.waiting import wait_by_score
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, YEAR
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, percent, text, whole

_REWARD: dict[str, Column] = {
    "reward": ("Reward", named),
    "share": ("Have it (share of people)", percent),
    "worth_each": ("Worth (yuan a year per person)", fine),
}


def rewards(run: Run) -> Table:
    """Return who had the standing rewards in each year."""
    rewarded(run)
    frame = measured_rewards(lived(run)).filter(pl.col("group") == EVERYBODY)
    return table("Standing rewards by calendar year", frame, {**YEAR, **_REWARD})


def rewards_by_group(run: Run) -> Table:
    """Return who had the standing rewards in the last year, by group."""
    frame, year = rewarded(run)
    return table(f"Standing rewards in {year}, by group", frame.sort("group", "reward"), {**GROUP, **_REWARD})


def waiting(run: Run, good: str | None = None) -> Table:
    """Return the wait for a good by score; for the hospital where no good is named."""
    scored(run)
    columns: dict[str, Column] = {
        "score_from": ("Score from (points)", whole),
        "score_to": ("to below (points)", whole),
        "served": ("Served (people)", whole),
        "mean_wait": ("Mean wait (weeks)", fine),
    }
    frame = wait_by_score(lived(run), good or the_hospital(run))
    return table("Wait of those served, by score, whole run", frame, columns)


def waiting_over_time(run: Run) -> Table:
    """Return applications and waits for each scarce good by year."""
    columns: dict[str, Column] = {
        "good": ("Scarce good", text),
        **YEAR,
        "applied": ("Applied (people)", whole),
        "served": ("Served (people)", whole),
        "lapsed": ("Lapsed unserved (people)", whole),
        "mean_wait": ("Mean wait (weeks)", fine),
        "lapsed_share": ("Lapsed, of those served or lapsed (share)", percent),
    }
    return table("Scarce goods by calendar year", waits(run), columns)
