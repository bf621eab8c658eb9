"""The data behind each picture, as a table that can be read without seeing."""

from __future__ import annotations

import polars as pl

from scored_society.base.calendar import FIRST_YEAR, WEEKS_PER_YEAR
from scored_society.chart.look import words
from scored_society.chart.scores import scored
from scored_society.chart.waiting import band_width, the_hospital
from scored_society.measure.acts import acts_by_behaviour as by_behaviour
from scored_society.measure.acts import acts_by_channel
from scored_society.measure.awareness import awareness as measured_awareness
from scored_society.measure.census import EVERYBODY, year_ends
from scored_society.measure.listings import listed_stock
from scored_society.measure.points import points_by_rule
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.run import events, good_deeds, protected, ruled
from scored_society.measure.scores import score_distribution
from scored_society.measure.waiting import wait_by_score, wait_by_year
from scored_society.record.run import Run
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import decimal, fine, percent, text, whole

_YEAR: dict[str, Column] = {"year": ("Year", str)}
_GROUP: dict[str, Column] = {"group": ("Group", text)}
_SPREAD: dict[str, Column] = {
    "people": ("Scored (people)", whole),
    "mean": ("Mean (points)", decimal),
    "d1": ("10 % have at most (points)", whole),
    "d3": ("30 % have at most (points)", whole),
    "d5": ("Median (points)", whole),
    "d7": ("70 % have at most (points)", whole),
    "d9": ("90 % have at most (points)", whole),
    "at_lowest": ("At the lowest score (share)", percent),
    "at_highest": ("At the highest score (share)", percent),
}
_COUNTS: dict[str, Column] = {
    "done": ("Done (acts)", whole),
    "recorded": ("Entered first by it (acts)", whole),
    "wrong": ("Entries without an act", whole),
    "missed": ("Missed (acts)", whole),
}


def scores(run: Run) -> Table:
    """Return the spread of scores at the end of each year."""
    frame = _spread(run).filter(pl.col("group") == EVERYBODY)
    return table("Scores at the end of each year", frame, {**_YEAR, **_SPREAD})


def scores_by_group(run: Run) -> Table:
    """Return the mean score of each group at the end of each year."""
    columns = {**_YEAR, **_GROUP, **{name: _SPREAD[name] for name in ("people", "mean", "d5")}}
    return table("Mean score of each group at the end of each year", _spread(run), columns)


def scores_at_the_end(run: Run) -> Table:
    """Return the spread of scores within each group at the end."""
    frame = _spread(run)
    frame = frame.filter(pl.col("year") == pl.col("year").max())
    return table("Scores within groups at the end of the run", frame, {**_GROUP, **_SPREAD})


def points(run: Run) -> Table:
    """Return entries and points by rule."""
    columns: dict[str, Column] = {
        "rule": ("Rule", words),
        "entries": ("Entries", whole),
        "points": ("Points", whole),
        "wrong_points": ("Points for acts that were not done", whole),
        "right_rate": ("Points for acts done (per 1,000 person-years)", fine),
        "wrong_rate": ("Points for acts not done (per 1,000 person-years)", fine),
    }
    return table("Points by rule, whole run", points_by_rule(ruled(run)), columns)


def acts(run: Run) -> Table:
    """Return acts, reports and entries by channel."""
    columns: dict[str, Column] = {
        "channel": ("Channel", words),
        **_COUNTS,
        "seen": ("Reported by it (acts)", whole),
        "seen_share": ("Reported, of those done (share)", percent),
        "wrong_share": ("Without an act, of its entries (share)", percent),
        "wrong_rate": ("Entries without an act (per 1,000 person-years)", fine),
    }
    return table("Acts and entries by channel, whole run", acts_by_channel(ruled(run), events(run)), columns)


