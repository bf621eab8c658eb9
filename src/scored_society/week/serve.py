"""Serve: those whose turn has come get what they applied for."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.tables.world import BY_DATE, BY_NEED, BY_SCORE, World
from scored_society.week.adapt import feel_trust
from scored_society.week.board import Board
from scored_society.week.bulletin import Bulletin
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import TICKET, WORD_BITS, draw
from scored_society.week.feedback import RICHEST, receive
from scored_society.week.log import SERVED, Log, note
from scored_society.week.state import FULL_BELIEF, State, holders, income, out_of_work, route, score
from scored_society.week.work import find_work

LAST_WEEK_OF_DRAWS = (1 << 16) - 1
"""Of the counter of a draw."""
BIN_BITS = 6
"""Lottery tickets are numbered 0 … 2⁶ - 1."""


@compiled
def served(rank: int, ticket: int, cutoff: int, last_ticket: int) -> bool:
    """Whether an applicant is served this week.

    Everyone above `cutoff` is served; at the cut-off itself, those whose lottery `ticket` (0 … 63) is below
    `last_ticket`. Whole lottery bins, so the capacity is never exceeded; ranking by counts instead of by sorting, so
    shards need not talk to each other.
    """
    return rank > cutoff or (rank == cutoff and ticket < last_ticket)


@compiled
def rank_of(ranked: int, listed_last: int, person: int, record: int, listing: int, weeks: int) -> int:
    """Return the rank among applicants: by score, by weeks waited, by need, or all alike (then the lottery decides)."""
    if ranked == BY_SCORE:
        return 0 if listed_last and route(listing) else score(record)
    if ranked == BY_NEED:
        return RICHEST - income(person)
    return weeks if ranked == BY_DATE else 0


@compiled
def ticket_of(seed: int, seat: int, occupant: int, first_week: int, good_number: int) -> int:
    """Return the lottery ticket of an application made in `first_week`; it is kept while one waits.

    Weeks before the start, in which founders may have applied, are counted down from the last that a draw knows.
    """
    return draw(seed, seat, occupant, first_week & LAST_WEEK_OF_DRAWS, TICKET, good_number)[0] >> WORD_BITS - BIN_BITS


@compiled
def serve(
    board: Board, seat: int, world: World, rules: Rules, bulletin: Bulletin, state: State, census: Census, log: Log
) -> None:
    """Serve one applicant what the cut-offs of the region allow."""
    person, record, listing = int64(state[seat].person), int64(state[seat].record), int64(state[seat].listing)
    place, occupant = board.shift + seat, holders(person) - 1
    for good in range(rules.goods):
        weeks = int64(state[seat].waits[good])
        if weeks == 0:
            continue
        rank = rank_of(bulletin.ranked[good], bulletin.listed_last[good], person, record, listing, weeks)
        cutoff = bulletin.cutoff[good, board.region]
        if rank < cutoff:
            continue
        ticket = ticket_of(board.seed, place, occupant, board.week - weeks, world.good_number[good])
        if served(rank, ticket, cutoff, bulletin.last_ticket[good, board.region]):
            state[seat].waits[good] = 0
            census.served[good, board.region] += 1
            census.served_at[good, score(record)] += 1
            census.weeks_waited[good, score(record)] += weeks
            note(log, board.week, place, occupant, SERVED, good, weeks, rank)
            if good == world.post and out_of_work(person, int64(state[seat].ties)):
                find_work(board, seat, state, census, log)
            else:
                receive(board, seat, world.good_domain[good], good, world, state)
            if weeks == 1 and bulletin.ranked[good] == BY_SCORE and score(record) > rules.start:
                feel_trust(board, seat, FULL_BELIEF, world, state)
