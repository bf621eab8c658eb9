"""The life course: drawn from the seed alone, at the rates of the society file, through families that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from laws.living import Society, tables
from scored_society.society.load import load_society
from scored_society.tables.fixed import WHOLE
from scored_society.tables.slots import DEATH, LIFE_EVENT
from scored_society.week.census import BIRTHS, DEATHS, LEAVINGS, PAIRINGS
from scored_society.week.state import FRAIL
from week.families import People, life_course

YEARS = 20
COUNTED = (BIRTHS, DEATHS, PAIRINGS, LEAVINGS)


def test_no_rule_book_touches_it(tmp_path: Path):
    """Week by week the same births, deaths, pairings and leavings, and in the end the same people in the same homes."""
    weeks, lived = 3 * 52, []
    for policy in ("none", "as-told"):
        society = Society(tables(policy, "smallville", weeks, tmp_path), 2_000)
        counts = [week.of("life").copy() for week in society.live(weeks)]
        lived.append((np.array(counts), life_course(society)))
    (counts, fields), (other_counts, other_fields) = lived
    assert np.array_equal(counts, other_counts)
    assert (counts.sum(axis=(0, 2))[list(COUNTED)] > 0).all()
    assert [name for name in fields if not np.array_equal(fields[name], other_fields[name])] == []


def test_a_smaller_society_is_a_prefix_of_a_larger_one(tmp_path: Path):
    timetable = tables("as-told", "china-2020", 60, tmp_path)
    smaller, larger = Society(timetable, 2_000), Society(timetable, 6_000)
    for society in (smaller, larger):
        for _ in society.live(60):
            pass
    fields, others = life_course(smaller), life_course(larger, len(smaller.workers.state))
    assert [name for name in fields if not np.array_equal(fields[name], others[name])] == []


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> list[People]:
    """Smallville as it was before each of many weeks in a row, some years after its start."""
    weeks = 4 * 52
    society = Society(tables("as-told", "smallville", weeks, tmp_path_factory.mktemp("files")), 2_000)
    states = []
    for week in society.live(weeks):
        states.append(People.of(society, week.week + 1))
    return states


def pairs(weeks: list[People]) -> Iterator[tuple[People, People, np.ndarray, np.ndarray]]:
    """Yield each week and the next, with the rows of those who live in both."""
    for before, after in pairwise(weeks):
        rows = np.full(before.seats * before.neighbourhoods, -1)
        rows[before.seat] = np.arange(len(before))
        old = rows[after.seat]
        stayed = (old >= 0) & (before.holders[old] == after.holders)
        yield before, after, old[stayed], np.flatnonzero(stayed)


def test_every_home_has_an_adult(months: list[People]):
    for people in months:
        assert (np.bincount(people.home, people.adult) >= 1).all()


def test_couples_are_two(months: list[People]):
    for people in months:
        assert ((people.partner_row >= 0) == (people.coupled == 1)).all()


def test_parents_are_alive_and_older(months: list[People]):
    for people in months:
        children = people.parent_row != -1
        assert (people.parent_row[children] >= 0).all()
        assert (people.weeks[people.parent_row[children]] > people.weeks[children] + 10 * 52).all()


def test_homes_are_merged_by_pairing_and_by_orphans_only(months: list[People]):
    """A family number that is free may be used again, but never while somebody has it."""
    joined = 0
    for before, after, old, new in pairs(months):
        came_from = before.home[old]
        for home in np.flatnonzero(np.bincount(after.home[new]) > 1):
            here = after.home[new] == home
            if len(set(came_from[here])) == 1:
                continue
            joined += 1
            newlywed = (after.coupled[new] == 1) & (before.coupled[old] == 0)
            if newlywed[here].sum() == 2:
                continue
            moved = here & (came_from != came_from[here & after.adult[new]][0])
            assert not after.adult[new][moved].any()
            left = np.isin(came_from, came_from[moved]) & after.adult[new] & ~here
            assert not left.any()
    assert joined > 10


def test_nobody_leaves_a_partner(months: list[People]):
    for before, after, old, new in pairs(months):
        row = np.full(len(before), -1)
        row[old] = new
        couples = np.flatnonzero((before.partner_row >= 0) & (row >= 0))
        partners = row[before.partner_row[couples]]
        both = partners >= 0
        assert (after.home[row[couples[both]]] == after.home[partners[both]]).all()
        assert (after.coupled[row[couples[both]]] == 1).all()


@pytest.fixture(scope="module")
def decades(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[People], np.ndarray, np.ndarray]:
    """China's people each year, the events of each year by kind, and the deaths expected from the rates of the file."""
    weeks = YEARS * 52
    society = Society(tables("none", "china-2020", weeks, tmp_path_factory.mktemp("files")), 20_000)
    world = society.timetable.world
    (slot,) = np.flatnonzero((world.slot_kind == LIFE_EVENT) & (world.slot_item == DEATH))
    width = world.slot_first[slot + 1] - world.slot_first[slot]
    years, events, expected = [People.of(society, 0)], np.zeros((YEARS, 4)), np.zeros(YEARS)
    for week in society.live(weeks):
        events[week.week // 52] += week.of("life").sum(axis=1)
        if week.week % 13 == 6:
            people = People.of(society, week.week + 1)
            rate = world.slot_keep[slot][np.minimum(people.age // 5, 20)] / WHOLE
            expected[week.week // 52] += 13 * (rate * world.slot_body[slot][people.sex] / (1 << 16)).sum()
        if week.week % 52 == 51:
            years.append(People.of(society, week.week + 1))
    return years, events, expected * width / WHOLE


def test_people_die_at_the_rates_of_the_file(decades):
    _, events, expected = decades
    assert abs(events[:, DEATHS].sum() - expected.sum()) < 3 * np.sqrt(expected.sum())


def test_nobody_comes_from_nowhere_or_gets_lost(decades):
    years, events, _ = decades
    sizes = np.array([len(people) for people in years])
    assert np.array_equal(np.diff(sizes), events[:, BIRTHS] - events[:, DEATHS])


def test_births_and_deaths_are_those_of_the_census_year(decades):
    """About 8.5 births and 7.1 deaths a thousand in 2020; by 2035 three in ten are 60 or over."""
    years, events, _ = decades
    rates = 1000 * events[:3].sum(axis=0) / (3 * len(years[0]))
    assert 7.5 < rates[BIRTHS] < 9.5
    assert 6.3 < rates[DEATHS] < 8.1
    assert 0.28 < years[15].elder.mean() < 0.32


def projected(years: int) -> np.ndarray:
    """Return people by year of age and sex, [106, 2], after some years: a cohort-component projection.

    From nothing but the society file: its ages and sexes at the start, its deaths by age and sex, and its births by age
    among the women who live with a husband, as many of each age as at the start (Preston, Heuveline and Guillot 2001,
    Demography, 6).
    """
    society = load_society("china-2020").society
    people, life = society.people, society.life
    band = np.minimum(np.arange(106) // 5, 20)
    ages = np.array(people.ages.people)
    male = people.males_per_100_females.value / (people.males_per_100_females.value + 100)
    now = np.outer(np.append(np.repeat(ages[:20] / 5, 5), [ages[20] / 6] * 6) / ages.sum(), [male, 1 - male])
    sexes = life.death.varies["sex"]
    dying = life.death.rate * np.outer(np.array(life.death.by_age)[band], [sexes["male"], sexes["female"]])
    bearing = life.birth.rate * (np.array(life.birth.by_age) * people.households.partnered)[band]
    boys = people.males_per_100_females_at_birth.value / (people.males_per_100_females_at_birth.value + 100)
    for _ in range(years):
        left = now * np.exp(-(dying + np.vstack([dying[1:], dying[-1:]])) / 2)
        after = np.vstack([np.zeros((1, 2)), left[:-1]])
        after[-1] += left[-1]
        born = (bearing * (now[:, 1] + after[:, 1]) / 2).sum() * np.array([boys, 1 - boys])
        after[0] = born * np.exp(-dying[0] / 2)
        now = after
    return now


@pytest.mark.parametrize("year", [5, 10, 15, 20])
def test_ages_are_those_of_the_cohort_projection(decades, year):
    """The share of those of 60 and over; in 2035, after fifteen years, it is near three in ten."""
    years, _, _ = decades
    now = projected(year)
    foreseen = now[60:].sum() / now.sum()
    share, error = years[year].ratio(years[year].elder, np.ones(len(years[year])))
    assert abs(share - foreseen) < 3 * error
    if year == 15:
        assert 0.28 < foreseen < 0.32


def test_partnership_by_age_lasts(decades):
    """Generations that grow up here live with a partner about as often as those who were there at the start."""
    years, _, _ = decades
    for ages in ((20, 25), (25, 30), (30, 35), (35, 45), (45, 60), (60, 75)):
        shares = []
        for people in (years[0], years[YEARS]):
            women = (people.sex == 1) & (people.age >= ages[0]) & (people.age < ages[1])
            shares.append(people.coupled[women].mean())
        assert abs(shares[1] - shares[0]) < 0.12


def test_frailty_by_age_lasts(decades):
    years, _, _ = decades
    for oldest, youngest in ((75, 60), (90, 75)):
        shares = []
        for people in (years[0], years[YEARS]):
            elders = (people.age >= youngest) & (people.age < oldest)
            shares.append((people.health[elders] == FRAIL).mean())
        assert abs(shares[1] - shares[0]) < 0.05


def test_minors_live_with_their_mother_or_lost_her(decades):
    years, _, _ = decades
    for people in years:
        minors = ~people.adult
        assert people.lives_with_parent[minors].mean() > 0.97
