"""Causes: what parts a life from what it would have been, found by trying the week again, one exchange after another.

A life *differs* from the first week at whose end its two states are not the same to the bit, and *parts* in the first
week at whose end more than a score differs. That week is tried again, from the first run's to the second run's, one
thing exchanged after another and each exchange kept: interventions, rules, the own record, the family, the other
neighbours, then the bulletin part by part. The exchange that first brings the difference is the cause; the last
exchange makes the week the second run's, so each difference has one. Who parts through the own record, which differed
already, parts by what made it differ.
"""

from __future__ import annotations

from typing import Any

from numba import int64

from scored_society.tables.world import World
from scored_society.week.compiled import compiled
from scored_society.week.intervene import WEEK
from scored_society.week.neighbourhood import live
from scored_society.week.sides import (
    BEFORE_A,
    BEFORE_B,
    TRIAL,
    Lives,
    Side,
    Workplace,
    alike,
    alike_but_for_scores,
    copy_seat,
)
from scored_society.week.state import alive, family, parent

CAUSES = (
    "intervention", "own rule", "family", "neighbours", "scarcity", "others' records", "news of the list",
    "celebrities",
)  # fmt: skip
INTERVENTION, OWN_RULE, FAMILY, NEIGHBOURS, BULLETIN = range(5)
"""Places in `CAUSES`; those of the bulletin's parts begin with `BULLETIN`."""
PARTS = 4
"""Parts of a bulletin, each a cause: cut-offs of rationed goods; what was misfiled or invented; list; celebrities."""


@compiled
def find_causes(
    board: Any, number: int, index: int, fresh: int, world: World, a: Side, b: Side, lives: Lives, place: Workplace
) -> int:  # fmt: skip
    """Find for each life that differs, or parts, this week for the first time what made it so.

    Return for how many nothing was found: none, unless living a week again does not give the same week.
    """
    seats, before = world.seats, a.bulletins[index]
    for each in range(fresh):
        place.cause[each] = 0
    if is_aimed_at(board, place):
        restore(BEFORE_A, seats, place)
        live_trial(board, index, before, a, b, place)
        settle(number, fresh, INTERVENTION, seats, a, lives, place)
    if some_open(fresh, place) and not place.same_rules[index]:
        restore(BEFORE_A, seats, place)
        live_trial(board, index, before, b, b, place)
        settle(number, fresh, OWN_RULE, seats, a, lives, place)
    exchange_records(board, number, index, fresh, world, a, b, lives, place)
    if some_open(fresh, place):
        exchange_neighbourhood(board, number, index, fresh, world, a, b, lives, place)
    for part in range(PARTS):
        if some_open(fresh, place) and not place.same_part[part, index]:
            restore(BEFORE_B, seats, place)
            live_trial(board, index, place.mixed[part, index], b, b, place)
            settle(number, fresh, BULLETIN + part, seats, a, lives, place)
    return some_open(fresh, place)


@compiled
def is_aimed_at(board: Any, place: Workplace) -> bool:
    """Whether interventions of this week differ between the runs."""
    found = 0
    for row in range(place.aimed.shape[0]):
        found += place.aimed[row, WEEK] == board.week
    return found > 0


@compiled
def some_open(fresh: int, place: Workplace) -> int:
    """Return for how many the cause is not found yet."""
    found = 0
    for each in range(fresh):
        found += place.cause[each] == 0
    return found


@compiled
def is_otherwise(number: int, local: int, seats: int, a: Side, lives: Lives, place: Workplace) -> bool:
    """Whether the trial week brought to somebody what parts them: any difference, or more than one of scores."""
    seat, tried = number * seats + local, TRIAL * seats + local
    if lives.differs[seat]:
        return not alike_but_for_scores(a.state, seat, place.state, tried)
    return not alike(a.state, seat, place.state, tried)


@compiled
def settle(number: int, fresh: int, cause: int, seats: int, a: Side, lives: Lives, place: Workplace) -> None:
    """Give a cause to those whose trial week ended otherwise than the first run's, and who have none yet."""
    for each in range(fresh):
        if place.cause[each] == 0 and is_otherwise(number, int64(place.fresh[each]), seats, a, lives, place):
            place.cause[each] = 1 + cause


@compiled
def restore(origin: int, seats: int, place: Workplace) -> None:
    """Make the neighbourhood for trials what one of the runs was before the week."""
    for local in range(seats):
        copy_seat(place.state, origin * seats + local, place.state, TRIAL * seats + local)
    for item in range(place.memory.shape[1]):
        place.memory[TRIAL, item] = place.memory[origin, item]


@compiled
def live_trial(board: Any, index: int, bulletin: Any, ruled: Side, aimed: Side, place: Workplace) -> None:
    """Live the week in the neighbourhood for trials, under one run's rules and situation, and one's interventions."""
    board.shift = board.first_seat - TRIAL * ruled.world[0].seats
    place.used[0] = 0
    live(
        board, TRIAL, ruled.transitions[index], ruled.world[0], ruled.rules[0], bulletin, place.state, place.memory,
        aimed.interventions, place.census[0], place.applicants, place.used, place.quiet,
    )  # fmt: skip


@compiled
def exchange_records(
    board: Any, number: int, index: int, fresh: int, world: World, a: Side, b: Side, lives: Lives, place: Workplace
) -> None:  # fmt: skip
    """Let those who part through their own record, under the second run's rules, part by what made it differ."""
    seats = world.seats
    for each in range(fresh):
        local = int64(place.fresh[each])
        before = int64(lives.differs[number * seats + local])
        if place.cause[each] or not before:
            continue
        restore(BEFORE_A, seats, place)
        copy_seat(place.state, BEFORE_B * seats + local, place.state, TRIAL * seats + local)
        live_trial(board, index, a.bulletins[index], b, b, place)
        if is_otherwise(number, local, seats, a, lives, place):
            place.cause[each] = before


@compiled
def exchange_neighbourhood(
    board: Any, number: int, index: int, fresh: int, world: World, a: Side, b: Side, lives: Lives, place: Workplace
) -> None:  # fmt: skip
    """Tell what came from the family from what came from others of the neighbourhood."""
    seats = world.seats
    restore(BEFORE_B, seats, place)
    live_trial(board, index, a.bulletins[index], b, b, place)
    settle(number, fresh, NEIGHBOURS, seats, a, lives, place)
    for each in range(fresh):
        local = int64(place.fresh[each])
        if place.cause[each] == 1 + NEIGHBOURS and exchange_kin(local, seats, place):
            live_trial(board, index, a.bulletins[index], b, b, place)
            if is_otherwise(number, local, seats, a, lives, place):
                place.cause[each] = 1 + FAMILY


@compiled
def exchange_kin(local: int, seats: int, place: Workplace) -> bool:
    """Make the trial neighbourhood the first run's, with somebody and their family of the second; whether that differs.

    Family are those of the same home, a parent, and one's own grown-up children in the neighbourhood.
    """
    for item in range(place.memory.shape[1]):
        place.memory[TRIAL, item] = place.memory[BEFORE_A, item]
    ties = int64(place.state[BEFORE_A * seats + local].ties)
    differing = 0
    for other in range(seats):
        one, another = BEFORE_A * seats + other, BEFORE_B * seats + other
        theirs = int64(place.state[one].ties)
        related = family(theirs) == family(ties) or other == parent(ties) or parent(theirs) == local
        kin = related and other != local and alive(int64(place.state[one].person)) == 1
        if kin and not alike(place.state, one, place.state, another):
            differing += 1
        copy_seat(place.state, another if kin or other == local else one, place.state, TRIAL * seats + other)
    return differing > 0
