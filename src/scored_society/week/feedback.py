"""Feedback: how what people are given, refused, exposed to and watched by changes what becomes of them.

Each has one strength in the society file and does nothing at 0. The life course (birth, death, leaving home, pairing)
reads nothing of it.
"""

from __future__ import annotations

from numba import int64

from scored_society.society.people import EDUCATIONS, INCOMES
from scored_society.tables.fixed import WHOLE
from scored_society.tables.rules import Rules
from scored_society.tables.situation import HEALTH, SCHOOLING, WORK
from scored_society.tables.world import World
from scored_society.week.adapt import feel_trust
from scored_society.week.board import ADULT, ADULT_WEEKS, COLLECTORS, Board
from scored_society.week.character import level
from scored_society.week.compiled import compiled
from scored_society.week.draws import FORTUNE, GROWING, draw
from scored_society.week.state import (
    POOR,
    WELL,
    State,
    age_in_weeks,
    education,
    has_birthday,
    health,
    holders,
    income,
    out_of_work,
    with_education,
    with_health,
    with_income,
    with_shunned,
)

UNIVERSITY = len(EDUCATIONS) - 1
"""The highest level of schooling, from 0."""
RICHEST = len(INCOMES) - 1
"""The highest fifth of income, from 0."""
MOST_SETBACKS = 3
"""Refused places at school that still count, when a child comes of age."""
SETBACKS_UNDER = 15 * 52
"""Weeks of age at the start of a society under which a minor's level of schooling counts setbacks: those who were
older then had a level already."""
LONG_WAIT = 4
"""Weeks for which one can wait for treatment without harm."""
SHAMED, ILL = 64, 65
"""Chances of a week beside those of goods (0 …) and services (32 …)."""
SERVICES_FROM = 32
"""Where services begin among what leaves its mark."""


@compiled
def acted_on(
    board: Board, local: int, seat: int, behaviour: int, chance: int, world: World, rules: Rules, state: State
) -> int:
    """Return the chance of an act, as the situation leaves it.

    No credit, or a frozen account: bills are paid late oftener. Collectors around: less help, less said.
    """
    if world.behaviour_helps[behaviour]:
        chance = chance * world.helping[board.sums[COLLECTORS]] >> 16
    if world.speaks[behaviour]:
        chance = chance * world.silence[board.sums[COLLECTORS]] >> 16
    if behaviour == world.standing[1] and board.felt[local] & rules.mask_money:
        chance += chance * world.arrears >> 16
    return chance


@compiled
def sought(
    board: Board, local: int, seat: int, good: int, chance: int, world: World, rules: Rules, state: State
) -> int:
    """Return the chance of seeking a good, as the situation leaves it.

    Who is in poor health seeks no post and no step up; who is cut off (slow internet, no travel, no licence) hears of
    fewer. Who is out of work seeks a post as often as the slot allows, and no step up.
    """
    if world.good_domain[good] != WORK:
        return chance
    person = int64(state[seat].person)
    if health(person) != WELL:
        return 0
    if out_of_work(person, int64(state[seat].ties)):
        chance = WHOLE if good == world.post else 0
    return chance * world.reach >> 16 if board.felt[local] & rules.mask_reach else chance


@compiled
def potential(board: Board, seat: int, person: int, world: World) -> int:
    """Return the income (fifth, from 0) that schooling and luck would give somebody: the draw they came of age with."""
    place = board.shift + seat
    word = draw(board.seed, place, holders(person) - 1, 0, GROWING, ADULT)[1]
    return level(word, world.income_cumulative[education(person)])


@compiled
def luck(board: Board, seat: int, thing: int, state: State) -> int:
    """Return the word that decides, this week, whether something leaves its mark."""
    return draw(board.seed, board.shift + seat, holders(state[seat].person) - 1, board.week, FORTUNE, thing)[0]


@compiled
def go_without(board: Board, seat: int, domain: int, thing: int, world: World, state: State) -> None:
    """Bear that one was refused, or waited in vain, for work or for a school.

    Without work: a fifth of income lower, for somebody at work; who is out of work has lost it already. Without a
    school: a minor has a setback that counts at 18; an applicant for university ends without it, and with the income
    that goes with less schooling.
    """
    person = int64(state[seat].person)
    if domain == WORK:
        grown = age_in_weeks(person, board.week) >= ADULT_WEEKS
        at_work = grown and not out_of_work(person, int64(state[seat].ties))
        if at_work and income(person) > 0 and luck(board, seat, thing, state) < world.income_moves:
            state[seat].person = with_income(person, income(person) - 1)
    elif domain == SCHOOLING and luck(board, seat, thing, state) < world.schooling_falls:
        if age_in_weeks(person, board.week) < ADULT_WEEKS:
            if counts_setbacks(board, person):
                state[seat].person = with_education(person, min(education(person) + 1, MOST_SETBACKS))
        elif education(person) == UNIVERSITY:
            person = with_education(person, UNIVERSITY - 1)
            state[seat].person = with_income(person, min(income(person), potential(board, seat, person, world)))


@compiled
def counts_setbacks(board: Board, person: int) -> bool:
    """Whether a minor's level of schooling counts setbacks."""
    return age_in_weeks(person, board.week) - board.week < SETBACKS_UNDER


@compiled
def receive(board: Board, seat: int, domain: int, thing: int, world: World, state: State) -> None:
    """Take what one waited for: work may make up for income lost by going without it, treatment makes well.

    Those who came of age before the society began have no draw that tells what they would earn; they make up for
    nothing.
    """
    person = int64(state[seat].person)
    if domain == WORK:
        came_of_age_here = age_in_weeks(person, board.week) - board.week < ADULT_WEEKS
        rises = came_of_age_here and luck(board, seat, thing, state) < world.income_moves
        if rises and income(person) < potential(board, seat, person, world):
            state[seat].person = with_income(person, income(person) + 1)
    elif domain == HEALTH and health(person) == POOR:
        state[seat].person = with_health(person, WELL)


@compiled
def wait_in_pain(board: Board, seat: int, good: int, weeks: int, world: World, state: State) -> None:
    """Fall into poor health, perhaps, in a week of a long wait for treatment."""
    person = int64(state[seat].person)
    if world.good_domain[good] != HEALTH or weeks <= LONG_WAIT or health(person) != WELL:
        return
    if luck(board, seat, ILL, state) < world.health_worsens:
        state[seat].person = with_health(person, POOR)


@compiled
def be_shamed(board: Board, seat: int, world: World, state: State) -> None:
    """Lose friends, perhaps, in a week of being shown to everybody, and some trust in who shows one."""
    if luck(board, seat, SHAMED, state) < world.shunned:
        state[seat].more = with_shunned(state[seat].more, 1)
        feel_trust(board, seat, 0, world, state)


@compiled
def mend(board: Board, local: int, seat: int, world: World, rules: Rules, state: State) -> None:
    """Get over what is past, on a birthday: friends come back once nobody shames one, health once one does not wait."""
    person = int64(state[seat].person)
    if not has_birthday(age_in_weeks(person, board.week)):
        return
    if not board.felt[local] & rules.mask_shaming:
        state[seat].more = with_shunned(state[seat].more, 0)
    if health(person) != POOR:
        return
    for good in range(rules.goods):
        if world.good_domain[good] == HEALTH and state[seat].waits[good]:
            return
    state[seat].person = with_health(person, WELL)
