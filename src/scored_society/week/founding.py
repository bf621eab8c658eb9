"""Founding: who lives in a neighbourhood at the start, drawn from the seed and published marginals.

Ages and sexes are drawn first, so that their marginals are exact in expectation; people are then put together into
families: couples, children with a mother of a fitting age, unpartnered adults with their parents, elders with or near
a grown-up child.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scored_society.tables.channels import PLATFORM_SCALE
from scored_society.tables.world import World
from scored_society.week.board import ADULT_WEEKS, ELDER, ELDER_WEEKS, MOST_SEATS
from scored_society.week.character import level, traits_of
from scored_society.week.compiled import compiled
from scored_society.week.draws import FAME, FOUNDING, draw
from scored_society.week.state import (
    BIRTH_OFFSET,
    FRAIL,
    OLDEST_BAND,
    WEEKS_OF_A_BAND,
    YEARS_OF_A_BAND,
    State,
    with_alive,
    with_belief,
    with_born,
    with_coupled,
    with_education,
    with_family,
    with_famous,
    with_health,
    with_holders,
    with_income,
    with_limited,
    with_minority,
    with_neglect,
    with_parent,
    with_platform,
    with_quarters,
    with_residence,
    with_sex,
    with_trust,
)
from scored_society.week.work import begin_at_work

# Steps of the founding: the `other` of its draws; 5 is who is out of work (week/work.py).
BODY, HOME, KIN, CHARACTER, PLACE = range(5)
YOUNGEST_MOTHER, OLDEST_MOTHER = 19 * 52, 43 * 52
"""Weeks of age at the birth of a child, for those who are there at the start."""
MOST_CHILDREN = 3
"""Minors that a mother at home has at the most."""
HUSBAND_OLDER = 2 * 52
"""Weeks by which a husband tends to be older."""
WIDEST_GAP = 10 * 52
"""Weeks of age that may lie between partners, besides that."""
YOUNGEST_WIFE = 18 * 52
"""Weeks of age from which one may have a partner."""
WITH_CHILD, CHILD_NEAR, ELSEWHERE = range(3)
"""Where an elder's grown-up child lives."""
STRICTNESSES = 3
"""Passes in search of a mother, each less particular."""
OF_THE_PERSON = 3
"""Tells a person's own draws of character from those of family and home."""
SCHOOLED_FROM = 15
"""Years of age from which a founder has a level of schooling."""
NOBODY = -1
"""No seat."""
FEMALE = 1
"""A value of `sex`."""
FULL_QUARTERS = 3
"""Quarters without a late payment: adults have a good record at the start."""


class Founders(NamedTuple):
    """Those who are there at the start, by local seat."""

    weeks: NDArray[np.int64]  # of age
    sex: NDArray[np.int64]
    family: NDArray[np.int64]
    parent: NDArray[np.int64]
    coupled: NDArray[np.int64]
    children: NDArray[np.int64]  # minors at home, of mothers
    kin: NDArray[np.int64]  # elders: where their child lives


FOUNDERS = np.dtype((np.record, [(name, np.int64, (MOST_SEATS,)) for name in Founders._fields]))
"""The block of the founders of one neighbourhood."""


@compiled
def found(seed: int, number: int, first_seat: int, world: World, people: Founders, state: State) -> None:
    """Found neighbourhood `number` of `state`, whose first seat is `first_seat` in the whole society."""
    count = world.people
    for one in range(count):
        people.family[one] = people.parent[one] = NOBODY
        people.coupled[one] = people.children[one] = 0
        people.kin[one] = ELSEWHERE
    for one in range(count):
        draw_body(seed, first_seat, one, people, world)
    for one in range(count):
        marry(seed, first_seat, one, people, world)
    for one in range(count):
        place_elder(seed, first_seat, one, people, world)
    for one in range(count):
        if people.weeks[one] < ADULT_WEEKS:
            give_a_mother(seed, first_seat, one, people, world)
    for one in range(count):
        if people.weeks[one] >= ADULT_WEEKS and not people.coupled[one]:
            stay_or_leave(seed, first_seat, one, people, world)
    for one in range(count):
        if people.kin[one] != ELSEWHERE and people.weeks[one] >= ELDER_WEEKS:
            join_child(seed, first_seat, one, people, world)
    settle(seed, number, first_seat, people, world, state)


@compiled
def draw_body(seed: int, first_seat: int, one: int, people: Founders, world: World) -> None:
    """Draw age (uniform within its five-year band) and sex."""
    band, within, boy, _ = draw(seed, first_seat + one, 0, 0, FOUNDING, BODY)
    people.weeks[one] = level(band, world.age_cumulative) * WEEKS_OF_A_BAND + (within * WEEKS_OF_A_BAND >> 32)
    people.sex[one] = int(boy >= world.male)


