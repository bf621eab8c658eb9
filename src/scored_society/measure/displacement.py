"""Queue displacement: who gets a scarce good only because applicants are ranked by score, and in whose place.

Each week's queue of a region is known by score, and so is how many of it were served the week after: from the highest
score down. A way to share out that is blind to the score would, on average, have served in proportion to how many
waited at each score. What lies above that proportion went to somebody else's place.

Assumptions: each week's queue is taken as it was, and whoever is displaced in one week may be served in a later one;
over many weeks the share therefore overstates what another order would change, since those passed over wait on and
are in the proportion again. Blind means that place in the other order says nothing of the score. That holds for a
lottery; by date it does not (those passed over have waited longer and would come first, so that more would be
displaced), by need only as far as incomes and scores do not go together.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.measure.census import YEAR, measured, share, total

QUEUE = ["week", "region"]


def served_and_expected(weekly: pl.DataFrame, good: str) -> pl.DataFrame:
    """Return who was served from each queue, by score, and who would have been without regard to it.

    Formula: of S served from a queue of N, the highest scores first; expected = S · (waiting at the score) / N.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census of weeks in which the good is ranked by score.
    good : str
        Name of the good.

    Returns
    -------
    DataFrame
        week (in which they were served), region, score (rank in points; 0 also for the listed, where they come
        last); waiting, served (people), expected (people, fractions too). Sorted; queues of which nobody was served
        are left out.
    """
    waiting = total(
        measured(weekly, f"waiting/{good}").filter(pl.col("score").is_not_null()), [*QUEUE, "score"], "waiting"
    )
    served = total(measured(weekly, f"served/{good}"), QUEUE, "places").with_columns(pl.col("week") - 1)
    above = pl.col("waiting").cum_sum().over(QUEUE) - pl.col("waiting")
    return (
        waiting.join(served, on=QUEUE, how="inner", maintain_order="left")
        .sort(*QUEUE, "score", descending=[False, False, True])
        .with_columns(served=(pl.col("places") - above).clip(lower_bound=0))
        .with_columns(served=pl.min_horizontal("served", "waiting"))
        .with_columns(expected=share(pl.col("served").sum() * pl.col("waiting"), pl.col("waiting").sum()).over(QUEUE))
        .select(pl.col("week") + 1, "region", "score", "waiting", "served", "expected")
        .sort(*QUEUE, "score")
    )


def displaced(weekly: pl.DataFrame, goods: Collection[str]) -> pl.DataFrame:
    """Return how many of those served were served in somebody else's place, by year and good.

    Formula: displaced = Σ over weeks, regions and scores of max(0, served − expected): the fewest places of each
    week that change hands between the two orders, half the total distance between who is served by each.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census, without the weeks before the rule book starts.
    goods : names
        The goods that the rule book ranks by score.

    Returns
    -------
    DataFrame
        year, good; served (people; those of the first week, whose queue is not in the frame, are left out);
        displaced (people, fractions too); displaced_share = displaced / served (0..1). Sorted; years in which nobody
        was served are left out.
    """
    frames = [
        served_and_expected(weekly, good)
        .with_columns(YEAR, good=pl.lit(good))
        .select("year", "good", "served", "expected")
        for good in goods
    ]
    empty = pl.DataFrame(schema={"year": pl.Int64, "good": pl.String, "served": pl.Int64, "expected": pl.Float64})
    return (
        pl.concat([empty, *frames])
        .group_by("year", "good", maintain_order=True)
        .agg(
            pl.col("served").sum(), (pl.col("served") - pl.col("expected")).clip(lower_bound=0).sum().alias("displaced")
        )
        .with_columns(displaced_share=share(pl.col("displaced"), pl.col("served")))
        .sort("year", "good")
    )


def gained_by_score(weekly: pl.DataFrame, good: str, width: int) -> pl.DataFrame:
    """Return which scores gain places by being ranked and which lose them.

    Parameters
    ----------
    weekly, good
        As for `served_and_expected`.
    width : int
        Width of a band of scores, points; bands start at multiples of it.

    Returns
    -------
    DataFrame
        score_from, score_to (points; from is in the band, to is not); served (people), expected (people, fractions
        too); gained = served − expected, negative for those who lose: these add up to nothing. Sorted.
    """
    start = (pl.col("score") // width * width).cast(pl.Int64).alias("score_from")
    return (
        served_and_expected(weekly, good)
        .group_by(start, maintain_order=True)
        .agg(pl.col("served", "expected").sum())
        .select(
            "score_from",
            (pl.col("score_from") + width).alias("score_to"),
            "served",
            "expected",
            (pl.col("served") - pl.col("expected")).alias("gained"),
        )
        .sort("score_from")
    )
