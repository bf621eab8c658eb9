"""Writing the report of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import NamedTuple

import jinja2
import polars as pl

from scored_society.base.calendar import WEEKS_PER_YEAR
from scored_society.base.errors import UserError, mistake
from scored_society.chart.look import BOUNDARY
from scored_society.measure.census import person_weeks
from scored_society.measure.population import population
from scored_society.measure.run import ruled
from scored_society.record.run import Run
from scored_society.record.verify import verify
from scored_society.report.assumptions import assumptions
from scored_society.report.embed import Embedded, digest, embedded, script
from scored_society.report.findings import findings_by_theme
from scored_society.report.sections import chapters
from scored_society.report.tables import Table
from scored_society.report.wording import enumerated, whole

REPORT = "report.html"


class Figure(NamedTuple):
    """A chart and its table, ready for the page; or a table alone."""

    name: str
    chart: Embedded | None
    table: Table


def write_report(run: Run, out: Path | None = None) -> Path:
    """Write what a run shows as one HTML file that opens offline.

    Parameters
    ----------
    run : Run
        A finished run.
    out : Path, optional
        The file to write; `report.html` in the run folder where not given.

    Returns
    -------
    Path
        The file. It is written aside and renamed, so that it is whole or not there.

    Raises
    ------
    UserError
        If it cannot be written there, or the run does not come out of its own inputs.
    """
    verify(run)
    path = run.path / REPORT if out is None else Path(out)
    content = page(run)
    if not path.name:
        raise mistake(f"'{path}' is no name for a file", allowed="name a file, e.g. report.html")
    aside = path.with_name(f".{path.name}.part")
    try:
        aside.write_text(content, encoding="utf-8")
        return aside.replace(path)
    except OSError as error:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
        raise UserError(f"cannot write {path}: {error.strerror}") from error


def page(run: Run) -> str:
    """Return the report of a run as HTML."""
    run = _lean(run)
    code = script()
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("scored_society.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    shown = [
        (chapter, [Figure(s.name, embedded(s.chart, s.name) if s.chart else None, s.table) for s in chapter.sections])
        for chapter in chapters(run)
    ]
    return environment.get_template("report.html").render(
        boundary=BOUNDARY,
        run=run.manifest,
        policy_title=run.policy.at(run.manifest["weeks"]).title,
        facts=facts(run),
        themes=findings_by_theme(run),
        chapters=shown,
        assumptions=assumptions(run),
        assumed=len(run.manifest["assumed"]),
        script=code,
        digest=digest(code),
    )


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
        *_schedule(manifest["schedule"]),
        ("Society", f"{manifest['society']}: {run.society.society.title}"),
        ("Citizens", f"{whole(manifest['citizens'])} at the start, {at_end} at the end"),
        ("Years", _years(manifest["years"], manifest["burn_in"])),
        ("From", str(manifest["starts"])),
        ("Lived", f"{lived} person-years; {whole(births)} births, {whole(deaths)} deaths"),
        ("Neighbourhoods; seats", f"{whole(manifest['neighbourhoods'])}; {whole(manifest['seats'])}"),
        ("Seed", str(manifest["seed"])),
        ("Interventions", _interventions(manifest["interventions"])),
        ("Program", f"scored-society {manifest['version']}"),
        ("Fingerprint", manifest["fingerprint"] or "none: the run is not complete"),
    ]


def _schedule(schedule: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return when which rule book ruled, if more than one did."""
    told = enumerated([f"{scheduled['policy']} from {scheduled['from']}" for scheduled in schedule])
    return [("Rule books in turn", told)] if len(schedule) > 1 else []


def _interventions(listed: Sequence[Mapping[str, str]]) -> str:
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


def _lean(run: Run) -> Run:
    """Return the run without burn-in and waiting lists: most of its rows, and nothing here shows them."""
    weekly = ruled(run)
    names = weekly["measure"].unique().cast(pl.String)
    shown = names.filter(~names.str.starts_with("waiting/"))
    lean = copy(run)
    vars(lean)["weekly"] = weekly.filter(pl.col("measure").is_in(shown.to_list()))
    return lean


def _years(years: int, burn_in: int) -> str:
    before = f", after {burn_in} without a score" if burn_in else ""
    return f"{years}{before}"
