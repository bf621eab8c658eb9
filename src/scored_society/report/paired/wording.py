"""Outcomes and effects in words."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

from scored_society.report.wording import NONE, fine, named

KINDS = {
    "score": "mean score",
    "acts": "done",
    "withheld": "left undone because of the score",
    "performed": "done because it is counted",
    "granted": "requests granted",
    "declined": "requests declined, as in any world",
    "seen": "acts seen",
    "recorded": "acts entered on a record",
    "wrong": "records without an act",
    "entries": "entries of the score",
    "extra_entries": "entries added by counting each report",
    "points": "points",
    "wrong_points": "points without an act",
    "listings": "listings",
    "listings_wrong": "wrongful listings",
    "removals": "removals from the list before the term",
    "delistings": "ends of a listing",
    "refused": "refused by a punishment",
    "refused_wrongly": "refused wrongfully",
    "turned_away": "turned away by a check of faces",
    "applied": "applications",
    "served": "served",
    "lapsed": "applications lapsed",
    "listed": "on the list",
    "listed_wrong": "wrongfully on the list",
    "listed_by": "on the list, by route",
    "children_of_listed": "minors with a parent on the list",
    "under": "under a punishment",
    "under_wrongly": "wrongfully under a punishment",
    "shut_out_of": "shut out of a domain of life",
    "shut_out_of_wrongly": "wrongfully shut out of a domain of life",
    "shut_out_of_three": "shut out of three domains or more",
    "enjoyed": "has a standing reward",
    "collectors": "information collectors",
    "aware": "knows of the scheme",
    "belief": "belief of being seen",
    "trust": "trust in the State",
    "trust_nearby": "trust in neighbours",
    "platform": "score on the payment platform",
    "famous_listed": "listings of celebrities",
    "weeks_waited": "weeks waited by those served",
    "worth": "worth of a standing reward",
    "income": "income, as a fifth",
    "education": "level of education",
    "out_of_work": "out of work",
    "lost_work": "work lost",
    "found_work": "work found",
    "poor_health": "in poor health",
    "shunned": "shunned by others",
    "parents_acts": "misdeeds of parents of minors (no protected act)",
}
"""What kinds of outcome are called; any other by its own name."""
_MOST_DECIMALS = 6


def outcome(measure: str, protected: Collection[str] = ()) -> str:
    """Return an outcome in words.

    Examples
    --------
    >>> outcome("acts/petty_theft")
    'Done: petty theft'
    >>> outcome("acts/speaking_out", ["speaking_out"])
    'Done: speaking out (protected; a fall is rights withheld)'
    """
    kind, _, thing = measure.partition("/")
    words = KINDS.get(kind, named(kind))
    told = f"{words}: {named(thing)}" if thing else words
    if kind == "withheld" and thing in protected:
        told = f"rights withheld: {named(thing)}"
    elif kind == "acts" and thing in protected:
        told += " (protected; a fall is rights withheld)"
    return f"{told[:1].upper()}{told[1:]}"


def decimals(row: Mapping[str, Any]) -> int:
    """Return how many decimals show an effect and its interval to about three digits.

    Examples
    --------
    >>> decimals({"effect": 0.16, "low": 0.1, "high": 0.2, "second_low": None, "second_high": None})
    3
    """
    ends = [abs(row[key]) for key in ("effect", "low", "high", "second_low", "second_high") if row[key]]
    return min(_MOST_DECIMALS, max(0, 2 - math.floor(math.log10(max(ends))))) if ends else 0


def level(value: float | None, row: Mapping[str, Any]) -> str:
    """Return an outcome of one run, exact enough to see the effect; to three digits where there is none."""
    digits = decimals(row)
    return fine(value) if value is None or not value or not digits else f"{value:,.{digits}f}"


def signed(value: float | None, digits: int) -> str:
    """Return a difference with its sign and some decimals; 0 for what is nothing.

    Examples
    --------
    >>> signed(0.5, 2), signed(-3, 0), signed(0, 2)
    ('+0.50', '−3', '0')
    """
    if value is None:
        return NONE
    sign = "+" if value > 0 else "−"
    return f"{sign}{abs(value):,.{digits}f}" if value else "0"


def interval(low: float | None, high: float | None, digits: int) -> str:
    """Return the ends of an interval."""
    return NONE if low is None or high is None else f"{signed(low, digits)} to {signed(high, digits)}"


def effect(row: Mapping[str, Any]) -> str:
    """Return an effect with its interval and what the second coupling says of it, as part of a sentence."""
    if is_same(row):
        return f"no difference at all ({fine(row['a'])} in both; {row['unit']})"
    told = f"{level(row['a'], row)} under a and {level(row['b'], row)} under b ({row['unit']}): "
    digits = decimals(row)
    change = signed(row["effect"], digits)
    if row["low"] is None or row["high"] is None:
        return f"{told}{change} (no interval)"
    within = f"{change} (95 % interval {interval(row['low'], row['high'], digits)})"
    found = f"no effect found, {within}" if _holds_zero(row["low"], row["high"]) else within
    return f"{told}{found}{_second(row)}"


def second(row: Mapping[str, Any]) -> str:
    """Return an effect under the second coupling, with its interval."""
    if row["second_effect"] is None:
        return NONE
    digits = decimals(row)
    its = signed(row["second_effect"], digits)
    ends = interval(row["second_low"], row["second_high"], digits)
    return its if ends == NONE else f"{its} ({ends})"


def is_same(row: Mapping[str, Any]) -> bool:
    """Whether nothing of an outcome differs, under either coupling."""
    return not any(row[key] for key in ("effect", "low", "high", "second_effect", "second_low", "second_high"))


def _second(row: Mapping[str, Any]) -> str:
    """Return whether the second coupling agrees."""
    low, high, its = row["second_low"], row["second_high"], second(row)
    if low is None or high is None:
        return "" if row["second_effect"] is None else f"; under the second coupling {its}"
    if low > row["high"] or high < row["low"]:
        return f"; the second coupling contradicts it: {its}"
    if _holds_zero(low, high) == _holds_zero(row["low"], row["high"]):
        return f"; the second coupling agrees: {its}"
    if _holds_zero(low, high):
        return f"; the second coupling does not contradict it, but finds no effect itself: {its}"
    return f"; the second coupling does not contradict it, but finds an effect: {its}"


def _holds_zero(low: float, high: float) -> bool:
    return low <= 0 <= high
