"""Local workers: shards in any number of pieces, lived by any number of threads, add up to one society."""

from __future__ import annotations

import threading
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import scored_society as ss
from scored_society.base.errors import ScoredError
from scored_society.record.schedule import compiled, reigns_of
from scored_society.tables.timetable import Timetable
from scored_society.week.bulletin import first_bulletin
from scored_society.week.census import CENSUS, NO_HOLDER, NO_SEAT, add_census, empty_census
from scored_society.workers.local import LocalWorkers, _Shared, available_threads, check_trouble

NEIGHBOURHOODS = 5


@cache
def tables(society: str = "smallville") -> Timetable:
    return compiled(reigns_of(ss.load_policy("as-told"), 0), ss.load_society(society), 52)


def lived(weeks: int, threads: int | None = None, shard: int = 128, seed: int = 1) -> list[tuple]:
    workers = LocalWorkers(tables(), seed, NEIGHBOURHOODS, threads, shard)
    workers.found()
    found = []
    for week in range(weeks):
        census = workers.live_one_week(week, first_bulletin())
        found.append((census.counts.tobytes(), census.applicants.tolist(), census.applicant_counts.tolist()))
    workers.close()
    return [*found, workers.state.tobytes(), workers.memory.tobytes()]


@pytest.mark.parametrize(("threads", "shard"), [(1, 1), (2, 2), (8, 1), (None, 3), (1, 5)])
def test_pieces_and_threads_add_up_to_the_same(threads, shard):
    assert lived(6, threads, shard) == lived(6)


def test_another_seed_is_another_society():
    assert lived(1, seed=2) != lived(1)


def test_a_stored_state_goes_on_alike():
    workers = LocalWorkers(tables(), 1, NEIGHBOURHOODS, 1)
    workers.found()
    workers.live_one_week(0, first_bulletin())
    stored = {name: array.copy() for name, array in workers.arrays().items()}
    other = LocalWorkers(tables(), 1, NEIGHBOURHOODS, 2, 2)
    other.restore(stored)
    ends = [each.live_one_week(1, first_bulletin()).counts.tobytes() for each in (workers, other)]
    assert ends[0] == ends[1]
    assert workers.arrays()["state"].tobytes() == other.arrays()["state"].tobytes() != stored["state"].tobytes()
    for each in (workers, other):
        each.close()


def test_everybody_is_counted_once_and_the_queue_is_in_order():
    workers = LocalWorkers(tables(), 1, NEIGHBOURHOODS, 2, 2)
    workers.found()
    for week in range(5):
        census = workers.live_one_week(week, first_bulletin())
        counts = census.counts[0]
        alive = int((workers.state["person"] & 1).sum())
        assert counts.people.sum() == counts.people_in.sum() == alive
        assert (np.diff(census.applicants) > 0).all()
        assert (census.applicant_counts > 0).all()
    assert census.applicant_counts.sum() == (workers.state["waits"] > 0).sum() > 0
    workers.close()


@given(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), st.permutations(range(3)))
def test_censuses_add_up_in_any_order(values: list[int], order: list[int]):
    parts = []
    for number, value in enumerate(values):
        part = empty_census()
        part.view(np.int64)[:] = value * (np.arange(CENSUS.itemsize // 8) % (number + 2))
        parts.append(part)
    forth, back = empty_census(), empty_census()
    for number in range(3):
        add_census(forth, parts[number])
        add_census(back, parts[order[number]])
    assert np.array_equal(forth.view(np.int64), back.view(np.int64))
    assert np.array_equal(forth.view(np.int64), sum(part.view(np.int64) for part in parts))


def test_every_item_is_drawn_once_by_whichever_thread():
    shared, found = _Shared(list(range(10_000)), lambda: None), [[] for _ in range(8)]
    threads = [threading.Thread(target=drawn.extend, args=(shared,)) for drawn in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(item for drawn in found for item in drawn) == list(range(10_000))


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_a_week_is_broken_off_between_two_shards_and_what_there_is_of_it_is_not_stored(threads):
    class TiredError(Exception):
        pass

    workers, lived_shards, tired_after = LocalWorkers(tables(), 1, 40, threads, 1), [], 45
    live_shard = workers._live_shard

    def counted(*arguments):
        lived_shards.append(arguments[2])
        return live_shard(*arguments)

    def tired():
        if len(lived_shards) >= tired_after:
            raise TiredError

    workers._live_shard, workers.before_each_shard = counted, tired
    try:
        workers.found()
        workers.live_one_week(0, first_bulletin())
        with pytest.raises(TiredError):
            workers.live_one_week(1, first_bulletin())
        assert tired_after <= len(lived_shards) < tired_after + threads
        with pytest.raises(ValueError, match="broken off"):
            workers.arrays()
    finally:
        workers.close()


def test_there_is_at_least_one_thread():
    assert available_threads() >= 1


@pytest.mark.parametrize(
    ("trouble", "message"),
    [(NO_SEAT, "no empty seat for a child"), (NO_HOLDER, "held by more than 15 people")],
)
def test_nobody_is_dropped_silently(trouble: int, message: str):
    census = empty_census()
    check_trouble(census)
    census["trouble"][0, trouble] = 1
    with pytest.raises(ScoredError, match=f"{message}.*give the society more seats a neighbourhood"):
        check_trouble(census)


def test_a_society_without_room_for_its_children(write, tmp_path):
    """The run ends with one message, and what was lived is there to be looked at."""
    crowded = write(
        "society: crowded\ntitle: Crowded\nextends: smallville\nneighbourhood: {seats: 32, people: 28}\n"
        "life: {birth: {rate: 2.3 per year, at_most: 2.3 per year}}\n"
    )
    with pytest.raises(ScoredError, match="no empty seat for a child; give the society more seats") as caught:
        ss.simulate("none", society=crowded, citizens=280, years=20, out=tmp_path / "run")
    assert caught.value.exit_status == 1
    assert not ss.open_run(tmp_path / "run", unfinished=True).manifest["fingerprint"]
