"""Answers that are worked out: a few at once, in threads, as far as memory goes; clients take turns for them."""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TypeVar

from starlette.concurrency import run_in_threadpool

from scored_society.site.problem import Problem
from scored_society.site.settings import WORKING_BYTES
from scored_society.site.visitors import asking

Answer = TypeVar("Answer")
RETRY_SECONDS = 3


@dataclass(eq=False)
class _Place:
    """A place in the line for a desk, and the bytes that the work needs."""

    called: asyncio.Future[None]
    need: int


class Desk:
    """Where answers are worked out.

    Parameters
    ----------
    at_once : how many.
    waiting : how many more may wait.
    a_client : how many of all of them may be one client's.
    room : bytes that they may take together.
    """

    def __init__(self, at_once: int, waiting: int, a_client: int, room: int) -> None:
        self._free, self._most, self._a_client = at_once, at_once + waiting, a_client
        self._room = self._left = room
        self._here: Counter[str] = Counter()
        self._waiting: OrderedDict[str, deque[_Place]] = OrderedDict()

    async def work_out(self, work: Callable[[], Answer], need: int = WORKING_BYTES) -> Answer:
        """Work out an answer, which takes so many bytes meanwhile.

        Raises
        ------
        Problem
            If too many wait already, or it takes more than there is room for.
        """
        client = asking.get()
        if need > self._room:
            raise Problem(422, "what there is of this run is too much for the site; 'scored report' works on it")
        if self._here.total() >= self._most or self._here[client] >= self._a_client:
            raise Problem(429, "too many are asking at once; try again in a moment", retry_after=RETRY_SECONDS)
        self._here[client] += 1
        try:
            async with self._turn(client, need):
                return await run_in_threadpool(work)
        finally:
            self._here -= Counter({client: 1})

    @asynccontextmanager
    async def _turn(self, client: str, need: int) -> AsyncIterator[None]:
        """Wait for a client's turn, and hold the place."""
        place = _Place(asyncio.get_running_loop().create_future(), need)
        self._waiting.setdefault(client, deque()).append(place)
        self._call()
        try:
            await place.called
            yield
        finally:
            if place.called.cancelled():
                self._waiting[client].remove(place)
                if not self._waiting[client]:
                    del self._waiting[client]
            else:
                self._free, self._left = self._free + 1, self._left + need
            self._call()

    def _call(self) -> None:
        """Call whose turn it is, as long as there is room."""
        while self._free and self._waiting:
            client, places = next(iter(self._waiting.items()))
            place = places[0]
            if place.need > self._left or place.called.cancelled():
                return
            places.popleft()
            self._waiting.move_to_end(client)
            if not places:
                del self._waiting[client]
            self._free, self._left = self._free - 1, self._left - place.need
            place.called.set_result(None)
