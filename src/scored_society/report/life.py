"""One invented life as a page: a timeline, the tables behind it, and beside it the same person under other rules."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from scored_society.base.writing import check_place, written
from scored_society.measure.paired.pair import paired
from scored_society.record.explain import explain
from scored_society.record.folder import open_run
from scored_society.record.run import Run
from scored_society.report.facts import interventions, years
from scored_society.report.lives.following import following
from scored_society.report.lives.span import span_of
from scored_society.report.lives.summary import summary
from scored_society.report.lives.tables import tables
from scored_society.report.lives.timeline import Group, Plot, aligned, axis, groups, plot, reach
from scored_society.report.rendering import filled
from scored_society.report.tables import Table
from scored_society.report.wording import whole


class Side(NamedTuple):
    """One of the lives that stand beside each other, ready for the page."""

    name: str
    """Unique in the page."""
    policy: str
    title: str
    score: int | None
    plot: Plot | None
    groups: list[Group]
    following: list[str]
    tables: list[tuple[str, Table]]


def write_life(
    run: Run, citizen: str | int, out: str | os.PathLike[str], against: Run | str | os.PathLike[str] | None = None
) -> Path:
    """Write one invented life as an HTML file that opens offline.

    Parameters
    ----------
    run : Run
        A finished run.
    citizen : str or int
        A seat ("1234": its first occupant) or seat and occupant ("1234.2": the second).
    out : path
        The file to write, whole or not at all.
    against : Run or path, optional
        A finished run of the same people, e.g. under `none`: the same person there stands beside this life.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UserError
        As `explain`; and if it cannot be written there, or the two runs are not of the same people.
    """
    path = Path(out)
    check_place(path)
    other = against if against is None or isinstance(against, Run) else open_run(against)
    if other is not None:
        other, run, *_ = paired(other, run)
    runs = [run] if other is None else [run, other]
    return written(page([(each, explain(each, citizen)) for each in runs]), path)


def page(lives: list[tuple[Run, dict[str, Any]]]) -> str:
    """Return the page of a life and, where there is one, of the same person's under other rules."""
    spans = [span_of(run, life) for run, life in lives]
    (run, life), weeks = lives[0], spans[0].weeks
    scale = reach([life for _, life in lives])
    lanes = aligned([groups(told, span) for (_, told), span in zip(lives, spans, strict=True)])
    sides = [
        Side(
            name,
            each.manifest["policy"],
            each.policy.at(each.manifest["weeks"]).title,
            told["score"],
            plot(told, span, scale),
            laid_out,
            following(told, span),
            tables(told),
        )
        for name, (each, told), span, laid_out in zip(("this", "other"), lives, spans, lanes, strict=False)
    ]
    return filled(
        "life.html",
        citizen=life["citizen"],
        run=run.manifest,
        sides=sides,
        facts=_facts(run),
        summary=summary(lives, spans),
        axis=axis(weeks),
    )


def _facts(run: Run) -> list[tuple[str, str]]:
    """Return which run the life is from, as pairs of a name and a value."""
    manifest = run.manifest
    return [
        ("Society", f"{manifest['society']}: {run.society.society.title}"),
        ("Citizens", f"{whole(manifest['citizens'])} at the start"),
        ("Years", years(manifest["years"], manifest["burn_in"])),
        ("Seed", str(manifest["seed"])),
        ("Interventions", interventions(manifest["interventions"])),
        ("Fingerprint", manifest["fingerprint"]),
    ]
