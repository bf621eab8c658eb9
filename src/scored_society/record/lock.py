"""One process at a time writes a run folder."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path

from scored_society.base.errors import mistake


class Lock:
    """Holds a folder until released or until the process ends, however it ends; leaves no file behind.

    Parameters
    ----------
    folder : Path
        The folder to hold.

    Raises
    ------
    UserError
        If another process holds it.
    """

    def __init__(self, folder: Path) -> None:
        self._handle: int | None = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise mistake(f"{folder} is being written by another process") from None
        except OSError:
            pass  # some network file systems cannot lock a folder; then the user minds it

    def release(self) -> None:
        """Let the folder go."""
        handle, self._handle = self._handle, None
        if handle is not None:
            with contextlib.suppress(OSError):
                os.close(handle)

    def __del__(self) -> None:
        self.release()
