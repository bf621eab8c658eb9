"""Age: birthdays and what comes with them, frailty, and death."""

from __future__ import annotations

from numba import int64

from scored_society.tables.slots import DEATH, FRAILTY
from scored_society.tables.world import World
from scored_society.week.board import ADULT, ELDER, Board
from scored_society.week.census import DEATHS, Census
from scored_society.week.character import level
from scored_society.week.compiled import compiled, inlined
from scored_society.week.draws import GROWING, draw
from scored_society.week.log import DIED, Log, note
from scored_society.week.log import FRAIL as FRAIL_LINE
from scored_society.week.state import (
    FRAIL,
    State,
    age_in_weeks,
    education,
    empty,
    group_of,
    has_birthday,
    health,
    holders,
    limited,
    with_education,
    with_health,
    with_income,
    with_limited,
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
    if event == FRAILTY and weeks >= ELDER * 52 and health(person) != FRAIL:
        state[seat].person = with_health(person, FRAIL)
        note(log, board.week, place, occupant, FRAIL_LINE)
    elif weeks % 52 == 0 and weeks > 0:
        grow(board, seat, weeks // 52, world, state)


@compiled
def grow(board: Board, seat: int, years: int, world: World, state: State) -> None:
    """Come of age: schooling, and income by schooling, at 18; disability as the share of its age band rises."""
    if years != ADULT and years % 5:
        return
    person = int64(state[seat].person)
    place = board.shift + seat
    schooling, earning, limits, _ = draw(board.seed, place, holders(person) - 1, 0, GROWING, years)
    if years == ADULT:
        person = with_education(person, level(schooling, world.education_cumulative[0]))
        person = with_income(person, level(earning, world.income_cumulative[education(person)]))
    if years % 5 == 0 and not limited(person):
        before, after = world.limited[min(years // 5 - 1, 20)], world.limited[min(years // 5, 20)]
        if after > before and limits < ((after - before) << 32) // ((1 << 32) - before):
            person = with_limited(person, 1)
    state[seat].person = person
