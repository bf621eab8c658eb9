"""Group metrics under fairlearn's names, on arrays of what was so and what was said.

They equal fairlearn's own (Bird et al. 2020, "Fairlearn: A toolkit for assessing and improving fairness in AI"), its
conventions included: a rate of no cases is 0, a ratio of nothing to nothing is not a number. For counts by group, where
such rates are null, see `confusion.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from math import nan
from typing import Literal, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from scored_society.measure.confusion import (
    RATES,
    Method,
    confusion,
    difference,
    overall,
    ratio,
    with_rates,
)

Aggregate = Literal["worst_case", "mean"]
UNKNOWN_AGGREGATE = "agg must be one of 'worst_case' or 'mean', not {!r}"
NOBODY = "there is no case"


class _Rated(NamedTuple):
    """Rates of each group, and of the whole."""

    groups: pl.DataFrame
    whole: pl.DataFrame


def count(y_true: ArrayLike, y_pred: ArrayLike) -> int:
    """Return the number of cases.

    Raises
    ------
    ValueError
        As from `confusion`.
    """
    return int(_alone(y_true, y_pred)["count"].item())


def selection_rate(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the share of cases of which 1 was said (0..1): P(said).

    Raises
    ------
    ValueError
        If there is no case; or as from `confusion`.

    Examples
    --------
    >>> selection_rate([0, 1, 1, 0], [0, 1, 0, 0])
    0.25
    """
    return _rate(y_true, y_pred, "selection_rate")


