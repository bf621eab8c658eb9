"""A piece of work that is asked for: it waits in a line, is done, and tells what happens to whoever reads."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple

from scored_society.site.settings import WORKING_BYTES
from scored_society.site.visitors import Visitor

Status = Literal["waiting", "living", "done", "failed", "cancelled"]
ENDS: frozenset[Status] = frozenset({"done", "failed", "cancelled"})
ID_BYTES = 12
AT_ONCE = 64
"""Events of one piece that is sent; a reader who is slow holds up nothing but their own."""
BYTES_AN_EVENT = 250
"""Of an event beside what it tells."""
BYTES_A_TASK = 20_000
"""Of a task beside its events and its folder."""
MOST_HOLDERS = 64
"""Clients whose holds are counted apart."""


class Size(NamedTuple):
    """Bytes that are kept: on the disk, and in memory."""

    disk: int
    memory: int


class Event(NamedTuple):
    """What is told: a kind, a number where it is a week, and what, as JSON."""

    kind: str
    number: int | None
    data: bytes


class CancelledError(Exception):
    """Nobody wants the work any more."""


class Task(ABC):
    """A piece of work.

    Events are kept once, in order, and read by any number of readers at their own pace; so no reader has a queue.

    Parameters
    ----------
    folder : where it may write; it goes with the task.
    client : whose it is, to take turns.
    """

    kind = "task"

    def __init__(self, folder: Path, client: str) -> None:
        self.id = secrets.token_urlsafe(ID_BYTES)
        self.folder, self.client = folder / self.id, client
        self.folder.mkdir()
        self.status: Status = "waiting"
        self.position: int | None = None
        self.message: str | None = None
        self.events: list[Event] = []
        self.readers = 0
        self.attended = False
        self.seen = time.monotonic()
        self.held = 0
        self.released = False
        self._holders: Counter[str] = Counter()
        self._passing: set[str] = set()
        self.over = self.forgotten = False
        self.follow: Callable[[], None] | None = None
        self._cancel, self._telling = threading.Event(), threading.RLock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._changed = asyncio.Event()

    # what the engine calls

    @abstractmethod
    def work(self) -> None:
        """Do it; raise `CancelledError` once nobody wants it any more."""

    def check(self) -> None:
        """Raise `CancelledError` if nobody wants the work any more."""
        if self._cancel.is_set():
            raise CancelledError

    def begin(self) -> None:
        """Say that it is being lived now.

        Raises
        ------
        CancelledError
            If nobody wants it any more.
        """
        with self._telling:
            self.check()
            self.status, self.position = "living", None

    def tell(self, kind: str, data: Any, number: int | None = None) -> Event:
        """Tell something to whoever reads, now or later."""
        event = Event(
            kind, number, json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()
        )
        self.pass_on(event)
        return event

    def pass_on(self, event: Event) -> None:
        """Tell what was told by another task; after the end there is nothing to tell."""
        with self._telling:
            if self.over:
                return
            self.events.append(event)
            if self.follow is not None:
                self.follow()
        self.wake()

    def end(self, status: Status, message: str | None = None) -> None:
        """Say that it is over; the last event is there before anybody can see that it is the last."""
        with self._telling:
            if self.status in ENDS:
                return
            self.status, self.message, self.position = status, message, None
            said = {"failed": {"message": message}, "cancelled": {}}
            self.tell(status, said.get(status, self.told()))
            self.over = True
        self.wake()

    # what everybody may call

    def cancel(self) -> None:
        """Say that nobody wants the work any more."""
        self._cancel.set()

    def told(self) -> dict[str, Any]:
        """Return how it stands."""
        return {
            "id": self.id,
            "kind": self.kind,
            "status": self.status,
            "position": self.position,
            "message": self.message,
        }

    def size(self) -> Size:
        """Return how many bytes it keeps, with all that was made of it so far."""
        disk = 0
        for path in self.folder.rglob("*"):
            with suppress(FileNotFoundError):  # written aside, and in its place by now
                disk += path.stat().st_size
        return Size(disk, self.memory())

    def memory(self) -> int:
        """Return how many bytes it holds in memory, once it is over."""
        return BYTES_A_TASK + sum(len(event.data) + BYTES_AN_EVENT for event in list(self.events))

    def working(self) -> int:
        """Return about how many bytes it takes to work out an answer from it."""
        return WORKING_BYTES

    def want(self, client: Visitor) -> None:
        """Note that a client asked for it, once more."""
        with self._telling:
            if client.number in self._holders or len(self._holders) < MOST_HOLDERS:
                self._holders[client.number] += 1
                if client.is_new:
                    self._passing.add(client.number)

    def come(self, client: Visitor) -> None:
        """Note that a client looks at it, which may be another than the one that asked for it."""
        self.attend()
        with self._telling:
            if not client.is_new:
                self._passing.discard(client.number)
                if client.number not in self._holders:
                    self.want(client)

    def let_go(self, client: Visitor) -> bool:
        """Note that a client wants it once less, and return whether nobody wants it any more.

        Whoever keeps no number gives up for one of those who asked for it and were not seen again by theirs.
        """
        with self._telling:
            number = next(iter(self._passing), "") if client.is_new else client.number
            self.released |= number in self._holders
            self._holders -= Counter({number: 1})
            self._passing &= self._holders.keys()
            return not self._holders

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keep the folder while it is read from."""
        self.hold()
        try:
            yield
        finally:
            self.release()

    def hold(self) -> None:
        """Keep the folder until `release`."""
        with self._telling:
            self.held += 1

    def release(self) -> None:
        """Hold the folder no longer; it goes if everybody has let go of it and the task is forgotten."""
        with self._telling:
            self.held -= 1
            last = self.forgotten and self.held == 0 and self.over
        if last:
            self.remove()

    def forget(self) -> None:
        """Remove what it keeps, as soon as it is over and nobody holds it."""
        with self._telling:
            self.forgotten = True
            last = self.held == 0 and self.over
        if last:
            self.remove()

    def remove(self) -> None:
        """Remove what it keeps."""
        shutil.rmtree(self.folder, ignore_errors=True)

    # what readers call, in the event loop

    def attend(self, by: int = 0) -> None:
        """Note that somebody looks after it; `by` is 1 for a reader who comes, -1 for one who leaves."""
        self.readers += by
        self.attended, self.seen = True, time.monotonic()

    def abandoned(self, unread_seconds: float, left_seconds: float) -> bool:
        """Whether nobody has looked after it for so long; at once, if somebody said that they leave for good."""
        patience = 0.0 if self.released else left_seconds if self.attended else unread_seconds
        return not self.over and self.readers == 0 and time.monotonic() - self.seen >= patience

    def changed(self) -> asyncio.Event:
        """Return what is set as soon as there is more to read."""
        self._loop = asyncio.get_running_loop()
        return self._changed

    def wake(self) -> None:
        """Wake who waits for more to read; from any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
