"""Apply: who asks for the rationed good, who goes on waiting, and who gives up; and the count at the week's end."""

from __future__ import annotations

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import ADULT_WEEKS, Board
from scored_society.week.bulletin import BINS
from scored_society.week.census import SCORES, Census
from scored_society.week.compiled import compiled, inlined
from scored_society.week.log import APPLIED, LAPSED, Log, note
from scored_society.week.serve import rank_of, ticket_of
from scored_society.week.state import (
    State,
    age_in_weeks,
    aware,
    belief,
    group_of,
    holders,
    route,
    score,
    waiting,
    with_waiting,
    wrongly,
)


@compiled
def apply(
    board: Board, seat: int, good: int, asks: int, world: World, rules: Rules, state: State,
    applicants: NDArray[np.int32], used: NDArray[np.int64], census: Census, log: Log,
) -> None:  # fmt: skip
    """Join the queue, wait one week more, or let the application lapse; the queue is counted by rank and ticket.

    `asks` says that the need arose this week. Nobody has two applications at once.
    """
    ties = int64(state[seat].ties)
    weeks = waiting(ties)
    if weeks == 0 and not asks:
        return
    place, occupant = board.shift + seat, holders(state[seat].person) - 1
    if weeks == 0:
        census.applied[good, board.region] += 1
        note(log, board.week, place, occupant, APPLIED, good)
    weeks += 1
    if weeks > world.good_patience[good]:
        state[seat].ties = with_waiting(ties, 0)
        census.lapsed[good, board.region] += 1
        note(log, board.week, place, occupant, LAPSED, good)
        return
    state[seat].ties = with_waiting(ties, weeks)
    rank = rank_of(rules.ranked[good], rules.listed_last[good], state[seat].record, state[seat].listing, weeks)
    ticket = ticket_of(board.seed, place, occupant, board.week + 1 - weeks)
    applicants[used[0]] = ((good * 32 + board.region) * SCORES + rank) * BINS + ticket
    used[0] += 1


@inlined
def count(board: Board, seat: int, state: State, census: Census) -> None:
    """Count one living person at the week's end."""
    person, listing = int64(state[seat].person), int64(state[seat].listing)
    group = group_of(person)
    census.people[group, score(state[seat].record)] += 1
    if route(listing):
        census.listed[group] += 1
        census.listed_wrong[group] += wrongly(listing)
    if age_in_weeks(person, board.week) >= ADULT_WEEKS:
        census.adults[group] += 1
        census.aware[group] += aware(listing)
        census.belief[group] += belief(state[seat].ties)
