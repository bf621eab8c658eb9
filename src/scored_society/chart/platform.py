"""The payment platform: its own score, and what it tells the State."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.lines import in_order
from scored_society.chart.look import BLUE
from scored_society.chart.spread import HOW_TO_READ, spread_within
from scored_society.chart.there import NothingToDrawError, lived, some, the_channel
from scored_society.measure import platform as measure
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.run import rules_seen_by
from scored_society.policy.channels import Platform
from scored_society.record.run import Run


def platform(run: Run) -> alt.LayerChart:
    """Show how the platform's scores are spread within each group at the end of the run."""
    _, found = the_platform(run)
    weekly = lived(run)
    frame = measure.platform_scores(weekly, found.lowest, found.highest, year_ends(weekly)[-1:])
    return spread_within(
        some(frame, "nobody had a score on the payment platform at the end"),
        [EVERYBODY, *in_order(run, frame)],
        [found.warns_below, found.commends_from],
        axis_title="Platform score at the end (points)",
        title="The payment platform's own score, by group at the end of the run",
        caption=f"{HOW_TO_READ} The platform tells the State of adults left of the first dashes ({found.warns_below}) "
        f"and right of the second ({found.commends_from}); its scores lie between {found.lowest} and "
        f"{found.highest}, and are shown to the step below. One run.",
    )


def platform_findings(run: Run) -> alt.LayerChart:
    """Show what the platform brought onto the State's score, by rule."""
    frame = fed_by_platform(run)
    return stacked_bars(
        some(frame.filter(pl.col("by_it") > 0), "nothing that the payment platform found reached the State's score"),
        "rule",
        {"by_it_rate": "entries"},
        titles=("Rule (of the State's score)", "Entries by the platform per 1,000 person-years"),
        title="What the payment platform tells the State",
        caption="Each bar is how many entries on the State's score the platform was the first to bring for a thousand "
        "people in a year, by the rule that gave or took points for it. Whole run; one run.",
        hues=(BLUE,),
    )


def fed_by_platform(run: Run) -> pl.DataFrame:
    """Return what the platform brought onto the State's score, by rule, or refuse a rule book without one."""
    name, _ = the_platform(run)
    return measure.rules_fed(lived(run), name, rules_seen_by(run, name))


def the_platform(run: Run) -> tuple[str, Platform]:
    """Return the name and the channel of the payment platform, or refuse a rule book without one."""
    name, found = the_channel(run, "platform")
    if not isinstance(found, Platform):
        raise NothingToDrawError(f"channel '{name}' is no platform")
    return name, found
