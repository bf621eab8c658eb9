"""Which two groups lie furthest apart in a rate, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scored_society.audit.measured.counted import Counted, Figure, Ratio


class Apart(NamedTuple):
    """Two groups and how far apart they are.

    The pair is that of the estimates: which groups those are is taken as given when the interval is found.
    """

    lowest: str
    highest: str
    ratio: Figure
    """Lowest ÷ highest, 0..1: parity is 1."""
    rates: tuple[Figure, Figure]
    """Of the lowest and of the highest."""

    @property
    def shortfall(self) -> float | None:
        """How much the ratio falls short of parity at least, 1 − its upper end; None without an interval."""
        return None if self.ratio.high is None else 1 - self.ratio.high


def apart(counted: Counted, rates: Mapping[str, Ratio], events: Mapping[str, Ratio], expected: float) -> Apart | None:
    """Return the groups with the lowest and the highest rate.

    Parameters
    ----------
    counted : what was counted.
    rates : by group.
    events : by group, the ratio whose events tell whether there are enough of them; mostly the rates themselves.
    expected : so many events the lowest group would have to have at the rate of the highest, or nothing is compared.

    Returns
    -------
    Apart or None
        None where there are no two groups with enough.
    """
    order = ordered(counted, rates)
    if len(order) < 2:
        return None
    lowest, highest = order[0], order[-1]
    if counted.total(rates[highest].above) == 0:
        return None
    if counted.expected(events[lowest], events[highest]) < expected:
        return None
    return Apart(
        lowest,
        highest,
        counted.quotient(rates[lowest], rates[highest]),
        (counted.level(rates[lowest]), counted.level(rates[highest])),
    )


def ordered(counted: Counted, rates: Mapping[str, Ratio]) -> list[str]:
    """Return the groups that have a rate, from the lowest to the highest."""
    return [name for _, name in sorted(_rated(counted, rates))]


def _rated(counted: Counted, rates: Mapping[str, Ratio]) -> Iterator[tuple[float, str]]:
    for name, rate in rates.items():
        if below := counted.total(rate.below):
            yield counted.total(rate.above) / below * rate.times, name
