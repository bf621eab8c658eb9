"""Blacklist: who comes onto the list by a low score, for how long, and who comes off."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
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
def delist(board: Board, seat: int, state: State, census: Census, log: Log) -> None:
    """Take somebody off the list whose term ends this week."""
    listing = int64(state[seat].listing)
    if route(listing) == 0 or until(state[seat].record) != board.week % UNTIL_CYCLE:
        return
    strike_off(board, seat, state, census, log)


@compiled
def strike_off(board: Board, seat: int, state: State, census: Census, log: Log) -> None:
    """Take somebody off the list."""
    person, listing = int64(state[seat].person), int64(state[seat].listing)
    state[seat].listing = with_wrongly(with_route(listing, 0), 0)
    census.delistings[group_of(person)] += 1
    note(log, board.week, board.shift + seat, holders(person) - 1, DELISTED, route(listing))


@compiled
def clean_lists(clean_score: int, rules: Rules) -> bool:
    """Whether a clean score is low enough for any route."""
    lists = False
    for index in range(rules.routes):
        lists = lists or clean_score <= rules.route_below[index]
    return lists


@compiled
def enlist(board: Board, seat: int, real: int, rules: Rules, state: State, census: Census, log: Log) -> None:
    """List somebody whose score, after an entry that takes points, is at a route's threshold or below.

    The listing is wrongful if the clean record would not have listed: it has no such entry when the act was not done,
    or its score is above every route's threshold.
    """
    listing, record, person = int64(state[seat].listing), int64(state[seat].record), int64(state[seat].person)
    if route(listing):
        return
    for index in range(rules.routes):
        if score(record) > rules.route_below[index]:
            continue
        place, occupant = board.shift + seat, holders(person) - 1
        word = draw(board.seed, place, occupant, board.week, TERM, rules.route_number[index])[0]
        term = term_of(word, rules.route_shortest[index], rules.route_longest[index])
        wrong = int(not real or not clean_lists(clean(record), rules))
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
