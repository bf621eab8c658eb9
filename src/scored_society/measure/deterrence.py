"""Ordinary offences that are not done under one rule book and are under another, beside what that costs the innocent.

Only theft and traffic offences, which ordinary law pursues in every world. Protected acts that are left undone are
rights withheld (`rights.py`), and never a gain.
"""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.measure.census import by_group, family, joined, measured, per_thousand_person_years, share, total

ALL = "all"
"""Stands for all offences together."""


def deterrence(baseline: pl.DataFrame, alternative: pl.DataFrame, offences: Collection[str]) -> pl.DataFrame:
    """Return the ordinary offences that an alternative deters, and the wrongful weeks that each costs.

    Formulas: deterred = baseline's − alternative's offences; wrongful weeks per offence = (alternative's − baseline's
    wrongful weeks) / deterred. Both are within this model and this coupling of draws, from one pair of runs.

    Parameters
    ----------
    baseline, alternative : DataFrame
        Weekly censuses of the same people over the same weeks.
    offences : names
        Ordinary offences (`ordinary_offences` of the run), whether or not a rule counts them.

    Returns
    -------
    DataFrame
        offence (or all of them), group (`everybody` is the whole); baseline, alternative (acts); baseline_rate,
        alternative_rate (per thousand person-years); deterred (acts; negative where more are done), deterred_rate =
        baseline_rate − alternative_rate; weeks_listed, weeks_under (alternative's − baseline's person-weeks on the
        list by a wrongful listing, and weeks under each sanction that the clean record would not have brought; the
        same on each line of a group); listed_per_offence, under_per_offence (such weeks for each offence deterred;
        null where none was). Sorted; all offences and groups are there.

    Raises
    ------
    ValueError
        If the weeks of the two differ.
    """
    if set(baseline["week"].unique()) != set(alternative["week"].unique()):
        raise ValueError("the two runs have not lived the same weeks")
    first, second = (_counted(weekly, offences) for weekly in (baseline, alternative))
    keys, value = ["offence", "group"], pl.col
    both = first.join(second, on=keys, how="full", coalesce=True, suffix="_after").with_columns(
        pl.exclude(keys).fill_null(0)
    )
    deterred = value("acts") - value("acts_after")
    rates = [per_thousand_person_years(value(f"acts{run}"), value(f"lived{run}")) for run in ("", "_after")]
    cost = {f"weeks_{kind}": value(f"{kind}_after") - value(kind) for kind in ("listed", "under")}
    return both.select(
        *keys,
        value("acts").alias("baseline"),
        value("acts_after").alias("alternative"),
        rates[0].alias("baseline_rate"),
        rates[1].alias("alternative_rate"),
        deterred.alias("deterred"),
        (rates[0] - rates[1]).alias("deterred_rate"),
        *(weeks.alias(name) for name, weeks in cost.items()),
        *(share(weeks, deterred).alias(f"{name.removeprefix('weeks_')}_per_offence") for name, weeks in cost.items()),
    ).sort(keys)


def _counted(weekly: pl.DataFrame, offences: Collection[str]) -> pl.DataFrame:
    """Count acts by offence and group, with the weeks that the group lived and bore wrongly."""
    acts = family(weekly, "acts", "offence").filter(pl.col("offence").is_in(list(offences)))
    done = total(by_group(pl.concat([acts, acts.with_columns(offence=pl.lit(ALL))])), ["offence", "group"], "acts")
    names = pl.DataFrame({"offence": [*sorted(offences), ALL]}, schema={"offence": pl.String})
    weeks = [
        total(by_group(rows), ["group"], name)
        for rows, name in (
            (measured(weekly, "people"), "lived"),
            (measured(weekly, "listed_wrong"), "listed"),
            (family(weekly, "under_wrongly", "sanction"), "under"),
        )
    ]
    return (
        joined(weeks, ["group"], ["lived", "listed", "under"])
        .join(names, how="cross", maintain_order="left_right")
        .join(done, on=["offence", "group"], how="left", maintain_order="left")
        .with_columns(pl.col("acts").fill_null(0))
    )
