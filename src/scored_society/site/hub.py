"""What a served site holds: runs and comparisons, the line for the engine, and the lives that visitors are living."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict

from scored_society.site.budget import Budget
from scored_society.site.comparing import COST_OF_COMPARING, ComparisonTask
from scored_society.site.desk import Desk
from scored_society.site.given import Plan
from scored_society.site.line import Line
from scored_society.site.living import RunTask
from scored_society.site.problem import Problem
from scored_society.site.settings import WORKING_BYTES, Settings
from scored_society.site.shelf import Shelf
from scored_society.site.someone.replays import Replays
from scored_society.site.someone.session import Someone
from scored_society.site.task import Task
from scored_society.site.visitors import Visitor, is_stranger

REAP_SECONDS = 0.5


class Hub:
    """A site's memory.

    Parameters
    ----------
    settings : of the site.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings, self.limits = settings, settings.limits
        self.shelf = Shelf(self.limits)
        self.line = Line(self.limits, self.shelf.weigh)
        self.budget = Budget(self.limits.citizen_weeks_a_minute)
        heavy, waiting, own = self.limits.heavy, self.limits.heavy_waiting, self.limits.heavy_a_client
        self.reading = Desk(heavy, 2 * waiting, 2 * own, heavy * WORKING_BYTES)
        self.drawing = Desk(heavy, waiting, own, self.limits.working)
        self.replays = Replays(self.limits.replays)
        self.readers = 0
        self._someones: OrderedDict[str, Someone] = OrderedDict()
        self._lock = threading.Lock()

    def start_run(self, plan: Plan, client: Visitor) -> RunTask:
        """Let a run wait for its turn; one that was lived already is given again.

        Raises
        ------
        Problem
            If the line is full, or too much is being lived.
        """
        known = self._known(plan)
        if known is not None:
            known.want(client)
            return known
        task = RunTask(self.shelf.folder, client.turn, plan, self.limits, self.settings.threads)
        task.want(client)
        self._enter(task, plan.citizen_weeks)
        return task

    def start_comparison(self, plans: tuple[Plan, Plan], client: Visitor) -> ComparisonTask:
        """Let a comparison wait for its turn.

        Raises
        ------
        Problem
            As `start_run`.
        """
        task = ComparisonTask(
            self.shelf.folder, client.turn, plans, self._lend, self.shelf.weigh, self.settings.threads
        )
        task.want(client)
        new = sum(plan.citizen_weeks for plan in plans if self._known(plan) is None)
        self._enter(task, new + COST_OF_COMPARING * plans[0].citizen_weeks)
        return task

    def start_someone(self, plan: Plan, client: Visitor) -> Someone:
        """Let somebody's society be lived, if it was not yet.

        Raises
        ------
        Problem
            As `start_run`; and if too many lives are being lived.
        """
        with self._lock:
            if len(self._someones) >= self.limits.someones:
                raise Problem(429, "too many lives are being lived here; try again later", retry_after=60)
        someone = Someone(self.start_run(plan, client), self.replays)
        with self._lock:
            self._someones[someone.id] = someone
        return someone

    def someone(self, number: str) -> Someone:
        """Return somebody who is being lived.

        Raises
        ------
        Problem
            If there is no such, or it was too long ago.
        """
        with self._lock:
            found = self._someones.get(number)
        if found is None:
            raise Problem(404, "this life is not remembered any more; nothing of it was stored")
        return found

    def forget_someone(self, number: str) -> None:
        """Forget somebody."""
        with self._lock:
            someone = self._someones.pop(number, None)
        if someone is not None:
            someone.task.release()

    def leave(self, task: Task, client: Visitor) -> None:
        """Let a client go, who wants a task no longer; if nobody else wants it, cancel and forget it."""
        if not task.let_go(client):
            return
        if not task.over:
            self.line.drop(task)
        self.shelf.forget(task)

    def reap(self) -> None:
        """Cancel what nobody came to read or stayed to read, and forget who was left alone."""
        wanted = {run.id for task in self.shelf.all() if isinstance(task, ComparisonTask) for run in task.runs}
        for task in self.shelf.all():
            if task.id not in wanted and task.abandoned(self.limits.unread_seconds, self.limits.left_seconds):
                self.line.drop(task)
        oldest = time.monotonic() - self.limits.someone_seconds
        with self._lock:
            left = [number for number, someone in self._someones.items() if someone.seen < oldest]
        for number in left:
            self.forget_someone(number)

    async def reap_for_ever(self) -> None:
        """Reap from time to time."""
        while True:
            await asyncio.sleep(REAP_SECONDS)
            self.reap()

    def stop(self) -> None:
        """Cancel everything, and tell so whoever reads; take nothing more."""
        self.line.stop()
        for task in self.shelf.all():
            task.end("cancelled")

    def close(self) -> None:
        """Stop everything and remove it."""
        self.line.close()
        self.shelf.close()

    def _enter(self, task: Task, citizen_weeks: int) -> None:
        """Put a task into the line, or nowhere."""
        taken = 0
        spare = self.limits.citizen_weeks_a_minute // 2 if is_stranger(task.client) else 0
        try:
            self.budget.take(citizen_weeks, spare)
            taken = citizen_weeks
            self.shelf.add(task)
            self.line.add(task)
        except Problem:
            self.budget.give_back(taken)
            task.end("cancelled")
            self.shelf.forget(task)
            raise

    def _known(self, plan: Plan) -> RunTask | None:
        """Return the finished run of a plan, if there is one."""
        for task in self.shelf.all():
            if isinstance(task, RunTask) and task.status == "done" and task.plan.key == plan.key:
                return task
        return None

    def _lend(self, plan: Plan) -> tuple[RunTask, bool]:
        """Return the run of a plan, and whether it was lived already; if not, whoever asks lives it."""
        known = self._known(plan)
        if known is not None:
            return known, True
        task = RunTask(self.shelf.folder, "", plan, self.limits, self.settings.threads)
        self.shelf.add(task)
        return task, False
