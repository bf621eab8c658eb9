"""What a run shows, as sentences with their numbers."""

from __future__ import annotations

from typing import Any

import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.chart.look import words
from scored_society.measure.acts import acts_by_behaviour, acts_by_channel, wrong_records
from scored_society.measure.awareness import awareness
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.listings import listed_stock, new_listings
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.run import events, good_deeds, hospital, policies, protected, ruled, score_of
from scored_society.measure.scores import score_distribution
from scored_society.measure.waiting import wait_by_score, wait_by_year
from scored_society.policy.rules import Score
from scored_society.record.run import Run
from scored_society.report.wording import decimal, enumerated, fine, percent, whole


def findings(run: Run) -> list[str]:
    """Return the findings of a run, each a sentence that says it comes from one run."""
    weekly = ruled(run)
    score = score_of(run)
    found: list[str | None] = []
    if score is None:
        found.append("Nobody is scored under this rule book: no scores, no points, no blacklist")
    else:
        found += [_spread(weekly, score), _groups(weekly, score)]
    if any(policy.blacklist for policy in policies(run)):
        found += [_list_at_the_end(weekly), _new_listings(weekly)]
    found += [_seen(weekly, events(run)), _wrong(weekly, events(run))]
    good = hospital(run)
    if good is not None:
        found += [_wait_by_score(weekly, good, score) if score else None, _wait(weekly, good)]
    if score is not None:
        found += [_withheld(weekly, protected(run)), _performed(weekly, good_deeds(run)), _aware(weekly)]
    return [f"{sentence} (one run)." for sentence in found if sentence]


def _spread(weekly: pl.DataFrame, score: Score) -> str | None:
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    row = _row(frame.filter(pl.col("group") == EVERYBODY))
    if row is None:
        return None
    return (
        f"Scores started at {score.start} points; at the end the median score was {row['d5']}, and the middle 80 % "
        f"of people lay between {row['d1']} and {row['d9']}. {percent(row['at_lowest'])} stood at the lowest score "
        f"of {score.lowest}, {percent(row['at_highest'])} at the highest of {score.highest}"
    )


def _groups(weekly: pl.DataFrame, score: Score) -> str | None:
    frame = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
    frame = frame.filter(pl.col("group") != EVERYBODY).sort("mean", "group")
    if frame.height < 2:
        return None
    lowest, highest = frame.row(0, named=True), frame.row(-1, named=True)
    best, worst = highest["mean"] - score.start, lowest["mean"] - score.start
    return (
        f"Between groups, the mean score of “{highest['group']}” {_moved(best)} and that of “{lowest['group']}” "
        f"{_moved(worst)}: {decimal(best - worst)} points apart at the end"
    )


def _moved(points: float) -> str:
    if abs(points) < 0.05:
        return "stayed where it started"
    return f"{'rose' if points > 0 else 'fell'} by {decimal(abs(points))} points"


def _list_at_the_end(weekly: pl.DataFrame) -> str:
    row = _row(listed_stock(weekly, year_ends(weekly)[-1:]).filter(pl.col("group") == EVERYBODY))
    if row is None or row["listed"] == 0:
        return "Nobody was on the blacklist at the end"
    return (
        f"Of {_people(row['listed'])} on the list at the end ({fine(row['listed_rate'])} per 1,000 people), "
        f"{percent(row['wrong_share'])} would not be there had only true acts been recorded"
    )


def _new_listings(weekly: pl.DataFrame) -> str | None:
    frame = new_listings(weekly)
    listed, wrong = _total(frame, "listings"), _total(frame, "wrong")
    if not listed:
        return None
    return (
        f"Over the run, people were put on the list {_times(listed)}; {percent(wrong / listed)} of these were wrongful"
    )


