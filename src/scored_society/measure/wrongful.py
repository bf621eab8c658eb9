"""What people suffer, or are given, for what they did not do: all of it in one frame, by year and since the start."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import polars as pl

from scored_society.measure.census import family, measured, per_thousand_person_years
from scored_society.measure.groups import BY_YEAR, counted_by_year, with_spans
from scored_society.measure.verdicts import counted_by

COUNTS = (
    "lived",
    "accused",
    "credited",
    "points_taken",
    "points_given",
    "listings",
    "weeks_listed",
    "weeks_under",
    "weeks_shut_out",
    "refused",
    "turned_away",
)
"""What is counted, in this order."""


def wrongful(
    weekly: pl.DataFrame, punished: Mapping[str, Collection[str]], rewarded: Mapping[str, Collection[str]]
) -> pl.DataFrame:
    """Count wrongful records, points, listings, weeks and closed doors, by year and since the start.

    Parameters
    ----------
    weekly : DataFrame
        The weekly census.
    punished, rewarded : mapping
        The channels whose reports count, by the behaviour for which a rule takes points, or gives them.

    Returns
    -------
    DataFrame
        span (in the year, since the start), partition (descent, residence, both, or everybody), year, group; lived
        (person-weeks);
        accused (entries without an act that take points), credited (entries without an act that give them: credit
        that was not earned); points_taken, points_given (points of such entries, both from 0 on, before clamping);
        listings (wrongful); weeks_listed (person-weeks on the list by them); weeks_under (weeks under each sanction
        that the clean record would not have brought, one for each sanction a person was under); weeks_shut_out (the
        same, one for each life domain); refused (requests and applications that such a sanction refused);
        turned_away (times at a door, till or dispenser whose camera did not know the face);
        accused_rate, credited_rate (per thousand person-years). Sorted; every group that lived in a year has a row.
    """
    wrong = family(weekly, "wrong", "channel", "behaviour")
    points = family(weekly, "wrong_points", "rule")
    value = pl.col("value")
    counted = {
        "accused": counted_by(wrong, punished),
        "credited": counted_by(wrong, rewarded),
        "points_taken": points.filter(value < 0).with_columns(-value),
        "points_given": points.filter(value > 0),
        "listings": family(weekly, "listings_wrong", "route"),
        "weeks_listed": measured(weekly, "listed_wrong"),
        "weeks_under": family(weekly, "under_wrongly", "sanction"),
        "weeks_shut_out": family(weekly, "shut_out_of_wrongly", "domain"),
        "refused": family(weekly, "refused_wrongly", "sanction"),
        "turned_away": family(weekly, "turned_away", "use"),
    }
    yearly = counted_by_year(measured(weekly, "people"), counted)
    return (
        with_spans(yearly, ["partition", "group"], COUNTS)
        .select(
            "span",
            *BY_YEAR,
            *COUNTS,
            *(
                per_thousand_person_years(pl.col(name), pl.col("lived")).alias(f"{name}_rate")
                for name in ("accused", "credited")
            ),
        )
        .sort("span", *BY_YEAR)
    )