def true_positive_rate(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the share of what was so of which it was said (0..1): P(said | so), or 0 where nothing was so.

    Raises
    ------
    ValueError
        If there is no case; or as from `confusion`.
    """
    return _rate(y_true, y_pred, "true_positive_rate")


def false_positive_rate(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the share of what was not so of which it was said (0..1): P(said | not so), or 0 where all was so.

    Raises
    ------
    ValueError
        If there is no case; or as from `confusion`.
    """
    return _rate(y_true, y_pred, "false_positive_rate")


def true_negative_rate(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the share of what was not so of which it was not said (0..1), or 0 where all was so.

    Raises
    ------
    ValueError
        If there is no case; or as from `confusion`.
    """
    return _rate(y_true, y_pred, "true_negative_rate")


def false_negative_rate(y_true: ArrayLike, y_pred: ArrayLike) -> float:
    """Return the share of what was so of which it was not said (0..1), or 0 where nothing was so.

    Raises
    ------
    ValueError
        If there is no case; or as from `confusion`.
    """
    return _rate(y_true, y_pred, "false_negative_rate")


def demographic_parity_difference(
    y_true: ArrayLike, y_pred: ArrayLike, *, sensitive_features: ArrayLike, method: Method = "between_groups"
) -> float:
    """Return how far apart groups lie in the share of them of which 1 was said.

    Parameters
    ----------
    y_true, y_pred, sensitive_features : arrays of one length
        As for `confusion`.
    method : {'between_groups', 'to_overall'}
        Highest − lowest, or the largest distance of a group from the whole.

    Returns
    -------
    float
        0..1; 0 where all groups are alike.

    Raises
    ------
    ValueError
        If there is no case, the method is another; or as from `confusion`.

    Examples
    --------
    >>> demographic_parity_difference([0, 0, 0, 0], [1, 1, 1, 0], sensitive_features=["a", "a", "b", "b"])
    0.5
    """
    return _difference(_rated(y_true, y_pred, sensitive_features), "selection_rate", method)


def demographic_parity_ratio(
    y_true: ArrayLike, y_pred: ArrayLike, *, sensitive_features: ArrayLike, method: Method = "between_groups"
) -> float:
    """Return the lowest ratio between groups of the share of them of which 1 was said.

    Parameters
    ----------
    y_true, y_pred, sensitive_features, method
        As for `demographic_parity_difference`.

    Returns
    -------
    float
        0..1, 1 where all groups are alike; not a number where 1 was said of nobody.

    Raises
    ------
    ValueError
        As from `demographic_parity_difference`.
    """
    return _ratio(_rated(y_true, y_pred, sensitive_features), "selection_rate", method)


def equal_opportunity_difference(
    y_true: ArrayLike, y_pred: ArrayLike, *, sensitive_features: ArrayLike, method: Method = "between_groups"
) -> float:
    """Return how far apart groups lie in the true positive rate (Hardt, Price & Srebro 2016).

    Parameters, returned value and errors are those of `demographic_parity_difference`.
    """
    return _difference(_rated(y_true, y_pred, sensitive_features), "true_positive_rate", method)


def equal_opportunity_ratio(
    y_true: ArrayLike, y_pred: ArrayLike, *, sensitive_features: ArrayLike, method: Method = "between_groups"
) -> float:
    """Return the lowest ratio between groups of the true positive rate (Hardt, Price & Srebro 2016).

    Parameters, returned value and errors are those of `demographic_parity_ratio`.
    """
    return _ratio(_rated(y_true, y_pred, sensitive_features), "true_positive_rate", method)


def equalized_odds_difference(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    *,
    sensitive_features: ArrayLike,
    method: Method = "between_groups",
    agg: Aggregate = "worst_case",
) -> float:
    """Return how far apart groups lie in true and false positive rates (Hardt, Price & Srebro 2016).

    Parameters
    ----------
    y_true, y_pred, sensitive_features, method
        As for `demographic_parity_difference`.
    agg : {'worst_case', 'mean'}
        The larger of both differences, or their mean.

    Returns
    -------
    float
        0..1; 0 where all groups are alike.

    Raises
    ------
    ValueError
        If `agg` is another; or as from `demographic_parity_difference`.
    """
    rated = _rated(y_true, y_pred, sensitive_features)
    both = [_difference(rated, rate, method) for rate in ("true_positive_rate", "false_positive_rate")]
    return _together(both, agg, max)


def equalized_odds_ratio(
    y_true: ArrayLike,
    y_pred: ArrayLike,
    *,
    sensitive_features: ArrayLike,
    method: Method = "between_groups",
    agg: Aggregate = "worst_case",
) -> float:
    """Return the lowest ratio between groups of true and false positive rates (Hardt, Price & Srebro 2016).

    Parameters
    ----------
    y_true, y_pred, sensitive_features, method
        As for `demographic_parity_difference`.
    agg : {'worst_case', 'mean'}
        The smaller of both ratios, or their mean.

    Returns
    -------
    float
        0..1, 1 where all groups are alike; not a number where either ratio is none (fairlearn's own then depends on
        which of both it is).

    Raises
    ------
    ValueError
        If `agg` is another; or as from `demographic_parity_difference`.
    """
    rated = _rated(y_true, y_pred, sensitive_features)
    both = [_ratio(rated, rate, method) for rate in ("true_positive_rate", "false_positive_rate")]
    return _together(both, agg, min)


def _alone(y_true: ArrayLike, y_pred: ArrayLike) -> pl.DataFrame:
    counts = confusion(y_true, y_pred, np.zeros(np.size(np.asarray(y_true)), np.int64))
    return with_rates(overall(counts))


def _rate(y_true: ArrayLike, y_pred: ArrayLike, rate: str) -> float:
    alone = _alone(y_true, y_pred)
    if not alone["count"].item():
        raise ValueError(NOBODY)
    return float(alone[rate].fill_null(0).item())


def _rated(y_true: ArrayLike, y_pred: ArrayLike, sensitive_features: ArrayLike) -> _Rated:
    counts = confusion(y_true, y_pred, sensitive_features)
    if counts.is_empty():
        raise ValueError(NOBODY)
    absent_is_nothing = pl.col(*RATES).fill_null(0)
    return _Rated(*(with_rates(part).with_columns(absent_is_nothing) for part in (counts, overall(counts))))


def _difference(rated: _Rated, rate: str, method: Method) -> float:
    found = difference(rated.groups, rated.whole, rate, method)
    return nan if found is None else found


def _ratio(rated: _Rated, rate: str, method: Method) -> float:
    found = ratio(rated.groups, rated.whole, rate, method)
    return nan if found is None else found


def _together(both: list[float], agg: str, worst: Callable[[list[float]], float]) -> float:
    if agg not in ("worst_case", "mean"):
        raise ValueError(UNKNOWN_AGGREGATE.format(agg))
    return float(np.mean(both)) if agg == "mean" or np.isnan(both).any() else float(worst(both))