def _seen(weekly: pl.DataFrame, behaviours: list[str]) -> str | None:
    acts = acts_by_behaviour(weekly, behaviours)
    done, recorded = _total(acts, "done"), _total(acts, "recorded")
    if not done:
        return None
    channels = acts_by_channel(weekly, behaviours).sort("seen_share", "channel", descending=[True, False])
    seen = [
        f"{words(row['channel'])} {percent(row['seen_share'])}"
        for row in channels.iter_rows(named=True)
        if row["seen_share"] is not None
    ]
    told = f"; of the kinds of act that each reports, the channels saw: {enumerated(seen)}" if seen else ""
    return f"Of {whole(done)} acts done, {percent(recorded / done)} were entered on somebody's record{told}"


def _wrong(weekly: pl.DataFrame, behaviours: list[str]) -> str | None:
    channels = acts_by_channel(weekly, behaviours).sort("wrong", "channel", descending=[True, False])
    wrong, recorded = _total(channels, "wrong"), _total(channels, "recorded")
    if not wrong:
        return "No entry was without its act" if recorded else None
    most = channels.row(0, named=True)
    rates = wrong_records(weekly).filter(pl.col("group") == EVERYBODY)
    rate = 1000 * WEEKS_PER_YEAR * _total(rates, "wrong") / _total(rates, "lived")
    return (
        f"Of {whole(wrong + recorded)} entries, {whole(wrong)} ({percent(wrong / (wrong + recorded))}) had no act "
        f"behind them: {fine(rate)} for every 1,000 person-years; the largest part, {percent(most['wrong'] / wrong)}, "
        f"came from {words(most['channel'])}"
    )


def _wait_by_score(weekly: pl.DataFrame, good: str, score: Score) -> str | None:
    frame = wait_by_score(weekly, good, 1)
    below = frame.filter(pl.col("score_from") < score.start)
    above = frame.filter(pl.col("score_from") > score.start)
    if not _total(below, "served") or not _total(above, "served"):
        return None
    return (
        "At the hospital, those served while their score was below its starting value had waited "
        f"{fine(_total(below, 'waited') / _total(below, 'served'))} weeks on average, those above it "
        f"{fine(_total(above, 'waited') / _total(above, 'served'))} weeks"
    )


def _wait(weekly: pl.DataFrame, good: str) -> str | None:
    frame = wait_by_year(weekly, good)
    served, lapsed, waited = (_total(frame, name) for name in ("served", "lapsed", "waited"))
    if not served:
        return None
    return (
        f"Whoever was served at the hospital had waited {fine(waited / served)} weeks on average; "
        f"{percent(lapsed / (served + lapsed))} of applications lapsed unserved"
    )


def _withheld(weekly: pl.DataFrame, behaviours: list[str]) -> str | None:
    frame = withheld_acts(weekly, behaviours)
    done, withheld = _total(frame, "done"), _total(frame, "withheld")
    if not done + withheld:
        return None
    return (
        f"Rights withheld: people left {whole(withheld)} protected acts undone because they are scored, "
        f"{percent(withheld / (done + withheld))} of those that they would have done"
    )


def _performed(weekly: pl.DataFrame, behaviours: list[str]) -> str | None:
    frame = performed_acts(weekly, behaviours)
    meant = _total(frame, "done") + _total(frame, "withheld")
    if not meant:
        return None
    return (
        f"Of {whole(meant)} good deeds, {percent(_total(frame, 'performed') / meant)} were done only "
        "because they are counted"
    )


def _aware(weekly: pl.DataFrame) -> str | None:
    row = _row(awareness(weekly, year_ends(weekly)[-1:]))
    if row is None:
        return None
    return (
        f"At the end, {percent(row['aware_share'])} of adults knew that they are scored, and adults held it for "
        f"{percent(row['mean_belief'])} likely, on average, that an act of theirs is seen"
    )


def _total(frame: pl.DataFrame, column: str) -> int:
    return int(frame[column].sum())


def _row(frame: pl.DataFrame) -> dict[str, Any] | None:
    return frame.row(0, named=True) if frame.height else None


def _people(count: int) -> str:
    return f"{whole(count)} {'person' if count == 1 else 'people'}"


def _times(count: int) -> str:
    return "once" if count == 1 else f"{whole(count)} times"
