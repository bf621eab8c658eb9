"""The runs of a static copy: each lived once, lent to all that need it, and removed after the last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from scored_society.measure.paired.compare import compare
from scored_society.measure.paired.comparison import Comparison
from scored_society.site.export.work import COMPARED, Progress
from scored_society.site.given import Inputs, planned
from scored_society.site.living import RunTask
from scored_society.site.settings import Limits

CLIENT = "copy"


class Runs:
    """Lives runs.

    Parameters
    ----------
    folder : for what is kept meanwhile.
    wanted : what will be asked for, as often as it will be.
    progress : is told of each week.
    """

    def __init__(self, folder: Path, wanted: Iterable[Inputs], progress: Progress) -> None:
        self._folder, self._progress = folder, progress
        self._wanted = Counter(wanted)
        self._lived: dict[Inputs, RunTask] = {}

    @contextmanager
    def lent(self, *asked: Inputs) -> Iterator[list[RunTask]]:
        """Lend runs, lived now if they were not before."""
        with ExitStack() as stack:
            for inputs in asked:
                if inputs not in self._lived:
                    self._lived[inputs] = self._live(inputs)
                stack.callback(self._give_back, inputs)
            yield [self._lived[inputs] for inputs in asked]

    def compared(self, before: RunTask, after: RunTask) -> Comparison:
        """Compare two runs, in a folder that goes with the second."""
        out = Path(mkdtemp(dir=after.folder)) / "comparison"
        progress = _Weeks(self._progress, COMPARED)
        return compare(before.run(), after.run(), second_coupling=False, out=out, progress=progress)

    def _live(self, inputs: Inputs) -> RunTask:
        task = RunTask(self._folder, CLIENT, planned(inputs, Limits()), Limits())
        task.follow = _follower(task, self._progress)
        task.live(task)
        task.follow = None
        task.end("done")
        return task

    def _give_back(self, inputs: Inputs) -> None:
        self._wanted[inputs] -= 1
        if self._wanted[inputs] <= 0:
            self._lived.pop(inputs).remove()


def _follower(task: RunTask, progress: Progress) -> Callable[[], None]:
    def follow() -> None:
        kind = task.events[-1].kind
        if kind == "frame":
            progress.advance(1)
        elif kind == "note":
            progress.message("Compiling the week; only the first time, some half a minute …")

    return follow


class _Weeks:
    """Passes the weeks of a comparison on, as steps."""

    def __init__(self, progress: Progress, steps: int) -> None:
        self._progress, self._steps = progress, steps

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin."""

    def message(self, text: str) -> None:
        """Say what takes a while."""
        self._progress.message(text)

    def advance(self, week: int) -> None:
        """Say that a week is compared."""
        self._progress.advance(self._steps)

    def stop(self) -> None:
        """End."""
