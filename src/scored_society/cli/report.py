"""`scored report`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scored_society.cli.output import AsJson, examples, print_json

EXAMPLES = examples("report runs/as-told-china-2020-1", "report runs/as-told-china-2020-1 --out as-told.html")


def report(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a finished run.")],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The page; in the run folder where not given.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write one HTML file that shows a run.

    It is readable by itself and offline.
    """
    from scored_society.record.folder import open_run
    from scored_society.report.page import write_report

    page = write_report(open_run(run), out)
    if as_json:
        print_json({"report": str(page)})
    else:
        typer.echo(page)
