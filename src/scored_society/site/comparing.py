"""A comparison that is asked for: two runs of the same people, one after the other, and then life by life."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from scored_society.measure.paired.compare import compare
from scored_society.measure.paired.comparison import Comparison
from scored_society.measure.paired.folder import read_comparison
from scored_society.measure.paired.headlines import headlines
from scored_society.site.given import Plan
from scored_society.site.line import told_of
from scored_society.site.living import RunTask
from scored_society.site.task import CancelledError, Event, Task

COMPARISON = "comparison"
SHARE_STEP = 0.02
SIDES = ("a", "b")
PASSED_ON = frozenset({"started", "frame", "note", "done"})
COMPARED = ("name", "measure", "a", "b", "effect", "low", "high", "unit")
COST_OF_COMPARING = 3
"""Comparing costs as much as living one run so many times, about."""

Lend = Callable[[Plan], tuple[RunTask, bool]]
"""Gives the run of a plan, and whether it is finished already; if not, whoever asks has to live it."""


class ComparisonTask(Task):
    """Two runs, compared.

    Parameters
    ----------
    folder, client : as for any task.
    plans : of the baseline, and of what is compared with it.
    lend : where runs come from.
    finished : is told of each run that was lived for it.
    threads : of the engine.
    """

    kind = "comparison"

    def __init__(
        self,
        folder: Path,
        client: str,
        plans: tuple[Plan, Plan],
        lend: Lend,
        finished: Callable[[RunTask], None],
        threads: int | None = None,
    ) -> None:
        super().__init__(folder, client)
        self._plans, self._lend, self._finished, self._threads = plans, lend, finished, threads
        self.runs: list[RunTask] = []
        self._holding: list[RunTask] = []

    def working(self) -> int:
        """Return about how many bytes it takes to work out an answer: the larger of what its runs take."""
        return max((run.working() for run in self.runs), default=super().working())

    @property
    def path(self) -> Path:
        """The folder of the comparison."""
        return self.folder / COMPARISON

    def work(self) -> None:
        """Live the runs and compare them."""
        self.tell("started", self.told())
        try:
            for side, plan in zip(SIDES, self._plans, strict=True):
                self._live(side, plan)
            a, b = (run.run() for run in self.runs)
            compare(a, b, second_coupling=False, out=self.path, threads=self._threads, progress=_Progress(self))
        except BaseException:
            self._let_go()
            raise

    def _live(self, side: str, plan: Plan) -> None:
        """Live one of the runs, or take the one that was lived already; pass on what it tells."""
        run, finished = self._lend(plan)
        run.hold()
        self._holding.append(run)
        self.runs.append(run)
        told = 0

        def pass_on() -> None:
            nonlocal told
            while told < len(run.events):
                event = run.events[told]
                told += 1
                if event.kind in PASSED_ON:
                    self.pass_on(Event(f"{event.kind}-{side}", event.number, event.data))

        if not finished:
            run.follow = pass_on
            try:
                run.live(self)
                run.end("done")
            except CancelledError:
                run.end("cancelled")
                raise
            except Exception as error:
                run.end("failed", told_of(error, run))
                raise
            finally:
                run.follow = None
                self._finished(run)
        pass_on()

    def remove(self) -> None:
        """Remove what it keeps; its runs may go from now on."""
        self._let_go()
        super().remove()

    def comparison(self) -> Comparison:
        """Return the finished comparison."""
        return read_comparison(self.path)

    def _let_go(self) -> None:
        """Hold the runs no longer; as long as the comparison is kept, they are."""
        for run in self._holding:
            run.release()
        self._holding = []

    def effects(self) -> dict[str, Any]:
        """Return what a program reads, and the effects that are told first."""
        comparison = self.comparison()
        told = headlines(comparison).select(COMPARED).to_dicts()
        return comparison.as_json() | {"headlines": told}

    def told(self) -> dict[str, Any]:
        """Return how it stands."""
        runs = {f"run_{side}": run.told() for side, run in zip(SIDES, self.runs, strict=False)}
        return super().told() | {"run_a": None, "run_b": None} | runs


class _Progress:
    """Tells what share of the comparison is done, and stops if nobody wants it any more."""

    def __init__(self, task: ComparisonTask) -> None:
        self._task, self._weeks, self._last = task, 1, -1.0

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin."""
        self._weeks = max(1, total_weeks)

    def message(self, text: str) -> None:
        """Say what takes a while."""
        self._task.tell("note", {"message": text})

    def advance(self, week: int) -> None:
        """Tell how far it has come, in steps."""
        self._task.check()
        share = (week + 1) / self._weeks
        if share - self._last >= SHARE_STEP:
            self._last = share
            self._task.tell("comparing", {"share": round(share, 3)})

    def stop(self) -> None:
        """End."""
