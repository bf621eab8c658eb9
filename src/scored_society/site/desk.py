"""Answers that are worked out: a few at once, in threads, and no more in the line than will be served soon."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from scored_society.site.problem import Problem

Answer = TypeVar("Answer")
RETRY_SECONDS = 3


class Desk:
    """Where answers are worked out.

    Parameters
    ----------
    at_once : how many.
    waiting : how many more may wait.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free, self._most = asyncio.Semaphore(at_once), at_once + waiting
        self._here = 0

    async def work_out(self, work: Callable[[], Answer]) -> Answer:
        """Work out an answer.

        Raises
        ------
        Problem
            If too many wait already.
        """
        if self._here >= self._most:
            raise Problem(429, "too many are asking at once; try again in a moment", retry_after=RETRY_SECONDS)
        self._here += 1
        try:
            async with self._free:
                return await run_in_threadpool(work)
        finally:
            self._here -= 1
