"""Work: who loses it, who finds it, and who has none at the start.

Whoever loses work falls a fifth of income, unless they have the lowest, and seeks a post at once; whoever is served a
post is in work again, on the income of before. Everybody of 18 to 59 works unless they are out of work.
"""

from __future__ import annotations

from numba import int64

from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.situation import WORK
from scored_society.tables.world import World
from scored_society.week.board import ADULT_WEEKS, ELDER_WEEKS, Board
from scored_society.week.census import Census
from scored_society.week.compiled import compiled
from scored_society.week.draws import FOUNDING, draw
from scored_society.week.feedback import RICHEST, sought
from scored_society.week.log import FOUND_WORK, LAPSED, LOST_WORK, Log, note
from scored_society.week.state import (
    OUT_OF_WORK,
    WEEKS_OF_A_BAND,
    WORSE_OFF,
    State,
    group_of,
    holders,
    income,
    out_of_work,
    with_income,
    with_queues,
    with_without,
    without,
)

AT_THE_START = 5
"""The step of the founding whose draw says who is out of work, and who waits for a post."""


@compiled
def lose_work(
    board: Board, local: int, seat: int, word: int, world: World, rules: Rules, state: State, census: Census, log: Log
) -> bool:
    """Lose work, or look anew if one has none; return whether one seeks a post this week.

    Applications for a step up end with the work; one for another post that is open already stays. `word` decides
    whether somebody who is cut off hears of a post.
    """
    person, ties = int64(state[seat].person), int64(state[seat].ties)
    if not out_of_work(person, ties):
        worse = int(income(person) > 0)
        state[seat].person = with_income(person, income(person) - worse)
        state[seat].ties = with_without(ties, WORSE_OFF if worse else OUT_OF_WORK)
        census.lost_work[group_of(person)] += 1
        note(log, board.week, board.shift + seat, holders(person) - 1, LOST_WORK, worse)
        withdraw(board, seat, world, rules, state, census, log)
    return word < sought(board, local, seat, world.post, WHOLE, world, rules, state)


@compiled
def withdraw(board: Board, seat: int, world: World, rules: Rules, state: State, census: Census, log: Log) -> None:
    """Let applications for a step up lapse."""
    for good in range(rules.goods):
        if world.good_domain[good] == WORK and good != world.post and state[seat].waits[good]:
            state[seat].waits[good] = 0
            census.lapsed[good, board.region] += 1
            note(log, board.week, board.shift + seat, holders(state[seat].person) - 1, LAPSED, good)


@compiled
def find_work(board: Board, seat: int, state: State, census: Census, log: Log) -> None:
    """Be in work again, and get back the fifth of income that the loss had cost."""
    person, ties = int64(state[seat].person), int64(state[seat].ties)
    back = int(without(ties) == WORSE_OFF)
    state[seat].person = with_income(person, min(income(person) + back, RICHEST))
    state[seat].ties = with_without(ties, 0)
    census.found_work[group_of(person)] += 1
    note(log, board.week, board.shift + seat, holders(person) - 1, FOUND_WORK, back)


@compiled
def begin_at_work(seed: int, place: int, seat: int, weeks: int, world: World, state: State) -> None:
    """Put a founder of working age in work or out of it, and perhaps into the queue for a post, as in the long run.

    Whoever waits applied at any time up to when an application lapses, as those have who are passed over. Incomes at
    the start are those of all people, so whoever is out of work had a fifth more before, if there is one.
    """
    if world.post < 0 or weeks < ADULT_WEEKS or weeks >= ELDER_WEEKS:
        return
    idle, seeks, since, _ = draw(seed, place, 0, 0, FOUNDING, AT_THE_START)
    band = weeks // WEEKS_OF_A_BAND
    has_none = int(idle < world.out_of_work[band])
    if has_none:
        worse = income(state[seat].person) < RICHEST
        state[seat].ties = with_without(state[seat].ties, WORSE_OFF if worse else OUT_OF_WORK)
    if seeks < world.seeking[has_none, band]:
        state[seat].waits[world.post] = 1 + (since * world.good_patience[world.post] >> 32)
        state[seat].more = with_queues(state[seat].more, 1)
