"""What people's lives are like, and what redress brings, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from scored_society.chart.there import lived
from scored_society.measure.census import year_ends
from scored_society.measure.conditions import conditions
from scored_society.measure.redress import redress as measured_redress
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, YEAR, with_year
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import decimal, fine, percent, whole


def income(run: Run) -> Table:
    """Return income and schooling of adults at the end of each year, by group."""
    columns: dict[str, Column] = {
        "income": ("Income (mean fifth, 1 to 5)", fine),
        "education": ("Schooling (mean level, 0 to 4)", fine),
    }
    return _at_year_ends(run, "Income and schooling", columns)


def out_of_work(run: Run) -> Table:
    """Return how many of those of working age are out of work at the end of each year, by group."""
    columns: dict[str, Column] = {
        "working_age": ("People of 18 to 59", whole),
        "out_of_work": ("Out of work (share of them)", percent),
    }
    return _at_year_ends(run, "Out of work", columns)


def poor_health(run: Run) -> Table:
    """Return how many adults are in poor health for having waited, at the end of each year, by group."""
    return _at_year_ends(run, "Poor health", {"poor_health": ("In poor health (share)", percent)})


def friendless(run: Run) -> Table:
    """Return how many adults lost friends by being shamed, at the end of each year, by group."""
    return _at_year_ends(run, "Friends lost", {"friendless": ("Lost friends (share)", percent)})


def redress(run: Run) -> Table:
    """Return what redress brought, by year."""
    columns: dict[str, Column] = {
        **YEAR,
        "appeals": ("Appeals", whole),
        "appeals_heard": ("Heard (appeals)", whole),
        "appeals_upheld": ("Upheld (appeals)", whole),
        "reviews": ("Wrongful listings stopped by a person", whole),
        "compensated": ("Compensated (times)", whole),
        "expunged": ("Expunged (listings)", whole),
        "upheld": ("Upheld (per 1,000 person-years)", decimal),
    }
    return table("Redress by calendar year", measured_redress(lived(run)), columns)


def _at_year_ends(run: Run, what: str, columns: Mapping[str, Column]) -> Table:
    weekly = lived(run)
    frame = conditions(weekly)
    at_ends = with_year(frame.filter(frame["week"].is_in(year_ends(weekly))))
    told: dict[str, Column] = {**YEAR, **GROUP, "surveyed": ("Adults", whole), **columns}
    return table(f"{what} at the end of each year, by group", at_ends, told)
