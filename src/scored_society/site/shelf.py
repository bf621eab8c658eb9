"""Where runs and comparisons are kept while the site is served: on the disk, in a folder that goes with it."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TypeVar

from scored_society.site.problem import Problem
from scored_society.site.settings import Limits
from scored_society.site.task import Size, Task

Kind = TypeVar("Kind", bound=Task)


class Shelf:
    """What was asked for, by its number; of what is over, the part used longest ago goes when there is too much.

    Parameters
    ----------
    limits : how much is kept.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._tasks: OrderedDict[str, Task] = OrderedDict()
        self._sizes: dict[str, Size] = {}
        self._lock = threading.Lock()
        self.folder = Path(tempfile.mkdtemp(prefix="scored-site-"))

    def add(self, task: Task) -> None:
        """Take in a task."""
        with self._lock:
            self._tasks[task.id] = task

    def get(self, number: str, kind: type[Kind]) -> Kind:
        """Return a task by its number.

        Raises
        ------
        Problem
            If there is none, or it was so long ago that it is gone.
        """
        with self._lock:
            task = self._tasks.get(number)
            if task is None or not isinstance(task, kind):
                raise Problem(404, "there is no such thing here any more; ask for it again")
            self._tasks.move_to_end(number)
            return task

    def all(self) -> list[Task]:
        """Return everything, what was used longest ago first."""
        with self._lock:
            return list(self._tasks.values())

    def weigh(self, task: Task) -> None:
        """Take note of what a task keeps that is over, now or since an answer was worked out from it; make room."""
        size = task.size()
        with self._lock:
            here = task.id in self._tasks
            if here:
                self._sizes[task.id] = size
        if not here:
            task.forget()
        while (old := self._one_too_many(task)) is not None:
            old.forget()  # which may let go of others that it held, so one after the other

    def kept(self) -> Size:
        """Return how many bytes are kept of what is over."""
        with self._lock:
            return self._kept()

    def _kept(self) -> Size:
        return Size(*(sum(part) for part in zip(*self._sizes.values(), strict=True))) if self._sizes else Size(0, 0)

    def _one_too_many(self, newest: Task) -> Task | None:
        """Take out what was used longest ago, if there is too much, and nobody holds it."""
        limits = self._limits
        with self._lock:
            disk, memory = self._kept()
            if len(self._sizes) <= limits.kept and disk <= limits.kept_bytes and memory <= limits.kept_memory:
                return None
            for number, old in self._tasks.items():
                if number in self._sizes and not old.held and old is not newest:
                    del self._tasks[number], self._sizes[number]
                    return old
            return None

    def forget(self, task: Task) -> None:
        """Let a task go that nobody wants; what is still being lived goes when it ends."""
        with self._lock:
            self._tasks.pop(task.id, None)
            self._sizes.pop(task.id, None)
        task.forget()

    def close(self) -> None:
        """Remove everything."""
        with self._lock:
            self._tasks.clear()
        shutil.rmtree(self.folder, ignore_errors=True)
