"""The line for the engine: one piece of work at a time, and clients take turns."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable

from scored_society.base.errors import ScoredError
from scored_society.site.allocator import give_back
from scored_society.site.problem import Problem
from scored_society.site.settings import Limits
from scored_society.site.task import CancelledError, Task
from scored_society.site.visitors import is_stranger

logger = logging.getLogger("scored_society.site")
SECONDS_A_TURN = 5
"""About what a piece of work takes, to say when to come again."""
STOP_SECONDS = 30.0


class Line:
    """Who waits for the one engine of the process, and the thread that is the engine's.

    Parameters
    ----------
    limits : how many may wait.
    finished : is told of every piece of work that is over.
    """

    def __init__(self, limits: Limits, finished: Callable[[Task], None]) -> None:
        self._limits, self._finished = limits, finished
        self._waiting: OrderedDict[str, deque[Task]] = OrderedDict()
        self._now: Task | None = None
        self._closed = False
        self._change = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="scored-engine", daemon=True)
        self._thread.start()

    def add(self, task: Task) -> None:
        """Let a task wait for its turn.

        Raises
        ------
        Problem
            If the line is full, or too many in it are this client's.
        """
        with self._change:
            own = len(self._waiting.get(task.client, ()))
            count = sum(map(len, self._waiting.values()))
            most = self._limits.waiting_strangers if is_stranger(task.client) else self._limits.waiting_a_client
            if self._closed:
                raise Problem(503, "the site is stopping")
            if own >= most or count >= self._limits.waiting:
                mine = own >= most
                what = f"you have {own} runs in the line" if mine else f"{count} runs are in the line, and it is full"
                raise Problem(429, f"{what}; try again later", retry_after=SECONDS_A_TURN * (own if mine else count))
            self._waiting.setdefault(task.client, deque()).append(task)
            self._number()
            self._change.notify()

    def drop(self, task: Task) -> None:
        """Cancel a task: at once if it waits, else as soon as the engine has lived the shard that it is at."""
        task.cancel()
        with self._change:
            queue = self._waiting.get(task.client)
            if queue is None or task not in queue:
                return
            queue.remove(task)
            if not queue:
                del self._waiting[task.client]
            self._number()
        task.end("cancelled")
        self._finished(task)

    def counts(self) -> tuple[int, int]:
        """Return how many are being done and how many wait."""
        with self._change:
            return int(self._now is not None), sum(map(len, self._waiting.values()))

    def stop(self) -> None:
        """Cancel everything, and take nothing more."""
        with self._change:
            self._closed = True
            waiting = [task for queue in self._waiting.values() for task in queue]
            self._waiting.clear()
            if self._now is not None:
                self._now.cancel()
            self._change.notify()
        for task in waiting:
            task.cancel()
            task.end("cancelled")

    def close(self) -> None:
        """Stop, and wait until the engine stands still."""
        self.stop()
        self._thread.join(STOP_SECONDS)

    def _number(self) -> None:
        """Tell each in the line how many come before it: clients take turns, each with its first."""
        rows = [list(queue) for queue in self._waiting.values()]
        turns = max(map(len, rows), default=0)
        ordered = [row[turn] for turn in range(turns) for row in rows if turn < len(row)]
        for position, task in enumerate(ordered):
            if task.position != position:
                task.position = position
                task.tell("waiting", {"position": position})

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or bool(self._waiting))
                if self._closed:
                    return
                client, queue = next(iter(self._waiting.items()))
                task = self._now = queue.popleft()
                self._waiting.move_to_end(client)
                if not queue:
                    del self._waiting[client]
                self._number()
            _do(task)
            with self._change:
                self._now = None
            self._finished(task)
            del task
            give_back()


def _do(task: Task) -> None:
    """Do a piece of work; whatever happens, it is over afterwards, and the engine goes on."""
    try:
        task.begin()
        task.work()
        task.end("done")
    except CancelledError:
        task.end("cancelled")
    except Exception as error:
        task.end("failed", told_of(error, task))


def told_of(error: Exception, task: Task) -> str:
    """Return what visitors are told of a failure: a mistake in words, without where the run lies; else nothing."""
    if isinstance(error, ScoredError):
        return str(error).replace(str(task.folder), "the run")
    logger.error("a run failed that should not", exc_info=error)
    return "something went wrong that should not; the terminal says what"
