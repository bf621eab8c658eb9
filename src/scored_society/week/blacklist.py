"""Blacklist: who comes onto the list, by which route and for how long, and who comes off."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.adapt import feel_trust
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import DISCHARGE, draw
from scored_society.week.log import DELISTED, LISTED, Log, note
from scored_society.week.redress import expunge, stopped
from scored_society.week.state import (
    UNTIL_CYCLE,
    State,
    clean,
    famous,
    group_of,
    holders,
    listed_before,
    route,
    score,
    until,
    with_listed_before,
    with_route,
    with_until,
    with_wrongly,
)

TERM_STEPS = 6
"""Steps from the shortest term to the longest: four of gravity, and two of a repetition."""


@compiled
def term_of(gravity: int, before: int, shortest: int, longest: int) -> int:
    """Return the term of a listing in weeks, by the gravity (1 … 5) of what led to it and whether it is a repetition.

    From the shortest, for a first listing of gravity 1, in six equal steps to the longest; a repetition takes two.
    """
    return shortest + (longest - shortest) * (gravity - 1 + 2 * before) // TERM_STEPS


@compiled
def delist(board: Board, seat: int, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Take somebody off the list whose term ends this week, or whose listing is removed before."""
    listing = int64(state[seat].listing)
    if route(listing) == 0:
        return
    index = index_of(route(listing), rules)
    has_term = index < 0 or rules.route_shortest[index] > 0
    if has_term and until(state[seat].record) == board.week % UNTIL_CYCLE:
        strike_off(board, seat, 0, state, census, log)
        expunge(board, seat, rules, state, census, log)
    elif index >= 0 and rules.route_discharge[index]:
        place, occupant = board.shift + seat, holders(state[seat].person) - 1
        if draw(board.seed, place, occupant, board.week, DISCHARGE, 0)[0] < rules.route_discharge[index]:
            census.removals[index, group_of(state[seat].person)] += 1
            strike_off(board, seat, 1, state, census, log)
            expunge(board, seat, rules, state, census, log)


@compiled
def index_of(number: int, rules: Rules) -> int:
    """Return the index of a route by its number; -1 if the rule book of this week has no such route."""
    for index in range(rules.routes):
        if rules.route_number[index] == number:
            return index
    return -1


@compiled
def strike_off(board: Board, seat: int, removed: int, state: State, census: Census, log: Log) -> None:
    """Take somebody off the list: the term is over, the listing is removed, or another rule book begins."""
    person, listing = int64(state[seat].person), int64(state[seat].listing)
    state[seat].listing = with_wrongly(with_route(listing, 0), 0)
    census.delistings[group_of(person)] += 1
    note(log, board.week, board.shift + seat, holders(person) - 1, DELISTED, route(listing), removed)


@compiled
def lists(index: int, behaviour: int, channel: int, struck: int, fell: bool, score_now: int, rules: Rules) -> bool:
    """Whether a route lists for an entry: by a low score after points taken, or by so many reports in a year."""
    if rules.route_below[index] >= 0:
        return fell and score_now <= rules.route_below[index]
    if not rules.route_behaviour[index, behaviour] or not rules.route_channel[index, channel]:
        return False
    return struck >= rules.route_reports[index]


@compiled
def enlist(
    board: Board, seat: int, behaviour: int, channel: int, real: int, struck: int, fell: bool, world: World,
    rules: Rules, state: State, census: Census, log: Log,
) -> None:  # fmt: skip
    """List somebody whom an entry brings onto the list by the first route that fits.

    The listing is wrongful if the clean record would not have listed: it has no such entry when the act was not done,
    or its score is above the threshold of every route by score and no route by report fits.
    """
    listing, record = int64(state[seat].listing), int64(state[seat].record)
    if route(listing) or struck == 0:
        return
    found, clean_too = -1, False
    for index in range(rules.routes):
        if found < 0 and lists(index, behaviour, channel, struck, fell, score(record), rules):
            found = index
        clean_too = clean_too or lists(index, behaviour, channel, struck, fell, clean(record), rules)
    if found < 0:
        return
    wrong = int(not real or not clean_too)
    if stopped(board, seat, wrong, world, rules, state, census, log):
        return
    put_on_list(board, seat, found, rules.gravity[behaviour], wrong, world, rules, state, census, log)


@compiled
def put_on_list(
    board: Board, seat: int, found: int, gravity: int, wrong: int, world: World, rules: Rules, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Put somebody who is not on the list onto it, by the route of index `found`."""
    record, person, more = int64(state[seat].record), int64(state[seat].person), int64(state[seat].more)
    term = term_of(gravity, listed_before(more), rules.route_shortest[found], rules.route_longest[found])
    number = rules.route_number[found]
    state[seat].listing = with_wrongly(with_route(int64(state[seat].listing), number), wrong)
    state[seat].record = with_until(record, (board.week + term) % UNTIL_CYCLE)
    state[seat].more = with_listed_before(more, 1)
    census.listings[found, group_of(person)] += 1
    census.listings_wrong[found, group_of(person)] += wrong
    census.famous[1] += famous(more)
    feel_trust(board, seat, 0, world, state)
    place, occupant = board.shift + seat, holders(person) - 1
    note(log, board.week, place, occupant, LISTED, number, term, wrong, score(record), clean(record))
