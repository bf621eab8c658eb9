"""Sending answers: piece by piece, as fast as they are read, so that a reader who stops piles up nothing here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scored_society.site.problem import Problem
from scored_society.site.settings import Limits

PIECE = 64 * 1024
RETRY_SECONDS = 10


class StalledError(OSError):
    """A reader takes nothing of what is sent."""


class Paced:
    """Sends each answer in pieces, bounds what is held whole until it is read, and leaves readers who take nothing.

    Parameters
    ----------
    app : whose answers are sent.
    limits : of the site.
    """

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        answer = _Answer(self, send)
        try:
            await self._app(scope, receive, answer.send)
        except StalledError:
            return  # without an end of the answer, so that the connection is closed
        finally:
            self._held -= answer.held

    def hold(self, size: int) -> bool:
        """Let an answer be held whole, if there is room for it; one is always held."""
        if self._held and self._held + size > self._limits.sending:
            return False
        self._held += size
        return True

    async def patiently(self, send: Send, message: Message) -> None:
        """Send a message to whoever reads."""
        try:
            async with asyncio.timeout(self._limits.stalled_seconds):
                await send(message)
        except TimeoutError:
            raise StalledError from None


class _Answer:
    """An answer on its way."""

    def __init__(self, paced: Paced, send: Send) -> None:
        self._paced, self._send = paced, send
        self._start: Message | None = None
        self._refused = False
        self.held = 0

    async def send(self, message: Message) -> None:
        """Send a part of it."""
        if self._refused:
            return
        if message["type"] == "http.response.start" and "content-length" in Headers(raw=message["headers"]):
            self._start = message  # until it is clear whether there is room for the whole
            return
        body: bytes = message.get("body", b"")
        if self._start is not None:
            if len(body) > PIECE and not self._paced.hold(len(body)):
                await self._refuse()
                return
            self.held = len(body) if len(body) > PIECE else 0
            await self._paced.patiently(self._send, self._start)
            self._start = None
        for at in range(0, max(1, len(body)), PIECE):
            more = message.get("more_body", False) or at + PIECE < len(body)
            piece = {"type": message["type"], "body": body[at : at + PIECE], "more_body": more} if body else message
            await self._paced.patiently(self._send, piece)

    async def _refuse(self) -> None:
        self._refused = True
        problem = Problem(503, "too many answers are on their way; try again later", retry_after=RETRY_SECONDS)

        async def nothing() -> Message:
            return {"type": "http.disconnect"}

        await problem.response()({"type": "http"}, nothing, self._send)


class Pieces(Response):
    """An answer that was made before, in parts.

    Parameters
    ----------
    parts : together, the content; each is small.
    media_type : of the content.
    """

    def __init__(self, parts: Iterable[bytes], media_type: str) -> None:
        self._parts = parts
        super().__init__(media_type=media_type)
        del self.headers["content-length"]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        for part in self._parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


class FromFile(Response):
    """An answer from a file, or from a part of one; the file is open from now on, and may go meanwhile.

    Parameters
    ----------
    path : of the file.
    media_type : of the content.
    filename : under which it is to be kept, if it is.
    head : what is sent before.
    part : where in the file to begin, and how many bytes; all, where not given.
    """

    def __init__(
        self, path: Path, media_type: str, *, filename: str | None = None, head: bytes = b"",
        part: tuple[int, int] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(media_type=media_type)
        self._head = head
        first, self._left = part or (0, path.stat().st_size)
        self._file = path.open("rb")
        self._file.seek(first)
        self.headers["content-length"] = str(len(head) + self._left)
        if filename is not None:
            self.headers["content-disposition"] = f'attachment; filename="{filename}"'

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it."""
        with self._file:
            await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
            if scope["method"] != "HEAD":
                if self._head:
                    await send({"type": "http.response.body", "body": self._head, "more_body": True})
                while self._left and (piece := await run_in_threadpool(self._file.read, min(PIECE, self._left))):
                    self._left -= len(piece)
                    await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
