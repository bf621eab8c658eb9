"""Exclusion, requests and refusals as tables."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from scored_society.chart.exclusion import punished
from scored_society.chart.there import lived, some
from scored_society.measure import refusals as measure
from scored_society.measure.census import EVERYBODY
from scored_society.measure.exclusion import compounded
from scored_society.measure.exclusion import exclusion as measured_exclusion
from scored_society.measure.run import kin_sanctions, refuses
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, percent, whole


def exclusion(run: Run) -> Table:
    """Return the time under a punishment in each life domain, by group."""
    columns: dict[str, Column] = {
        "domain": ("Life domain", named),
        **GROUP,
        "shut_out": ("Under a punishment (person-weeks)", whole),
        "wrong": ("Of them wrongfully (person-weeks)", whole),
        "wrong_share": ("Of them wrongfully (share)", percent),
        "rate": ("Under a punishment (per 1,000 person-weeks)", fine),
    }
    return table("Time under a punishment by life domain, whole run", measured_exclusion(punished(run)), columns)


def exclusion_by_group(run: Run) -> Table:
    """Return the time shut out of three life domains or more, by group."""
    columns: dict[str, Column] = {
        **GROUP,
        "lived": ("Lived (person-weeks)", whole),
        "three": ("Three domains or more (person-weeks)", whole),
        "rate": ("Three domains or more (per 1,000 person-weeks)", fine),
    }
    return table("Compounded exclusion by group, whole run", compounded(punished(run)), columns)


def refusals(run: Run) -> Table:
    """Return refusals by each punishment, and the time under it."""
    return _sanctions("Punishments, whole run", punished(run))


def closed_to_children(run: Run) -> Table:
    """Return what was refused because a parent is on the list, and the time for which it was closed."""
    return _sanctions("Punishments for a parent's listing, whole run", lived(run), kin_sanctions(run))


def requests(run: Run) -> Table:
    """Return what people asked for and what came of it, by service."""
    columns: dict[str, Column] = {
        "service": ("Service", named),
        "asked": ("Asked for (requests)", whole),
        "granted": ("Granted", whole),
        "declined": ("Declined", whole),
        "refused": ("Refused by a punishment", whole),
        "refused_wrongly": ("Of them wrongly", whole),
        "granted_share": ("Granted (share)", percent),
        "declined_share": ("Declined (share)", percent),
        "refused_share": ("Refused by a punishment (share)", percent),
    }
    return table("Requests by service, whole run", measure.requests(lived(run), refuses(run)), columns)


def applications(run: Run) -> Table:
    """Return who wanted a scarce good and what came of it, by good."""
    columns: dict[str, Column] = {
        "good": ("Scarce good", named),
        "asked": ("Wanted (people)", whole),
        "refused": ("Kept out by a punishment", whole),
        "refused_wrongly": ("Of them wrongly", whole),
        "applied": ("Joined the queue", whole),
        "served": ("Served", whole),
        "lapsed": ("Lapsed unserved", whole),
        "lapsed_share": ("Lapsed (share of served or lapsed)", percent),
    }
    frame = some(measure.applications(lived(run), refuses(run)), "nobody applied for anything scarce")
    return table("Applications for scarce goods, whole run", frame, columns)


def _sanctions(caption: str, weekly: pl.DataFrame, names: Collection[str] | None = None) -> Table:
    columns: dict[str, Column] = {
        "sanction": ("Punishment", named),
        "refused": ("Refused (requests and applications)", whole),
        "refused_wrongly": ("Of them wrongly", whole),
        "wrong_share": ("Of them wrongly (share)", percent),
        "under": ("Under it (person-weeks)", whole),
        "under_wrong_share": ("Of them wrongfully (share)", percent),
        "under_rate": ("Under it (per 1,000 person-weeks)", fine),
    }
    return table(caption, measure.sanctions(weekly, names).filter(pl.col("group") == EVERYBODY), columns)
