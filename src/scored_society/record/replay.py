"""Replay: any neighbourhood lived again from the bulletins, by the same machine code, with the log switched on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.base.errors import mistake
from scored_society.record.decided import code_of
from scored_society.record.run import Run
from scored_society.record.sample import people_columns
from scored_society.record.schedule import tables_of
from scored_society.tables.packed import pack
from scored_society.tables.rules import RULES
from scored_society.tables.timetable import Timetable
from scored_society.tables.world import WORLD
from scored_society.week.board import BOARD
from scored_society.week.bulletin import BULLETIN, bulletin_from_rows
from scored_society.week.census import empty_census
from scored_society.week.counted import WeekCensus
from scored_society.week.founding import FOUNDERS
from scored_society.week.log import new_log
from scored_society.week.shard import found_shard
from scored_society.week.state import Memory, State, empty_state

FIRST_ROOM = 4096


@dataclass(frozen=True)
class LivedAgain:
    """One week of one neighbourhood: what it counted, what the log says, and its state and memory at the week's end.

    And the bulletin that its people read.
    """

    week: int
    census: WeekCensus
    lines: NDArray[np.int64]
    state: State
    memory: Memory
    bulletin: NDArray[Any]


class Replay:
    """Lives neighbourhoods of a run again.

    Parameters
    ----------
    run : a run; of one that is not finished, what its last checkpoint counts in can be lived again.
    """

    def __init__(self, run: Run) -> None:
        self.run = run
        self.timetable: Timetable = tables_of(run)
        self._live_shard = code_of(run).live_shard
        self._world = pack(self.timetable.world, WORLD)
        self._rules = {epoch.first_week: pack(epoch.rules, RULES) for epoch in self.timetable.epochs}

    @cached_property
    def _bulletins(self) -> dict[int, NDArray[Any]]:
        return {week: bulletin_from_rows(rows) for week, rows in self.run.bulletin_rows().items()}

    def neighbourhood(self, number: int, weeks: int | None = None) -> Iterator[LivedAgain]:
        """Yield a neighbourhood's weeks, one after another: all that the run has lived, or the first `weeks`.

        Raises
        ------
        UserError
            If the run has no such neighbourhood.
        """
        last = int(self.run.manifest["neighbourhoods"]) - 1
        if not 0 <= number <= last:
            raise mistake(f"there is no neighbourhood {number}", allowed=f"0 to {last}")
        seed = int(self.run.manifest["seed"])
        state, memory = empty_state(1, self.timetable.world.seats)
        found_shard(seed, number, self._world, state, memory, np.zeros(1, FOUNDERS))
        for week in range(self.run.lived_weeks() if weeks is None else weeks):
            lived = self._live(seed, number, week, state, memory)
            yield lived
            state, memory = lived.state, lived.memory

    def _live(self, seed: int, number: int, week: int, state: State, memory: Memory) -> LivedAgain:
        """Live one week; with a longer log, again, if the log was too short."""
        rules = self._rules[self.timetable.epoch(week).first_week]
        bulletin = self._bulletins.get(week, np.zeros(1, BULLETIN))
        room, goods = FIRST_ROOM, len(self.timetable.society.goods)
        while True:
            after, remembered, census, log = state.copy(), memory.copy(), empty_census(), new_log(room)
            applicants, used = np.zeros(len(state) * goods, np.int32), np.zeros(1, np.int64)
            self._live_shard(
                seed, week, number, self.timetable.transition(week), self._world, rules, bulletin, after, remembered,
                self.timetable.interventions_in(week), census, np.zeros(1, BOARD), applicants, used, log,
            )  # fmt: skip
            lines = int(log.used[0])
            if lines <= room:
                break
            room = lines
        keys, counts = np.unique(applicants[: used[0]], return_counts=True)
        found = WeekCensus(census, keys.astype(np.int64), counts.astype(np.int64))
        return LivedAgain(week, found, log.lines[:lines], after, remembered, bulletin)

    def columns(self, number: int, lived: LivedAgain) -> dict[str, NDArray[np.int64]]:
        """Return the living of a neighbourhood at a week's end, as the panel has them."""
        seats = self.timetable.world.seats
        return people_columns(lived.state, np.arange(number * seats, (number + 1) * seats), self.timetable, lived.week)
