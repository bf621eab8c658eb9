"""One week of one neighbourhood, phase by phase, in the fixed order.

serve · act · witness · score · blacklist · household · adapt · age · apply: `apply` last, `serve` first, nothing in
between. Each person reads the bulletin, the board and the family as of last week's end and writes its own seat; only
`household` writes across the seats of a family.
"""

from __future__ import annotations

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.tables.rules import Rules
from scored_society.tables.slots import ACT, JOB_LOSS, NEED, NEWS, REQUEST, SHUT_OUT, TALK, WRONG_RECORD
from scored_society.tables.timetable import RANGE_CHANGED, SCORING_BEGINS, UNCHANGED
from scored_society.tables.world import World
from scored_society.week.act import can, natural_chance, proposed
from scored_society.week.adapt import (
    hear_news,
    hear_of_the_famous,
    hears_at_once,
    talk,
)
from scored_society.week.age import age, ages, follow_in_fame
from scored_society.week.apply import apply, count, count_minds
from scored_society.week.blacklist import delist, strike_off
from scored_society.week.board import (
    ACTS,
    ADULT_WEEKS,
    ALIVE,
    BURDENED,
    COLLECTORS,
    HEARD,
    LISTED,
    PROPOSED,
    SEEN,
    WAITING,
    Board,
    draw_proposals,
    read_board,
)
from scored_society.week.bulletin import Bulletin
from scored_society.week.burdens import bear
from scored_society.week.census import Census
from scored_society.week.collectors import hire
from scored_society.week.compiled import compiled, inlined
from scored_society.week.deeds import Words, decide, do, stand, suffer
from scored_society.week.feedback import acted_on, mend, sought
from scored_society.week.household import household
from scored_society.week.intervene import Interventions, intervene
from scored_society.week.kin import extend_to_children
from scored_society.week.log import RESET, Log, note
from scored_society.week.request import ask, check_chance, turn_away
from scored_society.week.score import clamped, fade
from scored_society.week.serve import serve
from scored_society.week.state import (
    Memory,
    State,
    age_in_weeks,
    alive,
    aware,
    clean,
    clear_tally,
    has_birthday,
    holders,
    queues,
    route,
    score,
    with_aware,
    with_clean,
    with_score,
)
from scored_society.week.witness import wrong_record_chance
from scored_society.week.work import lose_work

WEEKS_OF_A_QUARTER = 13
"""Weeks of a quarter of a year."""
MOST_REMEMBERED = (1 << 16) - 1
"""Acts of a week that a neighbourhood remembers at the most."""
ASKS = 100
"""Among the life events of the week, that + a good's index marks that the need for it arose."""


@compiled
def live(
    board: Board, number: int, transition: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    memory: Memory, interventions: Interventions, census: Census, applicants: NDArray[np.int32],
    used: NDArray[np.int64], log: Log,
) -> None:  # fmt: skip
    """Live one week in neighbourhood `number` of `state`.

    One phase is lived by all who have it before them, then the next: nobody reads of others what they wrote this week.
    """
    first, sums = number * world.seats, board.sums
    read_board(board, state, memory, number, world, rules)
    for index in range(sums[WAITING]):
        serve(board, first + board.waiting[index], world, rules, bulletin, state, census, log)
    if begin(board, first, transition, world, rules, state, census, log):
        read_board(board, state, memory, number, world, rules)
    sums[HEARD] = bulletin.heard_share
    if sums[LISTED]:
        extend_to_children(board, first, world, rules, state, census)
    for index in range(sums[BURDENED]):
        local = int64(board.burdened[index])
        bear(board, local, first + local, world, rules, state, census, log)
    draw_proposals(board, world.slot_end, world.mirror)
    for index in range(sums[PROPOSED]):
        consider(board, number, int64(board.proposed[index]), world, rules, bulletin, state, census, log)
    intervene(board, number, interventions, world, rules, state, census, log)
    hear_together(board, first, bulletin, world, state, log)
    assess(board, first, world, rules, state, census, log)
    for index in range(sums[LISTED]):
        delist(board, first + board.listed[index], rules, state, census, log)
    household(board, state, number, world, rules.start, census, log)
    end(board, first, world, rules, state, applicants, used, census, log)
    if board.week % WEEKS_PER_YEAR == 0 or transition != UNCHANGED:
        hire(board, state, number, world, rules, log)
    memory[number, 0] = min(sums[ACTS], MOST_REMEMBERED)
    memory[number, 1] = min(sums[SEEN], MOST_REMEMBERED)