@compiled
def marry(seed: int, first_seat: int, woman: int, people: Founders, world: World) -> None:
    """Let a woman live with a husband, as often as women of her age do: the free man whose age suits best."""
    if people.sex[woman] != FEMALE or people.weeks[woman] < YOUNGEST_WIFE:
        return
    word = draw(seed, first_seat + woman, 0, 0, FOUNDING, HOME)[0]
    if word >= world.partnered[min(people.weeks[woman] // WEEKS_OF_A_BAND, OLDEST_BAND)]:
        return
    found, nearest = NOBODY, WIDEST_GAP
    for man in range(world.people):
        if people.sex[man] == FEMALE or people.coupled[man] or people.weeks[man] < YOUNGEST_WIFE:
            continue
        gap = abs(people.weeks[man] - people.weeks[woman] - HUSBAND_OLDER)
        if gap < nearest:
            found, nearest = man, gap
    if found >= 0:
        people.coupled[woman] = people.coupled[found] = 1
        people.family[woman] = people.family[found] = woman


@compiled
def place_elder(seed: int, first_seat: int, one: int, people: Founders, world: World) -> None:
    """Draw where the grown-up child of an elder lives; a couple shares the wife's draw."""
    if people.weeks[one] < ELDER_WEEKS:
        return
    head = people.family[one] if people.coupled[one] else one
    word = draw(seed, first_seat + head, 0, 0, FOUNDING, KIN)[0]
    if word < world.elders[0]:
        people.kin[one] = WITH_CHILD
    elif word < world.elders[1]:
        people.kin[one] = CHILD_NEAR


@compiled
def fits(people: Founders, mother: int, child: int) -> bool:
    """Whether the difference of age fits mother and child."""
    gap = people.weeks[mother] - people.weeks[child]
    return YOUNGEST_MOTHER <= gap <= OLDEST_MOTHER


@compiled
def give_a_mother(seed: int, first_seat: int, child: int, people: Founders, world: World) -> None:
    """Put a minor with a mother: a wife of fitting age with few children, else any woman who fits, else an adult."""
    word = draw(seed, first_seat + child, 0, 0, FOUNDING, HOME)[1]
    mother = NOBODY
    for strictness in range(STRICTNESSES):
        count = 0
        for other in range(world.people):
            count += eligible_mother(people, other, child, strictness)
        if count:
            mother = nth_mother(people, child, strictness, word * count >> 32, world)
            break
    if mother < 0:
        for other in range(world.people):
            if people.weeks[other] >= ADULT_WEEKS and (mother < 0 or people.weeks[other] < people.weeks[mother]):
                mother = other
    if mother < 0:
        people.family[child] = child
        return
    if people.family[mother] < 0:
        people.family[mother] = mother
    people.family[child] = people.family[mother]
    people.parent[child] = mother
    people.children[mother] += 1


@compiled
def eligible_mother(people: Founders, other: int, child: int, strictness: int) -> int:
    """Whether a woman may be the mother; 0 is the strictest: a wife with room for one more."""
    if people.sex[other] != FEMALE or not fits(people, other, child):
        return 0
    if strictness < 2 and not people.coupled[other]:
        return 0
    return int(strictness > 0 or people.children[other] < MOST_CHILDREN)


@compiled
def nth_mother(people: Founders, child: int, strictness: int, wanted: int, world: World) -> int:
    """Return the woman at place `wanted` among the eligible."""
    for other in range(world.people):
        if eligible_mother(people, other, child, strictness):
            if wanted == 0:
                return other
            wanted -= 1
    return NOBODY


@compiled
def stay_or_leave(seed: int, first_seat: int, one: int, people: Founders, world: World) -> None:
    """Let an unpartnered adult live with a mother, as often as people of that age do, or alone."""
    word, pick, _, _ = draw(seed, first_seat + one, 0, 0, FOUNDING, PLACE)
    if people.children[one] == 0 and word < world.at_home[min(people.weeks[one] // WEEKS_OF_A_BAND, OLDEST_BAND)]:
        count = 0
        for other in range(world.people):
            count += mother_with_room(people, other, one)
        wanted = pick * count >> 32
        for other in range(world.people):
            if mother_with_room(people, other, one):
                if wanted == 0:
                    if people.family[other] < 0:
                        people.family[other] = other
                    people.family[one] = people.family[other]
                    people.parent[one] = other
                    return
                wanted -= 1
    if people.family[one] < 0:
        people.family[one] = one


@compiled
def mother_with_room(people: Founders, other: int, child: int) -> int:
    """Whether a grown-up child may live with this woman: not with an elder whose children live elsewhere."""
    if people.sex[other] != FEMALE or not fits(people, other, child) or other == child:
        return 0
    return int(people.weeks[other] < ELDER_WEEKS or people.kin[other] == WITH_CHILD)


@compiled
def join_child(seed: int, first_seat: int, elder: int, people: Founders, world: World) -> None:
    """Move an elder (with the partner) into the home of a grown-up child, or tie them to one who lives near."""
    home = people.family[elder]
    if people.coupled[elder] and home != elder:
        return  # the wife speaks for both
    count = 0
    for other in range(world.people):
        if people.parent[other] == elder and people.family[other] == home and people.weeks[other] >= ADULT_WEEKS:
            return  # lives with a child already
        count += grown_up_child(people, elder, other)
    if count == 0:
        return
    wanted = draw(seed, first_seat + elder, 0, 0, FOUNDING, KIN)[1] * count >> 32
    for other in range(world.people):
        if grown_up_child(people, elder, other):
            if wanted == 0:
                people.parent[other] = elder
                if people.kin[elder] == WITH_CHILD:
                    merge(people, home, people.family[other], world)
                return
            wanted -= 1


@compiled
def grown_up_child(people: Founders, elder: int, other: int) -> int:
    """Whether somebody may be a grown-up child of an elder: of a fitting age, with no parent here yet."""
    if people.parent[other] >= 0 or people.weeks[other] < ADULT_WEEKS or people.family[other] == people.family[elder]:
        return 0
    if people.weeks[other] >= ELDER_WEEKS and people.kin[other] != ELSEWHERE:
        return 0
    return int(fits(people, elder, other))


@compiled
def merge(people: Founders, old: int, new: int, world: World) -> None:
    """Let one family join another."""
    for one in range(world.people):
        if people.family[one] == old:
            people.family[one] = new


@compiled
def settle(seed: int, number: int, first_seat: int, people: Founders, world: World, state: State) -> None:
    """Write the founders into their seats, with what families and places share.

    The first adult of a society with celebrities is one, so that there is one in any.
    """
    anybody_famous = False
    rural = draw(seed, first_seat, 0, 0, FOUNDING, CHARACTER)[3] < world.rural
    for one in range(world.people):
        seat = number * world.seats + one
        home = people.family[one]
        band = min(people.weeks[one] // WEEKS_OF_A_BAND, OLDEST_BAND)
        descent, floats, _, _ = draw(seed, first_seat + home, 1, 0, FOUNDING, CHARACTER)
        earning = draw(seed, first_seat + home, 2, 0, FOUNDING, CHARACTER)[0]
        neglected = 0
        schooling, limits, fails, uncared = draw(seed, first_seat + one, OF_THE_PERSON, 0, FOUNDING, CHARACTER)
        head = draw(seed, first_seat + home, OF_THE_PERSON, 0, FOUNDING, CHARACTER)[0]
        person = with_holders(with_alive(0, 1), 1)
        person = with_born(person, BIRTH_OFFSET - people.weeks[one])
        person = with_sex(person, people.sex[one])
        person = with_minority(person, int(descent < world.minority))
        person = with_residence(person, 0 if rural else (2 if floats < world.floating else 1))
        if band * YEARS_OF_A_BAND >= SCHOOLED_FROM:
            old = int(band * YEARS_OF_A_BAND >= ELDER)
            person = with_education(person, level(schooling, world.education_cumulative[old]))
        earner = level(head, world.education_cumulative[int(people.weeks[home] >= ELDER_WEEKS)])
        person = with_income(person, level(earning, world.income_cumulative[earner]))
        person = with_limited(person, int(limits < world.limited[band]))
        if people.weeks[one] >= ELDER_WEEKS and fails < world.frail[band]:
            person = with_health(person, FRAIL)
            neglected = uncared * (world.omission[1] + 1) >> 32 if world.omission[0] >= 0 else 0
        above = people.parent[one] if people.parent[one] >= 0 else one
        state[seat].person = person
        ties = with_coupled(with_parent(with_family(0, home), above), people.coupled[one])
        state[seat].ties = with_trust(with_neglect(with_belief(ties, world.belief), neglected), world.trust)
        state[seat].traits = traits_of(seed, first_seat + one, 0, world)
        known = draw(seed, first_seat + one, 0, 0, FAME, 0)[0] < world.famous
        if first_seat == 0 and world.famous and not anybody_famous and people.weeks[one] >= ADULT_WEEKS:
            known = anybody_famous = True
        state[seat].more = with_platform(with_famous(0, int(known)), PLATFORM_SCALE // 2)
        begin_at_work(seed, first_seat + one, seat, people.weeks[one], world, state)
        state[seat].listing = with_quarters(0, FULL_QUARTERS if people.weeks[one] >= ADULT_WEEKS else 0)
