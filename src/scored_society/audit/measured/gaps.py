"""Whether descent, residence, disability and care go with being listed and with points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import polars as pl

from scored_society.audit.finding import Sighting
from scored_society.audit.measured.apart import apart, ordered
from scored_society.audit.measured.counted import Counted, Ratio, members, sum_of
from scored_society.audit.measured.declared import measured_checks
from scored_society.audit.measured.entries import Entries
from scored_society.audit.measured.evidence import Evidence
from scored_society.audit.measured.wording import Entry, measured, seen, shown, told
from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.measure.groups import DESCENT, RESIDENCE

CHECK = "group_gap"
LIMITATION = "limitation"
LIMITED, OTHERS = "people with a disability or the care of one", "others"


class Grouped(NamedTuple):
    """What is compared between groups of one kind."""

    by: str
    listed: Mapping[str, Ratio]
    """Share of the time lived that a group stands on the list: fairlearn's selection rate."""
    listings: Mapping[str, Ratio]
    """The events behind it."""
    points: Mapping[str, Ratio]
    unit: str
    """Of points."""


def check(evidence: Evidence, entries: Entries) -> Iterator[Sighting]:
    """Yield the gaps in being listed, and in points, that are more than chance."""
    for partition in (DESCENT, RESIDENCE):
        yield from _gaps(entries, evidence.counted, by_weeks(partition), evidence.note())
    if evidence.panel is not None:
        counted, clusters = by_limitation(evidence.panel), evidence.panel["neighbourhood"].n_unique()
        note = evidence.note(f"95 % interval from the {clusters} neighbourhoods of its panel")
        yield from _gaps(entries, counted, LIMITATIONS, note)


def by_weeks(partition: str) -> Grouped:
    """Return what is compared by descent or by residence, from weekly counts."""
    groups = members(partition)

    def rates(measure: str, times: float) -> dict[str, Ratio]:
        return {name: Ratio(sum_of(measure, parts), sum_of("people", parts), times) for name, parts in groups.items()}

    return Grouped(
        partition, rates("listed", 1), rates("listings", 1), rates("points", WEEKS_PER_YEAR), "points a person and year"
    )


def _limitation(measure: str, below: str = "people") -> dict[str, Ratio]:
    return {name: Ratio(sum_of(measure, [name]), sum_of(below, [name])) for name in (LIMITED, OTHERS)}


LIMITATIONS = Grouped(
    LIMITATION, _limitation("listed"), _limitation("listed"), _limitation("score", "scored"), "points"
)
"""What is compared by disability and care, from the yearly panel."""


def by_limitation(panel: pl.DataFrame) -> Counted:
    """Count the people of the panel, those listed and their scores, by neighbourhood."""
    columns = {
        (measure, name): pl.when(limited).then(value.cast(pl.Int64)).otherwise(0).fill_null(0).sum()
        for name, limited in ((LIMITED, pl.col("limited")), (OTHERS, ~pl.col("limited")))
        for measure, value in (
            ("people", pl.lit(1)),
            ("listed", pl.col("listed")),
            ("scored", pl.col("score").is_not_null()),
            ("score", pl.col("score")),
        )
    }
    sums = (
        panel.group_by("neighbourhood")
        .agg(expression.alias(str(place)) for place, expression in enumerate(columns.values()))
        .sort("neighbourhood")
        .drop("neighbourhood")
        .to_numpy()
    )
    return Counted({column: place for place, column in enumerate(columns)}, sums.astype(np.int64)[None])


def _gaps(entries: Entries, counted: Counted, grouped: Grouped, note: str) -> Iterator[Sighting]:
    limited = grouped.by == LIMITATION
    spoken = list(measured_checks()[CHECK].speaks_to) if limited else []
    about = {"speaks_to": spoken, "by": grouped.by, "disability": limited, "care": limited}
    routes = entries.routes()
    if routes:
        yield from _listed(
            entries, counted, grouped, Entry(("blacklist", routes[0][0]), routes[0][1].number), about, note
        )
    score = entries.score()
    if score is not None:
        yield from _points(entries, counted, grouped, Entry(("score",), score.number), about, note)


def _listed(
    entries: Entries, counted: Counted, grouped: Grouped, entry: Entry, about: dict[str, object], note: str
) -> Iterator[Sighting]:
    declared = measured_checks()[CHECK]
    found = apart(counted, grouped.listed, grouped.listings, declared.thresholds["expected"].value)
    if found is None or not declared.shows(found.shortfall):
        return
    lowest, highest = found.rates
    gap = counted.difference(grouped.listed[found.highest], grouped.listed[found.lowest])
    message = (
        f"by {grouped.by}, {found.highest} stand on the list for {told(highest, percent=True)} of the time and"
        f" {found.lowest} for {told(lowest, percent=True)}: a demographic parity ratio of {told(found.ratio)}"
    )
    facts = {
        "figure": "listed",
        **about,
        "lowest": found.lowest,
        "highest": found.highest,
        "demographic_parity_difference": gap.value,
        "demographic_parity_ratio": found.ratio.value,
    }
    figure = measured(found.ratio, "demographic parity ratio (lowest ÷ highest; 1 is parity)", note)
    yield seen(CHECK, entries, entry, message, figure, facts, found.shortfall)


def _points(
    entries: Entries, counted: Counted, grouped: Grouped, entry: Entry, about: dict[str, object], note: str
) -> Iterator[Sighting]:
    order = ordered(counted, grouped.points)
    if len(order) < 2:
        return
    lowest, highest = order[0], order[-1]
    gap = counted.difference(grouped.points[highest], grouped.points[lowest])
    if not measured_checks()[CHECK].shows(gap.low, "points_"):
        return
    what, word = ("score", "mean scores") if grouped.by == LIMITATION else ("points", "points")
    levels = [counted.level(grouped.points[name]).value for name in (highest, lowest)]
    values = [shown(level, signed=what == "points") for level in levels]
    message = (
        f"by {grouped.by}, {word} of {highest} and of {lowest} are {told(gap)} {grouped.unit} apart"
        f" ({values[0]} and {values[1]})"
    )
    facts = {"figure": what, **about, "lowest": lowest, "highest": highest}
    figure = measured(gap, f"{grouped.unit}, highest − lowest", note)
    yield seen(CHECK, entries, entry, message, figure, facts, gap.low, "points_")
