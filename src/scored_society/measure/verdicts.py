"""What the State said of people, against what they did: the counts by group that group gaps are made of.

The case is a person-week: in a week, at most one thing that is left to chance happens to anybody. Three verdicts:

- *recorded*: said: a report that a rule counts puts a misdeed on somebody's record. So: the act was done. Entries of
  acts are true positives, entries without an act false positives, acts without an entry false negatives; a week with
  an act of one's own and an entry for somebody else's counts as two cases. All other weeks are true negatives.
- *listed* and *shut out of* a life domain: said: somebody stands on the list, or under a sanction, at the week's end.
  So: the clean record, the same entries less those without their act, would have brought it. Weeks that were not
  deserved are false positives. Who was spared only by credit that they had not earned is counted nowhere: false
  negatives are null, and those weeks stand among the true negatives.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from scored_society.measure.census import family, measured
from scored_society.measure.confusion import CELLS, with_rates
from scored_society.measure.groups import counted_by_year, with_spans

RECORDED, LISTED, SHUT_OUT = "recorded for a misdeed", "listed", "shut out of {}"
"""The verdicts."""
KEYS = ["verdict", "partition", "group"]


def verdicts(weekly: pl.DataFrame, punished: Mapping[str, Collection[str]]) -> pl.DataFrame:
    """Count each verdict against what was so, by year and since the start, by group, by marginals and for everybody.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    punished : mapping
        The channels whose reports a rule counts, by the behaviour for which it takes points. Give one behaviour alone
        to compare groups that do unlike things by what each does alike.

    Returns
    -------
    DataFrame
        span (in the year, since the start), verdict, partition, year, group; the cells true_positives,
        false_positives, true_negatives, false_negatives (person-weeks; null where not counted); count and rates as
        from `with_rates`. Sorted. Every group that lived in a year has a row for each verdict that the frame knows.
    """
    lived = measured(weekly, "people")
    found = [
        _recorded(weekly, lived, punished),
        _held(lived, LISTED, measured(weekly, "listed"), measured(weekly, "listed_wrong")),
        *_shut_out(weekly, lived),
    ]
    return (
        with_rates(with_spans(pl.concat(found), KEYS, CELLS))
        .select("span", "verdict", "partition", "year", "group", *CELLS, pl.exclude("span", *KEYS, "year", *CELLS))
        .sort("span", "verdict", "partition", "year", "group")
    )


def counted_by(rows: pl.DataFrame, counted: Mapping[str, Collection[str]]) -> pl.DataFrame:
    """Keep the records that a rule counts.

    Parameters
    ----------
    rows : DataFrame
        From `family(weekly, "recorded", "channel", "behaviour")`, or of `wrong`.
    counted : mapping
        The channels whose reports count, by behaviour.
    """
    pairs = [(behaviour, channel) for behaviour, channels in counted.items() for channel in channels]
    names = pl.DataFrame(pairs, schema={"behaviour": pl.String, "channel": pl.String}, orient="row")
    return rows.join(names, on=["behaviour", "channel"], how="semi", maintain_order="left")


def _recorded(weekly: pl.DataFrame, lived: pl.DataFrame, punished: Mapping[str, Collection[str]]) -> pl.DataFrame:
    acts = family(weekly, "acts", "behaviour").filter(pl.col("behaviour").is_in(list(punished)))
    hits, wrong = (
        counted_by(family(weekly, measure, "channel", "behaviour"), punished) for measure in ("recorded", "wrong")
    )
    hit, done, alarm = pl.col("hit"), pl.col("done"), pl.col("alarm")
    return counted_by_year(lived, {"hit": hits, "done": acts, "alarm": wrong}).select(
        "year",
        pl.lit(RECORDED).alias("verdict"),
        "partition",
        "group",
        hit.alias("true_positives"),
        alarm.alias("false_positives"),
        (pl.col("lived") - done - alarm).clip(lower_bound=0).alias("true_negatives"),
        (done - hit).alias("false_negatives"),
    )


def _shut_out(weekly: pl.DataFrame, lived: pl.DataFrame) -> list[pl.DataFrame]:
    under, wrongly = (family(weekly, name, "domain") for name in ("shut_out_of", "shut_out_of_wrongly"))
    domains = under["domain"].unique().sort().to_list()
    return [
        _held(lived, SHUT_OUT.format(domain), *(rows.filter(pl.col("domain") == domain) for rows in (under, wrongly)))
        for domain in domains
    ]


def _held(lived: pl.DataFrame, verdict: str, held: pl.DataFrame, wrongly: pl.DataFrame) -> pl.DataFrame:
    all_held, wrong = pl.col("held"), pl.col("wrongly")
    return counted_by_year(lived, {"held": held, "wrongly": wrongly}).select(
        "year",
        pl.lit(verdict).alias("verdict"),
        "partition",
        "group",
        (all_held - wrong).alias("true_positives"),
        wrong.alias("false_positives"),
        (pl.col("lived") - all_held).alias("true_negatives"),
        pl.lit(None, pl.Int64).alias("false_negatives"),
    )
