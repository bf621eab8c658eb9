"""The blacklist as tables."""

from __future__ import annotations

import polars as pl

from scored_society.chart.listings import on_the_list
from scored_society.chart.there import NothingToDrawError, lived
from scored_society.measure import listings as measure
from scored_society.measure.census import year_ends
from scored_society.measure.families import celebrities as measured_celebrities
from scored_society.measure.families import children_of_listed as measured_children
from scored_society.measure.run import blacklist
from scored_society.policy.consequences import BlacklistRoute
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, YEAR, with_year
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import decimal, fine, named, percent, text, whole


def listings(run: Run) -> Table:
    """Return who stands on the list at the end of each year."""
    weekly = on_the_list(run)
    columns: dict[str, Column] = {
        **YEAR,
        **GROUP,
        "people": ("Alive (people)", whole),
        "listed": ("On the list (people)", whole),
        "wrong": ("Of them wrongfully (people)", whole),
        "wrong_share": ("Of them wrongfully (share)", percent),
        "listed_rate": ("On the list (per 1,000 people)", fine),
    }
    frame = with_year(measure.listed_stock(weekly, year_ends(weekly)))
    return table("The list at the end of each year", frame, columns)


def listings_by_route(run: Run) -> Table:
    """Return who stands on the list at the end of each year, by route."""
    weekly = on_the_list(run)
    columns: dict[str, Column] = {
        **YEAR,
        "route": ("Route", named),
        "listed": ("On the list (people)", whole),
        "rate": ("On the list (per 1,000 people)", fine),
    }
    frame = with_year(measure.listed_by_route(weekly, year_ends(weekly)))
    return table("The list at the end of each year, by route", frame, columns)


def new_listings(run: Run) -> Table:
    """Return listings, their terms and their ends, by route."""
    columns: dict[str, Column] = {
        "route": ("Route", named),
        "term": ("Term (by the rule book)", text),
        "listings": ("Listings", whole),
        "wrong": ("Of them wrongful", whole),
        "wrong_share": ("Of them wrongful (share)", percent),
        "removals": ("Removed before the term", whole),
        "at_end": ("On the list at the end (people)", whole),
        "listed": ("On the list (person-weeks)", whole),
        "weeks_each": ("So far on the list, for each listing (weeks)", decimal),
    }
    frame, terms = measure.routes(on_the_list(run)), blacklist(run)
    told = [_term(terms[route]) if route in terms else None for route in frame["route"]]
    return table("Listings by route, whole run", frame.with_columns(pl.Series("term", told, pl.String)), columns)


def listings_by_group(run: Run) -> Table:
    """Return the time that each group spent on the list."""
    columns: dict[str, Column] = {
        **GROUP,
        "lived": ("Lived (person-weeks)", whole),
        "listed": ("On the list (person-weeks)", whole),
        "wrong": ("Of them wrongfully (person-weeks)", whole),
        "wrong_share": ("Of them wrongfully (share)", percent),
        "listed_rate": ("On the list (per 1,000 person-weeks)", fine),
    }
    return table("Time on the list by group, whole run", measure.time_listed(on_the_list(run)), columns)


def celebrities(run: Run) -> Table:
    """Return celebrities and their listings by year, or say that the society has none, or the rule book no list."""
    if run.society.society.celebrities is None:
        raise NothingToDrawError(f"society '{run.society.name}' has no celebrities")
    if not blacklist(run):
        raise NothingToDrawError(f"the rule book '{run.policy.name}' has no blacklist, so nobody is on one")
    columns: dict[str, Column] = {
        **YEAR,
        "celebrities": ("Celebrities (mean number)", decimal),
        "listings": ("Put on the list (times)", whole),
    }
    return table("Celebrities by calendar year", measured_celebrities(lived(run)), columns)


def children_of_listed(run: Run) -> Table:
    """Return the minors who have a parent on the list at the end of each year."""
    weekly = on_the_list(run)
    columns: dict[str, Column] = {
        **YEAR,
        **GROUP,
        "minors": ("Minors", whole),
        "children": ("With a parent on the list", whole),
        "children_share": ("With a parent on the list (share)", percent),
    }
    frame = with_year(measured_children(weekly, year_ends(weekly)))
    return table("Children of listed parents at the end of each year", frame, columns)


def _term(route: BlacklistRoute) -> str:
    """Return how long a listing by a route lasts, in words."""
    parts = []
    if route.term is not None:
        parts.append(f"{route.term.shortest} to {route.term.longest} weeks")
    if route.removal is not None:
        parts.append(f"removed at a rate of {fine(route.removal.discharge)} a year")
    return ", or ".join(parts)
