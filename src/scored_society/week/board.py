"""The neighbourhood board: what people of one neighbourhood know of each other, as of last week's end."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.channels import MOST_COLLECTORS
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.census import GROUPS
from scored_society.week.compiled import compiled, inlined
from scored_society.week.draws import PROPOSAL, draw
from scored_society.week.state import (
    FRAIL,
    FULL_BELIEF,
    Memory,
    State,
    age_in_weeks,
    age_in_years,
    alive,
    aware,
    clean,
    collector,
    family,
    health,
    holders,
    income,
    minority,
    neglect,
    parent,
    platform,
    queues,
    route,
    score,
    wrongly,
)

ADULT = 18
"""Years of age."""
ELDER = 60
"""Years of age."""
ADULT_WEEKS, ELDER_WEEKS = ADULT * 52, ELDER * 52
"""The same in weeks: what is asked of everybody every week should not take a division."""
OLDEST_CARER = 75
"""Years of age up to which somebody answers for an elder."""
MOST_SEATS = 256
"""Seats of a neighbourhood at the most."""

Small = NDArray[np.int16]


class Board(NamedTuple):
    """One neighbourhood in one week: where, when, and what its people know; arrays by family number or local seat."""

    seed: int
    week: int
    first_seat: int
    shift: int  # what makes a seat of `state` a seat of the whole society: add it
    region: int
    due: Small  # [256] by seat: answers for an elder who has been without care for too long
    proposal: Small  # [256] by seat: 1 + the life event that befalls them this week
    cared_family: Small  # [256] by family: somebody cared for its elders this week
    cared_seat: Small  # [256] by seat: somebody outside the family cared for them this week
    alive: Small  # [256] the local seats of those who are alive, one after the other
    waiting: Small  # [256] those of them who wait for rationed goods
    listed: Small  # [256] those of them who are on the list
    burdened: Small  # [256] those of them under some sanction
    proposed: Small  # [256] the places in `alive` of those to whom something is proposed this week
    home_income: Small  # [256] by seat: of those who come of age this week, the fifth of their home's income
    homes: NDArray[np.int64]  # [256] by family: elders, minors, collectors and listed adults, HOME_BITS each
    holding: NDArray[np.int32]  # [256] by seat: bits of the sanctions that hold against them
    undeserved: NDArray[np.int32]  # [256] by seat: those of them that would not hold on the clean record
    felt: NDArray[np.int32]  # [256] by seat: those of them that are felt this week
    occupant: NDArray[np.uint32]  # [256] in the order of `alive`: which holder of the seat lives there, from 0
    words: NDArray[np.uint32]  # [4, 256] in the order of `alive`: the words of what is proposed to them this week
    minds: NDArray[np.int64]  # [6] by group: adults, how many are aware, their belief and their trust, MIND_BITS each
    sums: NDArray[np.int64]  # see below


HOME_BITS = 16
"""Bits of each of the four counts of `homes`."""
ELDERS_HERE, MINORS_HERE, COLLECTORS_HERE, LISTED_HERE = range(0, 4 * HOME_BITS, HOME_BITS)
"""Bits of a number of `homes` below each of its counts: elders, minors, collectors and listed adults."""
MIND_BITS = 16
"""Bits of each of the four sums of `minds`: side by side, one addition a person does for all."""
SUMS = 14
"""Items of `sums`."""
BOARD = np.dtype(
    (
        np.record,
        [(name, np.int64) for name in Board._fields[:5]]
        + [(name, np.int16, (MOST_SEATS,)) for name in Board._fields[5:-8]]
        + [("homes", np.int64, (MOST_SEATS,)), ("holding", np.int32, (MOST_SEATS,))]
        + [("undeserved", np.int32, (MOST_SEATS,)), ("felt", np.int32, (MOST_SEATS,))]
        + [("occupant", np.uint32, (MOST_SEATS,)), ("words", np.uint32, (4, MOST_SEATS))]
        + [("minds", np.int64, (GROUPS,)), ("sums", np.int64, (SUMS,))],
    )
)
"""The block of a board; it is written anew for each neighbourhood and week."""
COLLECTORS, COLLECTORS_OF_MINORITY, AWARE_SHARE, SEEN_SHARE, ACTS, SEEN, ALIVE, WAITING, LISTED, BURDENED, PROPOSED = (
    range(11)
)
PLATFORM, ADULTS, HEARD = 11, 12, 13
"""Items of `sums`: collectors around, and those of them of minority descent; share of adults who are aware, in 1/2³²;
share of scored acts of last week that were seen, in 1/31 (-1 when there were none); scored acts of this week, and those
of them that were seen; how many stand in the lists `alive`, `waiting`, `listed`, `burdened` and `proposed`; the mean of
the payment platform's score, in thousandths; adults; the chance that an appeal of this week is heard, in 1/2³²."""


@compiled
def clear_board(board: Board) -> None:
    """Wipe the board of the neighbourhood before."""
    for index in range(MOST_SEATS):
        board.homes[index] = 0
        board.holding[index] = 0
        board.undeserved[index] = 0
        board.felt[index] = 0
        board.due[index] = 0
        board.proposal[index] = 0
        board.cared_family[index] = 0
        board.cared_seat[index] = 0
    for index in range(SUMS):
        board.sums[index] = 0


