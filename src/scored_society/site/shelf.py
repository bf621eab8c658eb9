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
from scored_society.site.task import Task

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
        self._sizes: dict[str, int] = {}
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

    def finished(self, task: Task) -> None:
        """Take note that a task is over, and make room."""
        size = task.size()
        gone: list[Task] = []
        with self._lock:
            if task.id not in self._tasks:
                gone.append(task)
            else:
                self._sizes[task.id] = size
            for number, old in list(self._tasks.items()):
                if len(self._sizes) <= self._limits.kept and sum(self._sizes.values()) <= self._limits.kept_bytes:
                    break
                if number in self._sizes and not old.held and old is not task:
                    gone.append(self._tasks.pop(number))
                    del self._sizes[number]
        for old in gone:
            old.forget()

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
