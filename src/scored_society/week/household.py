"""Household: the one ordered step that writes across the seats of a family.

It settles births, deaths, pairings and leaving home, which are drawn from the seed alone and read nothing that a rule
book can change, and counts how long frail elders have been without care.
"""

from __future__ import annotations

from numba import int64

from scored_society.tables.slots import BIRTH, DEATH, LEAVING, PAIRING
from scored_society.tables.world import World
from scored_society.week.birth import bear
from scored_society.week.board import ADULT, MINORS_HERE, MOST_SEATS, Board, count_at
from scored_society.week.census import LEAVINGS, PAIRINGS, Census
from scored_society.week.compiled import compiled
from scored_society.week.log import LEFT_HOME, PAIRED, Log, note
from scored_society.week.state import (
    FRAIL,
    State,
    age_in_weeks,
    age_in_years,
    alive,
    coupled,
    family,
    group_of,
    health,
    holders,
    neglect,
    parent,
    sex,
    with_coupled,
    with_family,
    with_neglect,
    with_parent,
)

OLDEST_NEWLYWED_GAP = 10 * 52
"""Weeks of age that may lie between two who pair."""
YOUNGEST_NEWLYWED = 20
"""Years of age from which one may pair."""
HUSBAND_OLDER = 2 * 52
"""Weeks by which a husband tends to be older; the nearest to this gap is chosen."""
NOBODY = -1
"""No seat."""
FARTHEST = 1 << 30
"""Weeks of age that never lie between two."""


@compiled
def household(board: Board, state: State, number: int, world: World, start: int, census: Census, log: Log) -> None:
    """Live the family side of one week in neighbourhood `number`; children born start with the score `start`."""
    first = number * world.seats
    for local in range(world.seats):
        event = board.proposal[local] - 1
        if event == DEATH:
            part(board, state, first, local, world)
        elif event == LEAVING:
            leave(board, state, first, local, world, census, log)
        elif event == PAIRING:
            pair(board, state, first, local, world, census, log)
        elif event == BIRTH:
            bear(board, state, first, local, world, start, census, log)
    if world.omission[0] >= 0:
        for local in range(world.seats):
            if alive(state[first + local].person) and health(state[first + local].person) == FRAIL:
                count_neglect(board, state, first, local, world)


@compiled
def count_neglect(board: Board, state: State, first: int, local: int, world: World) -> None:
    """Count one more week without care for a frail elder; from 0 after care, from 1 once somebody answered for it."""
    ties = int64(state[first + local].ties)
    weeks = neglect(ties) + 1
    if weeks > world.omission[1]:
        weeks = 1
    if board.cared_family[family(ties)] or board.cared_seat[local]:
        weeks = 0
    state[first + local].ties = with_neglect(ties, weeks)


@compiled
def dying(board: Board, local: int) -> bool:
    """Whether a seat's occupant dies this week."""
    return board.proposal[local] - 1 == DEATH


@compiled
def partner_of(board: Board, state: State, first: int, local: int, world: World) -> int:
    """Return the seat of the partner: of the same family, also coupled, of the other sex, nearest in age; or -1."""
    own, ties = int64(state[first + local].person), int64(state[first + local].ties)
    found, nearest = NOBODY, FARTHEST
    if not coupled(ties):
        return found
    for other in range(world.seats):
        person = int64(state[first + other].person)
        if not alive(person) or sex(person) == sex(own) or not coupled(state[first + other].ties):
            continue
        if family(state[first + other].ties) != family(ties):
            continue
        gap = abs(age_in_weeks(person, board.week) - age_in_weeks(own, board.week))
        if gap < nearest:
            found, nearest = other, gap
    return found


@compiled
def part(board: Board, state: State, first: int, local: int, world: World) -> None:
    """Settle the ties of somebody who dies this week: the widowed, the children, and minors left without an adult."""
    partner = partner_of(board, state, first, local, world)
    if partner >= 0:
        state[first + partner].ties = with_coupled(state[first + partner].ties, 0)
    home = family(state[first + local].ties)
    for other in range(world.seats):
        ties = int64(state[first + other].ties)
        if other != local and alive(state[first + other].person) and parent(ties) == local:
            state[first + other].ties = with_parent(ties, other)
    if count_at(board, home, MINORS_HERE) > 0 and adults_at_home(board, state, first, local, world) == 0:
        guardians = family_with_a_couple(board, state, first, local, world)
        if guardians >= 0:
            move_minors(board, state, first, home, guardians, world)