@compiled
def read_board(board: Board, state: State, memory: Memory, number: int, world: World, rules: Rules) -> None:
    """Write the board of neighbourhood `number` from the state at last week's end."""
    clear_board(board)
    adults, informed, collectors, of_minority = 0, 0, 0, 0
    living, queueing, listed, burdened, platforms = 0, 0, 0, 0, 0
    first, seats, week = number * world.seats, world.seats, board.week  # read once: what is written may lie anywhere
    for local in range(seats):
        seat = first + local
        person = int64(state[seat].person)
        if not alive(person):
            continue
        listing, ties, more = int64(state[seat].listing), int64(state[seat].ties), int64(state[seat].more)
        board.alive[living] = local
        board.occupant[living] = holders(person) - 1
        board.waiting[queueing] = local
        board.listed[listed] = local
        living += 1
        queueing += queues(more)
        listed += route(listing) > 0
        board.burdened[burdened] = local
        burdened += hold(board, local, int64(state[seat].record), listing, rules)
        home, weeks = family(ties), age_in_weeks(person, week)
        adult = int(weeks >= ADULT_WEEKS)  # as a number: nobody could foretell who is one, the processor neither
        here = int(weeks >= ELDER_WEEKS) << ELDERS_HERE | 1 - adult << MINORS_HERE
        here |= (adult & int(route(listing) > 0)) << LISTED_HERE
        adults += adult
        platforms += platform(more) * adult
        informed += aware(listing) & adult
        if rules.hired and collector(listing) & adult and score(state[seat].record) >= rules.trusted_from:
            collectors += 1
            of_minority += minority(person)
            here |= 1 << COLLECTORS_HERE
        board.homes[home] += here
        if weeks == ADULT_WEEKS:
            board.home_income[local] = income_at_home(state, first, local)
        if health(person) == FRAIL and world.omission[0] >= 0 and neglect(ties) == world.omission[1]:
            blame(board, state, number, local, world)
    board.sums[COLLECTORS] = min(collectors, MOST_COLLECTORS)
    board.sums[COLLECTORS_OF_MINORITY] = min(of_minority, MOST_COLLECTORS)
    board.sums[PLATFORM], board.sums[ADULTS] = platforms // adults if adults else 0, adults
    board.sums[AWARE_SHARE] = (informed << 32) // adults if adults else 0
    board.sums[ALIVE], board.sums[WAITING], board.sums[LISTED] = living, queueing, listed
    board.sums[BURDENED] = burdened
    acts = int64(memory[number, 0])
    board.sums[SEEN_SHARE] = FULL_BELIEF * int64(memory[number, 1]) // acts if acts else -1


@compiled
def income_at_home(state: State, first: int, local: int) -> int:
    """Return the fifth of a home's income: a parent's who lives there, else one's own since birth."""
    seat, above = first + local, first + parent(state[first + local].ties)
    at_home = alive(state[above].person) and family(state[above].ties) == family(state[seat].ties)
    return int(income(state[above].person) if at_home else income(state[seat].person))


@compiled
def count_at(board: Board, home: int, which: int) -> int:
    """Return how many of a kind live in a home: ELDERS_HERE, MINORS_HERE, COLLECTORS_HERE or LISTED_HERE."""
    return board.homes[home] >> which & (1 << HOME_BITS) - 1


@inlined
def hold(board: Board, local: int, record: int, listing: int, rules: Rules) -> int:
    """Work out which sanctions hold against somebody by their own score and listing; return whether any does."""
    if score(record) > rules.mask_up_to and not route(listing):
        return 0
    mask, deserved = rules.mask_at_score[score(record)], rules.mask_at_score[clean(record)]
    if route(listing):
        mask |= rules.mask_listed[route(listing)]
        if not wrongly(listing):
            deserved |= rules.mask_listed[route(listing)]
    board.holding[local] = mask
    board.undeserved[local] = mask & ~deserved
    return int(mask != 0)


@compiled
def draw_proposals(board: Board, slot_end: int, mirror: int) -> None:
    """Draw what is proposed to everybody this week, and list those whose word falls into a slot (below `slot_end`).

    All at once, one like the other, so that the processor takes several abreast: it does so only where seed, week and
    seat are read before, since what is written may lie anywhere on the board. With a `mirror` of all ones instead of
    zero, the unit interval is read from its other end.
    """
    seed, week, first, living = board.seed, board.week, board.first_seat, board.sums[ALIVE]
    seats, occupant, words = board.alive, board.occupant, board.words
    for index in range(living):
        word_0, word_1, word_2, word_3 = draw(
            seed, first + int64(seats[index]), int64(occupant[index]), week, PROPOSAL, 0
        )
        words[0, index] = word_0 ^ mirror
        words[1, index] = word_1
        words[2, index] = word_2
        words[3, index] = word_3
    count = 0
    for index in range(living):
        board.proposed[count] = index
        count += int64(words[0, index]) < slot_end
    board.sums[PROPOSED] = count


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
    own = int(age_in_weeks(state[seat].person, board.week) >= ELDER_WEEKS)
    if count_at(board, family(ties), ELDERS_HERE) > own:
        return True
    above = number * world.seats + parent(ties)
    person = int64(state[above].person)
    return above != seat and alive(person) == 1 and age_in_weeks(person, board.week) >= ELDER_WEEKS
