"""`scored report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scored_society.cli.output import AsJson, examples, print_json

EXAMPLES = examples(
    "report runs/as-told-china-2020-1",
    "report runs/as-told-china-2020-1 --out as-told.html",
    "report runs/reform-against-as-told",
)


def report(
    run: Annotated[
        Path, typer.Argument(metavar="RUN|COMPARISON", help="The folder of a finished run, or of a comparison.")
    ],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="The page; in that folder where not given.")] = None,
    decision: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The decision function that the run was made with, if any."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write one HTML file that shows a run, or a comparison of two.

    It is readable by itself and offline.
    """
    from scored_society.measure.paired.folder import is_comparison, read_comparison
    from scored_society.record.folder import open_run
    from scored_society.report.page import write_report

    read = read_comparison if is_comparison(run) else open_run
    page = write_report(read(run, decision=decision), out)
    if as_json:
        print_json({"report": str(page)})
    else:
        typer.echo(page)
