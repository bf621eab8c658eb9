"""A society that is lived and recorded as `scored simulate` does it, in pieces that can be timed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from scored_society.policy.load import load_policy
from scored_society.record.behind import Behind
from scored_society.record.engine import Engine
from scored_society.record.folder import create_folder, open_run
from scored_society.record.recorder import Recorder
from scored_society.record.run import POLICY, SOCIETY
from scored_society.record.schedule import reigns_of
from scored_society.record.start import estimate, manifest_of
from scored_society.simulation import live
from scored_society.society.load import load_society
from scored_society.week.bulletin import first_bulletin
from scored_society.week.counted import WeekCensus

RULE_BOOK, PEOPLE = "as-told", "china-2020"
YEARS, SEED = 10, 1
WARM_UP = 52
"""Weeks lived before anything is timed: queues, listings and scores have filled by then."""


class Living:
    """The full week: compiled shards, institutions, and the census taken in by a recorder; no checkpoint is written.

    Parameters
    ----------
    folder : where the run folder is made.
    citizens, threads : as for a run.
    like : another one of the same size, whose present state is taken over instead of founding and warming up.
    """

    def __init__(self, folder: Path, citizens: int, threads: int, like: Living | None = None) -> None:
        reigns, society = reigns_of(load_policy(RULE_BOOK), 0), load_society(PEOPLE)
        manifest = manifest_of(reigns, society, citizens, YEARS, 0, SEED)
        create_folder(folder, manifest, {SOCIETY: society.text(), POLICY: reigns[0].book.text()}, estimate(manifest))
        self.engine = Engine(open_run(folder, unfinished=True), threads)
        self.recorder = Recorder(folder, self.engine.names())
        self.citizens, self._behind = manifest.citizens, Behind()
        if like is None:
            self.week, self.bulletin = 0, first_bulletin()
            self.engine.workers.found()
            self.live(WARM_UP)
        else:
            self.week, self.bulletin = like.week, like.bulletin
            self.engine.workers.restore(like.engine.workers.arrays())

    def live(self, weeks: int) -> float:
        """Live so many weeks more and return the seconds that they took."""
        start = time.perf_counter()
        calendar = range(self.week, self.week + weeks)
        self.bulletin = live(calendar, self.engine.workers, self.engine.institutions, self.bulletin, self._record)
        self._behind.wait()
        self.week += weeks
        return time.perf_counter() - start

    def close(self) -> None:
        """Let the threads and the folder go."""
        self.engine.workers.close()
        self._behind.close()
        self.recorder.close()

    def _record(self, week: int, census: WeekCensus, ruling: NDArray[Any], following: NDArray[Any]) -> None:
        self._behind.run(self.engine.take_in, self.recorder, week, census, ruling, following)
