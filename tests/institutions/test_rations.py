"""Rationing by counting: never above the capacity, hardly anything idle, and in the long run what is due."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scored_society.institutions.rations import EVERYBODY, MOST_REGIONS, capacity, cut_offs, places_per_person
from scored_society.society.load import load_society
from scored_society.tables.fixed import WHOLE
from scored_society.tables.slots import by_number
from scored_society.week.bulletin import BINS
from scored_society.week.census import SCORES

GOODS, REGIONS = 2, 3
CELLS = st.dictionaries(
    st.tuples(
        st.integers(0, GOODS - 1),
        st.integers(0, REGIONS - 1),
        st.sampled_from([0, 600, 999, 1000, 1001, 1300, SCORES - 1]),
        st.integers(0, BINS - 1),
    ),
    st.integers(1, 9),
    max_size=60,
)
"""People in each cell: good, region, rank and ticket."""
PLACES = st.lists(st.integers(0, 40), min_size=GOODS * REGIONS, max_size=GOODS * REGIONS).map(
    lambda places: np.array(places).reshape(GOODS, REGIONS)
)
Cells = dict[tuple[int, int, int, int], int]


def shared_out(cells: Cells, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    counted = sorted(
        (((good * MOST_REGIONS + region) * SCORES + rank) * BINS + ticket, count)
        for (good, region, rank, ticket), count in cells.items()
    )
    keys, counts = np.array(counted, np.int64).reshape(-1, 2).T
    return cut_offs(keys, counts, GOODS, REGIONS, places)


def served(cells: Cells, places: np.ndarray) -> dict[tuple[int, int], list[tuple[int, int, int]]]:
    """Return who is served, as the week decides it: rank, ticket and number of people, by good and region."""
    cutoff, last_ticket = shared_out(cells, places)
    out: dict[tuple[int, int], list[tuple[int, int, int]]] = {index: [] for index in np.ndindex(GOODS, REGIONS)}
    for (good, region, rank, ticket), count in cells.items():
        here = cutoff[good, region]
        if rank > here or (rank == here and ticket < last_ticket[good, region]):
            out[good, region].append((rank, ticket, count))
    return out


def waiting(cells: Cells, good: int, region: int) -> list[tuple[int, int, int]]:
    """Return the queue of a good in a region, the best ranked first: rank, ticket and number of people."""
    queue = [(rank, ticket, count) for (g, r, rank, ticket), count in cells.items() if (g, r) == (good, region)]
    return sorted(queue, key=lambda cell: (-cell[0], cell[1]))


@given(CELLS, PLACES)
@example({(0, 0, 1000, 0): 5, (0, 0, 1000, 1): 5}, np.full((GOODS, REGIONS), 5))
@example({(0, 0, 0, 0): 1}, np.zeros((GOODS, REGIONS), int))
def test_whole_cells_from_the_top_as_long_as_they_fit(cells: Cells, places: np.ndarray):
    """So the capacity is never exceeded, and less than one cell of it stays idle while somebody waits."""
    for (good, region), found in served(cells, places).items():
        queue = waiting(cells, good, region)
        total = sum(count for _, _, count in found)
        assert sorted(found) == sorted(queue[: len(found)])
        assert total <= places[good, region]
        if len(found) < len(queue):
            assert places[good, region] - total < queue[len(found)][2]


@given(CELLS, PLACES, st.integers(0, GOODS - 1), st.integers(0, REGIONS - 1), st.integers(0, 20))
def test_more_places_serve_nobody_less_and_no_other_queue(
    cells: Cells, places: np.ndarray, good: int, region: int, more: int
):
    richer = places.copy()
    richer[good, region] += more
    before, after = served(cells, places), served(cells, richer)
    assert set(before[good, region]) <= set(after[good, region])
    assert all(before[index] == after[index] for index in before if index != (good, region))


@given(PLACES)
def test_an_empty_queue_turns_nobody_away(places: np.ndarray):
    cutoff, _ = shared_out({}, places)
    assert (cutoff == EVERYBODY).all()


def test_one_more_than_there_are_places_waits():
    cells = {(0, 0, rank, 0): 1 for rank in (1000, 1001, 1002)}
    places = np.array([[2, 0, 0], [0, 0, 0]])
    assert served(cells, places)[0, 0] == [(1001, 0, 1), (1002, 0, 1)]
    assert shared_out(cells, places)[0][0, 0] == 1000
    assert served(cells, places + 1)[0, 0] == [(1000, 0, 1), (1001, 0, 1), (1002, 0, 1)]


CAPACITY = {"per_person": st.integers(0, WHOLE // 50), "people": st.integers(0, 10**8)}


@given(**CAPACITY, week=st.integers(0, 10**4))
def test_capacity_is_the_due_rounded_up_or_down(per_person: int, people: int, week: int):
    due = Fraction(per_person * people, WHOLE)
    found = capacity(np.array([[per_person] * REGIONS]), np.full(REGIONS, people), week)
    assert found.shape == (1, REGIONS)
    assert (found >= 0).all()
    assert all(due - 1 < place < due + 1 for place in found[0].tolist())


@given(**CAPACITY, first=st.integers(0, 10**4))
def test_in_the_long_run_every_region_gets_its_due(per_person: int, people: int, first: int):
    """A stretch of weeks gives its due, but for as much as rounding by chance may take or add."""
    places, living = np.array([[per_person] * REGIONS]), np.full(REGIONS, people)
    given_out = sum(capacity(places, living, week) for week in range(first, first + 520))
    due = Fraction(per_person * people, WHOLE) * 520
    most = 6 * np.sqrt(520 / 4)  # a place more or less each week, at the most with probability 1/2
    assert all(abs(found - due) < most for found in given_out[0].tolist())


def test_fractions_of_places_come_by_chance():
    """Alike in every run, in each region and week anew, and uniformly."""
    places, living = np.full((2, 32), WHOLE // 2), np.full(32, 1)
    found = np.array([capacity(places, living, week) for week in range(2000)])
    assert np.array_equal(found[7], capacity(places, living, 7))
    assert abs(found.mean() - 0.5) < 5 * 0.5 / np.sqrt(found.size)
    centred = found - 0.5
    assert abs((centred[1:] * centred[:-1]).mean()) < 5 * 0.25 / np.sqrt(found[1:].size)
    assert abs((centred[:, 0] * centred[:, 1]).mean()) < 5 * 0.25 / np.sqrt(found[:, 0].size)


@pytest.mark.parametrize("name", ["smallville", "china-2020"])
def test_places_follow_the_society(name: str):
    society = load_society(name).society
    found = places_per_person(society)
    assert found.shape == (len(society.goods), len(society.regions))
    for (_, good), row in zip(by_number(society.goods), found.tolist(), strict=True):
        for (region, _), places in zip(by_number(society.regions), row, strict=True):
            due = good.per_thousand / 1000 * good.by_region.get(region, 1.0)
            assert places / WHOLE == pytest.approx(due, abs=1 / WHOLE)
