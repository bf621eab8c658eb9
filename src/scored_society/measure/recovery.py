"""How long it takes until a score that has fallen below the start is back.

The panel is yearly, so times are years. The weekly census counts people by score and knows no persons: it cannot tell
whose score came back. To the week, one life can be told by living it again (`scored explain`).
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import ArrayLike

from scored_society.measure.census import EVERYBODY

OF_ONE_LENGTH = "durations and recovered must be of one length, durations from 0 on"


def survival(durations: ArrayLike, recovered: ArrayLike) -> pl.DataFrame:
    """Estimate how many have not recovered after each time, some being lost sight of before they have.

    Formula: S(t) = Π over times u ≤ t of (1 − events(u) / at_risk(u)) (Kaplan & Meier 1958, "Nonparametric estimation
    from incomplete observations", JASA 53). Who is lost sight of at t is still at risk at t.

    Parameters
    ----------
    durations : array of whole numbers
        Until recovery, or until somebody was last seen without it.
    recovered : array of bool, of the same length
        Whether it ended by recovery.

    Returns
    -------
    DataFrame
        duration (of which there is a recovery), at_risk, events (people), survival (0..1). Sorted.

    Raises
    ------
    ValueError
        If lengths differ or a duration is negative.
    """
    times, ended = np.asarray(durations, np.int64).reshape(-1), np.asarray(recovered, np.bool_).reshape(-1)
    if len(times) != len(ended) or (times < 0).any():
        raise ValueError(OF_ONE_LENGTH)
    at, events = np.unique(times[ended], return_counts=True)
    at_risk = len(times) - np.searchsorted(np.sort(times), at)
    return pl.DataFrame(
        {"duration": at, "at_risk": at_risk, "events": events, "survival": np.cumprod(1 - events / at_risk)},
        schema={"duration": pl.Int64, "at_risk": pl.Int64, "events": pl.Int64, "survival": pl.Float64},
    )


def median_time(curve: pl.DataFrame) -> int | None:
    """Return the first time by which half have recovered, None where fewer than half ever do.

    Parameters
    ----------
    curve : DataFrame
        From `survival`.
    """
    reached = curve.filter(pl.col("survival") <= 0.5 + 1e-12)["duration"]  # a product of halves may lie above one half
    return int(reached[0]) if reached.len() else None


def falls(panel: pl.DataFrame, start: int) -> pl.DataFrame:
    """Return every fall below the starting score, and when it ended.

    A fall begins in the first yearly panel in which somebody stands below the start after having stood at it or above,
    or in which they are first seen (everybody begins at the start). It ends in the next panel in which they are back at
    the start or above; who dies before, or is still below in the last panel, is lost sight of then. Who falls and
    comes back between two panels is not seen.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel, from the year on in which the rule book starts: year, citizen, group and score are read.
    start : int
        The starting score, points.

    Returns
    -------
    DataFrame
        citizen, group (when it began), began (year), duration (years), recovered (bool). Sorted.
    """
    below = pl.col("below")
    seen = (
        panel.filter(pl.col("score").is_not_null())
        .select(
            "citizen", pl.col("group").cast(pl.String), pl.col("year").cast(pl.Int64), below=pl.col("score") < start
        )
        .sort("citizen", "year")
        .with_columns(before=below.shift(1, fill_value=False).over("citizen"))
        .with_columns(fall=(below & ~pl.col("before")).cum_sum().over("citizen"))
        .filter(below | pl.col("before"))
    )
    return (
        seen.group_by("citizen", "fall", maintain_order=True)
        .agg(
            pl.col("group").first(),
            pl.col("year").first().alias("began"),
            (pl.col("year").last() - pl.col("year").first()).alias("duration"),
            (~below).last().alias("recovered"),
        )
        .drop("fall")
        .sort("citizen", "began")
    )


def time_to_recover(panel: pl.DataFrame, start: int) -> pl.DataFrame:
    """Return how long it takes to come back to the starting score, for everybody and for each group.

    Parameters
    ----------
    panel, start
        As for `falls`.

    Returns
    -------
    DataFrame
        group; falls; recovered (falls that ended by recovery); median_years (Kaplan & Meier's estimate; null where
        fewer than half are estimated to recover within the years seen); still_below (estimated share that has not
        recovered after the longest time at which anybody did, 0..1; 1 where nobody did). Sorted; empty without a fall.
    """
    found = falls(panel, start)
    parts = [found.with_columns(group=pl.lit(EVERYBODY)), *found.partition_by("group")]
    rows = [_recovery(part) for part in parts if part.height]
    return pl.DataFrame(rows, schema=_RECOVERY).sort("group")


_RECOVERY = pl.Schema(
    {
        "group": pl.String,
        "falls": pl.Int64,
        "recovered": pl.Int64,
        "median_years": pl.Int64,
        "still_below": pl.Float64,
    }
)


def _recovery(part: pl.DataFrame) -> dict[str, str | int | float | None]:
    curve = survival(part["duration"].to_numpy(), part["recovered"].to_numpy())
    return {
        "group": part["group"][0],
        "falls": part.height,
        "recovered": int(part["recovered"].sum()),
        "median_years": median_time(curve),
        "still_below": float(curve["survival"][-1]) if curve.height else 1.0,
    }
