"""The recorder: keeps what was counted and how far a run has come, so that it can always go on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scored_society.record.checkpoint import Checkpoints, Progress
from scored_society.record.files import ASIDE, remove, resumable
from scored_society.record.fingerprint import Chain, canonical
from scored_society.record.lock import Lock
from scored_society.record.manifest import file_hash, read_manifest, write_manifest
from scored_society.record.panel import panel_frame
from scored_society.record.parts import Parts
from scored_society.record.run import TABLES
from scored_society.record.weekly import Rows, bulletin_frame, weekly_frame, without_bins
from scored_society.week.cells import Cells

ROWS_IN_MEMORY = 1_000_000
"""Rows kept until they are written as a part, checkpoint or not: some 40 MB."""


class Recorder:
    """Writes a run folder, week by week, between its creation and its end.

    A new run and one that goes on open it alike: `restore` says from which week. Nothing counts until the next
    `checkpoint`; a kill at any moment leaves the last checkpoint or the new one.

    Parameters
    ----------
    folder : Path
        A run folder (see `folder.create_folder`).
    measures : dict
        The name of each measure number.

    Raises
    ------
    UserError
        If the folder is not a run, is damaged, or is being written by another process.
    """

    def __init__(self, folder: Path, measures: Mapping[int, str]) -> None:
        self.folder = folder
        self._measures = dict(measures)
        self._manifest = read_manifest(folder)
        self._lock = Lock(folder)
        try:
            self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._checkpoints = Checkpoints(self.folder)
        stored = self._checkpoints.progress()
        self._stored = stored or Progress(0, "", {})
        self._next_week = stored.next_week if stored else None
        self._chain = Chain(bytes.fromhex(self._stored.chain))
        self._weekly: list[tuple[int, Rows]] = []
        self._bulletins: list[tuple[int, Rows]] = []
        with resumable(self.folder):
            self._checkpoints.prepare()
            self._parts = {
                name: Parts(self._checkpoints.parts, name, schema, self._stored.parts.get(name, 0))
                for name, schema in TABLES.items()
            }
            self._remove_leftovers()

    def __enter__(self) -> Recorder:
        """Return the recorder, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the recorder."""
        self.close()

    def close(self) -> None:
        """Let go of the folder; what no checkpoint counts in is forgotten."""
        self._lock.release()

    def restore(self) -> tuple[int, dict[str, NDArray[Any]]]:
        """Return the first week still to be lived and the state before it: 0 and nothing for a run not yet begun."""
        return self._stored.next_week, self._checkpoints.arrays()

    def append(self, week: int, census: Cells, bulletin_rows: Rows) -> None:
        """Take in a week: what was counted in it, and the bulletin that everybody read in it.

        Parameters
        ----------
        week : int
            The week after the last one.
        census : Cells
            What was counted, by key.
        bulletin_rows : array of int64, shape (n, 4)
            Columns item, first index, second index, value.
        """
        if self._next_week is not None and week != self._next_week:
            raise ValueError(f"week {week} cannot follow week {self._next_week - 1}")
        cells = canonical(census)
        self._chain.add(week, cells)
        self._weekly.append((week, without_bins(cells)))
        self._bulletins.append((week, np.array(bulletin_rows, dtype=np.int64)))
        self._next_week = week + 1
        if sum(len(rows) for _, rows in self._weekly + self._bulletins) > ROWS_IN_MEMORY:
            with resumable(self.folder):
                self._write_parts()

    def panel(self, week: int, columns: Mapping[str, NDArray[Any]]) -> None:
        """Take in the panel at the end of a year, after `append` of its last week (columns: `panel.GIVEN`)."""
        frame = panel_frame(week, columns, self._manifest.regions, self._manifest.groups)
        with resumable(self.folder):
            self._parts["panel"].add(frame)

    def checkpoint(self, next_week: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Store the state before `next_week` together with all that was taken in; the run can go on from here."""
        if self._next_week is not None and next_week != self._next_week:
            raise ValueError(f"a checkpoint before week {next_week} cannot follow week {self._next_week - 1}")
        with resumable(self.folder):
            self._write_parts()
            progress = Progress(next_week, self._chain.digest(), self._part_counts())
            self._checkpoints.write(progress, arrays)
        self._stored = progress
        self._next_week = next_week

    def finish(self, arrays: Mapping[str, NDArray[Any]]) -> str:
        """Write the tables as one file each, keep the end state as the checkpoint, and return the fingerprint.

        The manifest with the fingerprint comes last: until then the run is to be resumed, and ends alike.
        """
        if self._manifest.complete:
            return self._manifest.fingerprint
        if self._next_week is None:
            raise ValueError("a run without a week has no end")
        if not self._all_stored():
            self.checkpoint(self._next_week, arrays)
        with resumable(self.folder):
            for name, parts in self._parts.items():
                parts.join(self.folder / f"{name}.parquet")
            hashes = {name: file_hash(self.folder / f"{name}.parquet") for name in self._parts}
            complete = self._manifest.model_copy(update={"fingerprint": self._chain.digest(), "tables": hashes})
            write_manifest(self.folder, complete)
        self._manifest = complete
        self._remove_leftovers()
        return complete.fingerprint

    def _write_parts(self) -> None:
        """Write what was taken in as parts; each is forgotten only once it is written."""
        if self._weekly:
            manifest = self._manifest
            self._parts["weekly"].add(weekly_frame(self._weekly, self._measures, manifest.regions, manifest.groups))
            self._weekly = []
        if self._bulletins:
            self._parts["bulletins"].add(bulletin_frame(self._bulletins))
            self._bulletins = []

    def _part_counts(self) -> dict[str, int]:
        return {name: parts.count for name, parts in self._parts.items()}

    def _all_stored(self) -> bool:
        """Whether the last checkpoint holds all that was taken in, so that a resumed end writes no state again."""
        return not self._weekly and not self._bulletins and self._stored.parts == self._part_counts()

    def _remove_leftovers(self) -> None:
        for path in self.folder.glob(f".*{ASIDE}"):
            remove(path)
        self._checkpoints.remove_leftovers()
        if self._manifest.complete:
            self._checkpoints.remove_parts()
        for parts in self._parts.values():
            parts.remove_leftovers()
