"""Apply: who asks for rationed goods, who goes on waiting, and who gives up; and the count at the week's end."""

from __future__ import annotations

import numpy as np
from numba import int64
from numpy.typing import NDArray

from scored_society.tables.channels import PLATFORM_SCALE
from scored_society.tables.rules import Rules
from scored_society.tables.world import World
from scored_society.week.blacklist import index_of
from scored_society.week.board import ADULT_WEEKS, ELDER_WEEKS, MIND_BITS, MINORS_HERE, Board, count_at
from scored_society.week.bulletin import BINS
from scored_society.week.census import MOST_REGIONS, PLATFORM_STEPS, SCORES, Census
from scored_society.week.compiled import compiled, inlined
from scored_society.week.feedback import go_without, wait_in_pain
from scored_society.week.log import APPLIED, LAPSED, Log, note
from scored_society.week.request import GOODS_FROM, refusal, refuse
from scored_society.week.serve import rank_of, ticket_of
from scored_society.week.state import (
    POOR,
    State,
    age_in_weeks,
    aware,
    belief,
    education,
    family,
    famous,
    group_of,
    health,
    holders,
    income,
    out_of_work,
    platform,
    route,
    score,
    shunned,
    trust,
    with_queues,
    wrongly,
)


@compiled
def apply(
    board: Board, local: int, seat: int, asks: int, world: World, rules: Rules, state: State,
    applicants: NDArray[np.int32], used: NDArray[np.int64], census: Census, log: Log,
) -> None:  # fmt: skip
    """Join queues, wait one week more, or let applications lapse; queues are counted by rank and ticket.

    `asks` is the good for which the need arose this week, or -1. Nobody has two applications for one good at once, and
    nobody joins a queue from which a sanction keeps them.
    """
    person, record, listing = int64(state[seat].person), int64(state[seat].record), int64(state[seat].listing)
    place, occupant = board.shift + seat, holders(person) - 1
    queueing = 0
    for good in range(rules.goods):
        weeks = int64(state[seat].waits[good])
        if weeks == 0:
            if asks != good:
                continue
            sanction = refusal(board, local, seat, rules.refuses_good[good], rules, state)
            if sanction >= 0:
                refuse(board, local, seat, sanction, GOODS_FROM + good, world, state, census, log)
                go_without(board, seat, world.good_domain[good], good, world, state)
                continue
            census.applied[good, board.region] += 1
            note(log, board.week, place, occupant, APPLIED, good)
        weeks += 1
        if weeks > world.good_patience[good]:
            state[seat].waits[good] = 0
            census.lapsed[good, board.region] += 1
            note(log, board.week, place, occupant, LAPSED, good)
            go_without(board, seat, world.good_domain[good], good, world, state)
            continue
        state[seat].waits[good] = weeks
        wait_in_pain(board, seat, good, weeks, world, state)
        queueing = 1
        rank = rank_of(rules.ranked[good], rules.listed_last[good], person, record, listing, weeks)
        ticket = ticket_of(board.seed, place, occupant, board.week + 1 - weeks, world.good_number[good])
        applicants[used[0]] = ((good * MOST_REGIONS + board.region) * SCORES + rank) * BINS + ticket
        used[0] += 1
    state[seat].more = with_queues(state[seat].more, queueing)


@inlined
def count(board: Board, seat: int, quarter_ends: bool, rules: Rules, state: State, census: Census) -> int:
    """Count one living person at the week's end, and return whether they are of working age.

    What changes slowly is asked when a quarter ends.
    """
    person, listing = int64(state[seat].person), int64(state[seat].listing)
    group = group_of(person)
    census.people[group, score(state[seat].record)] += 1
    if route(listing):
        index = index_of(route(listing), rules)
        census.listed[group] += 1
        census.listed_wrong[group] += wrongly(listing)
        census.listed_at[group, score(state[seat].record)] += 1
        if index >= 0:
            census.listed_by[index, group] += 1
    weeks = age_in_weeks(person, board.week)
    if weeks >= ADULT_WEEKS:
        ties = int64(state[seat].ties)
        mind = (trust(ties) << MIND_BITS | belief(ties)) << MIND_BITS | aware(listing)
        board.minds[group] += mind << MIND_BITS | 1
        if quarter_ends:
            survey(board, seat, group, rules, state, census)
        census.famous[0] += famous(state[seat].more)
    return int(ADULT_WEEKS <= weeks < ELDER_WEEKS)


@compiled
def count_minds(board: Board, nearby: int, census: Census) -> None:
    """Count the adults of a neighbourhood and their minds; `nearby` is what all of them trust their neighbours."""
    each = (1 << MIND_BITS) - 1
    for group in range(board.minds.shape[0]):
        minds = board.minds[group]
        board.minds[group] = 0
        census.adults[group] += minds & each
        census.trust_nearby[group] += nearby * (minds & each)
        minds >>= MIND_BITS
        census.aware[group] += minds & each
        minds >>= MIND_BITS
        census.belief[group] += minds & each
        census.trust[group] += minds >> MIND_BITS


@compiled
def survey(board: Board, seat: int, group: int, rules: Rules, state: State, census: Census) -> None:
    """Ask an adult, once a quarter, what changes slowly."""
    person, more = int64(state[seat].person), int64(state[seat].more)
    census.surveyed[group] += 1
    census.income[group] += income(person)
    census.education[group] += education(person)
    census.poor_health[group] += health(person) == POOR
    census.shunned[group] += shunned(more)
    if age_in_weeks(person, board.week) < ELDER_WEEKS:
        census.working_age[group] += 1
        census.out_of_work[group] += out_of_work(person, int64(state[seat].ties))
    census.parents[group] += count_at(board, family(state[seat].ties), MINORS_HERE) > 0
    if rules.platform >= 0:
        census.platform[group, platform(more) * PLATFORM_STEPS // PLATFORM_SCALE] += 1
