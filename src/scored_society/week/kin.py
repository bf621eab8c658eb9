"""Kin: what a parent's listing means for a child, as of last week's end."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.board import ADULT_WEEKS, ALIVE, BURDENED, LISTED_HERE, Board, count_at
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.state import (
    State,
    age_in_weeks,
    alive,
    coupled,
    family,
    group_of,
    parent,
    route,
    sex,
    wrongly,
)

CHILD_WEEKS = 25 * 52
"""Up to this age a parent's listing can be held against a child."""


@compiled
def extend_to_children(board: Board, first: int, world: World, rules: Rules, state: State, census: Census) -> None:
    """Hold a parent's listing against those up to 24 years of age, as a rule book may, and count the minors."""
    sums = board.sums
    for index in range(sums[ALIVE]):
        local = int64(board.alive[index])
        person = int64(state[first + local].person)
        weeks = age_in_weeks(person, board.week)
        if weeks >= CHILD_WEEKS:
            continue
        parent_is, wrongly_so = listed_parent(board, state, first, local, world)
        if not parent_is:
            continue
        census.children_of_listed[group_of(person)] += int(weeks < ADULT_WEEKS)
        if not rules.mask_parent:
            continue
        before = int64(board.holding[local])
        if before == 0:
            board.burdened[sums[BURDENED]] = local
            sums[BURDENED] += 1
        board.holding[local] = before | rules.mask_parent
        undeserved = int64(board.undeserved[local])
        if wrongly_so:
            board.undeserved[local] = undeserved | (rules.mask_parent & ~before)
        else:
            board.undeserved[local] = undeserved & ~rules.mask_parent


@compiled
def listed_parent(board: Board, state: State, first: int, local: int, world: World) -> tuple[bool, bool]:
    """Return whether a parent is on the list, and whether wrongly: the known one, or their partner at home."""
    above = parent(state[first + local].ties)
    if above == local or not alive(state[first + above].person):
        return False, False
    listing = int64(state[first + above].listing)
    found, deserved = route(listing) > 0, route(listing) > 0 and not wrongly(listing)
    ties = int64(state[first + above].ties)
    if coupled(ties) and count_at(board, family(ties), LISTED_HERE) > int(found):
        for other in range(world.seats):
            person, others = int64(state[first + other].person), int64(state[first + other].ties)
            if other == above or not alive(person) or family(others) != family(ties) or not coupled(others):
                continue
            if sex(person) == sex(state[first + above].person) or parent(others) == above or parent(ties) == other:
                continue
            listing = int64(state[first + other].listing)
            found = found or route(listing) > 0
            deserved = deserved or (route(listing) > 0 and not wrongly(listing))
    return found, found and not deserved
