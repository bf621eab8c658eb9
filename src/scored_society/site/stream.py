"""Server-sent events: what a task tells, to whoever reads, from the start or from where they left."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from scored_society.site.hub import Hub
from scored_society.site.problem import Problem
from scored_society.site.task import AT_ONCE, Event, Task

HEARTBEAT_SECONDS = 10.0


class Stream(Response):
    """The events of a task; it ends with the task, which ends with the site, or when the reader leaves.

    Parameters
    ----------
    hub : of the site.
    task : what is read.
    after : the number of the last event that the reader has, if they come back.
    """

    media_type = "text/event-stream"

    def __init__(self, hub: Hub, task: Task, after: int | None) -> None:
        super().__init__()
        if hub.readers >= hub.limits.readers:
            raise Problem(503, "too many are reading at once; try again later", retry_after=10)
        self._hub, self._task, self._after = hub, task, after

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send events as they come."""
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        self._hub.readers += 1
        self._task.attend(1)
        leaving: asyncio.Future[Any] = asyncio.ensure_future(_left(receive))
        try:
            with suppress(OSError):
                await self._send_all(send, leaving)
        finally:
            leaving.cancel()
            self._task.attend(-1)
            self._hub.readers -= 1

    async def _send_all(self, send: Send, leaving: asyncio.Future[Any]) -> None:
        sent = 0
        while not leaving.done():
            changed = self._task.changed()
            over, events = self._task.over, self._task.events[sent : sent + AT_ONCE]
            sent += len(events)
            if events:
                wanted = b"".join(_written(event) for event in events if self._new(event))
                if wanted:
                    await send({"type": "http.response.body", "body": wanted, "more_body": True})
            elif over:
                break
            else:
                waiting = asyncio.ensure_future(changed.wait())
                done, _ = await asyncio.wait(
                    {waiting, leaving}, timeout=HEARTBEAT_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
                waiting.cancel()
                if not done:
                    await send({"type": "http.response.body", "body": b": \n\n", "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    def _new(self, event: Event) -> bool:
        return self._after is None or event.number is None or event.number > self._after


def _written(event: Event) -> bytes:
    number = b"" if event.number is None else b"id: %d\n" % event.number
    return b"%sevent: %s\ndata: %s\n\n" % (number, event.kind.encode(), event.data)


async def _left(receive: Receive) -> None:
    """Wait until the reader leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass
