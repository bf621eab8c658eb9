"""`scored bench`."""

from __future__ import annotations

from typing import Annotated

import typer

from scored_society.cli.output import AsJson, examples, print_json, print_table
from scored_society.cli.progress import WeekProgress

EXAMPLES = examples("bench", "bench --phases --json", "bench --patterns", "bench --feedbacks")


def bench(
    phases: Annotated[bool, typer.Option("--phases", help="The time that each phase of the week takes, too.")] = False,
    patterns: Annotated[
        bool,
        typer.Option(
            "--patterns",
            help="Instead of speed: whether the model shows the patterns that it should, and what the text claims; "
            "some minutes.",
        ),
    ] = False,
    feedbacks: Annotated[
        bool,
        typer.Option(
            "--feedbacks", help="Instead of speed: what each feedback moves, one out and one alone in; some minutes."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure speed and size on this machine, or the model against its patterns.

    Speeds are ratios within one run, so that machines compare.
    """
    asked = [
        option for option, given in (("patterns", patterns), ("feedbacks", feedbacks), ("phases", phases)) if given
    ]
    if len(asked) > 1:
        from scored_society.base.errors import mistake

        raise mistake(f"--{asked[0]} with --{asked[1]}", allowed="one of them: each measures something of its own")
    if patterns:
        show_patterns(as_json)
        return
    if feedbacks:
        show_feedbacks(as_json)
        return
    from scored_society.bench.rows import bench as measured

    with WeekProgress() as progress:
        found = measured(phases, progress)
    if as_json:
        print_json({"rows": found})
    else:
        headings = {"what": "what", "value": "value", "unit": "unit", "target": "target", "met": "met"}
        print_table("Speed and size on this machine", headings, found)


def show_feedbacks(as_json: bool) -> None:
    """Print what each feedback moves, taken out alone and put in alone."""
    from dataclasses import asdict

    from scored_society.bench.feedbacks import feedback_table

    with WeekProgress() as progress:
        found = [asdict(row) for row in feedback_table(progress=progress)]
    if as_json:
        print_json({"feedbacks": found})
    else:
        headings = {
            "what": "feedback", "how": "switched", "receives": "moves", "without": "without it", "effect": "effect",
            "low": "low", "high": "high", "standard_errors": "in s.e.", "unit": "unit",
        }  # fmt: skip
        print_table("What each feedback moves (as-told × china-2020, paired)", headings, found)


def show_patterns(as_json: bool) -> None:
    """Print the patterns and whether the model shows them."""
    from dataclasses import asdict

    from scored_society.bench.patterns import patterns

    with WeekProgress() as progress:
        found = [asdict(pattern) for pattern in patterns(progress)]
    if as_json:
        print_json({"patterns": found})
    else:
        headings = ("id", "role", "note", "value", "low", "high", "target", "met")
        print_table("The model against its patterns", dict(zip(headings, headings, strict=True)), found)
