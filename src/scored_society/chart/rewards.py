"""Rewards: who has the standing ones, and what they are worth to each group."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR
from scored_society.chart.bars import stacked_bars
from scored_society.chart.lines import in_order
from scored_society.chart.look import BLUE, HUES, words
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import rewards as measure
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.run import standing_rewards
from scored_society.record.run import Run


def rewards(run: Run) -> alt.LayerChart:
    """Show what share of people has each standing reward, in the last calendar year."""
    frame, year = rewarded(run)
    last = frame.filter(pl.col("group") == EVERYBODY).sort("share", "reward", descending=[True, False])
    return stacked_bars(
        last.with_columns(percent=100 * pl.col("share")),
        "reward",
        {"percent": "have it"},
        titles=("Reward (of the rule book)", "People who have it (% of all)"),
        title="Who has the standing rewards",
        caption=f"Each bar is the share of all people, in the mean over the weeks of {year}, who have a reward that a "
        "high score brings without asking. Places in queues and easier loans, which are rewards too, have "
        "pictures of their own. One run.",
        hues=(BLUE,),
    )


def rewards_by_group(run: Run) -> alt.LayerChart:
    """Show what the standing rewards are worth to each group, in the last calendar year."""
    frame, year = rewarded(run)
    names = frame["reward"].unique().sort().to_list()
    wide = frame.pivot("reward", index="group", values="worth_each")
    order = pl.DataFrame({"group": [EVERYBODY, *in_order(run, wide)]})
    return stacked_bars(
        order.join(wide, on="group", how="left", maintain_order="left"),
        "group",
        {name: words(name) for name in names},
        titles=("Group (of people)", "Worth of the rewards (yuan a year per person)"),
        title="What the standing rewards are worth, by group",
        caption=f"Each bar is what all standing rewards together are worth to a person of the group in {year}, those "
        "who have none counted in; its parts are the rewards. One run.",
        hues=HUES,
        legend_columns=3,
    )


def rewarded(run: Run) -> tuple[pl.DataFrame, int]:
    """Return who had the standing rewards in the last calendar year, and that year; or say why nobody had any."""
    if not standing_rewards(run):
        raise NothingToDrawError(f"the rule book '{run.policy.name}' has no standing rewards")
    weekly = lived(run)
    year = max(year_ends(weekly)) // WEEKS_PER_YEAR + FIRST_YEAR
    frame = measure.rewards(weekly).filter(pl.col("year") == year)
    return some(frame, "nobody had a standing reward at any time"), year
