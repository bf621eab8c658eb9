"""`scored bench`."""

from __future__ import annotations

from typing import Annotated

import typer

from scored_society.cli.output import AsJson, examples, print_json, print_table
from scored_society.cli.progress import WeekProgress

EXAMPLES = examples("bench", "bench --phases --json")


def bench(
    phases: Annotated[bool, typer.Option("--phases", help="The time that each phase of the week takes, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Measure speed and size on this machine.

    Speeds are ratios within one run, so that machines compare.
    """
    from scored_society.bench.rows import bench as measured

    with WeekProgress() as progress:
        found = measured(phases, progress)
    if as_json:
        print_json({"rows": found})
    else:
        headings = {"what": "what", "value": "value", "unit": "unit", "target": "target", "met": "met"}
        print_table("Speed and size on this machine", headings, found)
