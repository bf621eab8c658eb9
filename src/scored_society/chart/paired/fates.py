"""Lives that are worse or better in the second run: by what parted them, by group, and in which way."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import polars as pl

from scored_society.chart.bars import names_axis, stacked_bars, values_axis
from scored_society.chart.look import BLUE, ORANGE, VERMILLION, finished
from scored_society.chart.paired.effects import ONE_PAIR
from scored_society.chart.there import NothingToDrawError
from scored_society.measure.paired.comparison import FATES, NEVER, WAYS, Comparison
from scored_society.week.causes import CAUSES

ALL_ALIKE = "no life is worse or better in any way that is looked at"
_KINDS = {
    "harmed_percent": "harmed: only worse",
    "both_percent": "both worse and better",
    "helped_percent": "helped: only better",
}
_HUES = (VERMILLION, ORANGE, BLUE)
PASSING = "nothing that stays"
"""What is shown as the cause of lives whose weeks all end alike, though not all that happened within them was."""
_WORSE, _BETTER = "worse", "better"


def fates(comparison: Comparison) -> alt.LayerChart:
    """Show how many lives are harmed and helped, by what parted them.

    Raises
    ------
    NothingToDrawError
        If all are alike.
    """
    frame = fates_by(comparison, "cause", (*CAUSES, NEVER), comparison.lives)
    return _stacked(
        frame.filter(pl.sum_horizontal("harmed", "both", "helped") > 0),
        "cause",
        ("Cause (of parting)", "Lives (% of all lives)"),
        "Harmed and helped, by what parted lives",
        "Each bar is the lives that are worse or better in the second run, by what first made more than a score "
        "differ; of lives that never part, by what made them differ at all. Lives that are alike in all that is "
        f"looked at are left out. {ONE_PAIR}",
    )


def fates_by_group(comparison: Comparison) -> alt.LayerChart:
    """Show what part of each group is harmed and helped.

    Raises
    ------
    NothingToDrawError
        If all are alike.
    """
    return _stacked(
        fates_by(comparison, "group", comparison.manifest["a"]["groups"]),
        "group",
        ("Group", "Lives (% of the group's)"),
        "Harmed and helped, by group",
        "Each bar is the part of a group's lives that is worse or better in the second run; the rest is alike in all "
        f"that is looked at. {ONE_PAIR}",
    )


def ways(comparison: Comparison) -> alt.LayerChart:
    """Show in which ways lives are worse and better.

    Raises
    ------
    NothingToDrawError
        If all are alike.
    """
    frame = ways_of_all(comparison)
    long = frame.select("way", pl.col(_WORSE, _BETTER) * 100 / comparison.lives).unpivot(
        index="way", variable_name="how", value_name="percent"
    )
    order = [_WORSE, _BETTER]
    bars = (
        alt.Chart(long)
        .mark_bar()
        .encode(
            x=alt.X("percent:Q", title="Lives (% of all lives)", axis=values_axis()),
            y=alt.Y("way:N", title="Way (of a life)", sort=frame["way"].to_list(), axis=names_axis()),
            yOffset=alt.YOffset("how:N", sort=order),
            color=alt.Color(
                "how:N",
                scale=alt.Scale(domain=order, range=[VERMILLION, BLUE]),
                legend=alt.Legend(title=None, columns=2, symbolType="square"),
            ),
            tooltip=[
                alt.Tooltip("way:N", title="Way"),
                alt.Tooltip("how:N", title="In the second run"),
                alt.Tooltip("percent:Q", title="% of all lives", format=".3~r"),
            ],
        )
    )
    return finished(
        [bars],
        "In which ways lives are worse and better",
        "Each pair of bars is the lives that are worse, and those that are better, in one way. A life may be in "
        f"several. {ONE_PAIR}",
        height=36 * frame.height + 10,
    )


def fates_by(comparison: Comparison, name: str, order: Sequence[str], whole: int | None = None) -> pl.DataFrame:
    """Return lives by fate for each group or cause, and in per cent.

    Parameters
    ----------
    comparison : Comparison
        Of two runs.
    name : str
        `group` or `cause`.
    order : sequence of str
        In which they come.
    whole : int, optional
        Of how many lives the per cent are; of each row's own where not given.
    """
    if not comparison.harmed + comparison.helped + int(comparison.manifest["both"]):
        raise NothingToDrawError(ALL_ALIKE)
    counts = {fate: pl.col("lives").filter(pl.col("fate") == fate).sum() for fate in FATES}
    frame = comparison.fates.group_by(name).agg(pl.col("lives").sum(), **counts)
    of = pl.col("lives") if whole is None else pl.lit(whole)
    shares = {f"{fate}_percent": pl.col(fate) * 100 / of for fate in FATES}
    in_order = pl.DataFrame({name: list(order)}, schema={name: pl.String})
    found = in_order.join(frame.with_columns(**shares), on=name, how="inner", maintain_order="left")
    return found.with_columns(pl.col(name).replace({NEVER: PASSING}))


def ways_of_all(comparison: Comparison) -> pl.DataFrame:
    """Return lives worse and better in each way, of all groups together: way, worse, better."""
    if comparison.ways.is_empty():
        raise NothingToDrawError(ALL_ALIKE)
    frame = comparison.ways.group_by("way").agg(pl.col(_WORSE, _BETTER).sum())
    return pl.DataFrame({"way": WAYS}).join(frame, on="way", how="inner", maintain_order="left")


def _stacked(frame: pl.DataFrame, name: str, titles: tuple[str, str], title: str, caption: str) -> alt.LayerChart:
    return stacked_bars(frame, name, _KINDS, titles=titles, title=title, caption=caption, hues=_HUES, legend_columns=3)