@compiled
def begin(
    board: Board, first: int, transition: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> bool:
    """Begin the year, and a new rule book where one begins; return whether scores or listings changed by it."""
    if board.week % WEEKS_PER_YEAR == 0:
        for index in range(board.sums[ALIVE]):
            clear_tally(state[first + board.alive[index]])
    if transition < RANGE_CHANGED:
        return False
    for index in range(board.sums[ALIVE]):
        change_scale(board, first + board.alive[index], transition, world, rules, state, census, log)
    return True


@compiled
def hear_together(board: Board, first: int, bulletin: Bulletin, world: World, state: State, log: Log) -> None:
    """Let all adults hear of the celebrities who were listed last week, if there were any."""
    if bulletin.famous_share == 0:
        return
    for index in range(board.sums[ALIVE]):
        local = int64(board.alive[index])
        if age_in_weeks(state[first + local].person, board.week) >= ADULT_WEEKS:
            word = int64(board.words[3, index])
            hear_of_the_famous(board, first + local, bulletin.famous_share, word, world, state, log)


@compiled
def assess(board: Board, first: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Make entries that no draw brings: omissions, standings at a quarter's end, and what fades on birthdays."""
    quarter_ends = board.week % WEEKS_OF_A_QUARTER == WEEKS_OF_A_QUARTER - 1
    fades = rules.fading or rules.lapses
    for index in range(board.sums[ALIVE]):
        local = int64(board.alive[index])
        if board.due[local]:
            do(board, first + local, world.omission[0], 0, world, rules, state, census, log)
        if quarter_ends:
            stand(board, first + local, world, rules, state, census, log)
        if fades and has_birthday(age_in_weeks(state[first + local].person, board.week)):
            fade(board, first + local, rules, state, log)


@compiled
def end(
    board: Board, first: int, world: World, rules: Rules, state: State, applicants: NDArray[np.int32],
    used: NDArray[np.int64], census: Census, log: Log,
) -> None:  # fmt: skip
    """Let a week of age pass for everybody, apply, and count."""
    people, of_working_age = 0, 0
    quarter_ends = board.week % WEEKS_OF_A_QUARTER == WEEKS_OF_A_QUARTER - 1
    seats = world.seats
    for local in range(seats):
        seat, event = first + local, board.proposal[local] - 1
        if not alive(state[seat].person):
            continue
        if ages(board, int64(state[seat].person), event):
            mend(board, local, seat, world, rules, state)
            age(board, seat, event, world, state, census, log)
            if not alive(state[seat].person):
                continue
        if event >= ASKS or queues(state[seat].more):
            apply(board, local, seat, event - ASKS, world, rules, state, applicants, used, census, log)
        of_working_age += count(board, seat, quarter_ends, rules, state, census)
        people += 1
    count_minds(board, world.neighbours_trust[board.sums[COLLECTORS]], census)
    if board.first_seat == 0 and world.famous:
        follow_in_fame(board, first, world, state, census, log)
    census.people_in[board.region] += people
    census.workers_in[board.region] += of_working_age
    census.collectors[board.region] += board.sums[COLLECTORS]


@compiled
def words_of(board: Board, index: int) -> Words:
    """Return the four words of what is proposed this week to one of those in `alive`."""
    words = board.words
    return int64(words[0, index]), int64(words[1, index]), int64(words[2, index]), int64(words[3, index])


@compiled
def change_scale(
    board: Board, seat: int, transition: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> None:
    """Bring a score to a new rule book: to its start where scoring begins, into its range where that has changed."""
    record, listing = int64(state[seat].record), int64(state[seat].listing)
    before = score(record)
    if transition == RANGE_CHANGED:
        record = with_clean(with_score(record, clamped(before, rules)), clamped(clean(record), rules))
    else:
        record = with_clean(with_score(record, rules.start), rules.start)
        if route(listing):
            strike_off(board, seat, 0, state, census, log)
            listing = int64(state[seat].listing)
        clear_tally(state[seat])
    if transition == SCORING_BEGINS:
        listing = with_aware(listing, aware(listing) | hears_at_once(board, seat, world, state))
    state[seat].record = record
    state[seat].listing = listing
    if transition != RANGE_CHANGED or score(record) != before:
        place = board.shift + seat
        note(log, board.week, place, holders(state[seat].person) - 1, RESET, transition, before, score(record))


@inlined
def consider(
    board: Board, number: int, index: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Keep what was proposed, or not (thinning), and let it happen; what befalls the family waits for `household`."""
    local, words = int64(board.alive[index]), words_of(board, index)
    seat = number * world.seats + local
    slot = proposed(words[0], world)
    kind, item = world.slot_kind[slot], world.slot_item[slot]
    if kind == WRONG_RECORD:
        width = world.slot_first[slot + 1] - world.slot_first[slot]
        if words[1] < wrong_record_chance(board, seat, item, width, rules, bulletin, state):
            suffer(board, seat, item, words[2], world, rules, bulletin, state, census, log)
        return
    chance = natural_chance(board, seat, slot, words[1], world, state)
    if kind == ACT:
        chance = acted_on(board, local, seat, item, chance, world, rules, state)
        if words[1] < chance + (chance * rules.rise >> 16) and can(board, number, local, item, world, state):
            decide(board, seat, item, chance, words, world, rules, bulletin, state, census, log)
        return
    if kind == NEED:
        chance = sought(board, local, seat, item, chance, world, rules, state)
    if words[1] >= chance:
        return
    if kind == NEED:
        board.proposal[local] = ASKS + 1 + item
    elif kind == REQUEST:
        ask(board, local, seat, item, words[2], world, rules, state, census, log)
    elif kind == SHUT_OUT:
        width = world.slot_first[slot + 1] - world.slot_first[slot]
        if words[2] < check_chance(item, width, rules):
            turn_away(board, seat, item, state, census, log)
    elif item == TALK or item == NEWS:
        hear(board, seat, item, words, world, rules, bulletin, state, log)
    elif item == JOB_LOSS:
        if lose_work(board, local, seat, words[2], world, rules, state, census, log):
            board.proposal[local] = ASKS + 1 + world.post
    else:
        board.proposal[local] = item + 1


@compiled
def hear(
    board: Board, seat: int, item: int, words: Words, world: World, rules: Rules, bulletin: Bulletin, state: State,
    log: Log,
) -> None:  # fmt: skip
    """Talk of the scheme with a neighbour, or read of the list: the more are listed, the likelier."""
    if age_in_weeks(state[seat].person, board.week) < ADULT_WEEKS:
        return
    if item == TALK:
        if rules.scored:
            talk(board, seat, words[2], words[3], world, state, log)
    elif words[2] < bulletin.listed_share:
        hear_news(board, seat, words[3], world, state, log)
