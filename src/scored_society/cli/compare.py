"""`scored compare`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scored_society.cli.numbers import whole
from scored_society.cli.output import INVENTED, AsJson, cell, examples, print_json, print_table
from scored_society.cli.progress import WeekProgress

if TYPE_CHECKING:
    from scored_society.measure.paired.comparison import Comparison

EXAMPLES = examples(
    "compare runs/none-smallville-1 runs/as-told-smallville-1",
    "compare runs/as-told-china-2020-1 runs/reform-china-2020-1 --out runs/reform-against-as-told",
    "compare runs/none-smallville-1 runs/as-told-smallville-1 --hold-bulletin --json",
)
ENOUGH_CLUSTERS = 100
HEADINGS = {
    "name": "outcome", "a": "A", "b": "B", "effect": "effect", "interval": "95 % interval",
    "second": "second coupling", "unit": "unit",
}  # fmt: skip


def compare(
    a: Annotated[Path, typer.Argument(metavar="RUN_A", help="The folder of a finished run: the baseline.")],
    b: Annotated[Path, typer.Argument(metavar="RUN_B", help="The same people under another rule book.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep the comparison in a folder, which must not exist.")
    ] = None,
    hold_bulletin: Annotated[
        bool,
        typer.Option(
            "--hold-bulletin",
            help="Let B read A's bulletins: what the rules do without scarcity, news and misfiled records in between.",
        ),
    ] = False,
    one_coupling: Annotated[
        bool, typer.Option("--one-coupling", help="Leave out the second coupling of draws; half of the time.")
    ] = False,
    decision: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The decision function that both runs were made with, if any."),
    ] = None,
    threads: Annotated[
        int | None,
        typer.Option(
            parser=whole("--threads", 1, 256), metavar="N", help="1 to 256; where not given, as many as processors."
        ),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="No progress and no summary.")] = False,
    as_json: AsJson = False,
) -> None:
    """Compare the same people under two rule books.

    Both runs are lived again, person by person: what the second rule book did, to whom, and how sure that is. They must
    have the same society, seed, citizens and years.
    """
    from scored_society.measure.paired.compare import compare as compared

    with WeekProgress(shown=not quiet) as progress:
        comparison = compared(
            a,
            b,
            hold_bulletin=hold_bulletin,
            second_coupling=not one_coupling,
            decision=decision,
            out=out,
            threads=threads,
            progress=progress,
        )
    if as_json:
        print_json(comparison.as_json())
    elif not quiet:
        _print_summary(comparison)


def _print_summary(comparison: Comparison) -> None:
    from scored_society.cli.output import console
    from scored_society.measure.paired.comparison import WITHIN
    from scored_society.measure.paired.headlines import headlines

    out, told = console(), comparison.manifest
    names = [f"{told[which]['policy']}" for which in ("a", "b")]
    out.print(f"\n{names[1]} (B) against {names[0]} (A): the same {told['a']['citizens']:,} people\n")
    rows = [_row(row) for row in headlines(comparison).to_dicts()]
    print_table("Effects: B less A, for everybody", HEADINGS, rows)
    lives = told["lives"]
    out.print(f"  {'lives':<38} {lives:,}, of children born in these years, too")
    for key, what in (("differing", "that differ in anything"), ("parted", "that part: more than a score differs")):
        out.print(f"  {what:<38} {told[key]:,} ({told[key] / lives:.1%})")
    causes = sorted(told["parted_by_cause"].items(), key=lambda item: -item[1])
    for cause, count in causes:
        if count:
            out.print(f"    first through {cause:<22} {count:,}")
    for key, what in (("harmed", "harmed"), ("helped", "helped"), ("both", "both, in different ways")):
        out.print(f"  {what:<38} {told[key]:,} ({told[key] / lives:.1%})")
    if told["counts_from_week"] > 0:
        from scored_society.base.calendar import day_of

        out.print(f"\nEffects count from {day_of(told['counts_from_week'])} on, when the two begin to differ.")
    if told["clusters"] < ENOUGH_CLUSTERS:
        out.print(f"\nOnly {told['clusters']} neighbourhoods: intervals are rough; they are good from 100 on.")
    if told["bulletin"] == "held":
        out.print("\nThe bulletin was held: B read A's.")
    out.print(f"\n{WITHIN[0].upper()}{WITHIN[1:]}.\n{INVENTED}")
    if comparison.path is not None:
        from shlex import quote

        out.print(f"\nNext:\n  scored report {quote(str(comparison.path))}")


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Return an effect as it is printed."""
    shown = dict(row)
    shown["interval"] = _interval(row["low"], row["high"])
    second = row["second_effect"]
    shown["second"] = "" if second is None else f"{cell(second)} ({_interval(row['second_low'], row['second_high'])})"
    return shown


def _interval(low: float | None, high: float | None) -> str:
    return "none" if low is None or high is None else f"{cell(low)} to {cell(high)}"
