"""Quantiles of Student's t and of Fisher's F and the tail of χ², so that no more than numpy is needed to run."""

from __future__ import annotations

import math
from functools import lru_cache
from statistics import NormalDist

TINY = 1e-300
MOST_TERMS = 100_000
MANY = 10_000
"""Degrees of freedom from which the expansion of t about the normal quantile is exact to more than 12 digits."""


@lru_cache
def t_quantile(level: float, freedom: int) -> float:
    """Return the quantile of Student's t distribution.

    Parameters
    ----------
    level : float
        Between 0 and 1.
    freedom : int
        Degrees of freedom, at least 1.

    Examples
    --------
    >>> round(t_quantile(0.975, 39), 6)
    2.022691
    """
    _check(level, freedom)
    if level < 0.5:
        return -t_quantile(1 - level, freedom)
    if freedom >= MANY:
        return _expanded(NormalDist().inv_cdf(level), freedom)
    return math.sqrt(_f_from_odds(_beta_odds(2 * level - 1, 0.5, freedom / 2), 1, freedom))


def f_quantile(level: float, above: int, below: int) -> float:
    """Return the quantile of Fisher's F distribution.

    Parameters
    ----------
    level : float
        Between 0 and 1.
    above, below : int
        Degrees of freedom of the two variances, at least 1.

    Examples
    --------
    >>> round(f_quantile(0.975, 39, 39), 6)
    1.890719
    """
    _check(level, above, below)
    return _f_from_odds(_beta_odds(level, above / 2, below / 2), above, below)


def incomplete_beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), by its continued fraction (DLMF 8.17.22).

    Parameters
    ----------
    x : float
        From 0 to 1.
    a, b : float
        Above 0.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction converges on the other side
        return 1 - incomplete_beta(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    # Lentz's method, Numerical Recipes (3rd ed.), 6.4
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, MOST_TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d, c = 1 / _not_zero(1 + step * d), _not_zero(1 + step / c)
            fraction *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return front * fraction


def chi_square_tail(value: float, freedom: int) -> float:
    """Return the probability that χ² with so many degrees of freedom is above a value.

    Parameters
    ----------
    value : float
        At least 0.
    freedom : int
        Degrees of freedom, at least 1.

    Examples
    --------
    >>> round(chi_square_tail(3.841459, 1), 6)
    0.05
    """
    if freedom < 1:
        raise ValueError(f"degrees of freedom are at least 1, not {freedom}")
    return incomplete_gamma_tail(freedom / 2, value / 2)


def incomplete_gamma_tail(a: float, x: float) -> float:
    """Return the regularised upper incomplete gamma function Q(a, x).

    By the series for P = 1 − Q below the mode (DLMF 8.7.1), by Legendre's continued fraction above it (DLMF 8.9.2).

    Parameters
    ----------
    a : float
        Above 0.
    x : float
        At least 0.
    """
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, MOST_TERMS):
            term *= x / (a + n)
            total += term
            if term < total * 1e-17:
                break
        return 1 - front * total
    # Lentz's method, Numerical Recipes (3rd ed.), 6.2
    below = x + 1 - a
    c, d = 1 / TINY, 1 / _not_zero(below)
    fraction = d
    for n in range(1, MOST_TERMS):
        step = -n * (n - a)
        below += 2
        d, c = 1 / _not_zero(step * d + below), _not_zero(below + step / c)
        fraction *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return front * fraction


def _beta_odds(level: float, a: float, b: float) -> float:
    """Return x / (1 − x) of the quantile x of the beta distribution, by bisection on its logarithm."""
    low, high = -700.0, 700.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return math.exp(middle)
        # whichever of x and 1 − x is the smaller keeps all its digits
        x, rest = 1 / (1 + math.exp(-middle)), 1 / (1 + math.exp(middle))
        below = incomplete_beta(x, a, b) < level if x <= rest else incomplete_beta(rest, b, a) > 1 - level
        low, high = (middle, high) if below else (low, middle)


def _f_from_odds(odds: float, above: int, below: int) -> float:
    return odds * below / above


def _expanded(z: float, freedom: int) -> float:
    """Return the quantile of t from that of the normal distribution (Abramowitz & Stegun 26.7.5)."""
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / freedom + second / freedom**2 + third / freedom**3


def _not_zero(value: float) -> float:
    return value if abs(value) > TINY else TINY


def _check(level: float, *freedom: int) -> None:
    if not 0 < level < 1:
        raise ValueError(f"a level lies between 0 and 1, not at {level}")
    if min(freedom) < 1:
        raise ValueError(f"degrees of freedom are at least 1, not {min(freedom)}")
