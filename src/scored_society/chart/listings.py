"""The blacklist: who comes onto it and by which route, who stands on it, and who of them wrongfully."""

from __future__ import annotations

import altair as alt
import polars as pl

from scored_society.chart.bars import stacked_bars
from scored_society.chart.lines import in_order
from scored_society.chart.look import BLUE, HUES, TIME, VERMILLION, finished, spoken, time_axis
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import listings as measure
from scored_society.measure.census import EVERYBODY, every_four_weeks
from scored_society.measure.run import blacklist
from scored_society.record.run import Run

_KINDS = {"right_rate": "would be listed on true acts alone", "wrong_rate": "wrongfully listed"}
_WRONGFUL = "A listing is wrongful if the same record, less its entries without an act, would not have listed."


def listings(run: Run) -> alt.LayerChart:
    """Show who stands on the blacklist over time, rightfully by the rule book and wrongfully."""
    weekly = on_the_list(run)
    frame = (
        measure.listed_stock(weekly, every_four_weeks(weekly))
        .filter(pl.col("group") == EVERYBODY)
        .with_columns(TIME)
        .select("year", *_KINDS)
        .unpivot(index="year", variable_name="kind", value_name="rate")
        .with_columns(pl.col("kind").replace(_KINDS))
    )
    kinds = list(_KINDS.values())
    color = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=kinds, range=[BLUE, VERMILLION]),
        legend=alt.Legend(title=None, columns=1, symbolType="square"),
    )
    areas = (
        alt.Chart(frame)
        .mark_area(opacity=0.85)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("rate:Q", title="On the list (per 1,000 people)", stack="zero"),
            color=color,
            order=alt.Order("kind:N", sort="descending"),
            tooltip=[
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("kind:N", title="Who"),
                alt.Tooltip("rate:Q", title="Per 1,000 people", format=",.3~r"),
            ],
        )
    )
    return finished(
        [areas],
        "People on the blacklist",
        f"Both areas together are how many of a thousand people stand on the list. {_WRONGFUL} One point every four "
        "weeks; one run.",
    )


def listings_by_route(run: Run) -> alt.LayerChart:
    """Show who stands on the blacklist over time, by the route that led onto it."""
    weekly = on_the_list(run)
    found = measure.listed_by_route(weekly, every_four_weeks(weekly))
    frame = some(found, "nobody stood on the list by a route that still is in the rule book").with_columns(TIME)
    names = [name for name in blacklist(run) if name in set(frame["route"])]
    color = alt.Color(
        "route:N",
        sort=[name.replace("_", " ") for name in names],
        scale=alt.Scale(domain=[name.replace("_", " ") for name in names], range=list(HUES[: len(names)])),
        legend=alt.Legend(title=None, columns=2, symbolType="square"),
    )
    areas = (
        alt.Chart(frame.select("year", spoken("route"), "rate"))
        .mark_area(opacity=0.85, stroke="white", strokeWidth=0.7)
        .encode(
            x=time_axis(weekly),
            y=alt.Y("rate:Q", title="On the list (per 1,000 people)", stack="zero"),
            color=color,
            tooltip=[
                alt.Tooltip("year:Q", title="Time (years)", format=".2f"),
                alt.Tooltip("route:N", title="Route"),
                alt.Tooltip("rate:Q", title="Per 1,000 people", format=",.3~r"),
            ],
        )
    )
    return finished(
        [areas],
        "People on the blacklist, by the route onto it",
        "All areas together are how many of a thousand people stand on the list; each is the part that one route of "
        "the rule book led there. One point every four weeks; one run.",
    )


def new_listings(run: Run) -> alt.LayerChart:
    """Show how many were put on the list by each route, rightfully by the rule book and wrongfully."""
    return stacked_bars(
        some(measure.routes(on_the_list(run)), "nobody was put on the blacklist"),
        "route",
        _KINDS,
        titles=("Route (onto the list)", "Listings per 1,000 person-years"),
        title="Listings by route",
        caption=f"Each bar is how many times in a year one of a thousand people is put on the list by that route. "
        f"{_WRONGFUL} Whole run; one run.",
    )


def listings_by_group(run: Run) -> alt.LayerChart:
    """Show how much of their time each group spent on the list."""
    frame = measure.time_listed(on_the_list(run))
    order = pl.DataFrame({"group": [EVERYBODY, *in_order(run, frame)]})
    return stacked_bars(
        order.join(frame, on="group", how="left", maintain_order="left"),
        "group",
        _KINDS,
        titles=("Group (of people)", "Weeks on the list (per 1,000 person-weeks)"),
        title="Time on the blacklist, by group",
        caption="Each bar is how many of a thousand weeks that the group lived were spent on the list. "
        f"{_WRONGFUL} Whole run; one run.",
    )


def on_the_list(run: Run) -> pl.DataFrame:
    """Return the weekly census of a run in which somebody was on the list, or say why nobody was."""
    if not blacklist(run):
        raise NothingToDrawError(f"the rule book '{run.policy.name}' has no blacklist, so nobody is on one")
    weekly = lived(run)
    if not measure.time_listed(weekly)["listed"].sum():
        raise NothingToDrawError("nobody was put on the blacklist at any time")
    return weekly
