"""A run that is watched while it is lived: the same as `scored simulate`, and nothing of it is changed by watching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
from numpy.typing import NDArray

from scored_society.record.behind import Behind
from scored_society.record.engine import Engine
from scored_society.record.folder import create_folder, open_run
from scored_society.record.recorder import Recorder
from scored_society.record.run import POLICY, SOCIETY, Run
from scored_society.record.start import estimate, named
from scored_society.site.city import City
from scored_society.site.figures import Figures
from scored_society.site.given import Plan, plain
from scored_society.site.settings import Limits
from scored_society.site.task import AT_ONCE, Event, Task
from scored_society.tables.consequences import DOMAINS
from scored_society.week.counted import WeekCensus

RUN, CITY = "run", "city.bin"
"""The run folder of a task, and the frames of its city."""
WEEKLY = "weekly.parquet"
BYTES_A_ROW = 120
"""Of the table of weeks while an answer is worked out from it."""


class RunTask(Task):
    """A run: lived when its turn comes, told week by week.

    Parameters
    ----------
    folder, client : as for any task.
    plan : what it is made from.
    limits, threads : of the site.
    """

    kind = "run"

    def __init__(self, folder: Path, client: str, plan: Plan, limits: Limits, threads: int | None = None) -> None:
        super().__init__(folder, client)
        self.plan, self._limits, self._threads = plan, limits, threads
        self.week, self.weeks = 0, plan.manifest.weeks
        self.fingerprint: str | None = None
        self._score = score_range(plan)
        self.city: City | None = None
        self.figures: Figures | None = None
        self.bins: list[int] | None = None
        self.bands: list[int] | None = None
        self.rows = 0

    @property
    def path(self) -> Path:
        """The run folder."""
        return self.folder / RUN

    def work(self) -> None:
        """Live the run."""
        self.live(self)

    def live(self, owner: Task) -> None:
        """Live the run for a task, which may be another one, of which this is a part; that one is asked to stop."""
        manifest, reigns, society = self.plan.manifest, self.plan.reigns, self.plan.society
        texts = {SOCIETY: society.text(), **{file: reign.book.text() for file, reign in named(reigns).items()}}
        assert POLICY in texts
        create_folder(self.path, manifest, texts, estimate(manifest))
        engine = Watched(open_run(self.path, unfinished=True), self._threads)
        self.figures = Figures(engine.timetable)
        self.bins, self.bands = self.figures.bins, self.figures.bands
        self.city = City(
            self.folder / CITY, engine.timetable, manifest.regions, manifest.neighbourhoods, manifest.weeks,
            self._limits.shown_seats, self._limits.frames,
        )  # fmt: skip
        self.begin()
        self.tell("started", self.told())
        try:
            with Behind() as behind:
                self.fingerprint = engine.live_to_the_end(Watcher(self, owner, engine, behind))
                behind.wait()
        finally:
            engine.watcher = None  # else they hold each other, and the society stays until the collector comes
            self.figures = None
            self.city.finish()
        self.rows = pl.scan_parquet(self.path / WEEKLY).select(pl.len()).collect().item()

    def count(self, week: int, census: WeekCensus) -> None:
        """Take in what was counted in a week."""
        if self.figures is not None:
            self.tell("frame", self.figures.week(week, census), week)

    def frames(self) -> list[Event]:
        """Return the figures of all weeks so far."""
        return [event for event in list(self.events) if event.kind == "frame"]

    def frames_as_json(self) -> Iterator[bytes]:
        """Return the figures of all weeks so far as they were told, in pieces."""
        before = b'{"frames":['
        frames = self.frames()
        for first in range(0, len(frames), AT_ONCE):
            yield before + b",".join(event.data for event in frames[first : first + AT_ONCE])
            before = b","
        yield b"]}" if frames else before + b"]}"

    def run(self) -> Run:
        """Return the finished run."""
        return open_run(self.path)

    def memory(self) -> int:
        """Return how many bytes it holds in memory, once it is over."""
        city = 0 if self.city is None else self.city.memory()
        return super().memory() + 2 * len(self.plan.inputs.policy) + city

    def working(self) -> int:
        """Return about how many bytes it takes to work out an answer: most have its table of weeks in memory."""
        return super().working() + BYTES_A_ROW * self.rows

    def told(self) -> dict[str, Any]:
        """Return how it stands."""
        manifest = self.plan.manifest
        return super().told() | {
            "week": self.week,
            "weeks": self.weeks,
            "inputs": plain(self.plan.inputs),
            "policy": manifest.policy,
            "policy_sha256": manifest.policy_sha256,
            "society": manifest.society,
            "citizens": manifest.citizens,
            "starts": manifest.starts.isoformat(),
            "score": self._score,
            "fingerprint": self.fingerprint,
            "bins": self.bins,
            "bands": self.bands,
            "domains": list(DOMAINS),
        }


def score_range(plan: Plan) -> dict[str, int] | None:
    """Return the range of scores and the start, as they last stand in the run; None if nobody is ever scored."""
    scores = [
        policy.score for week, policy in plan.book.epochs if policy.score is not None and week < plan.manifest.weeks
    ]
    if not scores:
        return None
    last = scores[-1]
    return {"lowest": last.lowest, "start": last.start, "highest": last.highest}


class Watched(Engine):
    """An engine that shows each week's census to a watcher before it is recorded."""

    watcher: Watcher | None = None

    def take_in(
        self, recorder: Recorder, week: int, census: WeekCensus, ruling: NDArray[Any], following: NDArray[Any]
    ) -> None:
        """Let a recorder take in a week."""
        if self.watcher is not None:
            self.watcher.counted(week, census)
        super().take_in(recorder, week, census, ruling, following)


class Watcher:
    """Follows a run: its figures, its city, and whether anybody still wants it."""

    def __init__(self, task: RunTask, owner: Task, engine: Watched, behind: Behind) -> None:
        self._task, self._owner, self._engine, self._behind = task, owner, engine, behind
        engine.watcher = self
        engine.workers.before_each_shard = owner.check

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin."""

    def message(self, text: str) -> None:
        """Say what takes a while."""
        self._task.tell("note", {"message": text})

    def counted(self, week: int, census: WeekCensus) -> None:
        """Take in what was counted."""
        self._task.count(week, census)

    def advance(self, week: int) -> None:
        """Draw the city at a week's end, and stop if nobody wants the run any more."""
        self._owner.check()
        self._task.week = week + 1
        city = self._task.city
        if city is not None and city.wants(week):
            self._behind.run(city.draw, week, city.snapshot(self._engine.workers.state))

    def stop(self) -> None:
        """End."""
