"""What decided a run and how large it was, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.measure.census import person_weeks
from scored_society.measure.population import population
from scored_society.measure.run import ruled
from scored_society.record.run import Run
from scored_society.report.wording import enumerated, whole


def facts(run: Run) -> list[tuple[str, str]]:
    """Return what decided the run and how large it was, as pairs of a name and a value."""
    manifest = run.manifest
    weekly = ruled(run)
    people = population(weekly)
    lived = whole(person_weeks(weekly) / WEEKS_PER_YEAR)
    at_end = whole(people["people"].item(-1) if people.height else 0)
    births, deaths = int(people["births"].sum()), int(people["deaths"].sum())
    return [
        ("Rule book", f"{manifest['policy']}: {run.policy.at(manifest['weeks']).title}"),
        *schedule(manifest["schedule"]),
        ("Society", f"{manifest['society']}: {run.society.society.title}"),
        ("Citizens", f"{whole(manifest['citizens'])} at the start, {at_end} at the end"),
        ("Years", years(manifest["years"], manifest["burn_in"])),
        ("From", str(manifest["starts"])),
        ("Lived", f"{lived} person-years; {whole(births)} births, {whole(deaths)} deaths"),
        ("Neighbourhoods; seats", f"{whole(manifest['neighbourhoods'])}; {whole(manifest['seats'])}"),
        ("Seed", str(manifest["seed"])),
        ("Interventions", interventions(manifest["interventions"])),
        ("Decision function", decision(manifest)),
        ("Program", f"scored-society {manifest['version']}"),
        ("Fingerprint", manifest["fingerprint"] or "none: the run is not complete"),
    ]


def schedule(listed: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return when which rule book ruled, if more than one did."""
    told = enumerated([f"{scheduled['policy']} from {scheduled['from']}" for scheduled in listed])
    return [("Rule books in turn", told)] if len(listed) > 1 else []


def interventions(listed: Sequence[Mapping[str, str]]) -> str:
    """Return what an experiment made happen to whom."""
    if not listed:
        return "none"
    told = []
    for one in listed:
        what = f"{one['act']} done" if "act" in one else f"listed by {one.get('listing')}"
        if "report" in one:
            what = f"{one['report']} reported by {one['by']}, though not done"
        told.append(f"{what.replace('_', ' ')} on {one['date']} (citizen {one['citizen']})")
    return f"an experiment: {enumerated(told)}"


def decision(manifest: Mapping[str, str]) -> str:
    """Return by which function people decide."""
    sha256 = manifest["decision_sha256"]
    return f"{manifest['decision']} (SHA-256 {sha256}), of a researcher" if sha256 else "built in"


def years(lived: int, burn_in: int) -> str:
    """Return how many years were lived under the rule book, and how many before."""
    before = f", after {burn_in} without a score" if burn_in else ""
    return f"{lived}{before}"
