"""What becomes of children, by whether a parent stood on the list while they were minors.

A parent is the known parent of the panel, or the partner who lives with that parent, as sanctions on children have it:
one who has died or lives elsewhere is not known. What the schooling and the income of children follow from is the
society's; a rule book moves them only as far as its feedbacks are at work.
"""

from __future__ import annotations

import polars as pl

from scored_society.measure.at_end import UNIVERSITY
from scored_society.measure.census import by_group, share

OF_AGE = 18
ABOVE = ["neighbourhood", "family", "sex", "coupled", "parent", "listed", "listed_wrongly"]
"""What is asked of the known parent."""


def childhoods(panel: pl.DataFrame) -> pl.DataFrame:
    """Return, for each minor of the panel, in how many yearly panels a parent stood on the list.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel.

    Returns
    -------
    DataFrame
        citizen; years (panels in which they were under 18), listed_years (of them, with a listed parent),
        wrongly_years (of these, all of whose listed parents were wrongfully so). Sorted by citizen.
    """
    minors = panel.filter(pl.col("age") < OF_AGE)
    held = (
        listed_parents(minors, panel)
        .group_by("citizen", "year", maintain_order=True)
        .agg(wrongly=pl.col("listed_wrongly").all())
        .group_by("citizen", maintain_order=True)
        .agg(listed_years=pl.len().cast(pl.Int64), wrongly_years=pl.col("wrongly").sum().cast(pl.Int64))
    )
    return (
        minors.group_by("citizen", maintain_order=True)
        .agg(years=pl.len().cast(pl.Int64))
        .join(held, on="citizen", how="left", maintain_order="left")
        .with_columns(pl.col("listed_years", "wrongly_years").fill_null(0))
        .sort("citizen")
    )


def listed_parents(children: pl.DataFrame, panel: pl.DataFrame) -> pl.DataFrame:
    """Return the listed parents of some children: the known one, and the partner at home.

    Parameters
    ----------
    children : DataFrame
        Rows of the panel.
    panel : DataFrame
        The yearly panel.

    Returns
    -------
    DataFrame
        citizen (the child), year, listed_wrongly (of the parent's listing): a row for each child, year and listed
        parent.
    """
    above = panel.select("year", "citizen", *ABOVE).rename({name: f"{name}_above" for name in ["citizen", *ABOVE]})
    known = children.select("year", "citizen", citizen_above="parent").join(
        above, on=["year", "citizen_above"], how="inner", maintain_order="left"
    )
    partners = panel.filter(pl.col("listed") & pl.col("coupled")).select(
        "year", "neighbourhood", "family", "listed_wrongly", sex_beside="sex", parent_beside="parent",
        citizen_beside="citizen",
    )  # fmt: skip
    beside = known.filter(pl.col("coupled_above")).join(
        partners, left_on=["year", "neighbourhood_above", "family_above"], right_on=["year", "neighbourhood", "family"],
        how="inner", maintain_order="left",
    ).filter(
        pl.col("sex_above") != pl.col("sex_beside"),
        pl.col("parent_beside").ne_missing(pl.col("citizen_above")),
        pl.col("parent_above").ne_missing(pl.col("citizen_beside")),
    )  # fmt: skip
    columns = ["citizen", "year", "listed_wrongly"]
    own = known.filter(pl.col("listed_above")).rename({"listed_wrongly_above": "listed_wrongly"})
    return pl.concat([own.select(columns), beside.select(columns)])


def grown_up(panel: pl.DataFrame) -> pl.DataFrame:
    """Return the schooling and income of those who came of age, by whether a parent was listed while they were minors.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel; how those grown up stand is read in its last year.

    Returns
    -------
    DataFrame
        parent_listed (in some panel of their childhood), group (`everybody` is the whole); grown (people who were
        minors in the panel and are 18 or over in its last year); university_share (0..1; those of 18 may yet go);
        education (mean level, 0 none … 4 university); income (mean fifth, 1..5); listed_share (0..1);
        score (mean, points; null where nobody is scored). Sorted; without a row where nobody grew up.
    """
    last = panel.filter(pl.col("week") == pl.col("week").max())
    grown = last.filter(pl.col("age") >= OF_AGE).join(
        childhoods(panel), on="citizen", how="inner", maintain_order="left"
    )
    rows = by_group(grown.with_columns(parent_listed=pl.col("listed_years") > 0))
    return (
        rows.group_by("parent_listed", "group", maintain_order=True)
        .agg(
            pl.len().cast(pl.Int64).alias("grown"),
            share((pl.col("education") == UNIVERSITY).sum(), pl.len()).alias("university_share"),
            pl.col("education").mean(),
            pl.col("income").mean(),
            share(pl.col("listed").sum(), pl.len()).alias("listed_share"),
            pl.col("score").mean(),
        )
        .sort("parent_listed", "group")
    )
