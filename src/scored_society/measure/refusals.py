"""What people ask for, what is granted in any case, and what a sanction refuses."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from scored_society.measure.census import (
    by_group,
    family,
    joined,
    lived_by_group,
    per_thousand,
    per_thousand_person_years,
    share,
    total,
)


def sanctions(weekly: pl.DataFrame, names: Collection[str] | None = None) -> pl.DataFrame:
    """Count refusals by each sanction and the time under it, for everybody and for each group.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    names : names, optional
        Count only these sanctions; all of them where not given.

    Returns
    -------
    DataFrame
        sanction, group; refused (requests and applications); refused_wrongly (of them, those that the clean record
        would not have brought); wrong_share = refused_wrongly / refused; right_rate, wrong_rate (refusals per thousand
        person-years); under, under_wrongly (person-weeks); under_rate (person-weeks per thousand person-weeks,
        0..1000); under_wrong_share = under_wrongly / under. Sorted; sanctions that touched nobody are left out, the
        others have all groups.
    """
    by, counts = ["sanction", "group"], ["refused", "refused_wrongly", "under", "under_wrongly"]
    counted = [total(by_group(_of(family(weekly, count, "sanction"), names)), by, count) for count in counts]
    found = joined(counted, by, counts)
    return (
        lived_by_group(weekly)
        .join(found.select("sanction").unique(maintain_order=True), how="cross", maintain_order="left_right")
        .join(found, on=by, how="left", maintain_order="left")
        .with_columns(pl.col(*counts).fill_null(0))
        .select(
            *by,
            *counts,
            share(pl.col("refused_wrongly"), pl.col("refused")).alias("wrong_share"),
            per_thousand_person_years(pl.col("refused") - pl.col("refused_wrongly"), pl.col("lived")).alias(
                "right_rate"
            ),
            per_thousand_person_years(pl.col("refused_wrongly"), pl.col("lived")).alias("wrong_rate"),
            per_thousand(pl.col("under"), pl.col("lived")).alias("under_rate"),
            share(pl.col("under_wrongly"), pl.col("under")).alias("under_wrong_share"),
        )
        .sort(by)
    )


def requests(weekly: pl.DataFrame, refuses: Mapping[str, str]) -> pl.DataFrame:
    """Count what people asked for and what came of it, by service.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    refuses : mapping
        The service or good that each sanction refuses, by the sanction's name.

    Returns
    -------
    DataFrame
        service; asked = granted + declined + refused; granted; declined (requests, by what the society or a grade of
        the score says); refused (requests, by a sanction), refused_wrongly (of them); granted_share, declined_share,
        refused_share (of those asked, 0..1). Most asked for first.
    """
    granted, declined = (
        total(family(weekly, measure, "service"), ["service"], measure) for measure in ("granted", "declined")
    )
    services = {*granted["service"], *declined["service"]}
    refused, wrongly = (
        _by_thing(weekly, measure, refuses, "service").filter(pl.col("service").is_in(services))
        for measure in ("refused", "refused_wrongly")
    )
    counts = ["granted", "declined", "refused", "refused_wrongly"]
    return (
        joined([granted, declined, refused, wrongly], ["service"], counts)
        .with_columns(asked=pl.col("granted") + pl.col("declined") + pl.col("refused"))
        .select(
            "service",
            "asked",
            *counts,
            *(
                share(pl.col(part), pl.col("asked")).alias(f"{part}_share")
                for part in ("granted", "declined", "refused")
            ),
        )
        .sort("asked", "service", descending=[True, False])
    )


def applications(weekly: pl.DataFrame, refuses: Mapping[str, str]) -> pl.DataFrame:
    """Count who wanted a scarce good and what came of it, by good.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    refuses : mapping
        The service or good that each sanction refuses, by the sanction's name.

    Returns
    -------
    DataFrame
        good; asked = applied + refused; applied (people who joined the queue), refused (people whom a sanction kept
        from it), refused_wrongly (of them), served, lapsed (applications that waited out their patience);
        refused_share = refused / asked; lapsed_share = lapsed / (served + lapsed). Most asked for first.
    """
    applied, served, lapsed = (
        total(family(weekly, measure, "good"), ["good"], measure) for measure in ("applied", "served", "lapsed")
    )
    goods = set(applied["good"])
    refused, wrongly = (
        _by_thing(weekly, measure, refuses, "good").filter(pl.col("good").is_in(goods))
        for measure in ("refused", "refused_wrongly")
    )
    counts = ["applied", "refused", "refused_wrongly", "served", "lapsed"]
    return (
        joined([applied, refused, wrongly, served, lapsed], ["good"], counts)
        .with_columns(asked=pl.col("applied") + pl.col("refused"))
        .select(
            "good",
            "asked",
            *counts,
            share(pl.col("refused"), pl.col("asked")).alias("refused_share"),
            share(pl.col("lapsed"), pl.col("served") + pl.col("lapsed")).alias("lapsed_share"),
        )
        .sort("asked", "good", descending=[True, False])
    )


def _of(rows: pl.DataFrame, names: Collection[str] | None) -> pl.DataFrame:
    return rows if names is None else rows.filter(pl.col("sanction").is_in(list(names)))


def _by_thing(weekly: pl.DataFrame, measure: str, refuses: Mapping[str, str], thing: str) -> pl.DataFrame:
    """Sum refusals by what was refused."""
    rows = family(weekly, measure, "sanction").filter(pl.col("sanction").is_in(list(refuses)))
    named = rows.with_columns(pl.col("sanction").replace(dict(refuses)).alias(thing))
    return total(named, [thing], measure)
