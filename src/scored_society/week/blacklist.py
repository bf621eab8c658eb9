"""Blacklist: who comes onto the list by a low score, for how long, and who comes off."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import TERM, draw
from scored_society.week.log import DELISTED, LISTED, Log, note
from scored_society.week.state import (
    UNTIL_CYCLE,
    State,
    clean,
    group_of,
    holders,
    route,
    score,
    until,
    with_route,
    with_until,
    with_wrongly,
)


@compiled
def term_of(word: int, shortest: int, longest: int) -> int:
    """Return the term of a listing in weeks, uniform from `shortest` to `longest`, both included."""
    return shortest + (word * (longest - shortest + 1) >> 32)


@compiled
def delist(board: Board, seat: int, world: World, state: State, census: Census, log: Log) -> None:
    """Take somebody off the list whose term ends this week."""
    listing = int64(state[seat].listing)
    if route(listing) == 0 or until(state[seat].record) != board.week % UNTIL_CYCLE:
        return
    person = int64(state[seat].person)
    state[seat].listing = with_wrongly(with_route(listing, 0), 0)
    census.delistings[group_of(person)] += 1
    note(log, board.week, board.first_seat + seat % world.seats, holders(person) - 1, DELISTED, route(listing))


@compiled
def enlist(board: Board, seat: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """List somebody whose score an entry has just lowered to a route's threshold or below.

    The listing is wrongful if the clean score would not have led to it.
    """
    listing, record, person = int64(state[seat].listing), int64(state[seat].record), int64(state[seat].person)
    if route(listing):
        return
    for index in range(rules.routes):
        if score(record) > rules.route_below[index]:
            continue
        place, occupant = board.first_seat + seat % world.seats, holders(person) - 1
        word = draw(board.seed, place, occupant, board.week, TERM, rules.route_number[index])[0]
        term = term_of(word, rules.route_shortest[index], rules.route_longest[index])
        wrong = int(clean(record) > rules.route_below[index])
        state[seat].listing = with_wrongly(with_route(listing, rules.route_number[index]), wrong)
        state[seat].record = with_until(record, (board.week + term) % UNTIL_CYCLE)
        census.listings[index, group_of(person)] += 1
        census.listings_wrong[index, group_of(person)] += wrong
        note(
            log,
            board.week,
            place,
            occupant,
            LISTED,
            rules.route_number[index],
            term,
            wrong,
            score(record),
            clean(record),
        )
        return
