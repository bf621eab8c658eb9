"""What the text promises, claim by claim, beside what one run answers."""

from __future__ import annotations

import polars as pl

from scored_society.measure.acts import acts_by_channel
from scored_society.measure.census import year_ends
from scored_society.measure.gaps import group_gap
from scored_society.measure.listings import routes, time_listed
from scored_society.measure.run import events, ruled, score_of
from scored_society.measure.scores import score_distribution
from scored_society.record.run import Run
from scored_society.report.findings.counts import total
from scored_society.report.findings.response import trust_at_the_ends
from scored_society.report.tables import Table
from scored_society.report.wording import decimal, fine, named, percent, whole

FAIR = "The system promotes fairness to everybody on the side that is being watched!"
AVOIDABLE = "However, this is all avoidable if citizens act morally!"
HOLISTIC = "in order to accumulate the most holistic score of an individual"
COMPLETE = "over 600 million cameras in the country allows for complete supervision"
TRUSTED = "why a social credit system in society should be trusted"
PARENTS = "incentivizing parents to act as good role models"
CAMERAS = "cameras"
TWO_RUNS = "needs two runs of the same people; comes with paired comparison"


def claims(run: Run) -> Table:
    """Return the text's own claims, each with what measures it and what came out."""
    weekly = ruled(run)
    rows = (
        (FAIR, "gaps between groups", _fairness(weekly, run)),
        (AVOIDABLE, "people listed with no true act to be listed for", _avoidable(weekly)),
        (HOLISTIC, "share of true acts that were recorded", _recorded(weekly, run, None)),
        (COMPLETE, "the same, of what cameras saw; cameras on and off", _recorded(weekly, run, CAMERAS)),
        (TRUSTED, "adults' trust in the State", _trust(weekly, run)),
        (PARENTS, "parents' acts with and without sanctions on children", TWO_RUNS),
    )
    headings = ("In the words of the text", "Answered by", "In this run")
    return Table("What the text promises, and what this run answers", headings, rows)


def _fairness(weekly: pl.DataFrame, run: Run) -> str:
    """Tell how far groups are apart in time on the list and in mean score."""
    told = []
    listed = group_gap(time_listed(weekly), "listed_rate") if weekly.height else None
    if listed is not None and listed.highest > 0:
        told.append(
            f"weeks on the list per 1,000 lived: {fine(listed.lowest)} ({listed.lowest_group}) to "
            f"{fine(listed.highest)} ({listed.highest_group})"
        )
    score = score_of(run)
    if score is not None:
        ends = score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)[-1:])
        means = group_gap(ends, "mean")
        if means is not None:
            told.append(
                f"mean score at the end: {decimal(means.lowest)} ({means.lowest_group}) to {decimal(means.highest)} "
                f"({means.highest_group})"
            )
    return "; ".join(told) or "nobody is scored or listed, so no group is treated unlike another by rule"


def _avoidable(weekly: pl.DataFrame) -> str:
    """Tell what share of listings true acts alone would not have brought."""
    if weekly.is_empty():
        return "nobody was listed"
    frame = routes(weekly)
    listings, wrong = total(frame, "listings"), total(frame, "wrong")
    if not listings:
        return "nobody was listed"
    share = percent(wrong / listings)
    return f"{whole(wrong)} of {whole(listings)} listings ({share}) would not have been made on true acts"


def _recorded(weekly: pl.DataFrame, run: Run, channel: str | None) -> str:
    """Tell what share of true acts was recorded by all channels, or seen by those of one name."""
    frame = acts_by_channel(weekly, events(run))
    if channel is not None:
        row = frame.filter(pl.col("channel") == channel)
        seen = f"{percent(row['seen_of_all'].item())} of all acts were seen by them" if row.height else "there are none"
        return f"{seen}; on and off {TWO_RUNS}"
    shares = [
        f"{named(row['channel'])} {percent(row['recorded_share'])}" for row in frame.head(4).iter_rows(named=True)
    ]
    if not shares:
        return "nothing was recorded"
    return f"{percent(float(frame['recorded_share'].sum()))} of all acts; most by {', '.join(shares)}"


def _trust(weekly: pl.DataFrame, run: Run) -> str:
    """Tell how trust in the State moved."""
    ends = trust_at_the_ends(weekly, run)
    if ends is None:
        return "this society does not model trust"
    (start, end), _ = ends
    return f"{percent(start)} of full trust after the first week, {percent(end)} at the end"
