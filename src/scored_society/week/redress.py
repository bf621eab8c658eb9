"""Redress: entries that are appealed against, listings that a person looks at, points that lapse."""

from __future__ import annotations

from numba import int64

from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.adapt import feel_trust
from scored_society.week.board import HEARD, Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import APPEAL, REVIEW, draw
from scored_society.week.log import APPEALED, EXPUNGED, REVIEWED, Log, note
from scored_society.week.state import (
    FULL_BELIEF,
    State,
    clean,
    group_of,
    holders,
    score,
    with_clean,
    with_score,
)

NOT_HEARD, REJECTED, UPHELD = range(3)
"""What becomes of an appeal."""
ENTRIES_OF_A_BEHAVIOUR = 2
"""True and without an act: what tells the appeals of a week apart."""


@compiled
def appeals(
    board: Board, seat: int, behaviour: int, real: int, before: int, world: World, rules: Rules, state: State,
    census: Census, log: Log,
) -> bool:  # fmt: skip
    """Appeal, perhaps, against an entry just made; return whether it is undone, the record being `before` again."""
    person = int64(state[seat].person)
    place, occupant, group = board.shift + seat, holders(person) - 1, group_of(person)
    other = world.behaviour_number[behaviour] * ENTRIES_OF_A_BEHAVIOUR + real
    knows, does, heard, decided = draw(board.seed, place, occupant, board.week, APPEAL, other)
    if knows >= rules.known or does >= rules.appeals[real]:
        return False
    census.appeals[group] += 1
    result = NOT_HEARD
    if heard < board.sums[HEARD]:
        right_for_them = not real
        errs = decided < rules.appeal_error
        result = UPHELD if right_for_them != errs else REJECTED
        census.appeals_heard[group] += 1
    if result == UPHELD:
        census.appeals_upheld[group] += 1
        state[seat].record = with_score(int64(state[seat].record), score(before))
        if not real:
            compensate(board, seat, group, world, rules, state, census)
    after = score(state[seat].record)
    note(log, board.week, place, occupant, APPEALED, behaviour, result, 1 - real, after)
    return result == UPHELD


@compiled
def compensate(board: Board, seat: int, group: int, world: World, rules: Rules, state: State, census: Census) -> None:
    """Pay for what somebody was struck by without cause, which mends some of their trust."""
    if rules.compensation:
        census.compensated[group] += 1
        feel_trust(board, seat, FULL_BELIEF, world, state)


@compiled
def stopped(
    board: Board, seat: int, wrong: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> bool:  # fmt: skip
    """Whether a person who looks at a listing before it holds stops it: some wrongful ones."""
    if not wrong or rules.review == 0:
        return False
    person = int64(state[seat].person)
    place, occupant, group = board.shift + seat, holders(person) - 1, group_of(person)
    if draw(board.seed, place, occupant, board.week, REVIEW, 0)[0] >= rules.review:
        return False
    census.reviews[group] += 1
    compensate(board, seat, group, world, rules, state, census)
    note(log, board.week, place, occupant, REVIEWED)
    return True


@compiled
def lapse(value: int, goal: int, rules: Rules) -> int:
    """Return a score after a year's share of its way back to the start, rounded up, has lapsed."""
    gap = goal - value
    step = (abs(gap) * rules.lapses + WHOLE - 1) >> 32
    return value + step if gap > 0 else value - step


@compiled
def expunge(board: Board, seat: int, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Let the points that led to a listing lapse as it ends: no score stays below the start."""
    record = int64(state[seat].record)
    before = score(record)
    if not rules.expunges or before >= rules.start:
        return
    state[seat].record = with_clean(with_score(record, rules.start), max(clean(record), rules.start))
    person = int64(state[seat].person)
    census.expunged[group_of(person)] += 1
    place = board.shift + seat
    note(log, board.week, place, holders(person) - 1, EXPUNGED, rules.start - before, before, rules.start)