@compiled
def adults_at_home(board: Board, state: State, first: int, local: int, world: World) -> int:
    """Return how many other adults live with somebody, those who die this week left out."""
    count = 0
    for other in range(world.seats):
        person = int64(state[first + other].person)
        if other == local or not alive(person) or dying(board, other):
            continue
        if family(state[first + other].ties) == family(state[first + local].ties):
            count += age_in_years(person, board.week) >= ADULT
    return count


@compiled
def family_with_a_couple(board: Board, state: State, first: int, local: int, world: World) -> int:
    """Return the family of the first couple in another home, else of the first adult; -1 when there is none."""
    home, spare = family(state[first + local].ties), NOBODY
    for other in range(world.seats):
        person, ties = int64(state[first + other].person), int64(state[first + other].ties)
        if not alive(person) or dying(board, other) or family(ties) == home:
            continue
        if coupled(ties):
            return family(ties)
        if spare < 0 and age_in_years(person, board.week) >= ADULT:
            spare = family(ties)
    return spare


@compiled
def move_minors(board: Board, state: State, first: int, old: int, new: int, world: World) -> None:
    """Move the minors of a home without adults into another one."""
    for other in range(world.seats):
        ties, person = int64(state[first + other].ties), int64(state[first + other].person)
        if alive(person) and family(ties) == old and age_in_years(person, board.week) < ADULT:
            state[first + other].ties = with_family(ties, new)


@compiled
def free_family_number(state: State, first: int, world: World) -> int:
    """Return the lowest family number that nobody in the neighbourhood has."""
    taken = 0
    for candidate in range(MOST_SEATS):
        taken = 0
        for other in range(world.seats):
            if alive(state[first + other].person) and family(state[first + other].ties) == candidate:
                taken = 1
                break
        if not taken:
            return candidate
    return 0


@compiled
def leave(board: Board, state: State, first: int, local: int, world: World, census: Census, log: Log) -> None:
    """Leave the parents' home for one's own; the tie to the parent stays."""
    ties, person = int64(state[first + local].ties), int64(state[first + local].person)
    above = parent(ties)
    if coupled(ties) or above == local or family(state[first + above].ties) != family(ties):
        return
    if age_in_years(person, board.week) < ADULT or adults_at_home(board, state, first, local, world) == 0:
        return
    state[first + local].ties = with_family(ties, free_family_number(state, first, world))
    census.life[LEAVINGS, group_of(person)] += 1
    note(log, board.week, board.first_seat + local, holders(person) - 1, LEFT_HOME)


@compiled
def can_pair(board: Board, state: State, first: int, local: int) -> bool:
    """Whether somebody is free to pair."""
    person = int64(state[first + local].person)
    if not alive(person) or coupled(state[first + local].ties) or dying(board, local):
        return False
    return age_in_years(person, board.week) >= YOUNGEST_NEWLYWED


@compiled
def related(state: State, first: int, one: int, other: int) -> bool:
    """Whether two share a home, are parent and child, or have the same parent."""
    ties, others = int64(state[first + one].ties), int64(state[first + other].ties)
    above, others_above = parent(ties), parent(others)
    if family(ties) == family(others) or above == other or others_above == one:
        return True
    return above == others_above and above != one and others_above != other


@compiled
def pair(board: Board, state: State, first: int, local: int, world: World, census: Census, log: Log) -> None:
    """Pair with the free person of another home whose age suits best; minors who depend on either come along."""
    if not can_pair(board, state, first, local):
        return
    own = int64(state[first + local].person)
    wanted = age_in_weeks(own, board.week) + (HUSBAND_OLDER if sex(own) == 1 else -HUSBAND_OLDER)
    found, nearest = NOBODY, OLDEST_NEWLYWED_GAP
    for other in range(world.seats):
        if not can_pair(board, state, first, other) or sex(state[first + other].person) == sex(own):
            continue
        if related(state, first, local, other):
            continue
        gap = abs(age_in_weeks(state[first + other].person, board.week) - wanted)
        if gap < nearest:
            found, nearest = other, gap
    if found < 0:
        return
    home = free_family_number(state, first, world)
    for partner in (local, found):
        before = family(state[first + partner].ties)
        alone = adults_at_home(board, state, first, partner, world) == 0
        state[first + partner].ties = with_coupled(with_family(state[first + partner].ties, home), 1)
        if alone:
            move_minors(board, state, first, before, home, world)
        person = int64(state[first + partner].person)
        census.life[PAIRINGS, group_of(person)] += 1
        note(
            log,
            board.week,
            board.first_seat + partner,
            holders(person) - 1,
            PAIRED,
            board.first_seat + (local + found - partner),
        )