def acts_by_behaviour(run: Run) -> Table:
    """Return acts and entries by behaviour."""
    columns: dict[str, Column] = {
        "behaviour": ("Behaviour", words),
        **_COUNTS,
        "recorded": ("Entered (acts)", whole),
        "recorded_share": ("Entered, of those done (share)", percent),
        "done_rate": ("Done (per 1,000 person-years)", fine),
        "wrong_rate": ("Entries without an act (per 1,000 person-years)", fine),
    }
    return table("Acts and entries by behaviour, whole run", by_behaviour(ruled(run), events(run)), columns)


def listings(run: Run) -> Table:
    """Return who stands on the list at the end of each year."""
    weekly = ruled(run)
    columns: dict[str, Column] = {
        **_YEAR,
        **_GROUP,
        "people": ("Alive (people)", whole),
        "listed": ("On the list (people)", whole),
        "wrong": ("Of them wrongfully (people)", whole),
        "wrong_share": ("Of them wrongfully (share)", percent),
        "listed_rate": ("On the list (per 1,000 people)", fine),
    }
    return table("The list at the end of each year", _with_year(listed_stock(weekly, year_ends(weekly))), columns)


def waiting(run: Run) -> Table:
    """Return the wait at the hospital by score."""
    score = scored(run)
    frame = wait_by_score(ruled(run), the_hospital(run), band_width(score.lowest, score.highest))
    columns: dict[str, Column] = {
        "score_from": ("Score from (points)", whole),
        "score_to": ("to below (points)", whole),
        "served": ("Served (people)", whole),
        "mean_wait": ("Mean wait (weeks)", fine),
    }
    return table("Wait of those served, by score, whole run", frame, columns)


def waiting_over_time(run: Run) -> Table:
    """Return applications and waits at the hospital by year."""
    columns: dict[str, Column] = {
        **_YEAR,
        "applied": ("Applied (people)", whole),
        "served": ("Served (people)", whole),
        "lapsed": ("Lapsed unserved (people)", whole),
        "mean_wait": ("Mean wait (weeks)", fine),
        "lapsed_share": ("Lapsed, of those served or lapsed (share)", percent),
    }
    return table("The hospital by calendar year", wait_by_year(ruled(run), the_hospital(run)), columns)


def speech(run: Run) -> Table:
    """Return protected acts withheld, by year."""
    columns: dict[str, Column] = {
        **_YEAR,
        "behaviour": ("Protected act", words),
        "done": ("Done (acts)", whole),
        "withheld": ("Withheld because of the score (acts)", whole),
        "withheld_share": ("Withheld, of those done or withheld (share)", percent),
        "withheld_rate": ("Withheld (per 1,000 person-years)", fine),
    }
    return table("Protected acts by calendar year", withheld_acts(ruled(run), protected(run)), columns)


def performed(run: Run) -> Table:
    """Return good deeds done because they are counted, by year."""
    columns: dict[str, Column] = {
        **_YEAR,
        "behaviour": ("Good deed", words),
        "done": ("Done (acts)", whole),
        "withheld": ("Withheld because of the score (acts)", whole),
        "performed": ("Done because counted (acts)", whole),
        "performed_share": ("Done because counted, of those done or withheld (share)", percent),
    }
    return table("Good deeds by calendar year", performed_acts(ruled(run), good_deeds(run)), columns)


def awareness(run: Run) -> Table:
    """Return awareness and belief at the end of each year."""
    weekly = ruled(run)
    columns: dict[str, Column] = {
        **_YEAR,
        "adults": ("Adults", whole),
        "aware": ("Know of the scheme (adults)", whole),
        "aware_share": ("Know of the scheme (share)", percent),
        "mean_belief": ("Mean belief of being seen (certainty)", percent),
    }
    return table(
        "Awareness at the end of each year", _with_year(measured_awareness(weekly, year_ends(weekly))), columns
    )


def _spread(run: Run) -> pl.DataFrame:
    score = scored(run)
    weekly = ruled(run)
    return _with_year(score_distribution(weekly, score.lowest, score.highest, year_ends(weekly)))


def _with_year(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns((pl.col("week") // WEEKS_PER_YEAR + FIRST_YEAR).alias("year"))
