"""A table that grows by parts while a run goes on, and becomes one file at its end."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from scored_society.record.files import join_frames, remove, write_frame


class Parts:
    """The parts of one table: numbered parquet files, written once each.

    Parameters
    ----------
    folder : Path
        Where the parts lie.
    name : str
        The name of the table.
    schema : polars.Schema
        Its columns.
    count : int
        How many parts the last checkpoint counts in; whatever lies beyond is left over from a kill.
    """

    def __init__(self, folder: Path, name: str, schema: pl.Schema, count: int) -> None:
        self.folder = folder
        self.name = name
        self.schema = schema
        self.count = count

    def add(self, frame: pl.DataFrame) -> None:
        """Write one more part; it counts from the next checkpoint on."""
        if frame.schema != self.schema:
            raise ValueError(f"{self.name} has the columns {self.schema}, not {frame.schema}")
        write_frame(self._path(self.count + 1), frame)
        self.count += 1

    def join(self, path: Path) -> None:
        """Write all parts as one file."""
        parts = [self._path(number) for number in range(1, self.count + 1)]
        if parts:
            join_frames(parts, path)
        else:
            write_frame(path, self.schema.to_frame())

    def together(self) -> pl.DataFrame:
        """Return all parts as one frame."""
        parts = [pl.read_parquet(self._path(number), glob=False) for number in range(1, self.count + 1)]
        return pl.concat([self.schema.to_frame(), *parts])

    def remove_leftovers(self) -> None:
        """Remove parts that no checkpoint counts in."""
        known = {self._path(number) for number in range(1, self.count + 1)}
        for path in self.folder.glob(f"{self.name}-*.parquet"):
            if path not in known:
                remove(path)

    def _path(self, number: int) -> Path:
        return self.folder / f"{self.name}-{number:06}.parquet"
