"""The neighbourhood board: what people of one neighbourhood know of each other, as of last week's end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.rules import MOST_COLLECTORS, Rules
from scored_society.tables.world import World
from scored_society.week.compiled import compiled
from scored_society.week.state import (
    FRAIL,
    FULL_BELIEF,
    Memory,
    State,
    age_in_years,
    alive,
    aware,
    collector,
    family,
    health,
    neglect,
    parent,
    score,
)

ADULT = 18
ELDER = 60
OLDEST_CARER = 75
MOST_SEATS = 256

Small = NDArray[np.int16]


class Board(NamedTuple):
    """One neighbourhood in one week: where, when, and what its people know; arrays by family number or local seat."""

    seed: int
    week: int
    first_seat: int
    region: int
    elders: Small  # [256] by family
    minors: Small  # [256] by family
    family_collectors: Small  # [256] by family
    due: Small  # [256] by seat: answers for an elder who has been without care for too long
    proposal: Small  # [256] by seat: 1 + the life event that befalls them this week
    cared_family: Small  # [256] by family: somebody cared for its elders this week
    cared_seat: Small  # [256] by seat: somebody outside the family cared for them this week
    sums: Small  # see below


BOARD = np.dtype(
    (
        np.record,
        [(name, np.int64) for name in Board._fields[:4]]
        + [(name, np.int16, (MOST_SEATS,)) for name in Board._fields[4:-1]]
        + [("sums", np.int64, (5,))],
    )
)
"""The block of a board; it is written anew for each neighbourhood and week."""
COLLECTORS, AWARE_SHARE, SEEN_SHARE, ACTS, SEEN = range(5)
"""Items of `sums`: collectors around; share of adults who are aware, in 1/2³²; share of scored acts of last week that
were seen, in 1/31 (-1 when there were none); scored acts of this week, and those of them that were seen."""


@compiled
def clear_board(board: Board) -> None:
    """Wipe the board of the neighbourhood before."""
    for index in range(MOST_SEATS):
        board.elders[index] = 0
        board.minors[index] = 0
        board.family_collectors[index] = 0
        board.due[index] = 0
        board.proposal[index] = 0
        board.cared_family[index] = 0
        board.cared_seat[index] = 0
    for index in range(5):
        board.sums[index] = 0


@compiled
def read_board(board: Board, state: State, memory: Memory, number: int, world: World, rules: Rules) -> None:
    """Write the board of neighbourhood `number` from the state at last week's end."""
    clear_board(board)
    adults, informed, collectors = 0, 0, 0
    for local in range(world.seats):
        seat = number * world.seats + local
        person = int64(state[seat].person)
        if not alive(person):
            continue
        years = age_in_years(person, board.week)
        home = family(state[seat].ties)
        if years >= ELDER:
            board.elders[home] += 1
        if years < ADULT:
            board.minors[home] += 1
            continue
        adults += 1
        listing = int64(state[seat].listing)
        informed += aware(listing)
        if rules.hired and collector(listing) and score(state[seat].record) >= rules.trusted_from:
            collectors += 1
            board.family_collectors[home] += 1
        if health(person) == FRAIL and world.omission[0] >= 0 and neglect(state[seat].ties) == world.omission[1]:
            blame(board, state, number, local, world)
    board.sums[COLLECTORS] = min(collectors, MOST_COLLECTORS)
    board.sums[AWARE_SHARE] = (informed << 32) // adults if adults else 0
    acts = int64(memory[number, 0])
    board.sums[SEEN_SHARE] = FULL_BELIEF * int64(memory[number, 1]) // acts if acts else -1


@compiled
def blame(board: Board, state: State, number: int, elder: int, world: World) -> None:
    """Name who answers for a frail elder without care: a child of theirs here, else the first adult of their home.

    Kin elsewhere are a drawn stub and answer for nobody. People above 75 answer for nobody either.
    """
    at_home = -1
    for local in range(world.seats):
        seat = number * world.seats + local
        person = int64(state[seat].person)
        if local == elder or not alive(person):
            continue
        years = age_in_years(person, board.week)
        if years < ADULT or years > OLDEST_CARER or health(person) == FRAIL:
            continue
        if parent(state[seat].ties) == elder:
            board.due[local] = 1
            return
        if at_home < 0 and family(state[seat].ties) == family(state[number * world.seats + elder].ties):
            at_home = local
    if at_home >= 0:
        board.due[at_home] = 1


@compiled
def has_elder_relative(board: Board, state: State, number: int, local: int, world: World) -> bool:
    """Whether an elder of the family lives at home or elsewhere in the neighbourhood."""
    seat = number * world.seats + local
    ties = int64(state[seat].ties)
    own = 1 if age_in_years(state[seat].person, board.week) >= ELDER else 0
    if board.elders[family(ties)] > own:
        return True
    above = number * world.seats + parent(ties)
    return above != seat and alive(state[above].person) == 1 and age_in_years(state[above].person, board.week) >= ELDER
