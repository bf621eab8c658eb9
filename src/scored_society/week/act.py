"""Act: what may happen to a citizen this week, and whether it does."""

from __future__ import annotations

from numba import int64

from scored_society.society.people import AGE_BANDS
from scored_society.tables.rules import Rules
from scored_society.tables.scoring import CURVE, NEAR
from scored_society.tables.slots import GUIDE_BITS, TRAITS
from scored_society.tables.work import WORKING_AGES
from scored_society.tables.world import BY_SCORE, GOOD_HEALTH, NO_REQUIREMENT, RELATIVE, WORKING_AGE, World
from scored_society.week.board import MINORS_HERE, Board, count_at, has_elder_relative
from scored_society.week.bulletin import Bulletin
from scored_society.week.compiled import compiled, inlined
from scored_society.week.draws import WORD_BITS
from scored_society.week.state import (
    WEEKS_OF_A_BAND,
    WELL,
    State,
    age_in_weeks,
    age_in_years,
    aware,
    belief,
    body,
    family,
    health,
    out_of_work,
    score,
    station,
    trait,
)

ONE = 1 << 16
"""A factor of one."""
RESPONSE_SCALE = 64 * 31 * 256 * 100 // 512
"""strength × points (1/64) × belief (1/31) × worth (1/256), per hundred points, in steps of 1/512."""
MOST_RESPONSE_SHIFT = 16 - 2
"""Being scored makes nobody do more than four times as much of anything (`most_rise` is at most 3)."""
WORTH_BITS = 8
"""Worths and nearness are in 1/2⁸."""
SCHOOL_AGES = (6, 22)
"""Years of age within which one goes to school."""


@inlined
def proposed(word: int, world: World) -> int:
    """Return the slot that a word below the end of all slots falls into."""
    slot = world.slot_guide[word >> WORD_BITS - GUIDE_BITS]
    while word >= world.slot_first[slot + 1]:
        slot += 1
    return slot


@inlined
def natural_chance(board: Board, seat: int, slot: int, word: int, world: World, state: State) -> int:
    """Return the chance (1/2³²) that what was proposed is kept, were there no score: rate ÷ width of this person.

    Returns 0 at once where `word` is above anything that traits and response could make of it.
    """
    person = int64(state[seat].person)
    weeks = age_in_weeks(person, board.week)
    if weeks < world.slot_ages[slot, 0] or weeks >= world.slot_ages[slot, 1]:
        return 0
    chance = world.slot_keep[slot, min(weeks // WEEKS_OF_A_BAND, AGE_BANDS - 1)]
    chance = chance * world.slot_body[slot, body(person)] >> 16
    chance = chance * world.slot_station[slot, station(person)] >> 16
    if word >= chance * world.slot_trait_top[slot] >> MOST_RESPONSE_SHIFT:
        return 0
    for index in range(TRAITS):
        chance = chance * world.slot_traits[slot, index, trait(state[seat].traits, index)] >> 16
    return chance


@compiled
def can(board: Board, number: int, local: int, behaviour: int, world: World, state: State) -> bool:
    """Whether the situation allows an act: an elder relative near, work, a school age, good health."""
    required = world.behaviour_requires[behaviour]
    if required == NO_REQUIREMENT:
        return True
    if required == RELATIVE:
        return has_elder_relative(board, state, number, local, world)
    years = age_in_years(state[number * world.seats + local].person, board.week)
    if required == GOOD_HEALTH:
        return health(state[number * world.seats + local].person) == WELL
    if required == WORKING_AGE:
        seat = number * world.seats + local
        at_work = not out_of_work(int64(state[seat].person), int64(state[seat].ties))
        return at_work and WORKING_AGES[0] <= years <= WORKING_AGES[1]
    return SCHOOL_AGES[0] <= years <= SCHOOL_AGES[1]


@compiled
def worth_of_a_point(board: Board, seat: int, rules: Rules, bulletin: Bulletin, state: State) -> int:
    """Return what a point is worth here, in 1/256: more near a listing and near the cut-off of a rationed good.

    Parents of a child at home value it more not to be listed.
    """
    now = score(state[seat].record)
    worth = rules.worth[0]
    for route in range(rules.routes):
        if rules.route_below[route] < 0:
            continue
        danger = rules.worth[1] * rules.near[max(0, now - rules.route_below[route])] >> WORTH_BITS
        if count_at(board, family(state[seat].ties), MINORS_HERE) > 0:
            danger += danger * rules.kin >> WORTH_BITS
        worth += danger
    for good in range(rules.goods):
        cutoff = bulletin.cutoff[good, board.region]
        if bulletin.ranked[good] == BY_SCORE and 0 <= cutoff < NEAR:
            worth += rules.worth[2] * rules.near[abs(now - cutoff)] >> WORTH_BITS
    return worth


@compiled
def response(board: Board, seat: int, behaviour: int, rules: Rules, bulletin: Bulletin, state: State) -> int:
    """Return the factor (1/2¹⁶) by which being scored changes an act's rate for this person.

    1 ± most × (1 - exp(-x)), where x = strength × points at stake × worth of a point × belief of being seen. Good
    deeds that are not counted may be crowded out. Those who do not know of the scheme do not respond.
    """
    if not aware(state[seat].listing):
        return ONE
    if rules.effect[behaviour] == 0:
        return rules.crowding[behaviour]
    if age_in_years(state[seat].person, board.week) < rules.scored_from_age:
        return ONE
    stake = rules.effect[behaviour] * belief(state[seat].ties) * worth_of_a_point(board, seat, rules, bulletin, state)
    step = min(CURVE - 1, stake // RESPONSE_SCALE)
    if rules.rises[behaviour]:
        return ONE + (rules.rise * rules.curve[step] >> 16)
    return ONE - (rules.fall * rules.curve[step] >> 16)
