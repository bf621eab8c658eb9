"""Writing the report of a run, or of a comparison."""

from __future__ import annotations

from copy import copy
from pathlib import Path

import polars as pl

from scored_society.base.errors import mistake
from scored_society.base.writing import written
from scored_society.measure.paired.comparison import Comparison
from scored_society.measure.paired.folder import verify_comparison
from scored_society.measure.run import ruled
from scored_society.record.run import Run
from scored_society.record.verify import verify
from scored_society.report import paired
from scored_society.report.assumptions import assumptions
from scored_society.report.facts import facts
from scored_society.report.findings import findings_by_theme
from scored_society.report.rendering import REPORT, rendered
from scored_society.report.sections import chapters


def write_report(run: Run | Comparison, out: Path | None = None) -> Path:
    """Write what a run or a comparison shows as one HTML file that opens offline.

    Parameters
    ----------
    run : Run or Comparison
        A finished run, or a comparison of two.
    out : Path, optional
        The file to write; `report.html` in the folder of the run or of the comparison where not given.

    Returns
    -------
    Path
        The file. It is written aside and renamed, so that it is whole or not there.

    Raises
    ------
    UserError
        If it cannot be written there, the run or the comparison does not come out of its own inputs, or the
        comparison is in no folder and no file is named.
    """
    if isinstance(run, Comparison):
        if out is None and run.path is None:
            raise mistake("the comparison is in no folder", allowed="name the file to write, or compare with a folder")
        verify_comparison(run)
        content, folder = paired.page(run), run.path
    else:
        verify(run)
        content, folder = page(run), run.path
    return written(content, Path(out) if out is not None else Path(folder or ".") / REPORT)


def page(run: Run) -> str:
    """Return the report of a run as HTML."""
    run = _lean(run)
    return rendered(
        "report.html",
        chapters(run),
        "One run.",
        run=run.manifest,
        policy_title=run.policy.at(run.manifest["weeks"]).title,
        facts=facts(run),
        themes=findings_by_theme(run),
        assumptions=assumptions(run),
        assumed=len(run.manifest["assumed"]),
    )


def _lean(run: Run) -> Run:
    """Return the run without burn-in and waiting lists: most of its rows, and nothing here shows them."""
    weekly = ruled(run)
    names = weekly["measure"].unique().cast(pl.String)
    shown = names.filter(~names.str.starts_with("waiting/"))
    lean = copy(run)
    vars(lean)["weekly"] = weekly.filter(pl.col("measure").is_in(shown.to_list()))
    return lean
