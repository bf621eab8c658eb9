"""How people respond, and whom they trust, as tables."""

from __future__ import annotations

from scored_society.chart.there import lived
from scored_society.chart.trust import trusting
from scored_society.measure.awareness import awareness as measured_awareness
from scored_society.measure.census import year_ends
from scored_society.measure.rights import performed_acts, withheld_acts
from scored_society.measure.run import good_deeds, protected
from scored_society.measure.trust import trust as measured_trust
from scored_society.record.run import Run
from scored_society.report.data.columns import GROUP, YEAR, with_year
from scored_society.report.tables import Column, Table, table
from scored_society.report.wording import fine, named, percent, whole


def speech(run: Run) -> Table:
    """Return protected acts withheld, by year."""
    columns: dict[str, Column] = {
        **YEAR,
        "behaviour": ("Protected act", named),
        "done": ("Done (acts)", whole),
        "withheld": ("Withheld because of the score (acts)", whole),
        "withheld_share": ("Withheld, of those done or withheld (share)", percent),
        "withheld_rate": ("Withheld (per 1,000 person-years)", fine),
    }
    return table("Protected acts by calendar year", withheld_acts(lived(run), protected(run)), columns)


def performed(run: Run) -> Table:
    """Return good deeds done because they are counted, by year."""
    columns: dict[str, Column] = {
        **YEAR,
        "behaviour": ("Good deed", named),
        "done": ("Done (acts)", whole),
        "withheld": ("Withheld because of the score (acts)", whole),
        "performed": ("Done because counted (acts)", whole),
        "performed_share": ("Done because counted, of those done or withheld (share)", percent),
    }
    return table("Good deeds by calendar year", performed_acts(lived(run), good_deeds(run)), columns)


def awareness(run: Run) -> Table:
    """Return awareness and belief at the end of each year."""
    weekly = lived(run)
    columns: dict[str, Column] = {
        **YEAR,
        "adults": ("Adults", whole),
        "aware": ("Know of the scheme (adults)", whole),
        "aware_share": ("Know of the scheme (share)", percent),
        "mean_belief": ("Mean belief of being seen (certainty)", percent),
    }
    return table("Awareness at the end of each year", with_year(measured_awareness(weekly, year_ends(weekly))), columns)


def trust_in_state(run: Run) -> Table:
    """Return the mean trust in the State at the end of each year, by group."""
    return _trust(run, "in_state", "Trust in the State")


def trust_in_neighbours(run: Run) -> Table:
    """Return the mean trust in neighbours at the end of each year, by group."""
    return _trust(run, "in_neighbours", "Trust in neighbours")


def _trust(run: Run, column: str, title: str) -> Table:
    weekly = trusting(run)
    columns: dict[str, Column] = {
        **YEAR,
        **GROUP,
        "adults": ("Adults", whole),
        column: (f"{title} (% of full trust)", percent),
    }
    frame = with_year(measured_trust(weekly, year_ends(weekly)))
    return table(f"{title} at the end of each year", frame, columns)
