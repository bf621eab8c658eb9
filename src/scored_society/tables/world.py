"""A society as integer tables: everything that a week needs to know of people and ordinary institutions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from scored_society.base.document import Document, place_of
from scored_society.base.errors import mistake
from scored_society.base.names import nearest
from scored_society.society.people import AGE_BANDS, EDUCATIONS, INCOMES, TRAIT_LEVELS
from scored_society.society.schema import Society
from scored_society.tables.fixed import Integers, chance, chances, cumulative, exact
from scored_society.tables.packed import MOST, block_type
from scored_society.tables.situation import COLLECTORS_AROUND, situation_tables
from scored_society.tables.slots import (
    BODY,
    GUIDE_BITS,
    STATION,
    TRAITS,
    Numbered,
    by_number,
    slot_tables,
)
from scored_society.tables.stationary import in_balance
from scored_society.tables.work import work_tables

NO_REQUIREMENT, RELATIVE, WORKING_AGE, SCHOOL, GOOD_HEALTH = range(5)
REQUIREMENTS = {
    "none": NO_REQUIREMENT, "relative": RELATIVE, "work": WORKING_AGE, "school": SCHOOL, "health": GOOD_HEALTH,
}  # fmt: skip
BY_DATE, BY_LOTTERY, BY_SCORE, BY_NEED = range(4)
"""How applicants for a good are ranked."""
NONE = -1


class World(NamedTuple):
    """Tables of a society; shapes in brackets, B behaviours, C registries, G goods, R regions, S slots."""

    seats: int
    people: int
    slot_end: int  # all slots together, in 1/2³²
    mirror: int  # 0; all ones to read the unit interval, and so the slots, from the other end
    region_cumulative: Integers  # [R]
    slot_kind: Integers  # [S]
    slot_item: Integers  # [S]
    slot_first: Integers  # [S + 1]
    slot_keep: Integers  # [S, 21] chance by age
    slot_ages: Integers  # [S, 2] weeks: from, and up to but without
    slot_body: Integers  # [S, 32] factor by sex, descent, residence and limitation
    slot_station: Integers  # [S, 64] factor by schooling and income
    slot_traits: Integers  # [S, 4, 4] factor by the level of each trait
    slot_trait_top: Integers  # [S] factor of the most that traits can make of it
    slot_guide: Integers  # [1024]
    behaviour_number: Integers  # [B]
    behaviour_requires: Integers  # [B]
    behaviour_helps: Integers  # [B] whether people do less of it where they trust their neighbours less
    blamed: Integers  # [B] whether it is an act that is neither a good deed nor protected by a right
    speaks: Integers  # [B] whether it is expression that a right protects
    helping: Integers  # [32] factor of help by the number of collectors in the neighbourhood
    silence: Integers  # [32] the same of protected expression
    neighbours_trust: Integers  # [32] the same of trust in neighbours, in thousandths
    omission: Integers  # [3]: behaviour, weeks, the act that relieves it; -1 without
    standing: Integers  # [3]: behaviour, the act that breaks it, from which age; -1 without
    platform_finds: Integers  # [2]: behaviours that a platform finds, of a high score and of a low one; -1
    arrears: int  # factor added to late payment without credit or with a frozen account
    reach: int  # factor of posts and steps up that who is cut off hears of
    income_moves: int  # chance
    schooling_falls: int  # chance
    health_worsens: int  # chance a week
    shunned: int  # chance a week
    good_domain: Integers  # [G] work, health, schooling or another
    post: int  # the good that ends being out of work; -1 where nobody loses work
    out_of_work: Integers  # [21] chance at the start, of those of working age
    seeking: Integers  # [2, 21] chance that one waits for a post at the start: at work, out of work
    service_domain: Integers  # [V]
    good_number: Integers  # [G]
    good_patience: Integers  # [G] weeks
    service_granted: Integers  # [V] chance
    service_in_arrears: Integers  # [V] chance
    famous: int  # chance of being a celebrity
    trust: int  # in the State at the start, in 1/31
    trust_learning: int  # in 1/2¹⁶
    age_cumulative: Integers  # [21]
    male: int  # chance
    male_at_birth: int  # chance
    minority: int  # chance
    rural: int  # chance that a neighbourhood is rural
    floating: int  # chance that a family of an urban neighbourhood is floating
    limited: Integers  # [21] chance
    frail: Integers  # [21] chance
    education_cumulative: Integers  # [2, 5]: under 60, and 60 and over
    schooling_cumulative: Integers  # [5, 5] of those who come of age, by the fifth of the home's income
    income_cumulative: Integers  # [5, 5] by education
    trait_cumulative: Integers  # [4, 4]
    partnered: Integers  # [21] chance
    at_home: Integers  # [21] chance
    elders: Integers  # [2] cumulative chance: with a child, with a child near
    aware: int  # chance
    belief: int  # in 1/31
    learning: int  # in 1/2¹⁶
    notices: int  # chance


WORLD = block_type(
    {
        **dict.fromkeys(("seats", "people", "slot_end", "mirror"), ()),
        "region_cumulative": ("R",),
        **dict.fromkeys(("slot_kind", "slot_item"), ("S",)),
        "slot_first": (MOST["S"] + 1,),
        "slot_keep": ("S", AGE_BANDS),
        "slot_ages": ("S", 2),
        "slot_body": ("S", 1 << sum(BODY.values())),
        "slot_station": ("S", 1 << sum(STATION.values())),
        "slot_traits": ("S", TRAITS, len(TRAIT_LEVELS)),
        "slot_trait_top": ("S",),
        "slot_guide": (1 << GUIDE_BITS,),
        **dict.fromkeys(("behaviour_number", "behaviour_requires", "behaviour_helps", "blamed", "speaks"), ("B",)),
        **dict.fromkeys(("helping", "silence", "neighbours_trust"), (COLLECTORS_AROUND,)),
        **dict.fromkeys(("omission", "standing"), (3,)),
        "platform_finds": (2,),
        **dict.fromkeys(("arrears", "reach", "income_moves", "schooling_falls", "health_worsens", "shunned"), ()),
        "good_domain": ("G",),
        "post": (),
        "out_of_work": (AGE_BANDS,),
        "seeking": (2, AGE_BANDS),
        "service_domain": ("V",),
        **dict.fromkeys(("good_number", "good_patience"), ("G",)),
        **dict.fromkeys(("service_granted", "service_in_arrears"), ("V",)),
        **dict.fromkeys(("famous", "trust", "trust_learning"), ()),
        "age_cumulative": (AGE_BANDS,),
        **dict.fromkeys(("male", "male_at_birth", "minority", "rural", "floating"), ()),
        **dict.fromkeys(("limited", "frail"), (AGE_BANDS,)),
        "education_cumulative": (2, len(EDUCATIONS)),
        "schooling_cumulative": (len(INCOMES), len(EDUCATIONS)),
        "income_cumulative": (len(EDUCATIONS), len(INCOMES)),
        "trait_cumulative": (TRAITS, len(TRAIT_LEVELS)),
        **dict.fromkeys(("partnered", "at_home"), (AGE_BANDS,)),
        "elders": (2,),
        **dict.fromkeys(("aware", "belief", "learning", "notices"), ()),
    }
)
"""The block that `pack` makes of a `World`."""


def world_tables(society: Society, document: Document) -> World:
    """Round a society to fixed point.

    Raises
    ------
    UserError
        At the line of what cannot be: a slot too narrow, an unknown name, a number given twice.
    """
    check_numbers(society, document)
    check_regions(society, document)
    check_detection(society, document)
    society = in_balance(society, document)
    slots = slot_tables(society, document)
    people = society.people
    behaviours = by_number(society.behaviours)
    names = [name for name, _ in behaviours]
    goods, services = by_number(society.goods), by_number(society.services)
    residence = people.residence.shares
    incomes = {str(level): weights for level, weights in people.income.weights.items()}
    return World(
        seats=society.neighbourhood.seats,
        people=society.neighbourhood.people,
        slot_end=int(slots.first[-1]),
        mirror=0,
        region_cumulative=cumulative([region.people for _, region in by_number(society.regions)]),
        slot_kind=slots.kind,
        slot_item=slots.item,
        slot_first=slots.first,
        slot_keep=slots.keep,
        slot_ages=slots.ages,
        slot_body=slots.body,
        slot_station=slots.station,
        slot_traits=slots.traits,
        slot_trait_top=slots.trait_top,
        slot_guide=slots.guide,
        behaviour_number=np.array([behaviour.number for _, behaviour in behaviours], np.int64),
        behaviour_requires=np.array([REQUIREMENTS[behaviour.requires] for _, behaviour in behaviours], np.int64),
        behaviour_helps=np.array([int(behaviour.helping) for _, behaviour in behaviours], np.int64),
        **situation_tables(society),
        **work_tables(society, document),
        omission=_omission(society, document, names),
        standing=_standing(society, document, names),
        platform_finds=_platform_finds(society, document, names),
        good_number=np.array([good.number for _, good in goods], np.int64),
        good_patience=np.array([good.patience for _, good in goods], np.int64),
        service_granted=chances([service.granted for _, service in services]),
        service_in_arrears=chances(
            [
                service.granted if service.granted_in_arrears is None else service.granted_in_arrears
                for _, service in services
            ]
        ),
        famous=chance(society.celebrities.share) if society.celebrities else 0,
        trust=round(exact(society.trust.in_state) * 31) if society.trust else 0,
        trust_learning=round(exact(society.trust.learning) * (1 << 16)) if society.trust else 0,
        age_cumulative=cumulative(people.ages.people),
        male=_male(people.males_per_100_females.value),
        male_at_birth=_male(people.males_per_100_females_at_birth.value),
        minority=chance(people.minority.value),
        rural=chance(exact(residence["rural"])),
        floating=chance(exact(residence["floating"]) / (1 - exact(residence["rural"]))),
        limited=chances(people.limited.value),
        frail=chances(people.frail.value),
        education_cumulative=_education(society),
        schooling_cumulative=_schooling(society),
        income_cumulative=np.array([cumulative(incomes[level]) for level in EDUCATIONS], np.int64),
        trait_cumulative=_traits(society),
        partnered=chances(people.households.partnered),
        at_home=chances(people.households.at_home),
        elders=chances(
            [
                people.households.with_child,
                float(exact(people.households.with_child) + exact(people.households.child_near)),
            ]
        ),
        aware=chance(society.response.aware),
        belief=round(exact(society.response.belief) * 31),
        learning=round(exact(society.response.learning) * (1 << 16)),
        notices=chance(society.response.notices),
    )


def _male(per_100_females: float) -> int:
    """Return the chance of being male."""
    return chance(exact(per_100_females) / (exact(per_100_females) + 100))


def _index(name: str | None, names: list[str], document: Document, *path: str) -> int:
    """Return the index of a behaviour that another one refers to."""
    if name not in names:
        raise mistake(
            f"unknown behaviour '{name}'",
            place=place_of(document, path),
            allowed=names,
            meant=nearest(str(name), names),
        )
    return names.index(str(name))


def check_numbers(society: Society, document: Document) -> None:
    """Refuse two entries of one section with the same number: numbers key draws and order indexes."""
    sections: dict[tuple[str, ...], Mapping[str, Numbered]] = {
        ("behaviours",): society.behaviours,
        ("channels",): society.channels,
        ("regions",): society.regions,
        ("goods",): society.goods,
        ("services",): society.services,
        ("people", "traits"): society.people.traits,
    }
    for path, section in sections.items():
        seen: dict[int, str] = {}
        for name, entry in section.items():
            if entry.number in seen:
                raise mistake(
                    f"'{name}' and '{seen[entry.number]}' have the same number {entry.number}",
                    place=place_of(document, (*path, name, "number")),
                    allowed="each entry of a section has a number of its own, for good",
                )
            seen[entry.number] = name


def check_regions(society: Society, document: Document) -> None:
    """Refuse places in a region that is not there."""
    regions = list(society.regions)
    for name, good in society.goods.items():
        for region in good.by_region:
            if region not in regions:
                raise mistake(
                    f"unknown region '{region}'",
                    place=place_of(document, ("goods", name, "by_region", region)),
                    allowed=regions,
                    meant=nearest(region, regions),
                )


def check_detection(society: Society, document: Document) -> None:
    """Refuse a behaviour that is detected by a registry that is not there."""
    registries = list(society.channels)
    for name, behaviour in society.behaviours.items():
        for channel in behaviour.status_quo_detection:
            if channel not in registries:
                raise mistake(
                    f"unknown registry '{channel}'",
                    place=place_of(document, ("behaviours", name, "status_quo_detection", channel)),
                    allowed=registries,
                    meant=nearest(channel, registries),
                )


def _platform_finds(society: Society, document: Document, names: list[str]) -> Integers:
    """Return the behaviours that are findings of a payment platform."""
    found = np.full(2, NONE, np.int64)
    for name, behaviour in society.behaviours.items():
        if behaviour.platform is not None:
            index = ("high", "low").index(behaviour.platform)
            if found[index] != NONE:
                raise mistake(
                    f"'{name}' is a second finding of a {behaviour.platform} score",
                    place=place_of(document, ("behaviours", name, "platform")),
                    allowed="one behaviour for each",
                )
            found[index] = names.index(name)
    return found


def _only(society: Society, document: Document, kind: str) -> str | None:
    """Return the one behaviour of a kind of which the state of a seat has room for one."""
    found = [
        name for name, behaviour in society.behaviours.items() if behaviour.kind == kind and behaviour.platform is None
    ]
    if len(found) > 1:
        raise mistake(
            f"a second behaviour of kind {kind}: '{found[1]}'",
            place=place_of(document, ("behaviours", found[1])),
            allowed=f"one {kind} in a society for now",
        )
    return found[0] if found else None


def _omission(society: Society, document: Document, names: list[str]) -> Integers:
    name = _only(society, document, "omission")
    if name is None:
        return np.full(3, NONE, np.int64)
    behaviour = society.behaviours[name]
    relief = _index(behaviour.relieved_by, names, document, "behaviours", name, "relieved_by")
    return np.array([names.index(name), behaviour.after, relief], np.int64)


def _standing(society: Society, document: Document, names: list[str]) -> Integers:
    name = _only(society, document, "standing")
    if name is None:
        return np.full(3, NONE, np.int64)
    breaks = _index(society.behaviours[name].broken_by, names, document, "behaviours", name, "broken_by")
    return np.array([names.index(name), breaks, society.behaviours[name].ages[0]], np.int64)


def _education(society: Society) -> Integers:
    """Return cumulative schooling [2, 5]; the elders lack part of the upper levels, moved to primary."""
    shares = society.people.education.shares
    younger = [shares[level] for level in EDUCATIONS]
    shift = society.people.education.older_shift
    moved = [younger[3] * shift, younger[4] * shift]
    older = [younger[0], younger[1] + sum(moved), younger[2], younger[3] - moved[0], younger[4] - moved[1]]
    return np.array([cumulative(younger), cumulative([round(share, 9) for share in older])], np.int64)


def _schooling(society: Society) -> Integers:
    """Return cumulative schooling [5, 5] of those who come of age, by the fifth of the home's income."""
    education = society.people.education
    alike = [education.shares[level] for level in EDUCATIONS]
    weights = education.by_home.weights if education.by_home else dict.fromkeys(INCOMES, alike)
    return np.array([cumulative(weights[fifth]) for fifth in INCOMES], np.int64)


def _traits(society: Society) -> Integers:
    """Return cumulative trait levels [4, 4]; an unused trait is all at its lowest level."""
    table = np.full((TRAITS, 4), chance(1), np.int64)
    for trait in society.people.traits.values():
        table[trait.number - 1] = cumulative(trait.shares)
    return table
