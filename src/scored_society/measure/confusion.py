"""What was said of people against what was so: counts by group, their rates, and how far groups lie apart."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from scored_society.measure.census import share

CELLS = ("true_positives", "false_positives", "true_negatives", "false_negatives")
"""The four counts: what was said, and whether it was so. True positive: said and so; false positive: said, not so."""
RATES = (
    "selection_rate",
    "true_positive_rate",
    "false_positive_rate",
    "true_negative_rate",
    "false_negative_rate",
)
Method = Literal["between_groups", "to_overall"]
METHODS = ("between_groups", "to_overall")
OF_ONE_LENGTH = "y_true, y_pred and sensitive_features must be of one length, not {}"
ZEROS_AND_ONES = "{} must hold only 0 and 1 (or False and True)"
UNKNOWN_METHOD = "method must be one of 'between_groups' or 'to_overall', not {!r}"


def confusion(y_true: ArrayLike, y_pred: ArrayLike, sensitive_features: ArrayLike) -> pl.DataFrame:
    """Count, for each group, what was said against what was so.

    Parameters
    ----------
    y_true, y_pred : arrays of 0 and 1, of one length
        What was so, and what was said.
    sensitive_features : array of the same length
        The group of each; its text names it. For intersections, join the names.

    Returns
    -------
    DataFrame
        group and the four `CELLS` (counts). Sorted.

    Raises
    ------
    ValueError
        If lengths differ, or anything but 0 and 1 is in the first two.

    Examples
    --------
    >>> confusion([1, 1, 0], [1, 0, 0], ["a", "a", "b"]).rows()
    [('a', 1, 0, 0, 1), ('b', 0, 0, 1, 0)]
    """
    so, said = _zeros_and_ones(y_true, "y_true"), _zeros_and_ones(y_pred, "y_pred")
    groups = np.asarray(sensitive_features).reshape(-1)
    if not len(so) == len(said) == len(groups):
        raise ValueError(OF_ONE_LENGTH.format(f"{len(so)}, {len(said)} and {len(groups)}"))
    frame = pl.DataFrame({"group": pl.Series(groups.tolist()).cast(pl.String), "so": so, "said": said})
    yes, no = pl.col("so"), ~pl.col("so")
    counts = [(yes & pl.col("said")), (no & pl.col("said")), (no & ~pl.col("said")), (yes & ~pl.col("said"))]
    return (
        frame.group_by("group", maintain_order=True)
        .agg(each.sum().cast(pl.Int64).alias(cell) for each, cell in zip(counts, CELLS, strict=True))
        .sort("group")
    )


def with_rates(counts: pl.DataFrame) -> pl.DataFrame:
    """Add the number of cases and the rates to counts.

    Formulas: count = TP + FP + TN + FN; selection_rate = (TP + FP) / count; true_positive_rate = TP / (TP + FN);
    false_negative_rate = FN / (TP + FN); false_positive_rate = FP / (FP + TN); true_negative_rate = TN / (FP + TN).

    Parameters
    ----------
    counts : DataFrame
        With the four `CELLS`; a cell that nobody could count is null.

    Returns
    -------
    DataFrame
        The same columns, count and the `RATES` (0..1): null where there is no case, or where a part was not counted.
        Where only false negatives were not counted, the cases of the other three cells stand for all.
    """
    hit, false_alarm, quiet, miss = (pl.col(cell) for cell in CELLS)
    positives, negatives = hit + miss, false_alarm + quiet
    return counts.with_columns(count=hit + negatives + miss.fill_null(0)).with_columns(
        share(hit + false_alarm, pl.col("count")).alias("selection_rate"),
        share(hit, positives).alias("true_positive_rate"),
        share(false_alarm, negatives).alias("false_positive_rate"),
        share(quiet, negatives).alias("true_negative_rate"),
        share(miss, positives).alias("false_negative_rate"),
    )


def overall(counts: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of all groups together, one row: a cell that is null in any group is null in the whole."""
    return counts.select(pl.when(pl.col(cell).null_count() == 0).then(pl.col(cell).sum()).first() for cell in CELLS)


def difference(rates: pl.DataFrame, whole: pl.DataFrame, rate: str, method: Method = "between_groups") -> float | None:
    """Return how far apart groups lie in one rate.

    Formula: `between_groups`: highest − lowest; `to_overall`: the largest |group − whole| (fairlearn's `difference`;
    Bird et al. 2020).

    Parameters
    ----------
    rates, whole : DataFrame
        From `with_rates`: one row for each group; one row for all.
    rate : str
        Its name, of `RATES`.
    method : {'between_groups', 'to_overall'}
        What is compared with what.

    Returns
    -------
    float or None
        0..1; None where no group has the rate. Groups without it are left aside.

    Raises
    ------
    ValueError
        If the method is another.
    """
    values, entire = _values(rates, whole, rate, method)
    if not len(values):
        return None
    if method == "between_groups":
        return float(values.max() - values.min())
    return None if entire is None else float(np.abs(values - entire).max())


def ratio(rates: pl.DataFrame, whole: pl.DataFrame, rate: str, method: Method = "between_groups") -> float | None:
    """Return the lowest ratio of one rate between groups.

    Formula: `between_groups`: lowest ÷ highest; `to_overall`: the least of group ÷ whole and whole ÷ group
    (fairlearn's `ratio`; Bird et al. 2020).

    Parameters
    ----------
    rates, whole, rate, method
        As for `difference`.

    Returns
    -------
    float or None
        0..1, 1 where all are alike; None where no group has the rate, or where it is 0 for all.

    Raises
    ------
    ValueError
        If the method is another.
    """
    values, entire = _values(rates, whole, rate, method)
    if not len(values) or values.max() == 0:
        return None
    if method == "between_groups":
        return float(values.min() / values.max())
    if not entire:
        return None
    against = values / entire
    return float(np.where(against > 1, entire / np.where(values > 0, values, 1), against).min())


def _values(
    rates: pl.DataFrame, whole: pl.DataFrame, rate: str, method: str
) -> tuple[NDArray[np.float64], float | None]:
    if method not in METHODS:
        raise ValueError(UNKNOWN_METHOD.format(method))
    entire = whole[rate].item()
    return rates[rate].drop_nulls().to_numpy().astype(np.float64), None if entire is None else float(entire)


def _zeros_and_ones(values: Any, name: str) -> NDArray[np.bool_]:
    array = np.asarray(values).reshape(-1)
    if not np.isin(array, (0, 1)).all():
        raise ValueError(ZEROS_AND_ONES.format(name))
    return array.astype(np.bool_)
