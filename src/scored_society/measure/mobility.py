"""How far people move up and down the scores from one year to another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import polars as pl
from numpy.typing import NDArray

from scored_society.measure.census import by_group, share

FIFTHS = 5
NOT_IN_PANEL = "the panel has no year {}; it has {}"
NO_MATRIX = "a mobility matrix is square, of at least two bands, and holds no negative and no infinite number"
NO_BANDS = "bands are the scores from which the second and each further band starts, rising"


def moves(panel: pl.DataFrame, start: int, end: int, bands: Sequence[int] | None = None) -> pl.DataFrame:
    """Return where those who were scored in two years stood in both.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel: year, citizen, group and score are read.
    start, end : int
        Two years of the panel.
    bands : sequence of int, optional
        The scores (points) from which the second and each further band starts, rising. Where not given, fifths.

    Returns
    -------
    DataFrame
        citizen, group (in the end year); at_start, at_end: the band, from 0 for the lowest. Fifths are those of the
        people in the frame, in each year: the fifth in which the middle of everybody with the same score lies
        (⌊5 · (below + equal / 2) / people⌋), so that equal scores are in one fifth; where many have one score, fifths
        are unequal and some may be empty. Sorted by citizen; empty if nobody is scored in both years.

    Raises
    ------
    ValueError
        If the panel lacks a year, or bands do not rise.
    """
    years = panel["year"].unique().sort().to_list()
    for year in (start, end):
        if year not in years:
            raise ValueError(NOT_IN_PANEL.format(year, ", ".join(map(str, years)) or "none"))
    if bands is not None and (not bands or list(bands) != sorted(set(bands))):
        raise ValueError(NO_BANDS)
    scored = panel.filter(pl.col("score").is_not_null())
    first, last = (scored.filter(pl.col("year") == year) for year in (start, end))
    both = last.select("citizen", "group", at_end="score").join(
        first.select("citizen", at_start="score"), on="citizen", how="inner", maintain_order="left"
    )
    return both.select(
        "citizen",
        pl.col("group").cast(pl.String),
        *(_band(pl.col(at), bands).alias(at) for at in ("at_start", "at_end")),
    ).sort("citizen")


def mobility_matrix(moved: pl.DataFrame, bands: int = FIFTHS) -> NDArray[np.int64]:
    """Count moves from each band to each.

    Parameters
    ----------
    moved : DataFrame
        From `moves`.
    bands : int
        How many bands there are, empty ones included.

    Returns
    -------
    array [bands, bands]
        People who were in the row's band at the start and in the column's at the end.
    """
    counts = np.zeros((bands, bands), np.int64)
    np.add.at(counts, (moved["at_start"].to_numpy(), moved["at_end"].to_numpy()), 1)
    return counts


def shorrocks(counts: NDArray[np.int64] | NDArray[np.float64]) -> float | None:
    """Return the Shorrocks index of mobility.

    Formula: (n − trace P) / (n − 1), where P is the matrix with each row divided by its sum (Shorrocks 1978, "The
    Measurement of Mobility", Econometrica 46(5)). Bands in which nobody started are left aside, in n too.

    Parameters
    ----------
    counts : array [bands, bands]
        People, or shares, by band at the start (rows) and at the end (columns).

    Returns
    -------
    float or None
        0 where everybody stays, 1 where the end does not depend on the start, n / (n − 1) where nobody stays. None
        where fewer than two bands had anybody at the start.

    Raises
    ------
    ValueError
        If it is no square matrix of numbers from 0 on.

    Examples
    --------
    >>> shorrocks(np.array([[3, 1], [1, 3]]))
    0.5
    """
    matrix = np.asarray(counts, np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or len(matrix) < 2:
        raise ValueError(NO_MATRIX)
    if not np.isfinite(matrix).all() or (matrix < 0).any():
        raise ValueError(NO_MATRIX)
    starts = matrix.sum(axis=1)
    present = starts > 0
    count = int(present.sum())
    if count < 2:
        return None
    return float((count - (matrix.diagonal()[present] / starts[present]).sum()) / (count - 1))


def mobility(panel: pl.DataFrame, bands: Sequence[int] | None = None) -> pl.DataFrame:
    """Return how many moved up and down, from each year of the panel to the next and from the first to the last.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel.
    bands : sequence of int, optional
        As for `moves`; fifths where not given, always those of everybody.

    Returns
    -------
    DataFrame
        start, end (years); group (`everybody` is the whole); people (scored in both years); up_share, down_share,
        stayed_share (0..1); shorrocks (null where it is none). Sorted; empty if there are not two years with scores.
    """
    years = panel.filter(pl.col("score").is_not_null())["year"].unique().sort().to_list()
    spans = sorted({*pairwise(years), *([(years[0], years[-1])] if len(years) > 1 else [])})
    count = FIFTHS if bands is None else len(bands) + 1
    rows = [
        {"start": start, "end": end, **_moved(part, count)}
        for start, end in spans
        for part in by_group(moves(panel, start, end, bands)).partition_by("group")
    ]
    return pl.DataFrame(rows, schema=_MOBILITY).sort("start", "end", "group")


_MOBILITY = pl.Schema(
    {
        "start": pl.Int64,
        "end": pl.Int64,
        "group": pl.String,
        "people": pl.Int64,
        "up_share": pl.Float64,
        "down_share": pl.Float64,
        "stayed_share": pl.Float64,
        "shorrocks": pl.Float64,
    }
)


def _moved(part: pl.DataFrame, bands: int) -> dict[str, str | int | float | None]:
    start, end, people = pl.col("at_start"), pl.col("at_end"), pl.len()
    shares = part.select(
        up_share=share((end > start).sum(), people),
        down_share=share((end < start).sum(), people),
        stayed_share=share((end == start).sum(), people),
    )
    index = shorrocks(mobility_matrix(part, bands))
    return {"group": part["group"][0], "people": part.height, **shares.row(0, named=True), "shorrocks": index}


def _band(score: pl.Expr, bands: Sequence[int] | None) -> pl.Expr:
    if bands is None:
        doubled = score.rank("min") - 1 + score.rank("max")  # below + (below + equal): twice the middle
        return (FIFTHS * doubled.cast(pl.Int64) // (2 * pl.len())).cast(pl.Int64)
    return pl.sum_horizontal((score >= limit).cast(pl.Int64) for limit in bands)
