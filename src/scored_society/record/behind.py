"""Work that is done while the next week is lived, one piece at a time and in order."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any


class Behind:
    """A thread that follows one week behind: counting and recording cost a tenth of a week, and need not hold it up.

    What goes wrong in it is raised by the next `run` or `wait`.
    """

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1)
        self._last: Future[Any] | None = None

    def __enter__(self) -> Behind:
        """Return it, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let the thread end its work, and let it go."""
        self._pool.shutdown()

    def run(self, work: Callable[..., Any], *arguments: Any) -> None:
        """Wait for the work before, then let this be done meanwhile."""
        self.wait()
        self._last = self._pool.submit(work, *arguments)

    def wait(self) -> None:
        """Wait until all work is done."""
        last, self._last = self._last, None
        if last is not None:
            last.result()
