"""Gini's and Theil's measures of inequality, of any amounts with weights, and Theil's within and between groups."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
NEGATIVE = "amounts and weights must be finite numbers from 0 on"
OF_ONE_LENGTH = "amounts, weights and groups must be of one length"


class Theil(NamedTuple):
    """Theil's T and its two parts: total = within + between."""

    total: float
    within: float
    between: float


def gini(amounts: ArrayLike, weights: ArrayLike | None = None) -> float | None:
    """Return the Gini coefficient.

    Formula: Σᵢ Σⱼ wᵢ wⱼ |xᵢ − xⱼ| / (2 W² μ), with W = Σ w and μ the weighted mean (Gini 1912; Cowell 2011, "Measuring
    Inequality"). A weight of n counts as n people: nothing is corrected for small numbers.

    Parameters
    ----------
    amounts : array
        From 0 on, in any unit.
    weights : array of the same length, optional
        How many have each; 1 where not given.

    Returns
    -------
    float or None
        0 (all have the same) up to 1 − 1 / people (one has everything); None where nobody has anything.

    Raises
    ------
    ValueError
        If lengths differ, or a number is negative or infinite.

    Examples
    --------
    >>> gini([25, 75])
    0.25
    """
    x, w = _checked(amounts, weights)
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    people, whole = w.sum(), (w * x).sum()
    if whole == 0:
        return None
    below = np.cumsum(w) - w
    return float((w * x * (2 * below + w - people)).sum() / (people * whole))


def theil(amounts: ArrayLike, weights: ArrayLike | None = None) -> float | None:
    """Return Theil's T.

    Formula: Σ (w / W) (x / μ) ln(x / μ), where 0 · ln 0 = 0 (Theil 1967, "Economics and Information Theory").

    Parameters
    ----------
    amounts, weights
        As for `gini`.

    Returns
    -------
    float or None
        0 (all have the same) up to ln(people) (one has everything); None where nobody has anything.

    Raises
    ------
    ValueError
        As from `gini`.
    """
    x, w = _checked(amounts, weights)
    return _theil(x, w)


def theil_by_group(amounts: ArrayLike, groups: ArrayLike, weights: ArrayLike | None = None) -> Theil | None:
    """Return Theil's T and how much of it lies within groups and between them.

    Formula: T = Σ s T(g) + Σ s ln(μ(g) / μ), where s is the share of the whole amount that group g has, T(g) the
    inequality in it and μ(g) its mean (Theil 1967; Shorrocks 1980, "The Class of Additively Decomposable Inequality
    Measures"). A group that has nothing adds nothing to either sum; it counts through μ.

    Parameters
    ----------
    amounts, weights
        As for `gini`.
    groups : array of the same length
        The group of each amount.

    Returns
    -------
    Theil or None
        Total, within, between: each from 0 on; total = within + between. None where nobody has anything.

    Raises
    ------
    ValueError
        As from `gini`.
    """
    x, w = _checked(amounts, weights)
    names = np.asarray(groups).reshape(-1)
    if len(names) != len(x):
        raise ValueError(OF_ONE_LENGTH)
    total = _theil(x, w)
    if total is None:
        return None
    whole, mean = (w * x).sum(), (w * x).sum() / w.sum()
    within = between = 0.0
    for name in np.unique(names):
        own_x, own_w = x[names == name], w[names == name]
        inside = _theil(own_x, own_w)
        if inside is not None:
            amount = (own_w * own_x).sum()
            within += amount / whole * inside
            between += amount / whole * np.log(amount / own_w.sum() / mean)
    return Theil(total, float(within), max(0.0, float(between)))


def inequality(rows: pl.DataFrame, amount: str, partition: str) -> dict[str, float | None]:
    """Return the measures of one amount over rows of people.

    Parameters
    ----------
    rows : DataFrame
        people (how many), the amount of each of them (from 0 on), and their group under `partition`.
    amount, partition : str
        Names of columns.

    Returns
    -------
    dict
        mean (of the amount, in its unit), gini, theil, within, between, between_share = between / theil. None where
        nobody has anything, the last also where all have the same.
    """
    x, w = rows[amount].to_numpy(), rows["people"].to_numpy()
    parts = theil_by_group(x, rows[partition].to_numpy(), w)
    return {
        "mean": float((x * w).sum() / w.sum()) if w.sum() else None,
        "gini": gini(x, w),
        "theil": parts.total if parts else None,
        "within": parts.within if parts else None,
        "between": parts.between if parts else None,
        "between_share": parts.between / parts.total if parts and parts.total > 0 else None,
    }


def _theil(x: Floats, w: Floats) -> float | None:
    whole = (w * x).sum()
    if whole == 0:
        return None
    relative = x / (whole / w.sum())
    logs = np.log(np.where(relative > 0, relative, 1))
    return max(0.0, float((w * relative * logs).sum() / w.sum()))


def _checked(amounts: ArrayLike, weights: ArrayLike | None) -> tuple[Floats, Floats]:
    x = np.asarray(amounts, np.float64).reshape(-1)
    w = np.ones(len(x)) if weights is None else np.asarray(weights, np.float64).reshape(-1)
    if len(x) != len(w):
        raise ValueError(OF_ONE_LENGTH)
    if not (np.isfinite(x).all() and np.isfinite(w).all()) or (x < 0).any() or (w < 0).any():
        raise ValueError(NEGATIVE)
    return x, w
