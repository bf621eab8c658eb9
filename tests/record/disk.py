"""A disk that fails at a chosen step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


class Killed(BaseException):
    """The process is gone: nothing can catch this and go on."""


class Disk:
    """Counts what is done to a disk and, from a chosen step on, refuses it."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path, error: Callable[[], BaseException] = Killed) -> None:
        self.folder = folder
        self.error = error
        self.steps = 0
        self.last = -1
        self.synced: set[int] = set()
        patch.setattr(os, "fsync", self._sync)
        patch.setattr(os, "replace", self._counted(os.replace))
        patch.setattr(Path, "mkdir", self._counted(Path.mkdir))
        if error is Killed:  # a full disk still lets go of what it has
            patch.setattr(shutil, "rmtree", self._counted(shutil.rmtree))
            patch.setattr(Path, "unlink", self._counted(Path.unlink))

    def fail_at(self, step: int) -> None:
        self.steps, self.last = 0, step

    def work(self) -> None:
        self.last = -1

    def lose_power(self) -> None:
        """Work again, having cut off each file that was not synced."""
        self.work()
        for path in self.folder.rglob("*"):
            if path.is_file() and path.stat().st_ino not in self.synced:
                os.truncate(path, path.stat().st_size // 2)

    def _step(self) -> None:
        if 0 <= self.last <= self.steps:
            raise self.error()
        self.steps += 1

    def _sync(self, handle: int) -> None:
        self._step()
        self.synced.add(os.fstat(handle).st_ino)

    def _counted(self, act: Callable[..., object]) -> Callable[..., object]:
        def counted(*args: object, **options: object) -> object:
            self._step()
            return act(*args, **options)

        return counted
