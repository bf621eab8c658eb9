"""What becomes of children, by whether somebody at home stood on the list while they were minors.

The panel does not name parents. Whoever lived in the child's home and was at least 15 years older counts as one: a
grandparent at home too, a parent who lives elsewhere not. Schooling and income are not in the panel either; they are
read from the end of the run, for the panel's citizens who are then alive and of age. What the schooling and the income
of children follow from is the society's; a rule book moves them only as far as its feedbacks are at work.
"""

from __future__ import annotations

import polars as pl

from scored_society.measure.at_end import UNIVERSITY
from scored_society.measure.census import by_group, share

OF_AGE = 18
YEARS_BETWEEN = 15
"""How much older a parent is at least."""
AT_HOME = ["year", "neighbourhood", "family"]


def childhoods(panel: pl.DataFrame) -> pl.DataFrame:
    """Return, for each minor of the panel, in how many yearly panels a parent at home stood on the list.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel.

    Returns
    -------
    DataFrame
        citizen; years (panels in which they were under 18), listed_years (of them, with a listed parent at home),
        wrongly_years (of these, all of whose listed parents were wrongfully so). Sorted by citizen.
    """
    minors = panel.filter(pl.col("age") < OF_AGE).select(*AT_HOME, "citizen", "age")
    listed = panel.filter(pl.col("listed")).select(*AT_HOME, "listed_wrongly", older=pl.col("age"))
    held = (
        minors.join(listed, on=AT_HOME, how="inner", maintain_order="left")
        .filter(pl.col("older") - pl.col("age") >= YEARS_BETWEEN)
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


def grown_up(panel: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Return the schooling and income of those who came of age, by whether a parent was listed while they were minors.

    Parameters
    ----------
    panel : DataFrame
        The yearly panel.
    people : DataFrame
        From `people_at_end` of the same run.

    Returns
    -------
    DataFrame
        parent_listed (in some panel of their childhood), group (`everybody` is the whole); grown (people who were
        minors in the panel and are 18 or over at the end); university_share (0..1; those of 18 may yet go);
        education (mean level, 0 none … 4 university); income (mean fifth, 1..5); listed_share (0..1);
        score (mean, points; null where nobody is scored). Sorted; without a row where nobody grew up.
    """
    grown = people.filter(pl.col("age") >= OF_AGE).join(
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
