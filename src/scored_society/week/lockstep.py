"""Two lives of the same people, lived again side by side: what parts them, and whom it harms or helps.

Both runs are lived again from their bulletins, neighbourhood by neighbourhood, a stretch of weeks at a time.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.world import World
from scored_society.week.causes import CAUSES, find_causes
from scored_society.week.census import GROUPS
from scored_society.week.compiled import compiled, entry_point
from scored_society.week.neighbourhood import live
from scored_society.week.reckoning import (
    CLASSES,
    DIMENSIONS,
    STATIONS,
    compared,
    reckon,
    station,
    take_in,
)
from scored_society.week.shard import Block, region_of
from scored_society.week.sides import (
    BEFORE_A,
    BEFORE_B,
    Lives,
    Side,
    Workplace,
    alike,
    alike_but_for_scores,
    copy_neighbourhood,
)
from scored_society.week.state import alive, group_of, holders

TOO_MANY_LINES, NO_CAUSE = range(2)
"""What must not happen."""


class Folding(NamedTuple):
    """How a census becomes totals: cell `cells[k]` times `weight[j]` goes to `target[j]`, for j from first[k]."""

    cells: NDArray[np.int64]
    first: NDArray[np.int64]
    target: NDArray[np.int64]
    weight: NDArray[np.int64]


class Found(NamedTuple):
    """What two runs differ in; 8 causes, 6 groups."""

    differing: NDArray[np.int64]  # [6, 8] lives that differ in anything, by the first cause
    parted: NDArray[np.int64]  # [weeks, 8] lives that part: more than a score differs
    parted_by_group: NDArray[np.int64]  # [6, 8]
    lives: NDArray[np.int64]  # [6]
    fates: NDArray[np.int64]  # [6, 9, 4] by 1 + what parted them, else made them differ (0: nothing did)
    ways: NDArray[np.int64]  # [6, DIMENSIONS, 2]: worse, better
    transitions: NDArray[np.int64]  # [STATIONS, STATIONS] where the living end: first run, second run
    trouble: NDArray[np.int64]  # [2]


def nothing_found(weeks: int) -> Found:
    """Return what two runs that were not yet lived differ in."""
    return Found(
        np.zeros((GROUPS, len(CAUSES)), np.int64),
        np.zeros((weeks, len(CAUSES)), np.int64),
        np.zeros((GROUPS, len(CAUSES)), np.int64),
        np.zeros(GROUPS, np.int64),
        np.zeros((GROUPS, 1 + len(CAUSES), CLASSES), np.int64),
        np.zeros((GROUPS, DIMENSIONS, 2), np.int64),
        np.zeros((STATIONS, STATIONS), np.int64),
        np.zeros(2, np.int64),
    )


@entry_point
def relive_both(
    seed: int, first_week: int, last: bool, seek: bool, first: int, per_cluster: int, world: Block, a: Side, b: Side,
    lives: Lives, place: Workplace, found: Found, folding_a: Folding, folding_b: Folding,
) -> None:  # fmt: skip
    """Live a stretch of weeks again in both runs, in all neighbourhoods of their states.

    `first` is the first neighbourhood in the whole society; `last` whether the runs end with the stretch; without
    `seek` only totals are counted. So many neighbourhoods (`per_cluster`) share a row of `sums`.
    """
    here = place.board[0]
    here.seed = seed
    for number in range(a.memory.shape[0]):
        here.first_seat = (first + number) * world[0].seats
        here.region = region_of(first + number, world[0])
        for index in range(a.transitions.shape[0]):
            here.week = first_week + index
            if seek:
                copy_neighbourhood(a, number, place, BEFORE_A, world[0].seats)
                copy_neighbourhood(b, number, place, BEFORE_B, world[0].seats)
            live_side(here, first, number, index, a, place)
            live_side(here, first, number, index, b, place)
            if seek:
                follow(here, first, number, index, world[0], a, b, lives, place, found)
        fold(a, number // per_cluster, folding_a)
        fold(b, number // per_cluster, folding_b)
        if seek and last:
            conclude(number, world[0], a, b, lives, found)


@compiled
def live_side(board: Any, first: int, number: int, index: int, side: Side, place: Workplace) -> None:
    """Live one week of one run in one neighbourhood."""
    board.shift = first * side.world[0].seats
    side.log.used[0] = 0
    place.used[0] = 0
    live(
        board, number, side.transitions[index], side.world[0], side.rules[0], side.bulletins[index], side.state,
        side.memory, side.interventions, side.census[0], place.applicants, place.used, side.log,
    )  # fmt: skip


@compiled
def follow(
    board: Any, first: int, number: int, index: int, world: World, a: Side, b: Side, lives: Lives, place: Workplace,
    found: Found,
) -> None:  # fmt: skip
    """Take in what the week brought to each life in both runs, and find what parted those that part in it."""
    seats = world.seats
    if max(a.log.used[0], b.log.used[0]) > a.log.lines.shape[0]:
        found.trouble[TOO_MANY_LINES] += 1
        return
    begin_lives(number, seats, a, lives, found)
    take_in(a.log, first * seats, a.rules[0], a.fates)
    take_in(b.log, first * seats, b.rules[0], b.fates)
    fresh = 0
    for local in range(seats):
        seat = number * seats + local
        person = int64(a.state[seat].person)
        if not alive(person):
            if lives.held[seat] and alive(int64(place.state[BEFORE_A * seats + local].person)):
                end_life(seat, a, b, lives, found)
            continue
        reckon(a.state[seat], a.worth, a.fates[seat])
        reckon(b.state[seat], b.worth, b.fates[seat])
        if lives.parted[seat] or alike(a.state, seat, b.state, seat):
            continue
        if lives.differs[seat] == 0 or not alike_but_for_scores(a.state, seat, b.state, seat):
            place.fresh[fresh] = local
            fresh += 1
    if fresh:
        found.trouble[NO_CAUSE] += find_causes(board, number, index, fresh, world, a, b, lives, place)
        note_partings(board, number, fresh, seats, a, b, lives, place, found)


@compiled
def note_partings(
    board: Any, number: int, fresh: int, seats: int, a: Side, b: Side, lives: Lives, place: Workplace, found: Found
) -> None:  # fmt: skip
    """Note for each life that differs or parts for the first time what made it so."""
    for each in range(fresh):
        seat = number * seats + int64(place.fresh[each])
        cause = int64(place.cause[each])
        if lives.differs[seat] == 0:
            lives.differs[seat] = cause
            found.differing[lives.group[seat], cause - 1] += 1
        if not alike_but_for_scores(a.state, seat, b.state, seat):
            lives.parted[seat] = cause
            found.parted[board.week, cause - 1] += 1
            found.parted_by_group[lives.group[seat], cause - 1] += 1


@compiled
def begin_lives(number: int, seats: int, a: Side, lives: Lives, found: Found) -> None:
    """Begin the lives of those who came into a seat this week."""
    for local in range(seats):
        seat = number * seats + local
        person = int64(a.state[seat].person)
        if not alive(person):
            continue
        lives.group[seat] = group_of(person)
        if lives.held[seat] == holders(person):
            continue
        lives.held[seat] = holders(person)
        lives.differs[seat] = lives.parted[seat] = 0
        found.lives[group_of(person)] += 1


@compiled
def end_life(seat: int, a: Side, b: Side, lives: Lives, found: Found) -> None:
    """Say whether a life that ends was harmed or helped by the second run's rules, and begin the tallies anew."""
    group = int64(lives.group[seat])
    cause = int64(lives.parted[seat]) if lives.parted[seat] else int64(lives.differs[seat])
    found.fates[group, cause, compared(a.fates[seat], b.fates[seat], found.ways[group])] += 1
    for item in range(a.fates.shape[1]):
        a.fates[seat, item] = 0
        b.fates[seat, item] = 0


@compiled
def conclude(number: int, world: World, a: Side, b: Side, lives: Lives, found: Found) -> None:
    """End the lives that go on when the runs end, and note where they end."""
    for local in range(world.seats):
        seat = number * world.seats + local
        if alive(int64(a.state[seat].person)):
            end_life(seat, a, b, lives, found)
            here, there = station(a.state[seat], a.rules[0].scored), station(b.state[seat], b.rules[0].scored)
            found.transitions[here, there] += 1


@compiled
def fold(side: Side, cluster: int, folding: Folding) -> None:
    """Add what was counted of a neighbourhood to its cluster's totals and the stretch's, and count from zero again."""
    for index in range(folding.cells.shape[0]):
        value = side.counts[folding.cells[index]]
        if value == 0:
            continue
        side.counts[folding.cells[index]] = 0
        for place in range(folding.first[index], folding.first[index + 1]):
            amount = value * folding.weight[place]
            side.sums[cluster, folding.target[place]] += amount
            side.yearly[folding.target[place]] += amount
