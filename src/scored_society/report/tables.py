"""Frames as tables of text for a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

Column = tuple[str, Callable[[Any], str]]
"""The heading, with its unit, and how a value is written."""


class Table(NamedTuple):
    """A table of a page; the first cell of a row is its heading."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    prose: bool = False
    """Whether its cells are sentences, which are set to the left."""
    quoted: bool = False
    """Whether the first cells are quotes."""
    folded: bool = False
    """Whether it is long, and opened only by whoever wants it."""
    wordy: bool = False
    """Whether its first cells are so long that they are broken into lines, to keep the numbers in view."""


def table(caption: str, frame: pl.DataFrame, columns: Mapping[str, Column]) -> Table:
    """Write some columns of a frame as a table.

    Parameters
    ----------
    caption : str
        What the table holds.
    frame : DataFrame
        One row for each row of the table.
    columns : mapping
        Which columns, in their order, and how they are headed and written.
    """
    writers = [writer for _, writer in columns.values()]
    rows = tuple(
        tuple(writer(value) for writer, value in zip(writers, row, strict=True))
        for row in frame.select(list(columns)).iter_rows()
    )
    return Table(caption, tuple(heading for heading, _ in columns.values()), rows)
