"""What people leave undone, or do, only because they are scored."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.measure.census import YEAR, family, measured, per_thousand_person_years, share, total


def withheld_acts(weekly: pl.DataFrame, behaviours: Collection[str]) -> pl.DataFrame:
    """Count acts that people left undone because of the score, by calendar year.

    For protected acts this counts rights withheld; it is a harm, and never a gain.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    behaviours : names
        Which behaviours, the protected ones as a rule.

    Returns
    -------
    DataFrame
        year, behaviour; done, withheld (acts); withheld_share = withheld / (done + withheld), so of the acts that
        people would have done; withheld_rate (per thousand person-years). Sorted; all years and behaviours are there.
    """
    return _because_of_the_score(weekly, behaviours, "withheld").select(
        "year", "behaviour", "done", "withheld", "withheld_share", "withheld_rate"
    )


def performed_acts(weekly: pl.DataFrame, behaviours: Collection[str]) -> pl.DataFrame:
    """Count acts that people did only because they are scored, by calendar year.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    behaviours : names
        Which behaviours, the good deeds as a rule.

    Returns
    -------
    DataFrame
        year, behaviour; done (acts, the performed among them), withheld, performed;
        performed_share = performed / (done + withheld); performed_rate (per thousand person-years). Sorted; all
        years and behaviours are there.
    """
    return _because_of_the_score(weekly, behaviours, "performed").select(
        "year", "behaviour", "done", "withheld", "performed", "performed_share", "performed_rate"
    )


def _because_of_the_score(weekly: pl.DataFrame, behaviours: Collection[str], measure: str) -> pl.DataFrame:
    by = ["year", "behaviour"]
    lived = total(measured(weekly, "people").with_columns(YEAR), ["year"], "lived")
    frame = lived.join(
        pl.DataFrame({"behaviour": sorted(behaviours)}, schema={"behaviour": pl.String}),
        how="cross",
        maintain_order="left_right",
    )
    for source, name in (("acts", "done"), ("withheld", "withheld"), ("performed", "performed")):
        rows = family(weekly, source, "behaviour").with_columns(YEAR)
        frame = frame.join(total(rows, by, name), on=by, how="left", maintain_order="left")
    return (
        frame.with_columns(pl.col("done", "withheld", "performed").fill_null(0))
        .with_columns(
            share(pl.col(measure), pl.col("done") + pl.col("withheld")).alias(f"{measure}_share"),
            per_thousand_person_years(pl.col(measure), pl.col("lived")).alias(f"{measure}_rate"),
        )
        .sort(by)
    )
