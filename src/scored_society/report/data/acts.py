"""Acts, records and supervision as tables."""

from __future__ import annotations

from scored_society.chart.supervision import supervised
from scored_society.chart.there import lived
from scored_society.measure.acts import acts_by_behaviour as by_behaviour
from scored_society.measure.acts import acts_by_channel
from scored_society.measure.run import events
from scored_society.record.run import Run
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, percent, whole

_COUNTS: dict[str, Column] = {
    "done": ("Done (acts)", whole),
    "recorded": ("Entered first by it (acts)", whole),
    "wrong": ("Entries without an act", whole),
    "missed": ("Missed (acts)", whole),
}


def acts(run: Run) -> Table:
    """Return acts, reports and entries by channel."""
    columns: dict[str, Column] = {
        "channel": ("Channel", named),
        **_COUNTS,
        "seen": ("Reported by it (acts)", whole),
        "seen_share": ("Reported, of those done (share)", percent),
        "wrong_share": ("Without an act, of its entries (share)", percent),
        "wrong_rate": ("Entries without an act (per 1,000 person-years)", fine),
    }
    return table("Acts and entries by channel, whole run", acts_by_channel(lived(run), events(run)), columns)


def acts_by_behaviour(run: Run) -> Table:
    """Return acts and entries by behaviour."""
    columns: dict[str, Column] = {
        "behaviour": ("Behaviour", named),
        **_COUNTS,
        "recorded": ("Entered (acts)", whole),
        "recorded_share": ("Entered, of those done (share)", percent),
        "done_rate": ("Done (per 1,000 person-years)", fine),
        "wrong_rate": ("Entries without an act (per 1,000 person-years)", fine),
    }
    return table("Acts and entries by behaviour, whole run", by_behaviour(lived(run), events(run)), columns)


def supervision(run: Run) -> Table:
    """Return what share of all acts each channel reported, and all of them together."""
    columns: dict[str, Column] = {
        "channel": ("Channel", named),
        "seen": ("Reported (acts)", whole),
        "done": ("Done (acts)", whole),
        "share": ("Reported, of all done (share)", percent),
        "wrong": ("Entries without an act", whole),
    }
    return table("Acts that the channels reported, whole run", supervised(run), columns)
