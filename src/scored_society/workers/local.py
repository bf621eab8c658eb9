"""Local workers: shards of the society on a pool of threads; the compiled week releases the interpreter's lock."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.base.errors import ScoredError
from scored_society.decision.code import BUILT_IN, Code
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.timetable import Timetable
from scored_society.tables.world import WORLD
from scored_society.week.board import BOARD
from scored_society.week.census import NO_HOLDER, NO_SEAT, add_census, empty_census
from scored_society.week.counted import WeekCensus, in_cells
from scored_society.week.founding import FOUNDERS
from scored_society.week.log import new_log
from scored_society.week.shard import found_shard
from scored_society.week.state import SEAT, Memory, State, empty_state

SHARD = 128
"""Neighbourhoods of a shard: some half a megabyte of state, so that a shard stays in a core's cache."""


def available_threads() -> int:
    """Return how many threads this process may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class LocalWorkers:
    """A whole society on this machine.

    Parameters
    ----------
    timetable : the tables in force, week by week.
    seed : of the run.
    neighbourhoods : how many; the first is number 0.
    threads : how many shards are lived at once; the result does not depend on it.
    shard : neighbourhoods in a shard; the result does not depend on it.
    code : the compiled week.
    """

    def __init__(
        self,
        timetable: Timetable,
        seed: int,
        neighbourhoods: int,
        threads: int | None = None,
        shard: int = SHARD,
        code: Code = BUILT_IN,
    ) -> None:
        self._timetable, self._seed, self._live_shard = timetable, seed, code.live_shard
        self._threads = threads or available_threads()
        self._pool = ThreadPoolExecutor(self._threads)
        self._seats = timetable.world.seats
        self._world = pack(timetable.world, WORLD)
        self._rules = {epoch.first_week: pack(epoch.rules, RULES) for epoch in timetable.epochs}
        self._shards = [(first, min(first + shard, neighbourhoods)) for first in range(0, neighbourhoods, shard)]
        self._log = new_log(0)
        self.before_each_shard: Callable[[], None] = _nothing
        """Whatever this raises ends a week between two shards; the state is of no week then, and cannot be stored."""
        self._torn = False
        self.state, self.memory = empty_state(neighbourhoods, self._seats)

    def found(self) -> None:
        """Let everybody be there who is there at the start."""

        def work(shards: Any) -> None:
            founders = np.zeros(1, FOUNDERS)
            for first, last in shards:
                state, memory = self._part(first, last)
                found_shard(self._seed, first, self._world, state, memory, founders)

        self._on_all_threads(work)

    def live_one_week(self, week: int, bulletin: NDArray[Any]) -> WeekCensus:
        """Live one week everywhere, and count.

        Raises
        ------
        ScoredError
            If a neighbourhood had no seat for a child.
        """
        epoch = self._timetable.epoch(week)
        goods = len(self._timetable.society.goods)
        rules, transition = self._rules[epoch.first_week], self._timetable.transition(week)
        interventions = self._timetable.interventions_in(week)

        def work(shards: Any) -> tuple[NDArray[Any], list[NDArray[np.int32]]]:
            census, board, used = empty_census(), np.zeros(1, BOARD), np.zeros(1, np.int64)
            room, found = np.zeros(0, np.int32), []
            for first, last in shards:
                state, memory = self._part(first, last)
                if len(room) < len(state) * goods:
                    room = np.zeros(len(state) * goods, np.int32)
                used[0] = 0
                self._live_shard(
                    self._seed, week, first, transition, self._world, rules, bulletin, state, memory,
                    interventions, census, board, room, used, self._log,
                )  # fmt: skip
                found.append(room[: used[0]].copy())
            return census, found

        results = self._on_all_threads(work)
        total, applicants = results[0]
        for census, found in results[1:]:
            add_census(total, census)
            applicants += found
        check_trouble(total)
        return WeekCensus(total, *in_cells(np.concatenate(applicants)))

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return the whole state as plain arrays, to be stored.

        Raises
        ------
        ValueError
            If a week was not lived to its end: some people are a week ahead of others.
        """
        if self._torn:
            raise ValueError("a week was broken off; what there is of it is not to be stored")
        return {"state": self.state.view(np.uint8), "memory": self.memory}

    def restore(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Take up a stored state."""
        self.state = np.ascontiguousarray(arrays["state"]).view(SEAT).copy()
        self.memory = arrays["memory"].astype(np.uint16, copy=True)

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown()

    def _part(self, first: int, last: int) -> tuple[State, Memory]:
        return self.state[first * self._seats : last * self._seats], self.memory[first:last]

    def _on_all_threads(self, work: Any) -> list[Any]:
        """Run `work` on every thread, each taking the next shard as it comes free."""
        shards, self._torn = _Shared(self._shards, self.before_each_shard), True
        pending = [self._pool.submit(work, shards) for _ in range(self._threads)]
        try:
            wait(pending)  # all of them, so that none goes on with a week that another one broke off
        except BaseException:
            shards.stop()
            raise
        results = [future.result() for future in pending]
        self._torn = False
        return results


class _Shared:
    """An iterator that several threads may draw from: `next` of a count is atomic."""

    def __init__(self, items: list[Any], before_each: Callable[[], None]) -> None:
        self._items, self._before_each, self._next = items, before_each, itertools.count()

    def stop(self) -> None:
        """Let nobody draw any more."""
        self._items = []

    def __iter__(self) -> _Shared:
        return self

    def __next__(self) -> Any:
        self._before_each()
        index = next(self._next)
        if index >= len(self._items):
            raise StopIteration
        return self._items[index]


def _nothing() -> None:
    """Let the week go on."""


def check_trouble(census: NDArray[Any]) -> None:
    """Raise an error if somebody could not be seated; nobody is ever dropped."""
    trouble = census[0].trouble
    if trouble[NO_SEAT]:
        raise ScoredError("a neighbourhood has no empty seat for a child; give the society more seats a neighbourhood")
    if trouble[NO_HOLDER]:
        raise ScoredError("a seat was held by more than 15 people; give the society more seats a neighbourhood")
