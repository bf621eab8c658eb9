"""One week of one neighbourhood, phase by phase, in the fixed order.

serve · act · witness · score · blacklist · household · adapt · age · apply: `apply` last, `serve` first, nothing in
between. Each person reads the bulletin, the board and the family as of last week's end and writes its own seat; only
`household` writes across the seats of a family.
"""

from __future__ import annotations

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.rules import Rules
from scored_society.tables.slots import ACT, LIFE_EVENT, NEED, NEWS, TALK, WRONG_RECORD
from scored_society.tables.timetable import RANGE_CHANGED, SCORING_BEGINS, UNCHANGED
from scored_society.tables.world import World
from scored_society.week.act import can, natural_chance, proposed, response
from scored_society.week.adapt import experience, hear_news, hears_at_once, notice_entry, talk
from scored_society.week.age import age, ages
from scored_society.week.apply import apply, count
from scored_society.week.blacklist import delist, enlist, strike_off
from scored_society.week.board import (
    ACTS,
    ADULT,
    ALIVE,
    COLLECTORS,
    LISTED,
    PROPOSED,
    SEEN,
    WAITING,
    Board,
    draw_proposals,
    read_board,
)
from scored_society.week.bulletin import Bulletin
from scored_society.week.census import Census
from scored_society.week.collectors import hire
from scored_society.week.compiled import compiled, inlined
from scored_society.week.household import household
from scored_society.week.log import ACT as ACT_LINE
from scored_society.week.log import RESET, WITHHELD, Log, note
from scored_society.week.score import clamped, enter, fade
from scored_society.week.serve import serve
from scored_society.week.state import (
    FULL_BELIEF,
    Memory,
    State,
    age_in_weeks,
    age_in_years,
    alive,
    aware,
    clean,
    clear_tally,
    family,
    group_of,
    holders,
    parent,
    quarters,
    route,
    score,
    waiting,
    with_aware,
    with_clean,
    with_quarters,
    with_score,
)
from scored_society.week.witness import which_wrong_record, witness, wrong_record_chance

Words = tuple[int, int, int, int]
GOOD = 0
"""The one rationed good of a society, for now."""
WEEKS_OF_A_QUARTER = 13
FULL_QUARTERS = 3
ASKS = 100
"""Marks, among the life events of the week, that the need for the good arose."""


@compiled
def live(
    board: Board, number: int, transition: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    memory: Memory, census: Census, applicants: NDArray[np.int32], used: NDArray[np.int64], log: Log,
) -> None:  # fmt: skip
    """Live one week in neighbourhood `number` of `state`.

    One phase is lived by all who have it before them, then the next: nobody reads of others what they wrote this week.
    """
    first = number * world.seats
    read_board(board, state, memory, number, world, rules)
    sums = board.sums
    for index in range(sums[WAITING]):
        serve(board, first + board.waiting[index], GOOD, bulletin, state, census, log)
    begin(board, first, transition, world, rules, state, census, log)
    draw_proposals(board, world.slot_end)
    for index in range(sums[PROPOSED]):
        consider(board, number, int64(board.proposed[index]), world, rules, bulletin, state, census, log)
    assess(board, first, world, rules, state, census, log)
    for index in range(sums[LISTED]):
        delist(board, first + board.listed[index], state, census, log)
    household(board, state, number, world, rules.start, census, log)
    people = 0
    for local in range(world.seats):
        seat = first + local
        if not alive(state[seat].person):
            continue
        event = board.proposal[local] - 1
        if ages(board, int64(state[seat].person), event):
            age(board, seat, event, world, state, census, log)
            if not alive(state[seat].person):
                continue
        if event == ASKS or waiting(state[seat].ties):
            apply(board, seat, GOOD, int(event == ASKS), world, rules, state, applicants, used, census, log)
        count(board, seat, state, census)
        people += 1
    if board.week % 52 == 0 or transition != UNCHANGED:
        hire(board, state, number, world, rules, log)
    census.people_in[board.region] += people
    census.collectors[board.region] += sums[COLLECTORS]
    memory[number, 0] = min(sums[ACTS], 0xFFFF)
    memory[number, 1] = min(sums[SEEN], 0xFFFF)


