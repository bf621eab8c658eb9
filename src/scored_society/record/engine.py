"""A run folder's society, ready to be lived: tables, workers, institutions and measures made from its inputs."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from scored_society.base.errors import Interrupted
from scored_society.institutions.respond import Institutions
from scored_society.record.behind import Behind
from scored_society.record.decided import code_of
from scored_society.record.files import resume_command
from scored_society.record.recorder import Recorder
from scored_society.record.run import Run
from scored_society.record.sample import panel_columns, panel_neighbourhoods
from scored_society.record.schedule import tables_of
from scored_society.simulation import live
from scored_society.week.bulletin import BULLETIN, bulletin_rows, first_bulletin
from scored_society.week.cells import Cells
from scored_society.week.counted import Measures, WeekCensus
from scored_society.workers.local import SHARD, LocalWorkers

SECONDS_BETWEEN_CHECKPOINTS = 20.0
"""A checkpoint costs a write of the whole state; a kill costs what was lived since the last one."""


class Progress(Protocol):
    """What is told how far a run has come."""

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin."""

    def message(self, text: str) -> None:
        """Say what takes a while."""

    def advance(self, week: int) -> None:
        """Say that a week has been lived."""

    def stop(self) -> None:
        """End."""


class Engine:
    """Everything that lives a run, made from nothing but its folder's inputs."""

    def __init__(self, run: Run, threads: int | None = None, shard: int = SHARD) -> None:
        manifest = run.manifest
        self.run, self.weeks, self.seed = run, int(manifest["weeks"]), int(manifest["seed"])
        self.neighbourhoods = int(manifest["neighbourhoods"])
        self.timetable = tables_of(run)
        self.institutions = Institutions(self.timetable)
        self.measures = {epoch.first_week: Measures(self.timetable, epoch) for epoch in self.timetable.epochs}
        self.code = code_of(run)
        self.workers = LocalWorkers(self.timetable, self.seed, self.neighbourhoods, threads, shard, self.code)

    def names(self) -> dict[int, str]:
        """Return the names of all measures of the run."""
        return {number: name for measures in self.measures.values() for number, name in measures.names().items()}

    def cells(self, week: int, census: WeekCensus, following: NDArray[Any]) -> Cells:
        """Return the census of a week as cells; the `following` bulletin has the places that were offered."""
        return self.measures[self.timetable.epoch(week).first_week].cells(census, following["offered"][0])

    def take_in(
        self, recorder: Recorder, week: int, census: WeekCensus, ruling: NDArray[Any], following: NDArray[Any]
    ) -> None:
        """Let a recorder take in a week."""
        recorder.append(week, self.cells(week, census, following), bulletin_rows(ruling))

    def live_to_the_end(self, progress: Progress | None, checkpoint_weeks: int | None = None) -> str:
        """Live what is left of the run, recording it, and return the fingerprint.

        Raises
        ------
        Interrupted
            After Ctrl-C: the week is finished, a checkpoint written, and the run can go on.
        """
        with Recorder(self.run.path, self.names()) as recorder, interruptible() as interrupt, Behind() as behind:
            first, arrays = recorder.restore()
            self._announce(progress)
            if arrays:
                bulletin = np.ascontiguousarray(arrays.pop("bulletin")).view(BULLETIN)
                self.workers.restore(arrays)
            else:
                bulletin = first_bulletin()
                self.workers.found()
            last_time, sampled = time.monotonic(), panel_neighbourhoods(self.seed, self.neighbourhoods)

            named = self.run.decision.path if self.run.decision else None

            def state(following: NDArray[Any]) -> dict[str, NDArray[Any]]:
                return {**self.workers.arrays(), "bulletin": following.view(np.uint8)}

            def record(week: int, census: WeekCensus, ruling: NDArray[Any], following: NDArray[Any]) -> None:
                nonlocal last_time
                behind.run(self.take_in, recorder, week, census, ruling, following)
                if (week + 1) % 52 == 0:
                    behind.wait()
                    recorder.panel(week, panel_columns(self.workers.state, sampled, self.timetable, week))
                if progress is not None:
                    progress.advance(week)
                due = time.monotonic() - last_time >= SECONDS_BETWEEN_CHECKPOINTS
                if checkpoint_weeks is not None:
                    due = (week + 1) % checkpoint_weeks == 0
                if due or interrupt.is_set():
                    behind.wait()
                    recorder.checkpoint(week + 1, state(following))
                    last_time = time.monotonic()
                if interrupt.is_set():
                    raise Interrupted(
                        f"interrupted in week {week + 1} of {self.weeks}; to go on: "
                        f"{resume_command(self.run.path, named)}"
                    )

            try:
                bulletin = live(range(first, self.weeks), self.workers, self.institutions, bulletin, record)
                behind.wait()
                return recorder.finish(state(bulletin))
            finally:
                self.workers.close()

    def _announce(self, progress: Progress | None) -> None:
        if progress is not None:
            if not self.code.is_compiled_already():
                progress.message("Compiling the week; only the first time, some half a minute …")
            progress.start(self.weeks, int(self.run.manifest["citizens"]))


@contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Turn Ctrl-C into a flag that is read between two weeks; a second Ctrl-C stops at once.

    Elsewhere than in the main thread signals are left alone.
    """
    flag = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield flag
        return
    before = signal.getsignal(signal.SIGINT)

    def handle(number: int, frame: Any) -> None:
        flag.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, handle)
    try:
        yield flag
    finally:
        signal.signal(signal.SIGINT, before)
