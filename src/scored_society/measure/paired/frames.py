"""What was counted of a pair, as frames."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.base.calendar import FIRST_YEAR
from scored_society.measure.intervals import Interval, cluster_bootstrap
from scored_society.measure.outcomes import Columns, columns, is_outcome, rate, ratios
from scored_society.measure.paired.comparison import EFFECTS, FATES, NEVER, TABLES, WAYS
from scored_society.measure.paired.reliving import Relived
from scored_society.society.people import GROUPS
from scored_society.week.causes import CAUSES
from scored_society.week.lockstep import nothing_found
from scored_society.week.reckoning import BAND, LOWEST_BAND, NOT_SCORED, ON_THE_LIST

RUNS = ("a", "b")


def effects_frame(relived: Relived, second: Relived | None) -> pl.DataFrame:
    """Return the effect on each outcome that either run has anything of, in each group (see `EFFECTS`)."""
    by = _occurring(relived)
    values = ratios(relived.sums.sum(axis=1), by)
    first = _interval(relived, by)
    other = Interval(*[np.full(len(by.names), np.nan)] * 3) if second is None else _interval(second, by)
    frame = pl.DataFrame(
        [
            [measure for measure, _ in by.names], [group for _, group in by.names], *values, *first, *other, by.units,
        ],
        schema=EFFECTS,
    )  # fmt: skip
    return frame.filter(pl.col("effect").is_not_nan()).fill_nan(None).sort("measure", "group")


def effects_from_totals(totals: pl.DataFrame, clusters: int, shown: pl.DataFrame) -> pl.DataFrame:
    """Return effects, without those of a second coupling, from the totals of a comparison that was kept.

    Totals leave out what is nothing; the outcomes that the comparison has `shown` tell what there is beside them.
    """
    named = set(totals.select("measure", "group").unique().iter_rows())
    named |= set(shown.select("measure", "group").iter_rows())
    columns_ = sorted(named | {(rate(measure).over, group) for measure, group in named if is_outcome(measure)})
    places = {column: place for place, column in enumerate(columns_)}
    sums = np.zeros((2, clusters, len(columns_)), np.int64)
    for run, cluster, measure, group, value in totals.iter_rows():
        sums[RUNS.index(run), cluster, places[measure, group]] = value
    return effects_frame(Relived(columns_, sums, np.zeros((2, 0, len(columns_)), np.int64), nothing_found(0)), None)


def _occurring(relived: Relived) -> Columns:
    """Return the outcomes that either run has anything of."""
    some: list[bool] = np.any(relived.sums, axis=(0, 1)).tolist()
    return columns(
        relived.columns,
        {measure for (measure, _), any_ in zip(relived.columns, some, strict=True) if any_ and is_outcome(measure)},
    )


def _interval(relived: Relived, by: Columns) -> Interval:
    """Return effects and their intervals by resampling clusters of neighbourhoods."""
    return cluster_bootstrap(list(relived.sums), lambda a, b: ratios(b, by) - ratios(a, by))


def yearly_frame(relived: Relived) -> pl.DataFrame:
    """Return the outcomes of each year that counts."""
    by = _occurring(relived)
    frames = []
    for year in range(relived.yearly.shape[1]):
        if not relived.yearly[:, year].any():
            continue
        a, b = ratios(relived.yearly[:, year], by)
        names = [[measure for measure, _ in by.names], [group for _, group in by.names]]
        frames.append(
            pl.DataFrame([[FIRST_YEAR + year] * len(by.names), *names, a, b, b - a, by.units], schema=TABLES["yearly"])
        )
    return pl.concat([TABLES["yearly"].to_frame(), *frames]).filter(pl.col("effect").is_not_nan())


def partings_frame(relived: Relived) -> pl.DataFrame:
    """Return how many lives parted in which week, by their first cause."""
    return _counted("partings", relived.found.parted, range(relived.found.parted.shape[0]), CAUSES)


def fates_frame(relived: Relived) -> pl.DataFrame:
    """Return how lives fared in the second run, by what parted them, or else by what made them differ at first."""
    return _counted("fates", relived.found.fates, GROUPS, (NEVER, *CAUSES), FATES)


def ways_frame(relived: Relived) -> pl.DataFrame:
    """Return how many lives were worse and better in which way."""
    ways = relived.found.ways
    rows = [
        (group, way, *map(int, ways[row, column]))
        for row, group in enumerate(GROUPS)
        for column, way in enumerate(WAYS)
    ]
    return pl.DataFrame(rows, schema=TABLES["ways"], orient="row").filter(pl.sum_horizontal("worse", "better") > 0)


def transitions_frame(relived: Relived) -> pl.DataFrame:
    """Return where the same people are at the end of each run."""
    stations = [station_name(station) for station in range(relived.found.transitions.shape[0])]
    return _counted("transitions", relived.found.transitions, stations, stations)


def station_name(station: int) -> str:
    """Return what a place at the end of a life is called.

    Examples
    --------
    >>> station_name(0), station_name(1), station_name(22)
    ('on the list', 'not scored', '1000 to 1049')
    """
    if station in (ON_THE_LIST, NOT_SCORED):
        return ("on the list", "not scored")[station]
    lowest = (station - LOWEST_BAND) * BAND
    return f"{lowest} to {lowest + BAND - 1}"


def totals_frame(relived: Relived) -> pl.DataFrame:
    """Return the whole numbers that effects are made of, by cluster of neighbourhoods."""
    run, cluster, column = np.nonzero(relived.sums)
    measures, groups = (np.array([name[part] for name in relived.columns]) for part in (0, 1))
    return pl.DataFrame(
        {
            "run": np.array(RUNS)[run],
            "cluster": cluster,
            "measure": measures[column],
            "group": groups[column],
            "value": relived.sums[run, cluster, column],
        },
        schema=TABLES["totals"],
    )


def _counted(table: str, counts: NDArray[np.int64], *names: Sequence[object]) -> pl.DataFrame:
    """Return counts other than zero, with the names of their places."""
    where = np.nonzero(counts)
    named = [[name[place] for place in places.tolist()] for name, places in zip(names, where, strict=True)]
    return pl.DataFrame([*named, counts[where]], schema=TABLES[table])
