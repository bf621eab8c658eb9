"""What a life is measured by when two runs are compared: doors, lists, waits and rewards, never the score itself."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.rules import Rules
from scored_society.week.census import SCORES
from scored_society.week.compiled import compiled
from scored_society.week.log import DECLINED, REFUSED, SERVED, TURNED_AWAY, UNDER, Log
from scored_society.week.state import route, score

Fates = NDArray[np.int64]
SHUT_OUT, LISTED, DOORS, NOT_SERVED, WAITED, REWARDS = range(6)
TALLIES = 6
"""Of a life: weeks shut out of a domain of life, for each domain; weeks on the list; requests that failed and doors
that did not open; times served, counted down; weeks waited before; yuan a year of standing rewards, for each week."""
SHUT_OUT_MORE, LISTED_LONGER, FEWER_DOORS, LESS_SERVED, FEWER_REWARDS = range(5)
DIMENSIONS = 5
"""In which a life is worse or better: the tallies, where being served comes before how long one waited."""
ALIKE, HARMED, HELPED, BOTH = range(4)
CLASSES = 4
"""Ways in which a life may fare in the second run."""
WORSE, BETTER = range(2)
"""Columns of `ways`."""
BAND = 50
"""Points of a band of scores, where it is told where lives end."""
ON_THE_LIST, NOT_SCORED, LOWEST_BAND = range(3)
STATIONS = LOWEST_BAND + SCORES // BAND + 1
"""Places where a life may end."""
SEAT_COLUMN, KIND_COLUMN, A, B = 1, 3, 4, 5
"""Columns of a line of the log."""


@compiled
def take_in(log: Log, shift: int, rules: Rules, fates: NDArray[np.int64]) -> None:
    """Add to the tallies what a week's log says; `shift` is the first seat of the tallies in the whole society."""
    for index in range(log.used[0]):
        line = log.lines[index]
        kind, seat = line[KIND_COLUMN], line[SEAT_COLUMN] - shift
        if kind == UNDER:
            fates[seat, SHUT_OUT] += domains_of(line[A], rules)
        elif kind == DECLINED or kind == REFUSED or kind == TURNED_AWAY:
            fates[seat, DOORS] += 1
        elif kind == SERVED:
            fates[seat, NOT_SERVED] -= 1
            fates[seat, WAITED] += line[B]


@compiled
def domains_of(felt: int, rules: Rules) -> int:
    """Return in how many domains of life somebody under these sanctions (bits) is shut out."""
    domains, count = 0, 0
    for index in range(rules.sanctions):
        bit = 1 << rules.sanction_domain[index]
        if felt >> index & 1 and not domains & bit:
            domains |= bit
            count += 1
    return count


@compiled
def reckon(seat: Any, worth: NDArray[np.int64], fate: NDArray[np.int64]) -> None:
    """Add to the tallies of a life what holds at the week's end."""
    listed = int(route(int64(seat.listing)) > 0)
    fate[LISTED] += listed
    fate[REWARDS] += worth[listed, score(int64(seat.record))]


@compiled
def compared(a: NDArray[np.int64], b: NDArray[np.int64], ways: NDArray[np.int64]) -> int:
    """Return whether a life is harmed, helped, both or neither by the second run, and count in which dimensions."""
    worse, better = 0, 0
    for dimension in range(DIMENSIONS):
        difference = difference_in(dimension, a, b)
        if difference > 0:
            ways[dimension, WORSE] += 1
            worse = 1
        elif difference < 0:
            ways[dimension, BETTER] += 1
            better = 1
    return worse + 2 * better


@compiled
def difference_in(dimension: int, a: NDArray[np.int64], b: NDArray[np.int64]) -> int:
    """Return how much worse a life is in one dimension in the second run; below zero where it is better."""
    if dimension == LESS_SERVED:
        served = b[NOT_SERVED] - a[NOT_SERVED]
        return served if served else b[WAITED] - a[WAITED]
    if dimension == FEWER_REWARDS:
        return a[REWARDS] - b[REWARDS]
    return b[dimension] - a[dimension]


@compiled
def station(seat: Any, scored: int) -> int:
    """Return where a life ends: on the list, without a score, or in a band of scores."""
    if route(int64(seat.listing)):
        return ON_THE_LIST
    return LOWEST_BAND + score(int64(seat.record)) // BAND if scored else NOT_SCORED
