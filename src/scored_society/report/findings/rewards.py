"""Findings about rewards and waiting."""

from __future__ import annotations

import polars as pl

from scored_society.chart.look import words
from scored_society.measure.census import EVERYBODY
from scored_society.measure.gaps import group_gap
from scored_society.measure.rewards import rewards
from scored_society.measure.run import goods, hospital, standing_rewards
from scored_society.measure.waiting import wait_by_score, wait_by_year
from scored_society.policy.rules import Score
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, total
from scored_society.report.wording import enumerated, fine, percent


def standing(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell who had the standing rewards in the last year, and what they were worth."""
    if not standing_rewards(run):
        return None
    frame = rewards(weekly)
    frame = frame.filter(pl.col("year") == pl.col("year").max())
    most = first(frame.filter(pl.col("group") == EVERYBODY).sort("share", "reward", descending=[True, False]))
    if most is None or not most["enjoyed"]:
        return "Nobody had a standing reward in the last year"
    worth = frame.group_by("group", maintain_order=True).agg(pl.col("worth_each").sum())
    everybody, gap = first(worth.filter(pl.col("group") == EVERYBODY)), group_gap(worth, "worth_each")
    groups = (
        f", {fine(gap.lowest)} for “{gap.lowest_group}” and {fine(gap.highest)} for “{gap.highest_group}”"
        if gap
        else ""
    )
    return (
        f"In {most['year']}, {percent(most['share'])} of people had “{words(most['reward'])}”, the standing reward "
        f"that most have; all of them together were worth {fine(everybody['worth_each'] if everybody else None)} yuan "
        f"a year to a person on average{groups}"
    )


def at_the_hospital_by_score(weekly: pl.DataFrame, good: str, score: Score) -> str | None:
    """Tell how long those below and above the starting score waited at the hospital."""
    waits = _below_and_above(weekly, good, score)
    if waits is None:
        return None
    return (
        "At the hospital, those served while their score was below its starting value had waited "
        f"{fine(waits[0])} weeks on average, those above it {fine(waits[1])} weeks"
    )


def at_the_hospital(weekly: pl.DataFrame, good: str) -> str | None:
    """Tell how long people waited at the hospital, whatever their score."""
    frame = wait_by_year(weekly, good)
    served, lapsed, waited = (total(frame, name) for name in ("served", "lapsed", "waited"))
    if not served:
        return None
    return (
        f"Whoever was served at the hospital had waited {fine(waited / served)} weeks on average; "
        f"{percent(lapsed / (served + lapsed))} of applications lapsed unserved"
    )


def for_other_goods(weekly: pl.DataFrame, run: Run, score: Score) -> str | None:
    """Tell how long those below and above the starting score waited for what is scarce beside the hospital."""
    told = []
    for good in goods(run):
        waits = _below_and_above(weekly, good, score) if good != hospital(run) else None
        if waits is not None:
            told.append(f"“{words(good)}” {fine(waits[0])} and {fine(waits[1])}")
    return f"Weeks waited by those served below and above the starting score: {enumerated(told)}" if told else None


def _below_and_above(weekly: pl.DataFrame, good: str, score: Score) -> tuple[float, float] | None:
    """Return the mean waits of those served below and above the starting score, weeks; None where one has nobody."""
    frame = wait_by_score(weekly, good, 1)
    below = frame.filter(pl.col("score_from") < score.start)
    above = frame.filter(pl.col("score_from") > score.start)
    if not total(below, "served") or not total(above, "served"):
        return None
    return total(below, "waited") / total(below, "served"), total(above, "waited") / total(above, "served")
