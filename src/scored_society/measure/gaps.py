"""How far apart groups are, by the names that fairlearn gives to it."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from scored_society.measure.census import EVERYBODY


class Gap(NamedTuple):
    """How far the groups with the lowest and the highest value of one measure are apart."""

    lowest_group: str
    lowest: float
    highest_group: str
    highest: float

    @property
    def difference(self) -> float:
        """Highest − lowest, in the unit of the measure; 0 where all groups are alike."""
        return self.highest - self.lowest

    @property
    def ratio(self) -> float | None:
        """Lowest ÷ highest (0..1, 1 where all groups are alike); None where the highest is nothing."""
        return self.lowest / self.highest if self.highest > 0 else None


def group_gap(frame: pl.DataFrame, column: str) -> Gap | None:
    """Return how far groups are apart in one measure, as fairlearn's `difference` and `ratio` between groups have it.

    Parameters
    ----------
    frame : DataFrame
        One row for each group, in `group`; the row of everybody is left aside.
    column : str
        The measure; rows in which it is null are left aside.

    Returns
    -------
    Gap or None
        None where fewer than two groups are left. Groups of equal value are taken in the order of their names.
    """
    groups = frame.filter((pl.col("group") != EVERYBODY) & pl.col(column).is_not_null()).sort(column, "group")
    if groups.height < 2:
        return None
    lowest, highest = groups.row(0, named=True), groups.row(-1, named=True)
    return Gap(lowest["group"], float(lowest[column]), highest["group"], float(highest[column]))
