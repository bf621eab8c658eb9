"""Rounding to fixed point, in one place.

Three scales are used: a *chance* is a probability in 1/2³²; a *factor* is a multiplier in 1/2¹⁶; a *cumulative* table
is a chance per level, added up, whose last entry is 2³². Rounding is to the nearest integer with Python's exact
arithmetic, so that no machine's floating-point library can change a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache

import numpy as np
from numpy.typing import NDArray

WHOLE = 1 << 32
FACTOR = 1 << 16
WEEKS = 52

Integers = NDArray[np.int64]


def exact(value: float) -> Fraction:
    """Return the decimal number that was written, exactly (0.1 is one tenth)."""
    return Fraction(str(value))


def chance(probability: float | Fraction) -> int:
    """Return a probability in 1/2³²."""
    return round(Fraction(probability if isinstance(probability, Fraction) else exact(probability)) * WHOLE)


def weekly(rate: float) -> Fraction:
    """Return the probability a week of a rate a year (events are rarer than weekly)."""
    return exact(rate) / WEEKS


def factor(multiplier: float) -> int:
    """Return a multiplier in 1/2¹⁶."""
    return round(exact(multiplier) * FACTOR)


def factors(multipliers: Sequence[float]) -> Integers:
    """Return multipliers in 1/2¹⁶."""
    return np.array([factor(multiplier) for multiplier in multipliers], np.int64)


def cumulative(weights: Sequence[float]) -> Integers:
    """Return shares added up, in 1/2³², the last exactly 2³²: level = first index whose entry is above a word."""
    total = sum(exact(weight) for weight in weights)
    if total <= 0:
        raise ValueError("shares add up to nothing")
    running, out = Fraction(0), []
    for weight in weights:
        running += exact(weight)
        out.append(round(running / total * WHOLE))
    return np.array(out, np.int64)


def chances(probabilities: Sequence[float]) -> Integers:
    """Return probabilities in 1/2³²."""
    return np.array([chance(probability) for probability in probabilities], np.int64)


@cache
def decay(numerator: float, denominator: float, scale: int) -> int:
    """Return exp(-numerator / denominator) × scale, rounded; decimal arithmetic, the same on every machine."""
    exponent = -Decimal(str(numerator)) / Decimal(str(denominator))
    return round(exponent.exp() * scale)
