"""Figures in words, and what a check saw as a sighting."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

from scored_society.audit.finding import Measured, Sighting
from scored_society.audit.measured.counted import Figure
from scored_society.audit.measured.declared import measured_checks
from scored_society.audit.measured.entries import Entries
from scored_society.base.document import KeyPath

NOTHING = -math.inf
"""The strength of what no threshold is held against."""


class Entry(NamedTuple):
    """What a sighting is about: where it stands in the rule book, and its number there."""

    path: KeyPath
    number: int = 0


def seen(
    check: str,
    entries: Entries,
    entry: Entry,
    message: str,
    measured: Measured,
    facts: Mapping[str, Any],
    strength: float | None = NOTHING,
    prefix: str = "",
) -> Sighting:
    """Return what a check saw.

    Parameters
    ----------
    check : its name.
    entries, entry : the rule book, and what of it the sighting is about.
    message : one sentence.
    measured : the figure.
    facts : what elements are judged by; `speaks_to` where it speaks to fewer checks than the check's others.
    strength : what the check's thresholds are held against; without any, nothing.
    prefix : of the thresholds' names.
    """
    declared = measured_checks()[check]
    held = NOTHING if strength is None else strength
    return Sighting(
        check,
        declared.severity_of(held, prefix),
        entry.path,
        entries.place(entry.path),
        entry.number,
        message,
        declared.remedy,
        {"speaks_to": list(declared.speaks_to), **facts},
        measured,
    )


def measured(figure: Figure, unit: str, note: str) -> Measured:
    """Return a figure in its published shape."""
    return Measured(figure.value, figure.low, figure.high, unit, note)


def told(figure: Figure, *, percent: bool = False, signed: bool = False) -> str:
    """Write a figure with its interval.

    Examples
    --------
    >>> told(Figure(0.0123, 0.004, 0.02), percent=True)
    '1.23 % (0.4 to 2)'
    >>> told(Figure(2.5, None, None), signed=True)
    '+2.5'
    """
    times = 100 if percent else 1
    value = shown(figure.value * times, signed=signed) + (" %" if percent else "")
    if figure.low is None or figure.high is None:
        return value
    return f"{value} ({shown(figure.low * times, signed=signed)} to {shown(figure.high * times, signed=signed)})"


def shown(value: float, *, signed: bool = False) -> str:
    """Write a number with three digits that say something.

    Examples
    --------
    >>> shown(1234.5), shown(0.01234), shown(0.0), shown(2.5), shown(-0.5, signed=True)
    ('1,234', '0.0123', '0', '2.5', '−0.5')
    """
    size = abs(value)
    digits = 0 if size == 0 or size >= 100 else min(8, 2 - math.floor(math.log10(size)))
    text = f"{size:,.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


def listed(names: list[str]) -> str:
    """Write names as in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"])
    "'a', 'b' and 'c'"
    """
    quoted = [f"'{name}'" for name in names]
    return " and ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1]))) if quoted else ""
