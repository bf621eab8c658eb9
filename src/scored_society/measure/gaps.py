"""How far apart groups are, by the names that fairlearn gives to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from scored_society.measure.census import EVERYBODY
from scored_society.measure.confusion import CELLS, RATES, Method, difference, overall, ratio, with_rates

GAPS = pl.Schema(
    {
        "groups": pl.Int64,
        "demographic_parity_difference": pl.Float64,
        "demographic_parity_ratio": pl.Float64,
        "equal_opportunity_difference": pl.Float64,
        "equal_opportunity_ratio": pl.Float64,
        "equalized_odds_difference": pl.Float64,
        "equalized_odds_ratio": pl.Float64,
        "false_positive_rate_difference": pl.Float64,
        "false_positive_rate_ratio": pl.Float64,
    }
)
"""What `group_gaps` adds to its keys."""


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


def group_gaps(counts: pl.DataFrame, method: Method = "between_groups") -> pl.DataFrame:
    """Return how far apart groups lie in what was said of them, under fairlearn's names.

    Formulas (Bird et al. 2020): demographic parity compares selection rates, equal opportunity true positive rates,
    equalized odds both true and false positive rates: the larger difference, the smaller ratio. Where misses were not
    counted, only false positive rates can be compared of the two.

    Parameters
    ----------
    counts : DataFrame
        From `verdicts`, or any frame with group and the four cells; all other columns but count and rates are keys,
        each combination of which is compared by itself. Rows of everybody are left aside.
    method : {'between_groups', 'to_overall'}
        Between the groups furthest apart, or from the whole of them to the one furthest from it.

    Returns
    -------
    DataFrame
        The keys; groups (how many); demographic_parity_difference, demographic_parity_ratio,
        equal_opportunity_difference, equal_opportunity_ratio, equalized_odds_difference, equalized_odds_ratio,
        false_positive_rate_difference, false_positive_rate_ratio (0..1). Null where fewer than two groups have the
        rate, and a ratio where it is 0 for all. In the order in which the keys come.

    Raises
    ------
    ValueError
        If the method is another.
    """
    groups = counts.filter(pl.col("group") != EVERYBODY)
    keys = [name for name in counts.columns if name not in {"group", "count", *CELLS, *RATES}]
    parts = groups.partition_by(keys, maintain_order=True) if keys else [groups]
    rows = [{**{key: part[key][0] for key in keys}, **_gaps(part, method)} for part in parts if part.height]
    return pl.DataFrame(rows, schema={**{key: counts.schema[key] for key in keys}, **GAPS})


def _gaps(counts: pl.DataFrame, method: Method) -> dict[str, Any]:
    rates, whole = with_rates(counts.select("group", *CELLS)), with_rates(overall(counts))

    def apart(rate: str) -> tuple[float | None, float | None]:
        if rates[rate].drop_nulls().len() < 2:
            return None, None
        return difference(rates, whole, rate, method), ratio(rates, whole, rate, method)

    selected, hit, alarm = (apart(rate) for rate in ("selection_rate", "true_positive_rate", "false_positive_rate"))
    odds = (_both(hit[0], alarm[0], max), _both(hit[1], alarm[1], min))
    return {"groups": rates.height, **dict(zip(list(GAPS)[1:], (*selected, *hit, *odds, *alarm), strict=True))}


def _both(one: float | None, other: float | None, worse: Callable[[float, float], float]) -> float | None:
    return None if one is None or other is None else worse(one, other)
