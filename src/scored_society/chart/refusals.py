"""What people ask for, and what a punishment refuses them."""

from __future__ import annotations

from collections.abc import Collection

import altair as alt
import polars as pl

from scored_society.chart.bars import RIGHT_AND_WRONG, stacked_bars
from scored_society.chart.exclusion import punished
from scored_society.chart.look import QUIET, SKY, VERMILLION
from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure import refusals as measure
from scored_society.measure.census import EVERYBODY
from scored_society.measure.run import kin_sanctions, refuses
from scored_society.record.run import Run

_KINDS = {"right_rate": "on true acts alone", "wrong_rate": "wrongfully, by false entries"}
_ANSWERS = {
    "granted_percent": "granted",
    "declined_percent": "declined, as in any world",
    "refused_percent": "refused by a punishment",
}


def refusals(run: Run) -> alt.LayerChart:
    """Show the requests and applications that each punishment refused."""
    return _refused(
        punished(run),
        None,
        "nobody was refused anything by a punishment",
        "Refusals, by punishment",
        "Each bar is how many times in a year one of a thousand people asks for something and is refused it by that "
        "punishment: a service on request, or a place in a queue. Whole run; one run.",
    )


def closed_to_children(run: Run) -> alt.LayerChart:
    """Show what was refused to people because a parent is on the list."""
    names = kin_sanctions(run)
    if not names:
        raise NothingToDrawError(
            f"no punishment of the rule book '{run.policy.name}' falls on children for a parent's listing"
        )
    return _refused(
        lived(run),
        names,
        "nobody was refused anything because a parent is on the list",
        "Refused because a parent is on the list",
        "Each bar is how many times in a year one of a thousand people is refused a place because a parent who lives "
        "nearby is on the list; grown-up children of listed parents are among them. Whole run; one run.",
    )


def requests(run: Run) -> alt.LayerChart:
    """Show what people asked for, and what of it was granted, declined, or refused by a punishment."""
    frame = some(measure.requests(lived(run), refuses(run)), "nobody asked for any service")
    shares = (100 * pl.col(f"{answer}_share") for answer in ("granted", "declined", "refused"))
    return stacked_bars(
        frame.with_columns(*(share.alias(kind) for share, kind in zip(shares, _ANSWERS, strict=True))),
        "service",
        _ANSWERS,
        titles=("Service (asked for)", "Requests (% of all for it)"),
        title="What was asked for, and what came of it",
        caption="Each bar is all requests for a service, those asked for most first. Lenders, schools and offices "
        "decline some in any world (a grade of the score may make that more or fewer); punishments refuse "
        "besides. Whole run; one run.",
        hues=(SKY, QUIET, VERMILLION),
        legend_columns=3,
        domain=(0, 100),
    )


def _refused(
    weekly: pl.DataFrame, names: Collection[str] | None, otherwise: str, title: str, caption: str
) -> alt.LayerChart:
    frame = measure.sanctions(weekly, names).filter((pl.col("group") == EVERYBODY) & (pl.col("refused") > 0))
    return stacked_bars(
        some(frame, otherwise).sort("refused", "sanction", descending=[True, False]),
        "sanction",
        _KINDS,
        titles=("Punishment (of the rule book)", "Refusals per 1,000 person-years"),
        title=title,
        caption=caption,
        hues=RIGHT_AND_WRONG,
    )
