"""Birth: a child takes the first empty seat of its neighbourhood."""

from __future__ import annotations

from numba import int64

from scored_society.tables.channels import PLATFORM_SCALE
from scored_society.tables.world import World
from scored_society.week.board import Board
from scored_society.week.census import BIRTHS, NO_HOLDER, NO_SEAT, Census
from scored_society.week.character import traits_of
from scored_society.week.compiled import compiled
from scored_society.week.draws import BORN as BORN_DRAW
from scored_society.week.draws import FAME, draw
from scored_society.week.log import BORN, Log, note
from scored_society.week.state import (
    BIRTH_OFFSET,
    MOST_HOLDERS,
    State,
    alive,
    coupled,
    family,
    group_of,
    holders,
    income,
    minority,
    residence,
    sex,
    with_alive,
    with_belief,
    with_born,
    with_clean,
    with_family,
    with_famous,
    with_holders,
    with_income,
    with_limited,
    with_minority,
    with_parent,
    with_platform,
    with_residence,
    with_score,
    with_sex,
    with_trust,
)


@compiled
def empty_seat(state: State, first: int, world: World) -> int:
    """Return the first empty seat of a neighbourhood, or -1."""
    for local in range(world.seats):
        if not alive(state[first + local].person):
            return local
    return -1


@compiled
def bear(
    board: Board, state: State, first: int, mother: int, world: World, start: int, census: Census, log: Log
) -> None:
    """Let a mother who lives with a partner have a child; a full neighbourhood is an error of the run, never a drop."""
    person, ties = int64(state[first + mother].person), int64(state[first + mother].ties)
    if sex(person) != 1 or not coupled(ties):
        return
    local = empty_seat(state, first, world)
    if local < 0:
        census.trouble[NO_SEAT] += 1
        return
    occupant = holders(state[first + local].person)
    if occupant >= MOST_HOLDERS:
        census.trouble[NO_HOLDER] += 1
        return
    girl, limits, _, _ = draw(board.seed, board.first_seat + local, occupant, 0, BORN_DRAW, 0)
    child = with_holders(with_alive(0, 1), occupant + 1)
    child = with_born(child, board.week + BIRTH_OFFSET)
    child = with_sex(child, int(girl >= world.male_at_birth))
    child = with_residence(with_minority(child, minority(person)), residence(person))
    child = with_limited(with_income(child, income(person)), int(limits < world.limited[0]))
    state[first + local].person = child
    ties = with_belief(with_parent(with_family(0, family(ties)), mother), world.belief)
    state[first + local].ties = with_trust(ties, world.trust)
    state[first + local].record = with_clean(with_score(0, start), start)
    state[first + local].traits = traits_of(board.seed, board.first_seat + local, occupant, world)
    fame = draw(board.seed, board.first_seat + local, occupant, 0, FAME, 0)[0] < world.famous
    state[first + local].more = with_platform(with_famous(0, int(fame)), PLATFORM_SCALE // 2)
    census.life[BIRTHS, group_of(child)] += 1
    note(log, board.week, board.first_seat + local, occupant, BORN, board.first_seat + mother)
