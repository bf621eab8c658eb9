"""Checkpoints: the state a run can go on from, each complete before the one before it is removed."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from scored_society.base.errors import mistake
from scored_society.record.files import (
    ASIDE,
    aside_of,
    move,
    read_arrays,
    remove,
    sync_folder,
    write_arrays,
    write_json,
)

CHECKPOINT = "checkpoint"
PARTS = "parts"
STATE = "state.npz"
PROGRESS = "progress.json"


@dataclass(frozen=True)
class Progress:
    """How far a run has come.

    Attributes
    ----------
    next_week : int
        The first week still to be lived.
    chain : str
        The hash chain up to there, in hexadecimal digits.
    parts : dict
        How many parts of each table are counted in.
    """

    next_week: int
    chain: str
    parts: dict[str, int]


class Checkpoints:
    """The checkpoints of a run folder: `checkpoint/NNNNNN/`, of which the highest number holds.

    Parameters
    ----------
    run : Path
        The run folder.
    """

    def __init__(self, run: Path) -> None:
        self.folder = run / CHECKPOINT
        self.parts = self.folder / PARTS

    def prepare(self) -> None:
        """Make the folders that checkpoints and parts are written to."""
        self.parts.mkdir(parents=True, exist_ok=True)
        sync_folder(self.folder)
        sync_folder(self.folder.parent)

    def write(self, progress: Progress, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Store a state; the last one holds until this one is complete and on the disk."""
        target = self.folder / f"{self._last_number() + 1:06}"
        aside = aside_of(target)
        remove(aside)
        aside.mkdir()
        try:
            write_arrays(aside / STATE, arrays)
            write_json(aside / PROGRESS, asdict(progress))
            move(aside, target)
        except BaseException:
            remove(aside)
            raise
        self.remove_leftovers()

    def progress(self) -> Progress | None:
        """Return how far the run has come, None before its first checkpoint."""
        if not self._last_number():
            return None
        path = self._last() / PROGRESS
        try:
            given = json.loads(path.read_bytes())
            progress = Progress(int(given["next_week"]), str(given["chain"]), dict(given["parts"]))
            bytes.fromhex(progress.chain)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise mistake(f"the checkpoint {path} is damaged: {error}") from error
        return progress

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Read the state of the last checkpoint, empty before the first."""
        if not self._last_number():
            return {}
        path = self._last() / STATE
        try:
            return read_arrays(path)
        except (OSError, ValueError) as error:
            raise mistake(f"the checkpoint {path} is damaged: {error}") from error

    def remove_leftovers(self) -> None:
        """Remove older checkpoints and what a kill left half written."""
        last = self._last_number()
        for entry in self._entries():
            if entry.endswith(ASIDE) or (_is_number(entry) and int(entry) < last):
                remove(self.folder / entry)
        for path in self.parts.glob(f".*{ASIDE}"):
            remove(path)

    def remove_parts(self) -> None:
        """Remove all parts, once the tables are written as one file each."""
        remove(self.parts)

    def _last(self) -> Path:
        return self.folder / f"{self._last_number():06}"

    def _last_number(self) -> int:
        return max((int(entry) for entry in self._entries() if _is_number(entry)), default=0)

    def _entries(self) -> list[str]:
        return os.listdir(self.folder) if self.folder.is_dir() else []


def _is_number(entry: str) -> bool:
    return len(entry) == 6 and entry.isascii() and entry.isdigit()
