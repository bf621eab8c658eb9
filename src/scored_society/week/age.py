"""Age: birthdays and what comes with them, frailty, death, and who is famous after the dead."""

from __future__ import annotations

from numba import int64

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.tables.slots import DEATH, FRAILTY
from scored_society.tables.world import World
from scored_society.week.board import ADULT, ADULT_WEEKS, ELDER, ELDER_WEEKS, Board
from scored_society.week.census import DEATHS, Census
from scored_society.week.character import level
from scored_society.week.compiled import compiled, inlined
from scored_society.week.draws import GROWING, draw
from scored_society.week.feedback import counts_setbacks
from scored_society.week.log import DIED, FAMED, Log, note
from scored_society.week.log import FRAIL as FRAIL_LINE
from scored_society.week.state import (
    FRAIL,
    OLDEST_BAND,
    YEARS_OF_A_BAND,
    State,
    age_in_weeks,
    alive,
    education,
    empty,
    famous,
    group_of,
    has_birthday,
    health,
    holders,
    limited,
    with_education,
    with_famous,
    with_health,
    with_income,
    with_limited,
    with_neglect,
    with_without,
)


@inlined
def ages(board: Board, person: int, event: int) -> bool:
    """Whether anything befalls or changes somebody this week: a life event, or a birthday."""
    return event >= 0 or has_birthday(age_in_weeks(person, board.week))


@compiled
def age(board: Board, seat: int, event: int, world: World, state: State, census: Census, log: Log) -> None:
    """Let a week of age pass, with the life event (slot item, or -1) that befell the person."""
    person = int64(state[seat].person)
    place, occupant = board.shift + seat, holders(person) - 1
    if event == DEATH:
        census.life[DEATHS, group_of(person)] += 1
        note(log, board.week, place, occupant, DIED, age_in_weeks(person, board.week))
        empty(state[seat])
        return
    weeks = age_in_weeks(person, board.week)
    if event == FRAILTY and weeks >= ELDER_WEEKS and health(person) != FRAIL:
        state[seat].person = with_health(person, FRAIL)
        state[seat].ties = with_neglect(state[seat].ties, 0)
        note(log, board.week, place, occupant, FRAIL_LINE)
    elif has_birthday(weeks) and weeks > 0:
        grow(board, seat, weeks // WEEKS_PER_YEAR, world, state)


@compiled
def grow(board: Board, seat: int, years: int, world: World, state: State) -> None:
    """Come of age at 18, retire at 60; disability as the share of its age band rises.

    Schooling is drawn by the income of the home as of last week's end (the board's), so it does not matter who of the
    family lives this week first; income is drawn by one's own schooling. Who retires out of work stays on the income
    that was left.
    """
    if years != ADULT and years % YEARS_OF_A_BAND:
        return
    person = int64(state[seat].person)
    place = board.shift + seat
    schooling, earning, limits, _ = draw(board.seed, place, holders(person) - 1, 0, GROWING, years)
    if years == ADULT:
        setbacks = education(person) if counts_setbacks(board, person) else 0
        attained = level(schooling, world.schooling_cumulative[board.home_income[place - board.first_seat]])
        person = with_education(person, max(0, attained - setbacks))
        person = with_income(person, level(earning, world.income_cumulative[education(person)]))
    if years == ELDER:
        state[seat].ties = with_without(state[seat].ties, 0)
    if years % YEARS_OF_A_BAND == 0 and not limited(person):
        band = years // YEARS_OF_A_BAND
        before, after = world.limited[min(band - 1, OLDEST_BAND)], world.limited[min(band, OLDEST_BAND)]
        if after > before and limits < ((after - before) << 32) // ((1 << 32) - before):
            person = with_limited(person, 1)
    state[seat].person = person


@compiled
def follow_in_fame(board: Board, first: int, world: World, state: State, census: Census, log: Log) -> None:
    """Make the first adult of the first neighbourhood a celebrity where no adult of it is one any more.

    So that a society with celebrities always has one, however few people it has; counted at once.
    """
    heir = -1
    for local in range(world.seats):
        person = int64(state[first + local].person)
        if not alive(person) or age_in_weeks(person, board.week) < ADULT_WEEKS:
            continue
        if famous(state[first + local].more):
            return
        if heir < 0:
            heir = local
    if heir < 0:
        return
    state[first + heir].more = with_famous(int64(state[first + heir].more), 1)
    census.famous[0] += 1
    note(log, board.week, board.first_seat + heir, holders(state[first + heir].person) - 1, FAMED)
