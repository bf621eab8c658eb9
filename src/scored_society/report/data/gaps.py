"""How far apart the groups of a run lie, in each measure that a rule book can move."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from scored_society.chart.there import NothingToDrawError, lived, some
from scored_society.measure.acts import wrong_records
from scored_society.measure.census import EVERYBODY, per_thousand_person_years, year_ends
from scored_society.measure.exclusion import compounded
from scored_society.measure.gaps import Gap, group_gap, group_gaps
from scored_society.measure.groups import SINCE_START
from scored_society.measure.listings import time_listed
from scored_society.measure.run import punished, score_of
from scored_society.measure.scores import score_distribution
from scored_society.measure.verdicts import verdicts
from scored_society.record.run import Run
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import NONE, decimal, fine, text


class Between(NamedTuple):
    """One measure: its name with its unit, its value for everybody, and the gap between groups."""

    name: str
    everybody: float | None
    gap: Gap


def gaps(run: Run) -> Table:
    """Return how far apart groups lie in each measure of which the run has anything."""
    headings = ("Measure", "Everybody", "Lowest", "Highest", "Difference", "Ratio (lowest ÷ highest)")
    rows = tuple(_row(between) for between in gaps_between_groups(run))
    if not rows:
        raise NothingToDrawError("nobody is scored, listed or wrongly recorded, so no groups lie apart by rule")
    return Table("Gaps between groups, whole run", headings, rows)


def gaps_between_groups(run: Run) -> list[Between]:
    """Return the gaps in time on the list, mean score, compounded exclusion and records without an act.

    Measures that are nothing for every group are left out.
    """
    weekly, score = lived(run), score_of(run)
    frames = [("Time on the list (per 1,000 person-weeks)", time_listed(weekly), "listed_rate")]
    if score is not None:
        ends = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
        frames.append(("Mean score at the end (points)", ends, "mean"))
    frames += [
        ("Shut out of three life domains or more (per 1,000 person-weeks)", compounded(weekly), "rate"),
        ("Records without an act (per 1,000 person-years)", _wrong_over_the_run(weekly), "wrong_rate"),
    ]
    found = []
    for name, frame, column in frames:
        gap = group_gap(frame, column)
        if gap is not None and gap.highest > 0:
            everybody = frame.filter(pl.col("group") == EVERYBODY)[column]
            found.append(Between(name, float(everybody.item()) if everybody.len() == 1 else None, gap))
    return found


def fairness(run: Run) -> Table:
    """Return how far groups lie apart in what was said of them over the whole run, under fairlearn's names."""
    counts = verdicts(lived(run), punished(run))
    whole = (pl.col("span") == SINCE_START) & (pl.col("year") == pl.col("year").max())
    found = group_gaps(counts.filter(whole)).filter(pl.col("demographic_parity_ratio").is_not_null())
    columns: dict[str, Column] = {
        "verdict": ("What was said", text),
        "partition": ("Groups by", text),
        "demographic_parity_difference": ("Demographic parity difference", fine),
        "demographic_parity_ratio": ("Demographic parity ratio", fine),
        "equal_opportunity_difference": ("Equal opportunity difference", fine),
        "equal_opportunity_ratio": ("Equal opportunity ratio", fine),
        "false_positive_rate_difference": ("False positive rate difference", fine),
        "false_positive_rate_ratio": ("False positive rate ratio", fine),
    }
    otherwise = "nobody was recorded for a misdeed, listed or shut out by rule, so no groups lie apart in it"
    return table("Verdicts on groups, whole run, by the week lived", some(found, otherwise), columns)


def _wrong_over_the_run(weekly: pl.DataFrame) -> pl.DataFrame:
    by_group = wrong_records(weekly).group_by("group", maintain_order=True).agg(pl.col("wrong", "lived").sum())
    return by_group.with_columns(wrong_rate=per_thousand_person_years(pl.col("wrong"), pl.col("lived")))


def _row(between: Between) -> tuple[str, ...]:
    name, everybody, gap = between
    write = decimal if name.startswith("Mean score") else fine
    ratio = NONE if gap.ratio is None else fine(gap.ratio)
    return (
        name,
        write(everybody),
        f"{write(gap.lowest)} ({gap.lowest_group})",
        f"{write(gap.highest)} ({gap.highest_group})",
        write(gap.difference),
        ratio,
    )
