"""Findings about what was seen and recorded, by whom, and at what cost."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.chart.look import words
from scored_society.measure.acts import acts_by_behaviour, acts_by_channel, wrong_records
from scored_society.measure.census import EVERYBODY, measured, person_weeks, year_ends
from scored_society.measure.platform import platform_scores, rules_fed
from scored_society.measure.run import channel_of_kind, rules_seen_by
from scored_society.measure.watching import collectors as collectors_by_year
from scored_society.measure.watching import turned_away as turned_away_by_use
from scored_society.policy.channels import Collectors, Platform
from scored_society.record.run import Run
from scored_society.report.findings.counts import first, times, total
from scored_society.report.wording import decimal, enumerated, fine, percent, whole


def seen(weekly: pl.DataFrame, behaviours: Collection[str]) -> str | None:
    """Tell what part of all acts was entered, and what part of theirs the channels saw."""
    acts = acts_by_behaviour(weekly, behaviours)
    done, recorded = total(acts, "done"), total(acts, "recorded")
    if not done:
        return None
    channels = acts_by_channel(weekly, behaviours).sort("seen_share", "channel", descending=[True, False])
    told_by_channel = [
        f"{words(row['channel'])} {percent(row['seen_share'])}"
        for row in channels.iter_rows(named=True)
        if row["seen_share"] is not None
    ]
    told = (
        f"; of the kinds of act that each reports, the channels saw: {enumerated(told_by_channel)}"
        if told_by_channel
        else ""
    )
    return f"Of {whole(done)} acts done, {percent(recorded / done)} were entered on somebody's record{told}"


def wrong(weekly: pl.DataFrame, behaviours: Collection[str]) -> str | None:
    """Tell how many entries had no act behind them."""
    channels = acts_by_channel(weekly, behaviours).sort("wrong", "channel", descending=[True, False])
    without_act, recorded = total(channels, "wrong"), total(channels, "recorded")
    if not without_act:
        return "No entry was without its act" if recorded else None
    most = channels.row(0, named=True)
    rates = wrong_records(weekly).filter(pl.col("group") == EVERYBODY)
    rate = 1000 * WEEKS_PER_YEAR * total(rates, "wrong") / total(rates, "lived")
    return (
        f"Of {whole(without_act + recorded)} entries, {whole(without_act)} "
        f"({percent(without_act / (without_act + recorded))}) had no act behind them: {fine(rate)} for every 1,000 "
        f"person-years; the largest part, {percent(most['wrong'] / without_act)}, came from {words(most['channel'])}"
    )


def collectors(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell how many collectors there were and what they cost."""
    _, channel = channel_of_kind(run, "collectors") or ("", None)
    if not isinstance(channel, Collectors):
        return None
    hired = total(measured(weekly, "collectors"), "value")
    if not hired:
        return "Nobody was hired as an information collector"
    weeks, lived = weekly["week"].n_unique(), person_weeks(weekly)
    cost = float(collectors_by_year(weekly, channel.pay)["cost"].sum())
    paid = (
        f"their pay came to {whole(cost)} yuan over the run, {fine(WEEKS_PER_YEAR * cost / lived)} yuan a year for "
        "each person who lived"
    )
    return (
        f"There were {decimal(hired / weeks)} information collectors on average, {fine(1000 * hired / lived)} per "
        f"1,000 people; {paid if cost else 'the rule book pays them nothing'}"
    )


def turned_away(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell how often a check of faces did not know somebody."""
    if channel_of_kind(run, "cameras") is None:
        return None
    frame = (
        turned_away_by_use(weekly).filter(pl.col("group") == EVERYBODY).sort("times", "use", descending=[True, False])
    )
    if not total(frame, "times"):
        return "No check of faces turned anybody away"
    uses = [f"{row['use']} {fine(row['rate'])}" for row in frame.iter_rows(named=True)]
    return (
        f"Checks of faces turned people away {times(total(frame, 'times'))}; per 1,000 people and year: "
        f"{enumerated(uses)}"
    )


def platform(weekly: pl.DataFrame, run: Run) -> str | None:
    """Tell where the payment platform's scores lay, and what it told the State."""
    found = channel_of_kind(run, "platform")
    if found is None:
        return None
    name, channel = found
    if not isinstance(channel, Platform):
        return None
    scores = platform_scores(weekly, channel.lowest, channel.highest, year_ends(weekly)[-1:])
    row = first(scores.filter(pl.col("group") == EVERYBODY))
    if row is None:
        return None
    fed = rules_fed(weekly, name, rules_seen_by(run, name))
    entries, most = total(fed, "by_it"), first(fed)
    told = f", most of them ({whole(most['by_it'])}) by the rule “{words(most['rule'])}”" if entries and most else ""
    return (
        f"On the payment platform the median adult had about {row['d5']} points of {channel.lowest} to "
        f"{channel.highest} at the end; what it found led to {whole(entries)} entries on the State's score{told}"
    )
