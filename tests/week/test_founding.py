"""Those who are there at the start: families that could be, marginals as the society file gives them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from laws.living import Society, tables
from scored_society.tables.fixed import WHOLE
from scored_society.tables.timetable import Timetable
from scored_society.week.founding import OLDEST_MOTHER, YOUNGEST_MOTHER
from scored_society.week.state import FRAIL
from week.families import People

CITIZENS = 40_000
WIDEST_GAP = 12 * 52
"""Weeks by which a husband may be older; he is two years older than the nearest ten years around that."""


@pytest.fixture(scope="module")
def society(tmp_path_factory: pytest.TempPathFactory) -> Society:
    return Society(tables("none", "china-2020", 1, tmp_path_factory.mktemp("files")), CITIZENS)


@pytest.fixture(scope="module")
def smallville() -> Timetable:
    return tables("none", "smallville", 1, Path())


@pytest.fixture(scope="module")
def people(society: Society) -> People:
    return People.of(society, 0)


def assert_families_could_be(people: People) -> None:
    """Check what holds of every family at the start."""
    assert (np.bincount(people.home, people.adult) >= 1).all()
    for shared in (people.minority, people.income, people.residence):
        assert (shared == shared[people.head_row][people.home]).all()
    couples = people.coupled == 1
    assert ((people.partner_row >= 0) == couples).all()
    assert (people.adult[couples]).all()
    assert (people.partner_row[people.partner_row[couples]] == np.flatnonzero(couples)).all()
    assert (people.parent_row >= -1).all()
    children = people.parent_row >= 0
    gaps = people.weeks[people.parent_row[children]] - people.weeks[children]
    assert ((gaps >= YOUNGEST_MOTHER) & (gaps <= OLDEST_MOTHER)).all()
    minors = children & ~people.adult
    assert (people.home[people.parent_row[minors]] == people.home[minors]).all()
    assert (people.sex[people.parent_row[minors]] == 1).all()


def test_families_could_be(people: People):
    assert len(people) == CITIZENS
    assert_families_could_be(people)


@given(seed=st.integers(0, 2**63 - 1))
@settings(max_examples=20, phases=[Phase.generate])
def test_families_could_be_whatever_the_seed(seed: int, smallville: Timetable):
    assert_families_could_be(People.of(Society(smallville, 500, seed), 0))


def test_partners_are_of_one_generation(people: People):
    husbands = np.flatnonzero((people.coupled == 1) & (people.sex == 0))
    older = people.weeks[husbands] - people.weeks[people.partner_row[husbands]]
    assert 1 < older.mean() / 52 < 3
    assert np.mean(np.abs(older) <= WIDEST_GAP) > 0.999  # in a home with several couples the oldest need not be a pair


def test_women_are_partnered_by_age_as_the_file_says(society: Society, people: People):
    """A few wives find no husband of a fitting age among two hundred people."""
    wanted = society.timetable.world.partnered / WHOLE
    for band in range(4, 16):
        women = (people.sex == 1) & (people.age // 5 == band)
        found, error = people.ratio(people.coupled * women, women)
        assert wanted[band] - 0.05 - 3 * error < found < wanted[band] + 3 * error


def test_fifths_of_income_are_equal_among_people(people: People):
    for fifth in range(5):
        found, error = people.ratio(people.income == fifth, np.ones(len(people)))
        assert abs(found - 0.2) < 3 * error


def test_frailty_and_limitation_follow_age(society: Society, people: People):
    world = society.timetable.world
    bands = np.minimum(people.age // 5, 20)
    for found, wanted, among in (
        (people.health == FRAIL, world.frail, people.elder),
        (people.limited, world.limited, np.ones(len(people), bool)),
    ):
        off = found - wanted[bands] / WHOLE
        mean, error = people.ratio(off * among, among)
        assert abs(mean) < 3 * error
    assert not (people.health[~people.elder] == FRAIL).any()


def test_schooling_is_that_of_the_generation(society: Society, people: People):
    world = society.timetable.world
    for generation, among in enumerate(((people.age >= 15) & ~people.elder, people.elder)):
        shares = np.diff(world.education_cumulative[generation], prepend=0) / WHOLE
        for level, wanted in enumerate(shares):
            found, error = people.ratio((people.education == level) & among, among)
            assert abs(found - wanted) < 3.5 * error


def test_neighbourhoods_are_rural_or_not_as_a_whole(people: People):
    rural = np.bincount(people.neighbourhood, people.residence == 0) / np.bincount(people.neighbourhood)
    assert set(rural) == {0.0, 1.0}


def test_a_smaller_society_is_the_beginning_of_a_larger_one(society: Society, tmp_path: Path):
    smaller = Society(tables("none", "china-2020", 1, tmp_path), 2_000)
    state = smaller.workers.state
    assert np.array_equal(state, society.workers.state[: len(state)])


def test_another_seed_makes_other_people(society: Society, tmp_path: Path):
    other = Society(tables("none", "china-2020", 1, tmp_path), 2_000, seed=2)
    same = other.workers.state["person"] == society.workers.state["person"][: len(other.workers.state)]
    assert same[other.workers.state["person"] > 0].mean() < 0.01
