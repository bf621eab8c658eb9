"""What the source text claims for the system, in its words, and the measures that only these claims ask for."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from scored_society.measure.census import measured, per_thousand_person_years, share, total
from scored_society.measure.groups import by_partition

FAIR = "The system promotes fairness to everybody on the side that is being watched!"
AVOIDABLE = "However, this is all avoidable if citizens act morally!"
PARENTS = "incentivizing parents to act as good role models"
HOLISTIC = "in order to accumulate the most holistic score of an individual"
COMPLETE = "over 600 million cameras in the country allows for complete supervision"
TRUSTED = "why a social credit system in society should be trusted"

CONTRASTS = (("minority", "majority"), ("rural", "urban"), ("floating", "urban"))
"""Groups that are compared: the first less the second."""
ADULT = 18
BAND = 5
"""Years of age within which people count as of the same age."""


def group_differences(weekly: pl.DataFrame, counts: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """Return how far groups lie apart in some counts, each over the time that its people lived.

    Formula: 1000 · count / (person-weeks / 52) of the first group, less that of the second.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    counts : mapping
        Rows from `measured` or `family`, by the name of the figure.

    Returns
    -------
    DataFrame
        figure; first, second (groups, as in `CONTRASTS`); difference (per thousand person-years). In the order of the
        counts and the contrasts; null where nobody of a group lived.
    """
    lived = _by_marginal(measured(weekly, "people"))
    rows = []
    for figure, counted in counts.items():
        found = _by_marginal(counted)
        rates = pl.DataFrame(
            {"group": list(lived), "count": [found.get(group, 0) for group in lived], "lived": list(lived.values())},
            schema={"group": pl.String, "count": pl.Int64, "lived": pl.Int64},
        ).select("group", rate=per_thousand_person_years(pl.col("count"), pl.col("lived")))
        rate = dict(rates.iter_rows())
        for first, second in CONTRASTS:
            one, other = rate.get(first), rate.get(second)
            rows.append((figure, first, second, None if one is None or other is None else one - other))
    schema = {"figure": pl.String, "first": pl.String, "second": pl.String, "difference": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def limited_against_others(people: pl.DataFrame, column: str) -> float | None:
    """Return how adults with a limitation stand against others of the same age, who can do what they cannot.

    Formula: Σ over bands of five years of n · (mean of the limited − mean of the others) / Σ n, where n are the limited
    of the band: direct standardisation to the ages of the limited. Bands without others are left out.

    Parameters
    ----------
    people : DataFrame
        From `people_at_end`, or one year of the panel.
    column : str
        What is compared, such as `score` or `listed`.

    Returns
    -------
    float or None
        In the unit of the column; None where there is nobody to compare.
    """
    known = people.filter((pl.col("age") >= ADULT) & pl.col(column).is_not_null())
    means = (
        known.with_columns(band=pl.col("age") // BAND)
        .group_by("band", "limited")
        .agg(pl.len().alias("people"), pl.col(column).cast(pl.Float64).mean().alias("mean"))
    )
    limited, others = (means.filter(pl.col("limited") == which) for which in (True, False))
    pairs = limited.join(others, on="band", how="inner", suffix="_other").sort("band")
    gap = pl.col("people") * (pl.col("mean") - pl.col("mean_other"))
    found = pairs.select(share(gap.sum(), pl.col("people").sum())).item()
    return None if found is None else float(found)


def _by_marginal(rows: pl.DataFrame) -> dict[str, int]:
    """Return the sum of each marginal group."""
    groups = total(rows, ["group"], "value")
    return dict(total(by_partition(groups), ["group"], "sum").iter_rows())
