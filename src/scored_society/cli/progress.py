"""How far long work has come, on a terminal only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, Task


class WeekProgress:
    """Shows the week, the rate in citizen-weeks a second and the time left, on stderr.

    Parameters
    ----------
    shown : bool
        Whether to show anything; never where stderr is no terminal.
    """

    def __init__(self, shown: bool = True) -> None:
        self.shown = shown and sys.stderr.isatty()
        self.bar: Progress | None = None
        self.lived = 0

    def __enter__(self) -> WeekProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self, total_weeks: int, citizens: int) -> None:
        """Begin to show weeks."""
        if not self.shown or self.bar is not None:
            return
        self.bar = _bar(citizens)
        self.lived = 0
        self.bar.add_task("weeks", total=total_weeks)
        self.bar.start()

    def message(self, text: str) -> None:
        """Say what takes a while."""
        if self.bar is not None:
            self.bar.console.print(text, markup=False, highlight=False)
        elif self.shown:
            print(text, file=sys.stderr)

    def advance(self, week: int) -> None:
        """Say that a week, counted from 0, has been lived."""
        if self.bar is None:
            return
        task = self.bar.task_ids[0]
        if self.lived == 0 and week > 0:  # resumed: the weeks before do not count into the rate
            self.bar.reset(task, completed=week + 1)
        else:
            self.bar.update(task, completed=week + 1)
        self.lived = week + 1

    def stop(self) -> None:
        """Leave the terminal as it was."""
        if self.bar is not None:
            self.bar.stop()
            self.bar = None


def _bar(citizens: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Citizen-weeks a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{rate(task.speed, citizens)} citizen-weeks/s" if task.speed else "")

    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip


def rate(weeks_per_second: float | None, citizens: int) -> str:
    """Return a rate in citizen-weeks a second as people say it.

    Examples
    --------
    >>> rate(52.0, 1_000_000)
    '52.0 M'
    """
    value = (weeks_per_second or 0.0) * citizens
    for unit in ("", " k", " M"):
        if value < 1000:
            return f"{value:.3g}{unit}" if not unit else f"{value:.1f}{unit}"
        value /= 1000
    return f"{value:.1f} G"


class StepProgress:
    """Shows how many steps of a longer piece of work are done, what is done now and the time left, on stderr."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.bar: Progress | None = None

    def __enter__(self) -> StepProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar is not None:
            self.bar.stop()

    def begin(self, steps: int) -> None:
        """Begin to show steps."""
        if self.shown:
            self.bar = _steps_bar()
            self.bar.add_task("", total=steps)
            self.bar.start()

    def say(self, text: str) -> None:
        """Say what is done now."""
        if self.bar is not None:
            self.bar.update(self.bar.task_ids[0], description=text)

    def message(self, text: str) -> None:
        """Say what takes a while."""
        if self.bar is not None:
            self.bar.console.print(text, markup=False, highlight=False)

    def advance(self, steps: int) -> None:
        """Say that so many steps more are done."""
        if self.bar is not None:
            self.bar.advance(self.bar.task_ids[0], steps)


def _steps_bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    )  # fmt: skip
