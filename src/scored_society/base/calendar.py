"""The model's calendar: years of 52 weeks, counted from 1 January 2020.

Week w (0..51) of a year starts on 1 January + 7 w days; the last one takes the days left over.
"""

from __future__ import annotations

from datetime import date, timedelta

FIRST_YEAR = 2020
WEEKS_PER_YEAR = 52


def week_of(day: date) -> int:
    """Return the week `day` lies in, counted from the week of 2020-01-01 (earlier days are negative).

    Examples
    --------
    >>> week_of(date(2020, 12, 31)), week_of(date(2021, 1, 1))
    (51, 52)
    """
    week_of_year = min(WEEKS_PER_YEAR - 1, (day.timetuple().tm_yday - 1) // 7)
    return (day.year - FIRST_YEAR) * WEEKS_PER_YEAR + week_of_year


def day_of(week: int) -> date:
    """Return the first day of a week counted from 2020-01-01.

    Examples
    --------
    >>> day_of(53)
    datetime.date(2021, 1, 8)
    """
    years, week_of_year = divmod(week, WEEKS_PER_YEAR)
    return date(FIRST_YEAR + years, 1, 1) + timedelta(days=7 * week_of_year)
