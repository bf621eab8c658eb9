"""Quantities with their units, as a file writes them.

Each type reads text such as `0.26 per year` and holds one plain Python number (or date) in one fixed unit.
Where the unit would be a guess, a bare number is refused: `Rate` and `Weeks` take none but 0.
A year is the model's 52 weeks, so a month is 4 1/3 weeks and a quarter 13.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator

from scored_society.base.calendar import WEEKS_PER_YEAR

NUMBER = r"[-+]?(?:[0-9]{1,18}(?:_[0-9]{1,18})*(?:\.[0-9]{0,18})?|\.[0-9]{1,18})(?:[eE][-+]?[0-9]{1,2})?"
SPAN = r"days?|weeks?|months?|quarters?|years?"

_WEEKS = {
    "day": Fraction(1, 7),
    "week": Fraction(1),
    "month": Fraction(WEEKS_PER_YEAR, 12),
    "quarter": Fraction(WEEKS_PER_YEAR, 4),
    "year": Fraction(WEEKS_PER_YEAR),
}
_BARE = re.compile(f"({NUMBER})")
_RATE = re.compile(rf"({NUMBER})\s*(%)?\s*(?:per|/)\s*({SPAN})")
_SPAN = re.compile(rf"({NUMBER})\s*({SPAN})")
_POINTS = re.compile(rf"({NUMBER})\s*(?:points?)?")
_SHARE = re.compile(rf"({NUMBER})\s*(%)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def rate(value: Any) -> float:
    """Return a rate per year: "0.26 per year", "1 per week" (52), "3 % per month" (0.36), or 0.

    Raises
    ------
    ValueError
        If `value` has no unit, or is negative.

    Examples
    --------
    >>> rate("1 per week")
    52.0
    """
    match = _RATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match:
        amount = _exact(match[1]) / (100 if match[2] else 1)
        found = float(amount * WEEKS_PER_YEAR / _WEEKS[match[3].removesuffix("s")])
    else:
        found = _zero(value)
    if not found >= 0:
        raise ValueError(f"{_quoted(value)} is not a rate; write e.g. '0.26 per year'")
    return found


def weeks(value: Any) -> int:
    """Return a length of time in whole weeks, the nearest: "2 years" (104), "6 weeks", "3 months" (13), or 0.

    Raises
    ------
    ValueError
        If `value` has no unit, or is negative.

    Examples
    --------
    >>> weeks("3 months")
    13
    """
    match = _SPAN.fullmatch(value.strip()) if isinstance(value, str) else None
    found = _exact(match[1]) * _WEEKS[match[2].removesuffix("s")] if match else _zero(value)
    if not found >= 0:
        raise ValueError(f"{_quoted(value)} is not a length of time; write e.g. '6 weeks'")
    return math.floor(found + Fraction(1, 2))


def points(value: Any) -> int:
    """Return points of a score: "-5 points", "1 point", -5.

    Raises
    ------
    ValueError
        If `value` is not a whole number.

    Examples
    --------
    >>> points("-5 points")
    -5
    """
    amount = _amount(value, _POINTS)
    if amount is None or amount.denominator != 1:
        raise ValueError(f"{_quoted(value)} is not a whole number of points; write e.g. '-5 points'")
    return int(amount)


def share(value: Any) -> float:
    """Return a share from 0 to 1: "12 %", 0.12.

    Raises
    ------
    ValueError
        If `value` is no number, or lies outside 0..1.

    Examples
    --------
    >>> share("12 %")
    0.12
    """
    amount = _amount(value, _SHARE)
    if amount is None or not 0 <= amount <= 1:
        raise ValueError(f"{_quoted(value)} is not a share from 0 to 1; write e.g. '12 %'")
    return float(amount)


def day(value: Any) -> date:
    """Return a day written as "2024-03-01".

    Raises
    ------
    ValueError
        If `value` is no such day.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if isinstance(value, str) and _DAY.fullmatch(value.strip()):
            return date.fromisoformat(value.strip())
    except ValueError:
        pass  # such as 30 February; said below
    raise ValueError(f"{_quoted(value)} is not a day; write e.g. '2024-03-01'")


Rate = Annotated[float, BeforeValidator(rate)]
"""Events per year."""
Weeks = Annotated[int, BeforeValidator(weeks)]
"""A length of time in weeks."""
Points = Annotated[int, BeforeValidator(points)]
"""Points of a score, of either sign."""
Share = Annotated[float, BeforeValidator(share)]
"""A share or probability, 0 to 1."""
Day = Annotated[date, BeforeValidator(day)]
"""A day of the calendar."""


def _amount(value: Any, pattern: re.Pattern[str]) -> Fraction | None:
    """Return the exact number that `value` says, a percentage as its hundredth; None if it is none."""
    if isinstance(value, str):
        match = pattern.fullmatch(value.strip())
        return _exact(match[1]) / (100 if "%" in match[0] else 1) if match else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return Fraction(str(value))


def _exact(number: str) -> Fraction:
    return Fraction(Decimal(number.replace("_", "")))


def _zero(value: Any) -> float:
    """Return 0 for a bare zero, which needs no unit, and NaN for anything else."""
    bare = _amount(value, _BARE)
    return 0.0 if bare == 0 else math.nan


def _quoted(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"
