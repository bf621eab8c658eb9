"""How much of what is done is seen: by each channel, and by all of them together."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.look import BLUE, INK, ORANGE
from scored_society.chart.there import NothingToDrawError, lived
from scored_society.measure.acts import acts_by_behaviour, acts_by_channel
from scored_society.measure.run import events
from scored_society.record.run import Run

TOGETHER = "all channels together"
_KINDS = {
    "ordinary": "ordinary institutions",
    "added": "added by the rule book",
    "together": "all together",
}


def supervision(run: Run) -> alt.LayerChart:
    """Show what share of all that was done each channel reported, and all of them together."""
    frame = supervised(run)
    if not frame["share"].is_not_null().any():
        raise NothingToDrawError("nothing was done in this run, so there was nothing to see")
    percent, ordinary = 100 * pl.col("share"), pl.col("channel").is_in(list(run.society.society.channels))
    together = pl.col("channel") == TOGETHER
    return stacked_bars(
        frame.with_columns(
            ordinary=pl.when(ordinary & ~together).then(percent),
            added=pl.when(~ordinary & ~together).then(percent),
            together=pl.when(together).then(percent),
        ),
        "channel",
        _KINDS,
        titles=("Channel (who reports)", "Reported (% of all acts done)"),
        title="How complete the supervision is",
        caption="Each bar is the part of all acts done, of whatever kind, that a channel reported of the one who did "
        "it: ordinary institutions, which are there in any world, and what the rule book adds. The last is "
        "the part that at least one channel reported; what lies between it and 100 % nobody saw. Standing "
        "records are no acts and left out. Whole run; one run.",
        hues=(ORANGE, BLUE, INK),
        legend_columns=3,
    )


def supervised(run: Run) -> pl.DataFrame:
    """Return the acts that each channel reported, and all of them together, of all acts done.

    Returns
    -------
    DataFrame
        channel; seen (acts reported); done (all acts done); share = seen / done (0..1; null where nothing was done);
        wrong (entries without an act). The channels that saw most come first, all of them together last.
    """
    weekly, counted = lived(run), events(run)
    acts = acts_by_behaviour(weekly, counted)
    done, recorded, wrong = (int(acts[name].sum()) for name in ("done", "recorded", "wrong"))
    channels = acts_by_channel(weekly, counted).sort("seen", "channel", descending=[True, False])
    rows = channels.select("channel", "seen", pl.lit(done, pl.Int64).alias("done"), "wrong")
    whole = pl.DataFrame({"channel": [TOGETHER], "seen": [recorded], "done": [done], "wrong": [wrong]})
    return pl.concat([rows, whole], how="vertical_relaxed").with_columns(
        share=pl.when(pl.col("done") > 0).then(pl.col("seen") / pl.col("done"))
    )
