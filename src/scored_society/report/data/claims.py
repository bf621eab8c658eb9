"""What the text promises, claim by claim, beside what one run answers."""

from __future__ import annotations

import polars as pl

from scored_society.chart.supervision import TOGETHER, supervised
from scored_society.chart.there import lived
from scored_society.measure.acts import acts_by_behaviour
from scored_society.measure.census import EVERYBODY
from scored_society.measure.claims import AVOIDABLE, COMPLETE, FAIR, HOLISTIC, PARENTS, TRUSTED
from scored_society.measure.listings import routes, time_listed
from scored_society.measure.run import blacklist, channel_of_kind, events, rules
from scored_society.record.run import Run
from scored_society.report.data.gaps import gaps_between_groups
from scored_society.report.findings.counts import first, total
from scored_society.report.findings.response import trust_at_the_ends
from scored_society.report.tables import Table
from scored_society.report.wording import decimal, enumerated, fine, named, percent, whole

TWO_RUNS = "needs two runs of the same people; scored bench --patterns lives them and gives intervals"
MOST_CHANNELS = 5


def claims(run: Run) -> Table:
    """Return the text's own claims, each with what measures it and what came out."""
    weekly = lived(run)
    rows = (
        (FAIR, "gaps between groups", _fairness(run)),
        (AVOIDABLE, "listings that true acts alone would not have brought", _avoidable(weekly, run)),
        (HOLISTIC, "share of true acts that were recorded, by channel", _recorded(weekly, run)),
        (COMPLETE, "the same, of what cameras saw; cameras on and off", _seen_by_cameras(run)),
        (TRUSTED, "adults' trust in the State, at the start and at the end", _trust(weekly, run)),
        (PARENTS, "parents' acts with and without sanctions on children", f"{TWO_RUNS[0].upper()}{TWO_RUNS[1:]}."),
    )
    headings = ("In the words of the text", "Answered by", "In this run")
    return Table("What the text promises, and what one run answers", headings, rows, prose=True, quoted=True)


def _fairness(run: Run) -> str:
    """Tell how far groups are apart in each measure of the table of gaps."""
    found = gaps_between_groups(run)
    if not found:
        return "Nobody is scored, listed or wrongly recorded, so no group is treated unlike another by rule."
    told = []
    for name, _, gap in found:
        write = decimal if name.startswith("Mean score") else fine
        told.append(
            f"{name}: {write(gap.lowest)} of “{gap.lowest_group}” to {write(gap.highest)} of “{gap.highest_group}”, "
            f"difference {write(gap.difference)}, ratio {fine(gap.ratio)}."
        )
    return "\n".join(told)


def _avoidable(weekly: pl.DataFrame, run: Run) -> str:
    """Tell what share of listings, and of the time on the list, true acts alone would not have brought."""
    if not blacklist(run):
        return f"The rule book “{run.policy.name}” has no blacklist, so there is nothing to avoid."
    frame = routes(weekly)
    listings, wrong = total(frame, "listings"), total(frame, "wrong")
    if not listings:
        return "Nobody was listed."
    spent = first(time_listed(weekly).filter(pl.col("group") == EVERYBODY))
    time = (
        f" {whole(spent['wrong'])} of {whole(spent['listed'])} person-weeks on the list "
        f"({percent(spent['wrong_share'])}) were spent for nothing."
        if spent and spent["listed"]
        else ""
    )
    return f"{whole(wrong)} of {whole(listings)} listings ({percent(wrong / listings)}) were wrongful.{time}"


def _recorded(weekly: pl.DataFrame, run: Run) -> str:
    """Tell what share of true acts was recorded: of all, of those that the rule book counts, and by which channels."""
    every = _share_recorded(weekly, events(run))
    if every is None:
        return "Nothing was done, so there was nothing to record."
    counted = {rule.behaviour or name for name, rule in rules(run).items()} & set(events(run))
    ruled = _share_recorded(weekly, sorted(counted)) if counted else None
    of_rules = f"; of the kinds that the rule book counts, {percent(ruled)}" if ruled is not None else ""
    channels = supervised(run).filter((pl.col("channel") != TOGETHER) & (pl.col("seen") > 0)).head(MOST_CHANNELS)
    most = [f"{named(row['channel'])} {percent(row['share'])}" for row in channels.iter_rows(named=True)]
    by_channel = f" Of all acts, the channels that see most reported: {enumerated(most)}." if most else ""
    return f"Of all acts done, {percent(every)} were recorded{of_rules}.{by_channel}"


def _seen_by_cameras(run: Run) -> str:
    """Tell what share of all acts cameras saw, and all channels together."""
    name, _ = channel_of_kind(run, "cameras") or ("", None)
    frame = supervised(run)
    together, cameras = (first(frame.filter(pl.col("channel") == each)) for each in (TOGETHER, name))
    if together is None or together["share"] is None:
        return "Nothing was done, so there was nothing to see."
    by_cameras = (
        f"Cameras saw {percent(cameras['share'] if cameras else 0.0)} of all acts" if name else "There are no cameras"
    )
    return f"{by_cameras}; all channels together {percent(together['share'])}. Cameras on and off: {TWO_RUNS}."


def _trust(weekly: pl.DataFrame, run: Run) -> str:
    """Tell how trust in the State moved."""
    ends = trust_at_the_ends(weekly, run)
    if ends is None:
        return "This society does not model trust."
    (start, end), _ = ends
    return f"{percent(start)} of full trust after the first week, {percent(end)} at the end."


def _share_recorded(weekly: pl.DataFrame, behaviours: list[str]) -> float | None:
    acts = acts_by_behaviour(weekly, behaviours)
    done = total(acts, "done")
    return total(acts, "recorded") / done if done else None
