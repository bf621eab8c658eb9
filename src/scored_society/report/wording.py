"""Numbers as a reader wants them."""

from __future__ import annotations

from scored_society.chart.look import words

NONE = "–"
"""What stands where there is no number."""
NO_BREAK = "\u00a0"
"""A space that keeps a number and its unit on one line."""


def whole(value: float | None) -> str:
    """Return a count: 1234567 → 1,234,567."""
    return NONE if value is None else f"{value:,.0f}"


def decimal(value: float | None) -> str:
    """Return a number with one decimal: 1003.25 → 1,003.2."""
    return NONE if value is None else f"{value:,.1f}"


def fine(value: float | None) -> str:
    """Return a rate or a mean with about three digits: 0.01234 → 0.0123, 1234.5 → 1,234."""
    if value is None:
        return NONE
    size = abs(value)
    if size == 0:
        return "0"
    if size < 0.0001:
        return f"{value:.2e}"
    decimals = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 1 else 3 if size >= 0.1 else 4
    return f"{value:,.{decimals}f}"


def percent(value: float | None) -> str:
    """Return a share as per cent, two digits or more: 0.0345 → 3.5 %; what would round to nothing is said so."""
    if value is None:
        return NONE
    hundred = 100 * value
    if 0 < hundred < 0.01:
        return f"less than 0.01{NO_BREAK}%"
    decimals = 0 if hundred >= 99.95 or hundred == 0 else 1 if hundred >= 0.995 else 2
    return f"{hundred:.{decimals}f}{NO_BREAK}%"


def text(value: object) -> str:
    """Return a name or a label as it stands."""
    return NONE if value is None else str(value)


def named(value: str | None) -> str:
    """Return a name from a file as words for a reader: traffic_offence → traffic offence."""
    return NONE if value is None else words(value)


def enumerated(parts: list[str]) -> str:
    """Return parts as a list in a sentence: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