@compiled
def begin(
    board: Board, first: int, transition: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> None:
    """Begin the year, and a new rule book where one begins."""
    if board.week % 52 == 0:
        for index in range(board.sums[ALIVE]):
            clear_tally(state[first + board.alive[index]])
    if transition >= RANGE_CHANGED:
        for index in range(board.sums[ALIVE]):
            change_scale(board, first + board.alive[index], transition, world, rules, state, census, log)


@compiled
def assess(board: Board, first: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Make entries that no draw brings: omissions, standings at a quarter's end, and what fades on birthdays."""
    quarter_ends = board.week % WEEKS_OF_A_QUARTER == WEEKS_OF_A_QUARTER - 1
    for index in range(board.sums[ALIVE]):
        local = int64(board.alive[index])
        if board.due[local]:
            do(board, first + local, world.omission[0], 0, world, rules, state, census, log)
        if quarter_ends:
            stand(board, first + local, world, rules, state, census, log)
        if rules.fading and age_in_weeks(state[first + local].person, board.week) % 52 == 0:
            fade(board, first + local, rules, state, log)


@compiled
def words_of(board: Board, local: int) -> Words:
    """Return the four words of what is proposed to somebody this week."""
    words = board.words
    return int64(words[0, local]), int64(words[1, local]), int64(words[2, local]), int64(words[3, local])


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
            strike_off(board, seat, state, census, log)
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
    board: Board, number: int, local: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Keep what was proposed, or not (thinning), and let it happen; what befalls the family waits for `household`."""
    seat, words = number * world.seats + local, words_of(board, local)
    slot = proposed(words[0], world)
    kind, item = world.slot_kind[slot], world.slot_item[slot]
    if kind == WRONG_RECORD:
        width = world.slot_first[slot + 1] - world.slot_first[slot]
        if words[1] < wrong_record_chance(board, seat, item, width, rules, bulletin, state):
            suffer(board, seat, item, words[2], world, rules, bulletin, state, census, log)
        return
    chance = natural_chance(board, seat, slot, words[1], world, state)
    if kind == ACT:
        if words[1] < chance + (chance * rules.rise >> 16) and can(board, number, local, item, world, state):
            decide(board, seat, item, chance, words, world, rules, bulletin, state, census, log)
    elif kind == NEED:
        if words[1] < chance:
            board.proposal[local] = ASKS + 1
    elif item == TALK:
        if rules.scored and words[1] < chance and age_in_years(state[seat].person, board.week) >= ADULT:
            talk(board, seat, words[2], words[3], world, state, log)
    elif item == NEWS:
        if (
            words[1] < (chance >> 1) * (bulletin.listed_share >> 1) >> 30
            and age_in_years(state[seat].person, board.week) >= ADULT
        ):
            hear_news(board, seat, words[3], world, state, log)
    elif words[1] < chance and kind == LIFE_EVENT:
        board.proposal[local] = item + 1


@compiled
def decide(
    board: Board, seat: int, behaviour: int, chance: int, words: Words, world: World, rules: Rules, bulletin: Bulletin,
    state: State, census: Census, log: Log,
) -> None:  # fmt: skip
    """Do an act, or leave it undone, weighing what it would bring; the same word decides with and without the score."""
    factor = response(board, seat, behaviour, rules, bulletin, state)
    naturally, now = words[1] < chance, words[1] < chance * factor >> 16
    group = group_of(state[seat].person)
    if naturally and not now:
        census.withheld[behaviour, group] += 1
        place = board.shift + seat
        note(log, board.week, place, holders(state[seat].person) - 1, WITHHELD, behaviour)
    if now and not naturally:
        census.performed[behaviour, group] += 1
    if not now:
        return
    seen = do(board, seat, behaviour, int(not naturally), world, rules, state, census, log)
    if rules.points[behaviour] != 0:
        board.sums[ACTS] += 1
        board.sums[SEEN] += seen
        if aware(state[seat].listing):
            experience(seat, FULL_BELIEF if seen else 0, words[3], world, state)
    if behaviour == world.standing[1]:
        state[seat].listing = with_quarters(state[seat].listing, 0)
    if behaviour == world.omission[2]:
        care(board, seat, world, state)


@compiled
def do(
    board: Board, seat: int, behaviour: int, performed: int, world: World, rules: Rules, state: State, census: Census,
    log: Log,
) -> int:  # fmt: skip
    """Do an act, be seen or not, and bear what follows; return whether a report led to an entry."""
    person = int64(state[seat].person)
    census.acts[behaviour, group_of(person)] += 1
    first, counting = witness(board, seat, behaviour, world, rules, state, census)
    channel = counting if counting >= 0 else first
    place, occupant = board.shift + seat, holders(person) - 1
    note(log, board.week, place, occupant, ACT_LINE, behaviour, channel, counting, performed)
    if channel >= 0:
        census.recorded[channel, behaviour, group_of(person)] += 1
    if counting < 0:
        return 0
    strike(board, seat, behaviour, counting, 1, world, rules, state, census, log)
    return 1


@compiled
def strike(
    board: Board, seat: int, behaviour: int, channel: int, real: int, world: World, rules: Rules, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Make an entry, and list the person if it has points taken off and the score is low enough."""
    fell = enter(board, seat, behaviour, channel, real, rules, state, census, log)
    if fell:
        enlist(board, seat, real, rules, state, census, log)
    if age_in_years(state[seat].person, board.week) >= ADULT:
        notice_entry(board, seat, world.behaviour_number[behaviour] * 2 + real, world, state, log)


@compiled
def suffer(
    board: Board, seat: int, kind: int, word: int, world: World, rules: Rules, bulletin: Bulletin, state: State,
    census: Census, log: Log,
) -> None:  # fmt: skip
    """Bear a record of what one did not do."""
    channel, behaviour = which_wrong_record(word, kind, rules, bulletin)
    if channel < 0:
        return
    census.wrong[channel, behaviour, group_of(state[seat].person)] += 1
    if rules.counts[channel, behaviour]:
        strike(board, seat, behaviour, channel, 0, world, rules, state, census, log)


@compiled
def stand(board: Board, seat: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Assess a standing, at the end of a quarter: it counts after three quarters in which it was not broken."""
    if world.standing[0] < 0 or age_in_years(state[seat].person, board.week) < world.standing[2]:
        return
    whole = quarters(state[seat].listing)
    if whole >= FULL_QUARTERS:
        do(board, seat, world.standing[0], 0, world, rules, state, census, log)
    else:
        state[seat].listing = with_quarters(state[seat].listing, whole + 1)


@compiled
def care(board: Board, seat: int, world: World, state: State) -> None:
    """Arrange care: for the elders at home, and for a parent elsewhere in the neighbourhood."""
    ties = int64(state[seat].ties)
    board.cared_family[family(ties)] = 1
    board.cared_seat[parent(ties)] = 1
