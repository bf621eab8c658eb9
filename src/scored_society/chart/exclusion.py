"""Exclusion: who is shut out of which life domain, and who of three or more at once."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.lines import in_order
from scored_society.chart.look import BLUE
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import exclusion as measure
from scored_society.measure.census import EVERYBODY
from scored_society.measure.run import sanctions
from scored_society.record.run import Run

_KINDS = {"right_rate": "on true acts alone", "wrong_rate": "wrongfully, by false entries"}


def exclusion(run: Run) -> alt.LayerChart:
    """Show the time that people spent under a punishment in each life domain."""
    frame = measure.exclusion(punished(run)).filter(pl.col("group") == EVERYBODY)
    return stacked_bars(
        some(frame, _NOBODY).sort("shut_out", "domain", descending=[True, False]),
        "domain",
        _KINDS,
        titles=("Life domain (where it bites)", "Time under a punishment (per 1,000 person-weeks)"),
        title="Exclusion, by life domain",
        caption="Each bar is how many of a thousand weeks lived were spent under at least one punishment in that "
        "domain; somebody who is punished in two domains counts in both. Children on whom a parent's listing "
        "falls are among them. Whole run; one run.",
    )


def exclusion_by_group(run: Run) -> alt.LayerChart:
    """Show how much of their time each group spent shut out of three life domains or more."""
    frame = measure.compounded(punished(run))
    if not frame["three"].sum():
        raise NothingToDrawError("nobody was shut out of three life domains at once")
    order = pl.DataFrame({"group": [EVERYBODY, *in_order(run, frame)]})
    return stacked_bars(
        order.join(frame, on="group", how="left", maintain_order="left"),
        "group",
        {"rate": "three domains or more"},
        titles=("Group (of people)", "Time shut out of three domains or more (per 1,000 person-weeks)"),
        title="Compounded exclusion, by group",
        caption="Each bar is how many of a thousand weeks that the group lived were spent under punishments in three "
        "life domains or more at once. Whole run; one run.",
        hues=(BLUE,),
    )


def punished(run: Run) -> pl.DataFrame:
    """Return the weekly census of a run whose rule book punishes, or say that it does not."""
    if not sanctions(run):
        raise NothingToDrawError(f"the rule book '{run.policy.name}' has no punishments, so nobody is shut out by one")
    return lived(run)


_NOBODY = "nobody came under a punishment at any time"
