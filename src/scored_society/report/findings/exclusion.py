"""Findings about exclusion, requests and refusals."""

from __future__ import annotations

import polars as pl

from scored_society.chart.look import words
from scored_society.measure.census import EVERYBODY
from scored_society.measure.exclusion import compounded, exclusion
from scored_society.measure.gaps import group_gap
from scored_society.measure.refusals import requests, sanctions
from scored_society.measure.run import refuses
from scored_society.measure.run import sanctions as punishments
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, times, total
from scored_society.report.wording import fine, percent, whole


def by_domain(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell in which life domain punishments bit most, and how much of that was wrongful."""
    if not punishments(run):
        return None
    frame = exclusion(weekly).filter(pl.col("group") == EVERYBODY)
    row = first(frame.sort("shut_out", "domain", descending=[True, False]))
    if row is None:
        return "Nobody came under a punishment"
    return (
        f"Of every 1,000 weeks lived, {fine(row['rate'])} were spent under a punishment in the domain of "
        f"{row['domain']}, the one hit most; {percent(row['wrong_share'])} of that time wrongfully"
    )


def of_three(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell how much time was spent shut out of three life domains or more, and by which groups."""
    frame = compounded(weekly)
    row, gap = first(frame.filter(pl.col("group") == EVERYBODY)), group_gap(frame, "rate")
    if not punishments(run) or row is None or not row["three"]:
        return None
    groups = (
        f": {fine(gap.highest)} of “{gap.highest_group}”, {fine(gap.lowest)} of “{gap.lowest_group}”" if gap else ""
    )
    return f"{fine(row['rate'])} of every 1,000 weeks were spent shut out of three life domains or more{groups}"


def refused(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell how much punishments refused, and how much of it wrongly."""
    if not punishments(run):
        return None
    frame = sanctions(weekly).filter(pl.col("group") == EVERYBODY).sort("refused", "sanction", descending=[True, False])
    count, wrongly, most = total(frame, "refused"), total(frame, "refused_wrongly"), first(frame)
    if not count or most is None:
        return "Nobody was refused anything by a punishment"
    return (
        f"Punishments refused what was asked for {times(count)}, {percent(wrongly / count)} of these wrongly; most "
        f"often “{words(most['sanction'])}” ({whole(most['refused'])})"
    )


def asked(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell what people asked for, and what came of it."""
    frame = requests(weekly, refuses(run))
    count = total(frame, "asked")
    if not count:
        return None
    granted, declined, by_rule = (percent(total(frame, name) / count) for name in ("granted", "declined", "refused"))
    return (
        f"Of {whole(count)} requests for services, {granted} were granted, {declined} declined and {by_rule} refused "
        "by a punishment"
    )
