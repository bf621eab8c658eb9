"""What was done, what was seen and entered of it, and what was entered without having been done."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.measure.census import (
    EVERYBODY,
    YEAR,
    family,
    joined,
    measured,
    per_thousand_person_years,
    person_weeks,
    share,
    total,
)


def acts_by_behaviour(weekly: pl.DataFrame, behaviours: Collection[str] | None = None) -> pl.DataFrame:
    """Count acts and entries by behaviour, over all channels.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    behaviours : names, optional
        Count only these; all of them where not given.

    Returns
    -------
    DataFrame
        behaviour; done (acts); recorded (acts with an entry, counted once whichever channel came first);
        wrong (entries without an act); missed = done − recorded (acts); recorded_share = recorded / done (0..1);
        done_rate, recorded_rate, wrong_rate (per thousand person-years). Most frequent first.
    """
    done = total(_of(family(weekly, "acts", "behaviour"), behaviours), ["behaviour"], "done")
    recorded = total(_of(family(weekly, "recorded", "channel", "behaviour"), behaviours), ["behaviour"], "recorded")
    wrong = total(_of(family(weekly, "wrong", "channel", "behaviour"), behaviours), ["behaviour"], "wrong")
    lived = person_weeks(weekly)
    return (
        joined([done, recorded, wrong], ["behaviour"], ["done", "recorded", "wrong"])
        .with_columns(missed=pl.col("done") - pl.col("recorded"))
        .with_columns(recorded_share=share(pl.col("recorded"), pl.col("done")), **_rates(lived))
        .sort("done", "behaviour", descending=[True, False])
    )


def acts_by_channel_and_behaviour(weekly: pl.DataFrame, behaviours: Collection[str] | None = None) -> pl.DataFrame:
    """Count acts, reports and entries for each behaviour that a channel ever reported in the frame.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    behaviours : names, optional
        Count only these; all of them where not given.

    Returns
    -------
    DataFrame
        channel, behaviour; done (acts, of whoever and whether or not the channel could see them); seen (acts that
        the channel reported); recorded (entries of which it was the first to report); wrong (entries it made without
        an act); missed = done − seen. Sorted by name.
    """
    names = ["channel", "behaviour"]
    counted = [
        total(_of(family(weekly, measure, *names), behaviours), names, measure)
        for measure in ("seen", "recorded", "wrong")
    ]
    done = total(_of(family(weekly, "acts", "behaviour"), behaviours), ["behaviour"], "done")
    return (
        joined(counted, names, ["seen", "recorded", "wrong"])
        .join(done, on="behaviour", how="left", maintain_order="left")
        .with_columns(pl.col("done").fill_null(0))
        .with_columns(missed=pl.col("done") - pl.col("seen"))
        .select(*names, "done", "seen", "recorded", "wrong", "missed")
        .sort(names)
    )


def acts_by_channel(weekly: pl.DataFrame, behaviours: Collection[str] | None = None) -> pl.DataFrame:
    """Count acts, reports and entries by channel.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    behaviours : names, optional
        Count only these; all of them where not given.

    Returns
    -------
    DataFrame
        channel; done (acts of the behaviours that the channel ever reported), seen, recorded, wrong, missed as in
        `acts_by_channel_and_behaviour`; seen_share = seen / done; seen_of_all = seen / all acts done in the frame;
        recorded_share = recorded / all acts done in the frame, so that these add up over channels;
        wrong_share = wrong / (recorded + wrong); done_rate, recorded_rate, wrong_rate (per thousand person-years).
        Most entries first.
    """
    everything = int(_of(family(weekly, "acts", "behaviour"), behaviours)["value"].sum())
    lived = person_weeks(weekly)
    counts = pl.col("done", "seen", "recorded", "wrong", "missed").sum()
    return (
        acts_by_channel_and_behaviour(weekly, behaviours)
        .group_by("channel", maintain_order=True)
        .agg(counts)
        .with_columns(
            seen_share=share(pl.col("seen"), pl.col("done")),
            seen_of_all=share(pl.col("seen"), pl.lit(everything)),
            recorded_share=share(pl.col("recorded"), pl.lit(everything)),
            wrong_share=share(pl.col("wrong"), pl.col("recorded") + pl.col("wrong")),
            **_rates(lived),
        )
        .sort("recorded", "channel", descending=[True, False])
    )


def wrong_records(weekly: pl.DataFrame) -> pl.DataFrame:
    """Count entries without an act, by calendar year, for everybody and for each group.

    Returns
    -------
    DataFrame
        year, group; wrong (entries); lived (person-weeks); wrong_rate = 1000 · wrong / (lived / 52), per thousand
        person-years. Sorted.
    """
    by = ["year", "group"]
    wrong = family(weekly, "wrong", "channel", "behaviour").with_columns(YEAR)
    lived = measured(weekly, "people").with_columns(YEAR)
    groups = total(lived, by, "lived").join(total(wrong, by, "wrong"), on=by, how="left", maintain_order="left")
    whole = (
        total(lived, ["year"], "lived")
        .join(total(wrong, ["year"], "wrong"), on="year", how="left", maintain_order="left")
        .with_columns(group=pl.lit(EVERYBODY))
    )
    columns = ["year", "group", "wrong", "lived"]
    return (
        pl.concat([whole.select(columns), groups.filter(pl.col("group").is_not_null()).select(columns)])
        .with_columns(pl.col("wrong").fill_null(0))
        .with_columns(wrong_rate=per_thousand_person_years(pl.col("wrong"), pl.col("lived")))
        .sort(by)
    )


def _of(rows: pl.DataFrame, behaviours: Collection[str] | None) -> pl.DataFrame:
    return rows if behaviours is None else rows.filter(pl.col("behaviour").is_in(list(behaviours)))


def _rates(lived: int) -> dict[str, pl.Expr]:
    return {f"{count}_rate": per_thousand_person_years(pl.col(count), lived) for count in ("done", "recorded", "wrong")}
