"""Score: what an entry does to the score, and to the score that true entries alone would give."""

from __future__ import annotations

from numba import int64

from scored_society.tables.rules import Rules
from scored_society.week.board import Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.log import ENTRY, FADED, Log, note
from scored_society.week.redress import lapse
from scored_society.week.state import (
    State,
    age_in_years,
    clean,
    count_tally,
    group_of,
    holders,
    score,
    tally_of,
    with_clean,
    with_score,
)


@compiled
def points_of(behaviour: int, before_this: int, rules: Rules) -> int:
    """Return the points of an entry when there were `before_this` (0 … 3) of its rule in the calendar year."""
    if before_this >= rules.most_per_year[behaviour]:
        return 0
    times = 1
    if before_this == 1:
        times = rules.second[behaviour]
    elif before_this > 1:
        times = rules.further[behaviour]
    return rules.points[behaviour] * times


@compiled
def clamped(value: int, rules: Rules) -> int:
    """Return a score within its range."""
    return min(rules.highest, max(rules.lowest, value))


@compiled
def enter(
    board: Board, seat: int, behaviour: int, channel: int, real: int, extra: int, rules: Rules, state: State,
    census: Census, log: Log,
) -> tuple[int, bool]:  # fmt: skip
    """Make one entry; return how many of its rule there were this year (with this one, up to 4), and whether it fell.

    `extra` says that it is for a further report of the same act. Nobody below the age of scoring has entries: 0, False.

    The clean score takes the same entries less those without their act, with the same clamp.
    """
    person = int64(state[seat].person)
    if age_in_years(person, board.week) < rules.scored_from_age:
        return 0, False
    counter, struck = rules.tally[behaviour], 0
    if counter >= 0:
        struck = tally_of(state[seat], counter)
        count_tally(state[seat], counter)
    points = points_of(behaviour, struck, rules)
    record = int64(state[seat].record)
    before = score(record)
    record = with_score(record, clamped(before + points, rules))
    if real:
        record = with_clean(record, clamped(clean(record) + points, rules))
    state[seat].record = record
    group = group_of(person)
    census.entries[behaviour, group] += 1
    census.extra_entries[behaviour, group] += extra
    census.points[behaviour, group] += points
    if not real:
        census.wrong_points[behaviour, group] += points
    place = board.shift + seat
    note(
        log, board.week, place, holders(person) - 1, ENTRY, behaviour, channel * 2 + real, points, before, score(record)
    )
    return struck + 1, points < 0


@compiled
def towards(value: int, goal: int, step: int) -> int:
    """Return `value` moved towards `goal` by at most `step`."""
    return min(goal, value + step) if value < goal else max(goal, value - step)


@compiled
def fade(board: Board, seat: int, rules: Rules, state: State, log: Log) -> None:
    """Move both scores back towards the start, on a birthday."""
    record = int64(state[seat].record)
    before = score(record)
    after = lapse(towards(before, rules.start, rules.fading), rules.start, rules)
    cleaned = lapse(towards(clean(record), rules.start, rules.fading), rules.start, rules)
    state[seat].record = with_clean(with_score(record, after), cleaned)
    if after != before:
        place = board.shift + seat
        note(log, board.week, place, holders(state[seat].person) - 1, FADED, after - before, before, after)
